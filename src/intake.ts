import { createHash } from 'node:crypto';
import { settingsIn } from './channels.ts';
import { type Judged, judgeApproval, judgeRefusal, type Refusal } from './debate/approval.ts';
import { within } from './debate/budget.ts';
import { type DebateState, fold, type Words } from './debate/debate.ts';
import type { Attachment, Budget, EventOf, Locale, Person, Persona, Recorded, Rules } from './debate/event.ts';
import { fault } from './i18n/faults/index.ts';
import { detectLocale } from './i18n/index.ts';
import type { Blobs } from './ports/blobs.ts';
import type { Ledger } from './ports/ledger.ts';
import type { Spending } from './ports/spending.ts';
import type { TaskQueue } from './ports/task-queue.ts';
import type { TrackRecord } from './track-record.ts';

/** A place where people talk: platform name, channel and thread in that platform's own ids. */
export type Origin = { readonly platform: string; readonly channel: string; readonly thread: string };

export type Said = {
  readonly by: Person;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** The platform's own name of the message: what it says counts once, however often and by whom it is handed in. */
  readonly message?: string;
};

/** What became of a person's click: done, or refused and why. */
export type Heard = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly reason: Refusal };

/** What became of a person's words; `known`: the same message was taken before. */
export type Effect = 'opened' | 'steered' | 'followed-up' | 'stopped' | 'known';

/**
 * The front desk: everything a person can do, whatever the front end. Each call appends to the ledger and
 * asks for the next decision; none waits for agents or containers.
 */
export type Intake = {
  /** Keeps a file for a request or reply. Throws `input.too-large` and `storage.full`. */
  attach(name: string, bytes: Uint8Array): Promise<Attachment>;
  /** A message in a thread: opens a debate, steers the open one, or follows up the last one. Stop words stop. */
  say(origin: Origin, said: Said, locale?: Locale): Promise<{ debate: string; effect: Effect }>;
  approve(debate: string, planHash: string, by: Person): Promise<Heard>;
  deny(debate: string, planHash: string, by: Person): Promise<Heard>;
  withdraw(debate: string, planHash: string, by: Person): Promise<Heard>;
  stop(debate: string, by: Person): Promise<Heard>;
  rate(debate: string, by: Person, value: 'up' | 'down' | 'none'): Promise<Heard>;
  /** Opens the debate that goes on with words said too late for this one; the same words open it only once. */
  followUp(state: DebateState, words: readonly Words[]): Promise<string>;
};

export type IntakeDeps = {
  /** The installation's name, part of every debate's: containers are called after debates. */
  readonly house: string;
  readonly ledger: Ledger;
  readonly queue: TaskQueue;
  readonly blobs: Blobs;
  /** Who sits in debates that open now (at least one), by which rules, and the language of the answers. */
  readonly council: readonly Persona[];
  readonly rules: Rules;
  readonly language: Locale | 'auto';
  /** What a channel may cost in a day, and what it has cost today; not limited when left out. */
  readonly channelDay?: { readonly budget: Budget; readonly spending: Spending };
  /** Moves weights by what people made of earlier plans; they stay as configured when left out. */
  readonly trackRecord?: TrackRecord | undefined;
  /** What differs in some channels. */
  readonly channels?: Parameters<typeof settingsIn>[0];
  readonly messageKb: number;
};

const stopWords =
  /^(?:stop|halt|cancel|abort|중지|정지|중단|그만|멈춰|취소)(?:해|해줘|해 줘|하세요|해주세요|해 주세요)?[.!。!\s]*$/iu;

/** Longest text of an earlier request or result that a follow-up's agents are told. */
const historyCharacters = 2000;

