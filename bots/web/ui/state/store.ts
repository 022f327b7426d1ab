import { batch, computed, effect, signal } from '@preact/signals';
import type { Attachment, Person } from '../../../../src/debate/event.ts';
import type { Activity } from '../../../../src/ports/activity.ts';
import type { Status } from '../../../../src/status.ts';
import type { Outgoing, PostMessage } from '../../messages.ts';
import type { ThreadSummary } from '../../threads.ts';
import { type DebateLog, hasAnswered, viewDebate } from './debate.ts';
import { forgetLive, hearActivity, settle } from './live.ts';
import { locale } from './preferences.ts';
import { createSocket, link } from './socket.ts';

/** A message of this browser that the server has not taken yet. */
export type Pending = {
  readonly clientId: string;
  readonly thread: string;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly sentAt: number;
  /** How often it went out: from the second time on the server checks whether it has it. */
  readonly tries: number;
  readonly problem?: string;
};

export const you = signal<Person | null>(null);
export const limits = signal({ messageKb: 64, uploadMb: 25 });
export const status = signal<Status | null>(null);
export const threads = signal<readonly ThreadSummary[]>([]);
export const thread = signal<string | null>(threadInAddress());
export const logs = signal<readonly DebateLog[]>([]);
export const caughtUp = signal(false);
export const pending = signal<readonly Pending[]>([]);
/** The last refusal of a click, by debate, until the next click. */
export const refusals = signal<ReadonlyMap<string, string>>(new Map());
/** The newest post since the page caught up, for screen readers. */
export const newest = signal<PostMessage | null>(null);

export const views = computed(() => new Map(logs.value.map((log) => [log.id, viewDebate(log)])));
export const current = computed(() => {
  const last = logs.value.at(-1);
  return last ? { log: last, view: views.value.get(last.id) ?? viewDebate(last) } : null;
});
export const approvalWaits = computed(() => threads.value.some((it) => it.state === 'approval'));

const socket = createSocket({
  language: () => locale.peek(),
  opened() {
    forgetLive();
    if (thread.peek() !== null) follow();
    else resend();
  },
  heard,
});

function follow(): void {
  const after = Object.fromEntries(logs.peek().map((log) => [log.id, log.entries.at(-1)?.seq ?? 0]));
  caughtUp.value = false;
  socket.send({ type: 'follow', thread: thread.peek(), after });
}

// Many events come at once when a thread is opened; drawing them one by one would be slow.
let arrived: PostMessage[] = [];

function heard(message: Outgoing): void {
  switch (message.type) {
    case 'hello':
      you.value = message.you;
      limits.value = message.limits;
      break;
    case 'post':
      if (message.thread !== thread.peek()) return;
      if (arrived.length === 0) queueMicrotask(() => setTimeout(takeArrived));
      arrived.push(message);
      break;
    case 'followed':
      if (message.thread !== thread.peek()) return;
      takeArrived();
      caughtUp.value = true;
      resend();
      break;
    case 'threads':
      threads.value = message.threads;
      break;
    case 'status':
      status.value = message.status;
      break;
    case 'activity':
      takeArrived();
      if (!isOld(message.activity)) hearActivity(message.activity);
      break;
    case 'accepted':
      pending.value = pending.value.filter((it) => it.clientId !== message.client_id);
      break;
    case 'error':
      complain(message);
      break;
  }
}

function takeArrived(): void {
  const messages = arrived;
  arrived = [];
  if (messages.length === 0) return;
  batch(() => {
    const byId = new Map(logs.value.map((log) => [log.id, log]));
    for (const message of messages) {
      const log = byId.get(message.debate) ?? { id: message.debate, entries: [] };
      if (message.seq <= (log.entries.at(-1)?.seq ?? 0)) continue;
      byId.set(message.debate, { id: log.id, entries: [...log.entries, message] });
      const { event } = message.event;
      if (event.type === 'debate.closed' || event.type === 'debate.stopped') settle(message.debate, null);
      else if ('persona' in event) settle(message.debate, event.persona);
      if (caughtUp.value && message.post) newest.value = message;
    }
    logs.value = [...byId.values()];
  });
}

