import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectDecent } from './decency.ts';
import { removeWorkspaces } from './engine.ts';
import { type Started, startParley, temporaryFolder, tidy } from './parley.ts';

/** The original design's client, word for word. */
const source = `
class MultiAIChatClient {
    constructor() {
        this.ws = new WebSocket('ws://localhost:8080/multi-ai-chat');
        this.setupEventHandlers();
    }
    
    setupEventHandlers() {
        this.ws.onmessage = (event) => {
            const data = JSON.parse(event.data);
            
            switch(data.type) {
                case 'ai_response':
                    this.displayAIResponse(data.ai_name, data.content);
                    break;
                case 'discussion_update':
                    this.updateDiscussionView(data.discussion_state);
                    break;
                case 'consensus_reached':
                    this.displayConsensus(data.consensus);
                    break;
                case 'execution_result':
                    this.displayExecutionResult(data.result);
                    break;
            }
        };
    }
    
    sendUserMessage(message) {
        this.ws.send(JSON.stringify({
            type: 'user_message',
            content: message,
            timestamp: Date.now()
        }));
    }
}`;

type Client = { ws: WebSocket; sendUserMessage(message: string): void };
type Shown = { what: string; value: Record<string, unknown> };

let parley: Started;
const workspaces = new Set<string>();

beforeAll(async () => {
  parley = await startParley({ data: await temporaryFolder() });
});

afterAll(async () => {
  await parley.end();
  await removeWorkspaces(workspaces);
  await tidy();
});

/** The client on Node's own WebSocket; only the port, which the test may not choose, is another. */
function openClient() {
  class ToThisPort extends WebSocket {
    constructor(url: string) {
      super(url.replace(':8080/', `:${parley.port}/`));
    }
  }
  const MultiAIChatClient = new Function('WebSocket', `${source}\nreturn MultiAIChatClient;`)(ToThisPort);
  const shown: Shown[] = [];
  let look = () => {};
  const show = (what: string, value: Record<string, unknown>) => {
    shown.push({ what, value });
    look();
  };
  class Showing extends MultiAIChatClient {
    displayAIResponse = (ai_name: string, content: string) => show('ai_response', { ai_name, content });
    updateDiscussionView = (state: Record<string, unknown>) => show('discussion_update', state);
    displayConsensus = (consensus: Record<string, unknown>) => show('consensus_reached', consensus);
    displayExecutionResult = (result: Record<string, unknown>) => show('execution_result', result);
  }
  const client = new Showing() as unknown as Client;
  const raw: Record<string, unknown>[] = [];
  client.ws.addEventListener('message', ({ data }) => {
    raw.push(JSON.parse(String(data)));
    look();
  });
  const until = <T>(find: () => T | null | undefined | false): Promise<T> =>
    new Promise((resolve) => {
      look = () => {
        const found = find();
        if (found) resolve(found);
      };
      look();
    });
  const opened = new Promise((resolve) => client.ws.addEventListener('open', resolve, { once: true }));
  return { client, shown, raw, until, opened };
}

test("the original design's client sees a debate from its question to its result", async () => {
  const { client, shown, raw, until, opened } = openClient();
  await opened;
  client.sendUserMessage('run `echo first > a.txt && ls`');
  const state = await until(() => shown.find((it) => it.value.plan_hash !== undefined)?.value);
  const debate = raw.find((it) => it.type === 'accepted')?.debate;
  expect(state.stage).toBe('approval');
  expect(shown.some((it) => it.what === 'execution_result')).toBe(false);
  client.ws.send(JSON.stringify({ type: 'approve', debate, plan_hash: state.plan_hash }));
  const final = await until(() => raw.find((it) => it.type === 'final_result'));
  await until(() => shown.find((it) => it.value.stage === 'ended'));

  const order = shown.map((it) => it.what);
  const first = (what: string) => order.indexOf(what);
  expect(first('ai_response')).toBeGreaterThan(-1);
  expect(first('ai_response')).toBeLessThan(first('consensus_reached'));
  expect(first('consensus_reached')).toBeLessThan(first('execution_result'));
  const kinds = raw.map((it) => it.type);
  expect(kinds.indexOf('execution_result')).toBeLessThan(kinds.indexOf('final_result'));
  for (const { what, value } of shown) {
    if (what !== 'ai_response') continue;
    expect(['AIIN', 'Manual', 'Warden']).toContain(value.ai_name);
    expect(String(value.content).length).toBeGreaterThan(3);
  }
  const stages = shown.filter((it) => it.what === 'discussion_update').map((it) => String(it.value.stage));
  const all = ['analysis', 'proposal', 'critique', 'consensus', 'approval', 'execution', 'integration', 'ended'];
  const late = stages.slice(stages.indexOf('approval'));
  expect(late).toEqual([...late].sort((a, b) => all.indexOf(a) - all.indexOf(b)));
  expect(shown.find((it) => it.what === 'execution_result')?.value).toMatchObject({ exitCode: 0, ending: 'exited' });
  expect(final.result).toMatchObject({ ok: true, artifacts: [expect.objectContaining({ path: 'a.txt' })] });
  expectDecent(raw);

  const resumed = openClient();
  await resumed.opened;
  const thread = raw.find((it) => it.type === 'accepted')?.thread;
  const seen = 5;
  resumed.client.ws.send(JSON.stringify({ type: 'follow', thread, after: { [String(debate)]: seen } }));
  await resumed.until(() => resumed.raw.find((it) => it.type === 'followed'));
  const told = (messages: typeof raw) =>
    messages.filter((it) => Number(it.seq) > seen).map((it) => JSON.stringify([it.seq, it.type]));
  expect(told(resumed.raw)).toEqual(told(raw));
  for (const it of [client, resumed.client]) it.ws.close();
});
