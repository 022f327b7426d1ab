import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Outgoing, PostMessage } from '../../bots/web/messages.ts';
import { type DebateState, fold } from '../../src/debate/debate.ts';
import type { Attachment, EventOf, Recorded } from '../../src/debate/event.ts';

type Of<T extends Outgoing['type']> = Extract<Outgoing, { type: T }>;
export type Page = Awaited<ReturnType<typeof openPage>>;

/** Talks to a running Parley as its page does: one socket, one person, uploads over HTTP. */
export async function openPage(port: number, options: { cookie?: string; lang?: 'en' | 'ko'; token?: string } = {}) {
  const { lang = 'en', token } = options;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let cookie = options.cookie ?? '';
  const socket = new WebSocket(`ws://127.0.0.1:${port}/multi-ai-chat?view=posts&lang=${lang}`, {
    headers: { ...(cookie === '' ? {} : { cookie }), ...authorization },
  });
  socket.on('upgrade', ({ headers }) => {
    const set = headers['set-cookie']?.[0]?.split(';')[0];
    if (set) cookie = set;
  });
  const heard: Outgoing[] = [];
  const lookers = new Set<() => void>();
  const look = () => {
    for (const again of lookers) again();
  };
  socket.on('message', (data) => {
    heard.push(JSON.parse(data.toString()));
    look();
  });
  let closed: number | undefined;
  socket.on('close', (code) => {
    closed = code;
    look();
  });
  await once(socket, 'open');

  /** Resolves with the first thing that `find` finds in what was heard, now or later. */
  const until = <T>(what: string, find: (heard: readonly Outgoing[]) => T | null | undefined | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(patience);
        lookers.delete(again);
        act();
      };
      const missed = (why: string) =>
        end(() => reject(new Error(`${why} before ${what}; heard last:\n${heard.slice(-5).map(brief).join('\n')}`)));
      const again = () => {
        const found = find(heard);
        if (found) end(() => resolve(found));
        else if (closed !== undefined) missed(`the socket closed (${closed})`);
      };
      const patience = setTimeout(() => missed('half a minute passed'), 30_000);
      lookers.add(again);
      again();
    });
  const posts = (debate: string): PostMessage[] =>
    heard.filter((it): it is PostMessage => it.type === 'post' && it.debate === debate);
  const events = (debate: string): Recorded[] => posts(debate).map((it) => it.event);
  let asked = 0;
  const request = async <T extends object>(message: T): Promise<Of<'accepted'> | Of<'error'>> => {
    const client_id = `c${++asked}`;
    socket.send(JSON.stringify({ ...message, client_id }));
    return until('an answer', (all) =>
      all.find(
        (it): it is Of<'accepted'> | Of<'error'> =>
          (it.type === 'accepted' || it.type === 'error') && it.client_id === client_id,
      ),
    );
  };

  const page = {
    socket,
    heard,
    posts,
    events,
    until,
    request,
    cookie: () => cookie,
    /** The first event of that type in the debate, of the given turn or any. */
    event: <T extends Recorded['event']['type']>(debate: string, type: T, turn?: number): Promise<EventOf<T>> =>
      until(`${type} in ${debate}`, () =>
        events(debate)
          .map((it) => it.event)
          .find(
            (it): it is EventOf<T> => it.type === type && (turn === undefined || ('turn' in it && it.turn === turn)),
          ),
      ),
    state: (debate: string): DebateState => fold(debate, events(debate)) as DebateState,
    /** Says something in a thread and gives the debate that heard it. */
    async say(content: string, more: { thread?: string; files?: Attachment[] } = {}): Promise<string> {
      const answer = await request({ type: 'user_message', content, timestamp: Date.now(), ...more });
      if (answer.type === 'error') throw new Error(`${answer.code}: ${answer.message}`);
      return answer.debate;
    },
    async decide(type: 'approve' | 'deny' | 'withdraw', debate: string, turn?: number) {
      const { planHash } = await page.event(debate, 'approval.requested', turn);
      return request({ type, debate, plan_hash: planHash });
    },
    stop: (debate: string) => request({ type: 'stop', debate }),
    /** The state once the debate has ended. */
    async ended(debate: string): Promise<DebateState> {
      await until(`the end of ${debate}`, () =>
        events(debate).some(({ event }) => event.type === 'debate.closed' || event.type === 'debate.stopped'),
      );
      return page.state(debate);
    },
    async upload(name: string, content: string | Uint8Array<ArrayBuffer>): Promise<Attachment> {
      const answer = await page.http(`/api/upload?name=${encodeURIComponent(name)}`, { method: 'POST', body: content });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as Attachment;
    },
    http: (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers: { cookie, ...authorization, ...init.headers } }),
    /** Content of an artifact of the result, as a person downloads it. */
    async artifact(debate: string, path: string): Promise<string> {
      const { artifacts } = await page.event(debate, 'result.integrated');
      const found = artifacts.find((it) => it.path === path);
      if (!found?.blob) throw new Error(`no artifact ${path} among ${artifacts.map((it) => it.path).join(', ')}`);
      return (await page.http(`/api/blobs/${found.blob}?name=${encodeURIComponent(path)}`)).text();
    },
    close() {
      socket.terminate();
    },
  };
  return page;
}

const brief = (message: Outgoing): string => JSON.stringify(message).slice(0, 400);
