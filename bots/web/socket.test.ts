import { afterEach, expect, test } from 'vitest';
import { errorsByHour } from '../../test/samples/errors-by-hour.ts';
import { largestFiles } from '../../test/samples/largest-files.ts';
import { openClient, refusedUpgrade } from './testing/client.ts';
import { startTestServer } from './testing/test-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function started(config: Parameters<typeof startTestServer>[0]['config'] = {}) {
  const it = await startTestServer({ sample: errorsByHour, page: import.meta.dirname, config });
  closers.push(() => it.server.close());
  return it;
}

const ask = { type: 'user_message', content: '@parley count the errors', timestamp: Date.now() };

test("the original design's client sees a whole debate through its five messages", async () => {
  const { url, ledger } = await started();
  const client = await openClient(url);
  client.send(ask);
  const card = await client.until((it) => (it.discussion_state as { plan_hash?: string })?.plan_hash !== undefined);
  const { plan_hash } = card.discussion_state as { plan_hash: string };
  client.send({ type: 'approve', debate: card.debate, plan_hash });
  await client.until((it) => (it.discussion_state as { outcome?: string })?.outcome === 'done');

  const kinds = new Set(client.heard.map((it) => it.type));
  expect(kinds).toEqual(
    new Set(['accepted', 'ai_response', 'discussion_update', 'consensus_reached', 'execution_result', 'final_result']),
  );
  const spoken = client.heard.find((it) => it.type === 'ai_response');
  expect(spoken).toMatchObject({ ai_name: 'AIIN', content: expect.stringContaining('status 500') });
  const final = client.heard.find((it) => it.type === 'final_result');
  expect(final?.result).toMatchObject({ ok: true, text: expect.stringContaining('44') });
  const [opened] = await ledger.read(String(card.debate));
  expect(opened?.event).toMatchObject({ request: { text: 'count the errors' } });
});

test('a connection without a thread gets one of its own, and its next message stays in it', async () => {
  const { url } = await started();
  const [one, other] = await Promise.all([openClient(url), openClient(url)]);
  one.send(ask);
  other.send(ask);
  const first = await one.untilType('accepted');
  const elsewhere = await other.untilType('accepted');
  expect(first.effect).toBe('opened');
  expect(elsewhere.thread).not.toBe(first.thread);
  one.send({ ...ask, content: 'only the mornings' });
  expect(await one.untilType('accepted', 2)).toMatchObject({ thread: first.thread, effect: 'steered' });
  expect(one.heard.every((it) => it.thread === first.thread)).toBe(true);
});

test('resuming from a sequence loses nothing and repeats nothing, wherever the cut was', async () => {
  const { url, intake, ledger } = await started();
  const first = await openClient(url, { query: '?view=posts' });
  first.send({ ...ask, thread: 't1' });
  await first.untilType('post', 9);
  first.close();
  await first.closed;
  await intake.idle();
  const debate = String((await first.untilType('accepted')).debate);
  const log = await ledger.read(debate);
  const before = first.heard.filter((it) => it.type === 'post').map((it) => Number(it.seq));
  for (const seen of [0, 4, before.length, log.length]) {
    const again = await openClient(url, { query: '?view=posts' });
    again.send({ type: 'follow', thread: 't1', after: { [debate]: seen } });
    await again.untilType('followed');
    const seqs = again.heard.filter((it) => it.type === 'post').map((it) => it.seq);
    expect(seqs).toEqual(log.map((it) => it.seq).filter((seq) => seq > seen));
    again.close();
  }
});

