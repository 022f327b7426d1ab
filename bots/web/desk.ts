import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Attachment, Person } from '../../src/debate/event.ts';
import { ParleyError } from '../../src/errors.ts';
import type { Heard, Intake } from '../../src/intake.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Visit } from './connection.ts';
import { type Incoming, type IncomingOf, incomingSchema, type Outgoing } from './messages.ts';
import type { ThreadIndex } from './threads.ts';
import { safeFileName } from './upload.ts';
import type { Wire } from './wire.ts';
import { isKnown, say } from './words.ts';

export const webPlatform = 'web';

type Click = Exclude<Incoming, { type: 'follow' | 'user_message' }>;
type Accepted = Extract<Outgoing, { type: 'accepted' }>;

/** Answers to messages that carried a `client_id`, so that a second arrival gets the first one's answer. */
export type Answers = Map<string, Promise<Accepted>>;
const answersKept = 5000;

export type DeskDeps = {
  readonly intake: Intake;
  readonly ledger: Ledger;
  readonly threads: ThreadIndex;
  readonly answers: Answers;
  readonly messageKb: number;
  readonly failed: (error: unknown) => void;
  readonly ownThread: string;
  follow(thread: string, after: Readonly<Record<string, number>>): Promise<void>;
  followNew(thread: string): Promise<void>;
};

/** Takes one client's messages to the intake, and answers each with `accepted` or `error`. */
export function createDesk(deps: DeskDeps, visit: Visit, wire: Wire): { receive(data: Buffer): Promise<void> } {
  const { intake, threads, answers } = deps;
  const { person, locale } = visit;

  async function handle(message: Incoming): Promise<void> {
    switch (message.type) {
      case 'follow':
        return deps.follow(message.thread, message.after);
      case 'user_message':
        return wire.send(await once(message));
      default:
        // A debate of another chat is decided there, whoever knows its name here.
        if ((await threads.refresh(message.debate)) === null) throw new Complaint('debate.unknown');
        return heard(message, await click(message));
    }
  }

  function click(message: Click): Promise<Heard> {
    switch (message.type) {
      case 'approve':
      case 'deny':
      case 'withdraw':
        return intake[message.type](message.debate, message.plan_hash, person);
      case 'stop':
        return intake.stop(message.debate, person);
      case 'rate':
        return intake.rate(message.debate, person, message.value);
    }
  }

  async function once(message: IncomingOf<'user_message'>): Promise<Accepted> {
    if (message.client_id === undefined) return take(message);
    // Clients may count from one: only the same person, in the same thread, repeats itself.
    const said = [person.id, message.thread ?? '', message.client_id, message.content];
    const key = createHash('sha256').update(JSON.stringify(said)).digest('base64');
    const before = answers.get(key);
    if (before) return before;
    const answer = take(message);
    answers.set(key, answer);
    // A failed attempt took nothing in: sending it again is a first time.
    answer.catch(() => answers.delete(key));
    for (const old of answers.keys()) {
      if (answers.size <= answersKept) break;
      answers.delete(old);
    }
    return answer;
  }

  async function take(message: IncomingOf<'user_message'>): Promise<Accepted> {
    const text = withoutMention(message.content);
    if (text === '') throw new Complaint('message.empty');
    const thread = message.thread ?? deps.ownThread;
    const { client_id } = message;
    if (message.resend) {
      const debate = await alreadyTaken(deps, thread, person, text, message.timestamp ?? 0);
      if (debate) return { type: 'accepted', client_id, debate, thread, effect: 'known' };
    }
    await deps.followNew(thread);
    const attachments: Attachment[] = message.files.map((file) => ({ ...file, name: safeFileName(file.name) }));
    const origin = { platform: webPlatform, channel: 'web', thread };
    const { debate, effect } = await intake.say(
      origin,
      { by: person, text, attachments },
      message.locale ?? languageOf(text),
    );
    await threads.refresh(debate);
    return { type: 'accepted', client_id, debate, thread, effect };
  }

  function heard(message: Click, result: Heard): Promise<void> {
    if (result.kind === 'refused') throw new Complaint(result.reason);
    const { client_id, debate, type: effect } = message;
    return wire.send({ type: 'accepted', client_id, debate, effect });
  }

  return {
    async receive(data) {
      let clientId: string | undefined;
      try {
        if (data.length > deps.messageKb * 1024) throw new Complaint('message.too-large', { limit: deps.messageKb });
        const raw = parseJson(data);
        clientId = z.object({ client_id: z.string().max(100) }).safeParse(raw).data?.client_id;
        const message = incomingSchema.safeParse(raw);
        if (!message.success) throw new Complaint('message.invalid', { detail: describe(message.error) });
        await handle(message.data);
      } catch (error) {
        await complain(error, clientId).catch(() => undefined);
      }
    },
  };

  function complain(error: unknown, client_id: string | undefined): Promise<void> {
    const given = error instanceof Complaint || error instanceof ParleyError ? error.code : 'unexpected';
    // Here nothing but the message itself can be too large.
    const code = given === 'input.too-large' ? 'message.too-large' : given;
    if (!(error instanceof Complaint || given.startsWith('input.'))) deps.failed(error);
    const values = error instanceof Complaint ? error.values : { limit: deps.messageKb };
    const words = isKnown(code) || !(error instanceof ParleyError) ? say(locale, code, values) : error.told(locale);
    return wire.send({ type: 'error', code, message: words.message, fix: words.fix, client_id });
  }
}

class Complaint extends Error {
  readonly code: string;
  readonly values: Record<string, string | number>;
  constructor(code: string, values: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

/** On the page every message is meant for Parley; the mention is not part of the request. */
function withoutMention(text: string): string {
  return text.replace(/(^|\s)@parley(?=$|[\s,:.!?])[,:]?/giu, '$1').trim();
}

function languageOf(text: string): 'ko' | 'en' {
  return /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en';
}

function parseJson(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'));
  } catch {
    throw new Complaint('message.not-json');
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`)
    .join('; ');
}

/** Looks in the thread for a message that arrived although its answer was lost, perhaps to a server that restarted. */
async function alreadyTaken(
  deps: DeskDeps,
  thread: string,
  person: Person,
  text: string,
  sentAt: number,
): Promise<string | null> {
  await deps.threads.discover();
  for (const debate of [...deps.threads.debates(thread)].reverse()) {
    for (const { event, at } of await deps.ledger.read(debate)) {
      if (at < sentAt - 60_000) continue;
      const said =
        event.type === 'debate.opened'
          ? { by: event.request.author, text: event.request.text }
          : event.type === 'person.said'
            ? event
            : null;
      if (said?.by.id === person.id && said.text === text) return debate;
    }
  }
  return null;
}
