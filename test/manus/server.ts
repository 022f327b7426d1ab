import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StageName } from '../models/sensible.ts';
import { sensibleAnswer, stageOf } from '../models/sensible.ts';
import { faultIn } from './requests.ts';
import { createWatch } from './watch.ts';

/** A Manus on this machine: the v2 endpoints that Parley uses, with tasks that end as a test wants them to. */

export type Call = {
  readonly endpoint: string;
  readonly body: Record<string, unknown>;
  readonly key: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly at: number;
  /** Counts calls of this endpoint from 1. */
  readonly number: number;
};

/** One question that a task was asked, by `task.create` or `task.sendMessage`. */
export type Turn = {
  readonly task: string;
  readonly stage: StageName;
  /** All that Manus reads, texts of uploaded files included. */
  readonly text: string;
  readonly schema: unknown;
  readonly body: Record<string, unknown>;
  /** Counts all turns from 1. */
  readonly number: number;
};

export type Attachment = { readonly filename: string; readonly url: string };

/** How a turn ends. Nothing given: a sensible answer for its stage. */
export type Ending =
  | {
      readonly kind: 'answer';
      /** The structured output; left out, there is none. */
      readonly value?: unknown;
      readonly text?: string;
      readonly attachments?: readonly Attachment[];
      /** Looks at the task that still find it running. */
      readonly looks?: number;
      /** Messages that come after the one with the attachments. */
      readonly chatter?: number;
      /** Looks after its end that do not find the object yet. */
      readonly lateBy?: number;
    }
  | {
      readonly kind: 'ask';
      readonly about: string;
      readonly type?: string;
      readonly schema?: unknown;
      readonly attachments?: readonly Attachment[];
    }
  | { readonly kind: 'error'; readonly about: string }
  | { readonly kind: 'never' };

/** What a call meets before it is heard. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: 'silent' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'nonsense' };

type Message = { readonly id: string; readonly type: string; readonly [key: string]: unknown };
type Task = {
  readonly id: string;
  readonly messages: Message[];
  /** What each further look brings, in order. */
  coming: Message[][];
  status: string;
  /** What it has taken from the account. */
  credits: number;
};

// Made once: it takes longer than a whole test.
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const usualKeys = newKeys();
export const otherKeys = newKeys();

/** Of one file; the double is no faster reader than it has to be. */
const mostRead = 100_000;

/** What each question takes from the account. */
export const creditsPerTurn = 12;

export type ManusServer = Awaited<ReturnType<typeof startManusServer>>;