test('a message sent again after a reconnect is not a second request', async () => {
  const { url, intake, deps, server } = await started();
  const one = await openClient(url);
  const message = { ...ask, thread: 't1', client_id: 'message-1' };
  one.send(message);
  one.send(message);
  const [a, b] = [await one.untilType('accepted'), await one.untilType('accepted', 2)];
  expect(b.debate).toBe(a.debate);
  const cookie = one.cookie;
  one.close();

  // A server that restarted remembers nothing but the ledger.
  await server.close();
  const { createWebServer } = await import('./server.ts');
  const next = await createWebServer(deps);
  closers.push(() => next.close());
  const two = await openClient(next.url, { headers: { cookie } });
  two.send({ ...message, resend: true });
  expect(await two.untilType('accepted')).toMatchObject({ debate: a.debate, effect: 'known' });
  expect(intake.calls.filter((call) => call.startsWith('say'))).toHaveLength(1);
  expect(url).not.toBe('');
});

test('two people whose clients count alike are two requests', async () => {
  const { url } = await started();
  const [one, other] = await Promise.all([openClient(url), openClient(url)]);
  for (const client of [one, other]) client.send({ ...ask, client_id: '1' });
  const [first, second] = [await one.untilType('accepted'), await other.untilType('accepted')];
  expect(second).toMatchObject({ effect: 'opened', client_id: '1' });
  expect(second.debate).not.toBe(first.debate);
});

test('two tabs approve at once: one yes counts, the other is told so in its language', async () => {
  const { url, intake } = await started();
  const one = await openClient(url);
  const two = await openClient(url, { query: '?lang=ko' });
  one.send({ ...ask, thread: 't1' });
  const card = await one.until((it) => (it.discussion_state as { plan_hash?: string })?.plan_hash !== undefined);
  const { plan_hash } = card.discussion_state as { plan_hash: string };
  for (const tab of [one, two]) tab.send({ type: 'approve', debate: card.debate, plan_hash, client_id: 'yes' });
  await one.until((it) => it.effect === 'approve');
  expect(await two.untilType('error')).toMatchObject({
    code: 'already-decided',
    message: '이미 결정된 계획입니다.',
    client_id: 'yes',
  });
  expect(intake.calls.filter((call) => call === 'approval.given')).toHaveLength(2);
});

test('bad messages are answered with what is wrong, and the connection lives on', async () => {
  const { url } = await started({ messageKb: 1 });
  const client = await openClient(url);
  client.send('{not json');
  client.send({ type: 'dance' });
  client.send({ type: 'user_message', content: 42, client_id: 'c1' });
  client.send({ ...ask, content: '  @parley ' });
  client.send({ ...ask, content: 'x'.repeat(10 * 1024 * 1024) });
  client.socket.send(Buffer.from([0, 255, 254]));
  await client.untilType('error', 6);
  expect(client.heard.map((it) => it.code)).toEqual([
    'message.not-json',
    'message.invalid',
    'message.invalid',
    'message.empty',
    'message.too-large',
    'message.not-json',
  ]);
  expect(client.heard[2]).toMatchObject({ client_id: 'c1', message: expect.stringContaining('content') });
  expect(JSON.stringify(client.heard)).not.toMatch(/at .*\.ts:/);
  client.send(ask);
  await client.untilType('accepted');
});

test('a debate of another chat cannot be decided, stopped or rated from the page, and asking fills no log', async () => {
  const { url, ledger, intake, warnings } = await started();
  const [opened] = errorsByHour;
  if (opened?.event.type !== 'debate.opened') throw new TypeError('a sample begins with debate.opened');
  const origin = { platform: 'discord', channel: 'c', thread: 't' };
  await ledger.append('d-elsewhere', { ...opened.event, request: { ...opened.event.request, origin } });
  const client = await openClient(url);
  for (const debate of ['d-elsewhere', 'd-nowhere']) {
    for (const type of ['approve', 'deny', 'withdraw']) client.send({ type, debate, plan_hash: 'a'.repeat(64) });
    client.send({ type: 'stop', debate });
    client.send({ type: 'rate', debate, value: 'up' });
  }
  await client.untilType('error', 10);
  expect(new Set(client.heard.map((it) => it.code))).toEqual(new Set(['debate.unknown']));
  expect(intake.calls).toEqual([]);
  expect(warnings).toEqual([]);
});

