import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failureOf, keys, modelsOf, twoPackets } from '../../../test/models/room.ts';
import { type ModelServer, type Reaction, startModelServer } from '../../../test/models/server.ts';
import type { Agent, Thinking } from '../../ports/agent.ts';
import { briefOf, thinking } from '../testing/workshop.ts';
import { createLanguageModelAgent } from './agent.ts';

/** What goes wrong on the wire and in answers, through real sockets and the real SDK. */

let server: ModelServer;
beforeEach(async () => {
  server = await startModelServer();
});
afterEach(() => server.close());

const agentOf = (spec = 'local/llama', more: Parameters<typeof modelsOf>[1] = {}): Agent =>
  createLanguageModelAgent({ model: modelsOf(server, more)(spec) });

const brief = briefOf('count the files', [], { self: 'mind' });
/** Reacts to the first calls in this order, then sensibly. */
const inTurn = (...reactions: Reaction[]) => server.react((call) => reactions[call.number - 1]);
describe('servers in trouble', () => {
  it('waits as long as the server asks, and no longer than needed', async () => {
    inTurn({ kind: 'status', status: 429, headers: { 'retry-after': '1' } });
    expect(await agentOf().analyse(brief, thinking)).toMatchObject({ kind: 'answered' });
    const [first, second] = server.calls;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(server.calls).toHaveLength(2);
  });

  it('does not sit through a long wait, and does not ask against it either', async () => {
    server.react(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '120' } }));
    const error = await failureOf(agentOf().analyse(brief, thinking));
    expect(error).toMatchObject({ code: 'agent.failed', retryable: true, message: expect.stringMatching(/too often/) });
    expect(server.calls).toHaveLength(1);
  });

  it('tries three times when the server fails, then says so', async () => {
    server.react(() => ({ kind: 'status', status: 503, headers: { 'retry-after-ms': '1' } }));
    expect(await failureOf(agentOf().analyse(brief, thinking))).toMatchObject({
      message: 'local/llama has trouble of its own (503).',
    });
    expect(server.calls).toHaveLength(3);
  });

  it('leaves a provider alone that failed three calls in a row', async () => {
    server.react(() => ({ kind: 'status', status: 500, headers: { 'retry-after-ms': '1' } }));
    const models = modelsOf(server);
    const seats = ['local/one', 'local/two'].map((it) => createLanguageModelAgent({ model: models(it) }));
    for (const at of [0, 1, 0]) await failureOf((seats[at] as Agent).analyse(brief, thinking));
    const asked = server.calls.length;
    expect((await failureOf((seats[1] as Agent).analyse(brief, thinking))).message).toMatch(/left alone/);
    expect(server.calls).toHaveLength(asked);
    const other = createLanguageModelAgent({ model: models('openai/gpt-6.1-terra') });
    server.react(() => undefined);
    expect(await other.analyse(brief, thinking)).toMatchObject({ kind: 'answered' });
  });

  it.each([
    ['anthropic/claude-sonnet-5-5', 'ANTHROPIC_API_KEY'],
    ['openai/gpt-6.1-terra', 'OPENAI_API_KEY'],
    ['google/gemini-3.8-flash', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  ] as const)('%s: a refused key is named, never shown', async (spec, name) => {
    server.react(() => ({ kind: 'status', status: 401, message: `Incorrect API key provided: ${keys[name]}` }));
    const error = await failureOf(agentOf(spec).analyse(brief, thinking));
    expect(error.message).toContain(name);
    const seen = [
      error.message,
      error.fix,
      error.stack,
      JSON.stringify(error),
      (error.cause as Error).stack,
      JSON.stringify(error.cause),
    ].join();
    expect(seen).not.toContain(keys[name]);
    expect(server.calls).toHaveLength(1);
  });

  it('says which key is missing, without asking anybody', async () => {
    const error = await failureOf(agentOf('anthropic/claude-sonnet-5-5', { env: {} }).analyse(brief, thinking));
    expect(error).toMatchObject({
      message: expect.stringContaining('ANTHROPIC_API_KEY is not set'),
      fix: expect.stringContaining('ANTHROPIC_API_KEY'),
    });
    expect(server.calls).toHaveLength(0);
  });

  it('says that nothing answers when nothing answers', async () => {
    const agent = agentOf();
    await server.close();
    expect((await failureOf(agent.analyse(brief, thinking))).message).toBe(
      'The server of local/llama does not answer.',
    );
  });

  it('speaks the debate’s language', async () => {
    server.react(() => ({ kind: 'status', status: 404 }));
    const korean = { ...brief, locale: 'ko' as const };
    expect((await failureOf(agentOf().analyse(korean, thinking))).message).toBe(
      '제공자가 local/llama 모델을 모릅니다.',
    );
  });

  it('asks again when an answer breaks off, and says no word twice', async () => {
    inTurn({ kind: 'cut', text: 'The person wants the files counted. llama would ' });
    const said: string[] = [];
    const answer = await agentOf().analyse(brief, { ...thinking, say: (delta) => void said.push(delta) });
    expect(answer).toMatchObject({ text: expect.stringContaining('mind hidden files.') });
    expect(server.calls).toHaveLength(2);
    expect((answer as { text: string }).text.startsWith(said.join(''))).toBe(true);
  });

  it.each([
    'local/llama',
    'openai/gpt-6.1-terra',
    'openai-chat/gpt-6.1-terra',
    'anthropic/claude-sonnet-5-5',
    'google/gemini-3.8-flash',
  ])('%s: asks again when the server gives up in the middle', async (spec) => {
    inTurn({ kind: 'overload', text: 'The person ' });
    expect(await agentOf(spec).analyse(brief, thinking)).toMatchObject({ kind: 'answered' });
    expect(server.calls).toHaveLength(2);
  });

  it('hangs up on a server that falls silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      server.react(() => ({ kind: 'stall', text: 'Let me think about this for a while. ' }));
      const began = Promise.withResolvers<void>();
      const work = failureOf(agentOf().analyse(brief, { ...thinking, say: () => began.resolve() }));
      await began.promise;
      await vi.advanceTimersByTimeAsync(31_000);
      expect((await work).message).toBe('local/llama stopped in the middle of its answer.');
      expect(await server.calls[0]?.ended).toBe('abandoned');
    } finally {
      vi.useRealTimers();
    }
  });

  it('hangs up on a server that never ends', async () => {
    server.react(() => ({ kind: 'endless', text: 'and so on '.repeat(100) }));
    expect((await failureOf(agentOf().vote(brief, twoPackets, thinking))).message).toBe(
      'local/llama did not come to an end.',
    );
    expect(server.calls).toHaveLength(1);
    expect(await server.calls[0]?.ended).toBe('abandoned');
  });

  it('ends at once when its time is over, and hangs up', async () => {
    server.react(() => ({ kind: 'stall', text: 'Let me think' }));
    const out = new AbortController();
    const listening: Thinking = {
      ...thinking,
      signal: out.signal,
      say: () => out.abort(new DOMException('', 'TimeoutError')),
    };
    await expect(agentOf().analyse(brief, listening)).rejects.toThrow(
      expect.objectContaining({ name: 'TimeoutError' }),
    );
    expect(await server.calls[0]?.ended).toBe('abandoned');
    expect(server.calls).toHaveLength(1);
  });

  it('does not hold a person’s stop against the provider', async () => {
    const models = modelsOf(server);
    const agent = createLanguageModelAgent({ model: models('local/llama') });
    for (let time = 0; time < 4; time += 1) {
      server.react(() => ({ kind: 'stall', text: 'Let me think' }));
      const stop = new AbortController();
      await expect(agent.analyse(brief, { ...thinking, signal: stop.signal, say: () => stop.abort() })).rejects.toThrow(
        expect.objectContaining({ name: 'AbortError' }),
      );
    }
    server.react(() => undefined);
    expect(await agent.analyse(brief, thinking)).toMatchObject({ kind: 'answered' });
  });
});