export function createIntake(deps: IntakeDeps): Intake {
  const { ledger, queue } = deps;

  const load = async (debate: string) => fold(debate, await ledger.read(debate));

  const known = async (debate: string): Promise<DebateState> => {
    const state = await load(debate);
    if (state) return state;
    throw fault('debate.unknown', 'noDebate', { debate });
  };

  /** Appends an opening event. Null when another debate of that number was opened in the same instant. */
  const open = async (debate: string, event: EventOf<'debate.opened'>) => {
    const { fresh } = await ledger.append(debate, event, `${debate}/open`);
    await queue.advance(debate);
    return fresh;
  };

  const judged = async (debate: string, judge: (state: DebateState) => Judged): Promise<Heard> => {
    const answer = judge(await known(debate));
    if ('refusal' in answer) return { kind: 'refused', reason: answer.refusal };
    const { fresh } = await ledger.append(debate, answer.ruling.event, answer.ruling.key);
    await queue.advance(debate);
    return fresh ? { kind: 'done' } : { kind: 'refused', reason: 'already-decided' };
  };

  const stop = async (debate: string, by: Person, message?: string): Promise<Heard> => {
    if ((await known(debate)).end) return { kind: 'refused', reason: 'ended' };
    const event = { type: 'debate.stopped' as const, by, ...(message === undefined ? {} : { message }) };
    const { fresh } = await ledger.append(debate, event, `${debate}/end`);
    await queue.cancel(debate);
    await queue.advance(debate);
    return fresh ? { kind: 'done' } : { kind: 'refused', reason: 'ended' };
  };

  /** The rules, with no more to spend than the channel has left today. */
  const affordable = async (rules: Rules, origin: Origin): Promise<Rules> => {
    if (!deps.channelDay) return rules;
    const { budget, spending } = deps.channelDay;
    return { ...rules, budget: within(rules.budget ?? {}, budget, await spending.today(origin)) };
  };

  const opening = async (
    origin: Origin,
    said: Said,
    earlier: readonly DebateState[],
    locale: Locale | undefined,
  ): Promise<EventOf<'debate.opened'>> => {
    const last = earlier.at(-1);
    const { council, rules, language } = settingsIn(deps.channels ?? {}, deps, origin);
    const spoken = language === 'auto' ? (locale ?? detectLocale(said.text)) : language;
    return {
      type: 'debate.opened',
      request: {
        author: said.by,
        origin,
        ...(said.message === undefined ? {} : { message: said.message }),
        text: said.text,
        attachments: [...said.attachments],
        locale: spoken,
      },
      council: (await deps.trackRecord?.weighed(council)) ?? [...council],
      rules: await affordable(rules, origin),
      workspace: workspaceOf(origin),
      ...(last ? { follows: last.id } : {}),
      history: earlier.slice(-5).map(remembered),
    };
  };

  const say: Intake['say'] = async (origin, said, locale) => {
    checkSaid(said, deps.messageKb);
    const workspace = workspaceOf(origin);
    const isStop = stopWords.test(said.text.trim());
    for (let noted = ''; ; ) {
      const ids = await ledger.inWorkspace(workspace);
      const last = ids.length > 0 ? await load(ids.at(-1) as string) : null;
      const before = await takenBy(ledger, ids, said.message);
      if (before !== null && before !== noted) return { debate: before, effect: 'known' };
      if (last && !last.end) {
        if (isStop && (await stop(last.id, said.by, said.message)).kind === 'done')
          return { debate: last.id, effect: 'stopped' };
        const { fresh } = await ledger.append(
          last.id,
          { type: 'person.said', by: said.by, text: said.text, attachments: [...said.attachments] },
          said.message === undefined ? undefined : saidKey(said.message),
        );
        if (!fresh) return { debate: last.id, effect: 'known' };
        noted = last.id;
        const after = await known(last.id);
        // Stopped in this very moment: a stopped debate hears nothing more, so the words open a new one.
        if (after.end?.outcome === 'stopped') continue;
        await queue.advance(last.id);
        return { debate: last.id, effect: after.turn > last.turn ? 'steered' : 'followed-up' };
      }
      // What was stopped already, or ended by itself, needs no other debate about stopping.
      if (last && isStop) return { debate: last.id, effect: 'stopped' };
      const earlier = await Promise.all(ids.map(known));
      const debate = debateId(`${deps.house}/${workspace}`, ids.length);
      if (await open(debate, await opening(origin, said, earlier, locale)))
        return { debate, effect: last ? 'followed-up' : 'opened' };
    }
  };

  return {
    say,
    stop: (debate, by) => stop(debate, by),
    async attach(name, bytes) {
      return { name, bytes: bytes.byteLength, blob: await deps.blobs.put(bytes) };
    },
    approve: (debate, planHash, by) => judged(debate, (state) => judgeApproval(state, planHash, by, Date.now())),
    deny: (debate, planHash, by) => judged(debate, (state) => judgeRefusal(state, planHash, by, 'denied')),
    withdraw: (debate, planHash, by) => judged(debate, (state) => judgeRefusal(state, planHash, by, 'withdrawn')),
    async rate(debate, by, value) {
      const state = await known(debate);
      if (!state.result) return { kind: 'refused', reason: 'nothing-to-approve' };
      if (state.ratings[by.id] !== value) await ledger.append(debate, { type: 'result.rated', by, value });
      return { kind: 'done' };
    },
    async followUp(state, words) {
      const { origin, locale } = state.request;
      const [first] = words;
      if (!first) throw new TypeError('a follow-up needs words');
      const said: Said = {
        by: first.by,
        text: words.map((it) => it.text).join('\n'),
        attachments: words.flatMap((it) => it.attachments),
      };
      const debate = debateId(`${state.id}/follow-up`, words.at(-1)?.seq ?? 0);
      const ids = (await ledger.inWorkspace(state.workspace)).filter((it) => it !== debate);
      await open(debate, await opening(origin, said, await Promise.all(ids.map(known)), locale));
      return debate;
    },
  };
}