// What is replayed after a reconnect can be older than the events that are here.
function isOld(activity: Activity): boolean {
  const { debate } = activity;
  if ((views.peek().get(debate)?.outcome ?? null) !== null) return true;
  const log = logs.peek().find((it) => it.id === debate);
  return activity.type === 'draft' && !caughtUp.peek() && !!log && hasAnswered(log, activity.persona, activity.stage);
}

function complain(error: Extract<Outgoing, { type: 'error' }>): void {
  const text = `${error.message} ${error.fix}`;
  if (error.client_id === undefined) return;
  if (error.client_id.startsWith('click:')) {
    refusals.value = new Map(refusals.value).set(error.client_id.slice('click:'.length), text);
    return;
  }
  pending.value = pending.value.map((it) => (it.clientId === error.client_id ? { ...it, problem: text } : it));
}

function deliver(item: Pending): void {
  const sent = socket.send({
    type: 'user_message',
    content: item.text,
    timestamp: item.sentAt,
    thread: item.thread,
    files: item.files,
    client_id: item.clientId,
    resend: item.tries > 0,
  });
  if (sent) pending.value = pending.value.map((it) => (it === item ? { ...it, tries: it.tries + 1 } : it));
}

function resend(): void {
  for (const item of pending.peek()) if (item.problem === undefined) deliver(item);
}

/** Says something in the open thread, or begins one. */
export function sendMessage(text: string, files: readonly Attachment[]): void {
  const to = thread.value ?? randomId();
  const item: Pending = { clientId: randomId(), thread: to, text, files, sentAt: Date.now(), tries: 0 };
  if (thread.value === null) openThread(to);
  pending.value = [...pending.value, item];
  deliver(item);
}

export function sendAgain(item: Pending): void {
  const { problem: _, ...fresh } = item;
  pending.value = pending.value.map((it) => (it === item ? fresh : it));
  deliver(fresh);
}

export function discard(item: Pending): void {
  pending.value = pending.value.filter((it) => it !== item);
}

type Click =
  | { readonly type: 'approve' | 'deny' | 'withdraw'; readonly debate: string; readonly plan_hash: string }
  | { readonly type: 'stop'; readonly debate: string }
  | { readonly type: 'rate'; readonly debate: string; readonly value: 'up' | 'down' | 'none' };

/** Passes a click on; a refusal shows up in `refusals`. False when there is no connection. */
export function click(message: Click): boolean {
  const rest = new Map(refusals.value);
  rest.delete(message.debate);
  refusals.value = rest;
  return socket.send({ ...message, client_id: `click:${message.debate}` });
}

export function openThread(id: string | null): void {
  location.hash = id === null ? '#/' : `#/t/${id}`;
  enter(id);
}

function enter(id: string | null): void {
  if (id === thread.value) return;
  batch(() => {
    thread.value = id;
    logs.value = [];
    arrived = [];
    newest.value = null;
    forgetLive();
  });
  if (id !== null && link.peek() === 'open') follow();
}

export function setName(name: string): void {
  const person = you.value;
  if (person) you.value = { ...person, name };
  fetch('/api/me', { method: 'POST', body: JSON.stringify({ name }) })
    .then(() => socket.reopen())
    .catch(() => undefined);
}

export function start(): void {
  addEventListener('hashchange', () => enter(threadInAddress()));
  let spoken = locale.peek();
  effect(() => {
    if (locale.value === spoken) return;
    spoken = locale.value;
    logs.value = [];
    socket.reopen();
  });
  socket.open();
}

function threadInAddress(): string | null {
  return /^#\/t\/([\w-]{1,64})$/.exec(location.hash)?.[1] ?? null;
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('');
}