test('a frame beyond all measure ends its connection only', async () => {
  const { url } = await started();
  const client = await openClient(url);
  const other = await openClient(url);
  client.send('x'.repeat(17 * 1024 * 1024));
  expect(await client.closed).toBe(1009);
  other.send(ask);
  await other.untilType('accepted');
});

test('activity reaches those who follow the debate and nobody else', async () => {
  const { url, activity } = await started();
  const reader = await openClient(url, { query: '?view=posts' });
  const stranger = await openClient(url, { query: '?view=posts' });
  reader.send({ ...ask, thread: 't1' });
  stranger.send({ type: 'follow', thread: 't2' });
  const { debate } = await reader.untilType('accepted');
  await stranger.untilType('followed');
  const draft = { type: 'draft', debate: String(debate), persona: 'aiin', stage: 'analysis', text: 'I see' } as const;
  await activity.publish(draft);
  expect(await reader.untilType('activity')).toMatchObject({ thread: 't1', activity: draft });
  expect(stranger.heard.some((it) => it.type === 'activity')).toBe(false);
});

test('strange origins and hosts are turned away before the socket opens', async () => {
  const { url } = await started({ origins: ['https://chat.example'] });
  expect((await refusedUpgrade(url, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await refusedUpgrade(url, { origin: 'null' })).status).toBe(403);
  expect((await refusedUpgrade(url, { host: 'evil.example' })).status).toBe(403);
  const own = await openClient(url, { headers: { origin: url.slice(0, -1) } });
  const configured = await openClient(url, { headers: { origin: 'https://chat.example' } });
  for (const client of [own, configured]) client.close();
});

test('with a token set, the socket needs it', async () => {
  const token = 'a-long-enough-secret';
  const { url } = await started({ token });
  expect((await refusedUpgrade(url, {})).status).toBe(401);
  expect((await refusedUpgrade(url, { authorization: 'Bearer wrong' })).status).toBe(401);
  const client = await openClient(url, { headers: { authorization: `Bearer ${token}` } });
  client.send(ask);
  await client.untilType('accepted');
});

test('a client that does not read costs bounded memory, and others are served', async () => {
  const { url, activity } = await started();
  const slow = await openClient(url, { query: '?view=posts' });
  const quick = await openClient(url, { query: '?view=posts' });
  slow.send({ ...ask, thread: 't1' });
  const { debate } = await slow.untilType('accepted');
  quick.send({ type: 'follow', thread: 't1' });
  await quick.untilType('followed');
  slow.socket.pause();
  const text = 'x'.repeat(16_000);
  const total = 3000;
  for (let at = 0; at < total; at += 1) {
    await activity.publish({
      type: 'step.output',
      debate: String(debate),
      turn: 1,
      step: 's1',
      stream: 'stdout',
      text,
      rehearsal: false,
    });
    if (at % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  quick.send({ type: 'nonsense' });
  await quick.untilType('error');
  slow.socket.resume();
  slow.send({ type: 'nonsense' });
  await slow.untilType('error');
  const chunks = slow.heard.filter((it) => it.type === 'activity').length;
  expect(chunks).toBeLessThan(total);
});

test("the original design's client hears a Korean debate in Korean, whatever its headers say, unless it names a language", async () => {
  const it = await startTestServer({ sample: largestFiles, page: import.meta.dirname });
  closers.push(() => it.server.close());
  const told = async (query: string) => {
    const client = await openClient(it.url, { query, headers: { 'accept-language': 'en' } });
    client.send({ ...ask, content: '가장 큰 파일 5개를 찾아줘' });
    type Card = { plan_hash?: string; text?: string };
    const card = await client.until((message) => (message.discussion_state as Card)?.plan_hash !== undefined);
    return (card.discussion_state as Card).text;
  };
  expect(await told('')).toContain('실행할까요?');
  expect(await told('?lang=en')).toContain('Shall I run');
});