export async function startManusServer(
  options: { readonly key?: string; readonly header?: string; readonly keys?: typeof usualKeys } = {},
) {
  const { key = 'manus-key-tested-0123456789', header = 'x-manus-api-key' } = options;
  const calls: Call[] = [];
  const mistakes: string[] = [];
  const turns: Turn[] = [];
  const tasks = new Map<string, Task>();
  const uploads = new Map<string, { filename: string; bytes: Buffer }>();
  const downloads = new Map<string, Buffer>();
  const hooks: string[] = [];
  const keys = options.keys ?? usualKeys;
  const watch = createWatch();
  let choose: (turn: Turn) => Ending | undefined = () => undefined;
  let trip: (call: Call) => Fault | undefined = () => undefined;
  let serial = 0;
  let url = '';

  const message = (type: string, rest: Record<string, unknown>): Message => {
    serial += 1;
    return { id: `m${serial}`, type, timestamp: serial, [type]: rest };
  };
  const status = (task: Task, agent_status: string, status_detail?: unknown) => {
    task.status = agent_status;
    return message('status_update', { agent_status, ...(status_detail ? { status_detail } : {}) });
  };

  const ask = (task: Task, body: Record<string, unknown>) => {
    const content = (body.message as { content: { type: string; text?: string; file_id?: string }[] }).content;
    const read = (it: (typeof content)[number]) =>
      it.text ?? uploads.get(it.file_id ?? '')?.bytes.toString('utf8', 0, mostRead) ?? '';
    const text = content.map(read).join('\n\n');
    // A reply within a task is still about what the task was made for.
    const about = turns.find((it) => it.task === task.id)?.text ?? text;
    const asked = { model: 'manus', instructions: '', turns: [{ role: 'user', text: about }], schema: null };
    const turn: Turn = {
      task: task.id,
      stage: stageOf(asked),
      text,
      schema: body.structured_output_schema,
      body,
      number: turns.length + 1,
    };
    turns.push(turn);
    task.credits += creditsPerTurn;
    task.messages.push(message('user_message', { content: text.slice(0, mostRead) }), status(task, 'running'));
    const ending = choose(turn) ?? sensible(turn, sensibleAnswer(asked));
    task.coming = comingOf(task, ending);
    watch.look();
  };

  const comingOf = (task: Task, ending: Ending): Message[][] => {
    if (ending.kind === 'never') return [];
    if (ending.kind === 'error')
      return [[message('error_message', { error_type: 'agent_error', content: ending.about }), status(task, 'error')]];
    if (ending.kind === 'ask') {
      const detail = {
        waiting_for_event_id: `evt-${task.id}`,
        waiting_for_event_type: ending.type ?? 'messageAskUser',
        waiting_description: ending.about,
        confirm_input_schema: ending.schema ?? null,
      };
      const { about, attachments = [] } = ending;
      return [[message('assistant_message', { content: about, attachments }), status(task, 'waiting', detail)]];
    }
    const { looks = 1, lateBy = 0, chatter = 0, text = 'Done.', attachments = [], value } = ending;
    const object = message('structured_output_result', { success: value !== undefined, value: value ?? null });
    const last = [
      message('assistant_message', { content: text, attachments }),
      ...Array.from({ length: chatter }, (_, index) => message('assistant_message', { content: `Remark ${index}.` })),
      status(task, 'stopped'),
    ];
    return [
      ...Array.from({ length: looks }, (): Message[] => []),
      ...(lateBy === 0 ? [[...last, ...(value === undefined ? [] : [object])]] : [last]),
      ...Array.from({ length: Math.max(0, lateBy - 1) }, (): Message[] => []),
      ...(lateBy === 0 ? [] : [[object]]),
    ];
  };

  const known = (id: unknown) => tasks.get(String(id)) ?? null;
  const endpoints: Record<string, (body: Record<string, unknown>) => Record<string, unknown> | null> = {
    'task.create'(body) {
      const task: Task = { id: `task-${tasks.size + 1}`, messages: [], coming: [], status: 'running', credits: 0 };
      tasks.set(task.id, task);
      ask(task, body);
      return { task_id: task.id, task_title: body.title, task_url: `${url}/app/${task.id}` };
    },
    'task.sendMessage'(body) {
      const task = known(body.task_id);
      if (task) ask(task, body);
      return task && { task_id: task.id };
    },
    'task.confirmAction'(body) {
      const task = known(body.task_id);
      if (task) ask(task, { message: { content: [{ type: 'text', text: JSON.stringify(body.input) }] } });
      return task && { task_id: task.id };
    },
    'task.listMessages'({ task_id, limit, cursor }) {
      const task = known(task_id);
      if (!task) return null;
      if (cursor === undefined) task.messages.push(...(task.coming.shift() ?? []));
      const end = Number(cursor ?? 0) + Number(limit);
      const messages = task.messages.toReversed().slice(Number(cursor ?? 0), end);
      const more = end < task.messages.length;
      return { task_id, messages, has_more: more, ...(more ? { next_cursor: String(end) } : {}) };
    },
    'task.stop'(body) {
      const task = known(body.task_id);
      if (task) task.coming = [[status(task, 'stopped')]];
      return task && { task_id: task.id };
    },
    'task.detail'({ task_id }) {
      const task = known(task_id);
      return task && { task: { id: task.id, status: task.status, credit_usage: task.credits } };
    },
    'task.list': () => ({ data: [], has_more: false }),
    'file.upload'({ filename }) {
      const id = `file-${uploads.size + 1}`;
      uploads.set(id, { filename: String(filename), bytes: Buffer.alloc(0) });
      return { file: { id, filename, status: 'pending' }, upload_url: `${url}/put/${id}?signature=x` };
    },
    'webhook.list': () => ({ data: hooks.map((it, index) => ({ id: `wh-${index}`, url: it })) }),
    'webhook.create'(body) {
      hooks.push(String(body.url));
      return { webhook: { id: `wh-${hooks.length}`, url: body.url } };
    },
    'webhook.publicKey': () => ({
      public_key: keys.publicKey.export({ type: 'spki', format: 'pem' }),
      algorithm: 'RSA-SHA256',
    }),
  };

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const raw = await bytesOf(request);
    if (pathname.startsWith('/put/')) {
      const upload = uploads.get(pathname.slice(5));
      if (upload) upload.bytes = raw;
      // A signed address and a key at once is what a storage service refuses.
      return void response.writeHead(upload && !request.headers[header] ? 200 : 403).end();
    }
    const made = downloads.get(pathname.slice(1));
    if (made) return void response.writeHead(200).end(made);
    const endpoint = pathname.slice('/v2/'.length);
    const body = request.method === 'POST' ? JSON.parse(raw.toString()) : Object.fromEntries(searchParams);
    const seen = request.headers[header];
    const call: Call = {
      endpoint,
      body,
      key: typeof seen === 'string' ? seen : undefined,
      headers: request.headers,
      at: performance.now(),
      number: calls.filter((it) => it.endpoint === endpoint).length + 1,
    };
    calls.push(call);
    watch.look();
    const fault = trip(call);
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'nonsense') return void response.writeHead(200).end('<html>Bad gateway</html>');
    const reply = (code: number, content: object, headers = {}) =>
      response
        .writeHead(code, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify({ request_id: `req-${calls.length}`, ...content }));
    const refuse = (code: number, word: string, headers = {}) =>
      reply(code, { ok: false, error: { code: word, message: `${word} for ${call.key}` } }, headers);
    if (fault?.kind === 'status') return void refuse(fault.status, fault.code ?? 'internal', fault.headers);
    if (call.key !== key) return void refuse(401, 'permission_denied');
    const wrong = faultIn(endpoint, body, (id) => uploads.has(id));
    if (wrong !== null) {
      mistakes.push(`${endpoint}: ${wrong}`);
      return void refuse(400, 'invalid_argument');
    }
    const answer = endpoints[endpoint]?.(body) ?? null;
    return void (answer === null ? refuse(404, 'not_found') : reply(200, { ok: true, ...answer }));
  };

  const server = createServer((request, response) => {
    take(request, response).catch((error) => response.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    key,
    calls,
    /** What Parley asked in a form that Manus would not take. */
    mistakes,
    turns,
    tasks,
    uploads,
    hooks,
    /** Decides how each turn ends from now on. */
    react(next: typeof choose) {
      choose = next;
    },
    /** Decides what each call meets from now on. */
    break(next: typeof trip) {
      trip = next;
    },
    /** Lets a task come to a sensible end, whatever it was waiting for. */
    finish(id: string) {
      const task = known(id);
      const [turn] = turns.filter((it) => it.task === id).slice(-1);
      const about = turns.find((it) => it.task === id)?.text ?? '';
      const asked = { model: 'manus', instructions: '', turns: [{ role: 'user', text: about }], schema: null };
      if (task && turn) task.coming = comingOf(task, sensible(turn, sensibleAnswer(asked)));
    },
    /** Makes a file that can be fetched. */
    offer(filename: string, content: string): Attachment {
      downloads.set(filename, Buffer.from(content));
      return { filename, url: `${url}/${filename}` };
    },
    /** Resolves when a call has come for which `matches` says yes, also one that came before. */
    called: (matches: (call: Call) => boolean) => watch.until(() => calls.find(matches)),
    /** What Manus would post about a task: headers and body, signed for `at`. */
    delivery(
      task: string,
      at: string,
      more: { event?: string; seconds?: number; forged?: boolean; once?: boolean; body?: string } = {},
    ) {
      const detail = { task_id: task, task_title: '', task_url: '', message: '', stop_reason: 'finish' };
      const event = { event_id: more.event ?? `task_stopped_${task}`, event_type: 'task_stopped', task_detail: detail };
      const body = Buffer.from(more.body ?? JSON.stringify(event));
      const stamp = String(more.seconds ?? Math.floor(Date.now() / 1000));
      const words = Buffer.from(`${stamp}.${at}.${createHash('sha256').update(body).digest('hex')}`);
      const signed = more.once ? words : createHash('sha256').update(words).digest();
      const signature = sign('RSA-SHA256', signed, (more.forged ? otherKeys : keys).privateKey).toString('base64');
      return { headers: { 'x-webhook-signature': signature, 'x-webhook-timestamp': stamp }, body };
    },
    close() {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The answer that a middling model gives, in the form that was asked for. */
function sensible({ stage, schema }: Turn, answer: string): Ending {
  const shaped = (value: unknown) => (isEquipped(schema) ? { tools: [], answer: value } : value);
  if (stage === 'analyse' || stage === 'integrate')
    return { kind: 'answer', value: shaped({ text: answer }), text: answer };
  return { kind: 'answer', value: stage === 'other' ? undefined : shaped(JSON.parse(answer)) };
}

/** Whether tools may be asked for instead of answering. */
export const isEquipped = (schema: unknown) =>
  (schema as { properties?: object } | undefined)?.properties !== undefined &&
  'tools' in (schema as { properties: object }).properties;

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