const saidKey = (message: string) => `said/${message}`;

/** Debates of a thread in which a message that arrives again is looked for. */
const lookedThrough = 5;

/** Has this message been taken here? Chat platforms tell some things twice, and what was missed is read again. */
export async function isTaken(ledger: Ledger, origin: Origin, message: string): Promise<boolean> {
  return (await takenBy(ledger, await ledger.inWorkspace(workspaceOf(origin)), message)) !== null;
}

async function takenBy(ledger: Ledger, ids: readonly string[], message: string | undefined): Promise<string | null> {
  if (message === undefined) return null;
  const isIts = ({ key, event }: Recorded) =>
    key === saidKey(message) ||
    (event.type === 'debate.opened' && event.request.message === message) ||
    (event.type === 'debate.stopped' && event.message === message);
  for (const id of ids.slice(-lookedThrough).reverse()) if ((await ledger.read(id)).some(isIts)) return id;
  return null;
}

/** One workspace a thread: the same place always has the same files. */
export function workspaceOf(origin: Origin): string {
  return `w${digest([origin.platform, origin.channel, origin.thread].join('\n'))}`;
}

// Named after its place in the thread: two people who ask at once contend for one name, and the second one steers.
function debateId(base: string, number: number): string {
  return `d${digest(`${base}/${number}`)}`;
}

function digest(text: string): string {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 15)}`)
    .toString(36)
    .padStart(12, '0');
}

function checkSaid(said: Said, messageKb: number): void {
  const bytes = Buffer.byteLength(said.text);
  if (bytes > messageKb * 1024)
    throw fault('input.too-large', 'messageLong', { size: Math.ceil(bytes / 1024), limit: messageKb });
  if (said.text.trim() === '') throw fault('input.invalid', 'messageEmpty');
}

function remembered(state: DebateState): { request: string; result: string } {
  const asked = [state.request.text, ...state.additions.map((it) => it.text)].join('\n');
  const result = state.result?.text ?? `(${state.end?.outcome ?? 'open'})`;
  return { request: asked.slice(0, historyCharacters), result: result.slice(0, historyCharacters) };
}
