import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manusOf } from '../../../../test/manus/room.ts';
import { type ManusServer, otherKeys, startManusServer } from '../../../../test/manus/server.ts';
import { briefOf, thinking } from '../../testing/workshop.ts';
import type { Manus } from '../index.ts';
import { createWebhookDoor } from './webhook.ts';

/** Who is heard at the door, with real keys and signatures. */

const publicUrl = 'https://parley.example/';
const url = 'https://parley.example/webhooks/manus';
let server: ManusServer;
let manus: Manus;
beforeAll(async () => {
  server = await startManusServer({ key: `manus-${crypto.randomUUID()}` });
});
afterAll(() => server.close());
beforeEach(() => {
  server.react(() => undefined);
  server.calls.length = 0;
  manus = manusOf(server, { publicUrl });
});

const knock = ({ headers, body }: ReturnType<ManusServer['delivery']>) => manus.handleWebhook(headers, body);

describe('webhooks', () => {
  it('wake the one who waits, once the address is registered', async () => {
    // Without the bell, nothing would be looked at for a minute.
    manus = manusOf(server, { publicUrl, pace: { firstMs: 60_000, mostMs: 60_000, rungMs: 60_000, chargeMs: 60_000 } });
    server.react(() => ({ kind: 'answer', value: { text: 'Woken.' }, looks: 0 }));
    const work = manus.agent().analyse(briefOf('count', []), thinking);
    await server.called((it) => it.endpoint === 'task.create');
    const hook = await server.called((it) => it.endpoint === 'webhook.create');
    expect(hook.body).toEqual({ url });
    const task = [...server.tasks.keys()].at(-1) as string;
    // The task's id has to arrive first; until then the bell rings for nobody.
    for (let ring = 0, heard = false; !heard; ring += 1) {
      await knock(server.delivery(task, url, { event: `e${ring}` }));
      await new Promise(setImmediate);
      heard = server.calls.some((it) => it.endpoint === 'task.listMessages');
    }
    expect(await work).toMatchObject({ text: 'Woken.' });
  });

  it('are registered once, however often Parley starts', async () => {
    server.hooks.splice(0, Infinity, url);
    await manus.agent().analyse(briefOf('count', []), thinking);
    await server.called((it) => it.endpoint === 'webhook.list');
    expect(server.hooks).toEqual([url]);
  });

  it('do without being registered: the task is looked at instead', async () => {
    const troubles: string[] = [];
    server.break(({ endpoint }) =>
      endpoint.startsWith('webhook.') ? { kind: 'status', status: 400, code: 'invalid_argument' } : undefined,
    );
    manus = manusOf(server, { publicUrl, onTrouble: (message) => void troubles.push(message) });
    expect(await manus.agent().analyse(briefOf('count', []), thinking)).toMatchObject({ kind: 'answered' });
    server.break(() => undefined);
    expect(troubles.join()).toMatch(/could not register the webhook https:\/\/parley\.example/);
    expect(troubles.join()).not.toContain(server.key);
  });

  it('are heard when signed, in both ways that Manus describes, and with either kind of headers', async () => {
    expect(await knock(server.delivery('t', url, { event: 'a' }))).toEqual({ status: 200, body: 'ok' });
    const once = server.delivery('t', url, { event: 'b', once: true });
    expect(await manus.handleWebhook(new Headers(once.headers), once.body)).toMatchObject({ status: 200 });
    expect(manus.webhooks()).toMatchObject({ accepted: 2, forged: 0 });
  });

  it('are refused and counted when forged, stale, replayed or too long; nothing unknown wakes anybody', async () => {
    const good = server.delivery('t', url);
    expect((await knock(server.delivery('t', url, { forged: true }))).status).toBe(401);
    expect((await knock({ ...good, body: Buffer.from(`${good.body} `) })).status).toBe(401);
    expect((await knock(server.delivery('t', 'https://elsewhere.example/webhooks/manus'))).status).toBe(401);
    expect((await manus.handleWebhook({}, good.body)).status).toBe(401);
    const early = { ...good, headers: { ...good.headers, 'x-webhook-timestamp': '1700000000' } };
    expect((await knock(early)).status).toBe(401);
    const old = Math.floor(Date.now() / 1000) - 400;
    expect((await knock(server.delivery('t', url, { seconds: old }))).status).toBe(401);
    expect((await knock(server.delivery('t', url, { body: '{}' }))).status).toBe(200);
    expect((await manus.handleWebhook(good.headers, Buffer.alloc(2 * 1024 * 1024))).status).toBe(413);
    expect((await knock(good)).status).toBe(200);
    expect((await knock(good)).status).toBe(409);
    // The same words under a signature that is only written differently.
    const spaced = { ...good.headers, 'x-webhook-signature': ` ${good.headers['x-webhook-signature']} ` };
    expect((await knock({ ...good, headers: spaced })).status).toBe(409);
    // Sent again by Manus itself, under a new signature.
    const again = server.delivery('t', url, { seconds: Math.floor(Date.now() / 1000) - 1 });
    expect(await knock(again)).toEqual({ status: 200, body: 'repeated' });
    expect(manus.webhookNews()).toEqual({
      en: 'webhooks: 2 heard, 5 forged, 1 stale, 2 replayed, 2 malformed',
      ko: '웹훅 2건 받음, 위조 5건 거부, 기한 지남 1건 거부, 재전송 2건 거부, 형식 오류 2건',
    });
    expect(manus.webhooks()).toEqual({ accepted: 1, repeated: 1, forged: 5, stale: 1, replayed: 2, malformed: 2 });
  });

  it('are not expected without a public address', async () => {
    const without = manusOf(server);
    const { headers, body } = server.delivery('t', '/webhooks/manus');
    expect((await without.handleWebhook(headers, body)).status).toBe(401);
    expect(server.calls).toEqual([]);
    expect(without.webhookNews()).toBeNull();
  });

  it('do not make forgers’ work ours: the key is fetched at most once a minute', async () => {
    for (let time = 0; time < 20; time += 1) await knock(server.delivery('t', url, { forged: true }));
    expect(server.calls.filter((it) => it.endpoint === 'webhook.publicKey')).toHaveLength(1);
  });

  it('are verified with a new key once Manus has one', async () => {
    const other = await startManusServer({ keys: otherKeys });
    const pems = await Promise.all(
      [other, server].map(async (it) => {
        const answer = await fetch(`${it.url}/v2/webhook.publicKey`, { headers: { 'x-manus-api-key': it.key } });
        return ((await answer.json()) as { public_key: string }).public_key;
      }),
    );
    let at = Date.now();
    const door = createWebhookDoor({
      url,
      publicKey: async () => pems.shift() as string,
      ring: () => undefined,
      now: () => at,
    });
    const hear = ({ headers, body }: ReturnType<ManusServer['delivery']>) => door.handle(headers, body);
    expect((await hear(other.delivery('t', url, { event: 'a' }))).status).toBe(200);
    at += 61_000;
    const fresh = server.delivery('t', url, { event: 'b', seconds: Math.floor(at / 1000) });
    expect((await hear(fresh)).status).toBe(200);
    await other.close();
  });

  it('are answered with “later” while the key cannot be had', async () => {
    server.break(() => ({ kind: 'status', status: 400, code: 'invalid_argument' }));
    expect((await knock(server.delivery('t', url))).status).toBe(503);
    server.break(() => undefined);
    expect((await knock(server.delivery('t', url))).status).toBe(200);
  });
});
