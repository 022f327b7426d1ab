import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DebateEvent } from '../../../src/debate/event.ts';
import { planHash } from '../../../src/debate/plan.ts';
import { workspaceOf } from '../../../src/intake.ts';
import { blockText } from '../../../test/slack/blocks.ts';
import { openRig, type Rig } from '../../../test/slack/rig.ts';
import { analysis, asking, bot, openCard, openSaying } from '../../../test/slack/scenes.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await openRig();
});
afterEach(async () => {
  await rig.close();
  expect(rig.slack.violations).toEqual([]);
});

const shown = (thread: string) =>
  rig.slack
    .thread(thread)
    .slice(1)
    .map((it) => (it.blocks ?? []).map(blockText).join('\n'));

test('each persona speaks under its own name and face, in order', async () => {
  const { thread } = await openSaying(rig, 'first', 'second', 'third');
  expect(rig.slack.thread(thread).slice(1)).toMatchObject([
    { username: 'AIIN', icon: ':robot_face:' },
    { username: 'MANUAL', icon: ':orange_book:' },
    { username: 'WARDEN', icon: ':shield:' },
  ]);
  expect(shown(thread)).toEqual(['first', 'second', 'third']);
});

test('text of others mentions nobody, hides no address and leaves no code block', async () => {
  const { thread } = await openSaying(
    rig,
    '<!channel> <!here> <@U0ALEX> @everyone ＠here <https://evil.example|your bank>\n\n[your bank](https://evil.example)\n\n```\n``` <!channel>\n```\nafter',
  );
  const [said] = rig.slack.thread(thread).slice(1);
  // Mentions are elements of their own, which the stand-in refuses; as text they are letters.
  expect(said?.text).not.toMatch(/<[!@#h]/);
  expect(shown(thread)[0]).toContain('<!channel> <!here> <@U0ALEX>');
  const links = JSON.stringify(said?.blocks).match(/\{"type":"link"[^}]*\}/g) ?? [];
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(JSON.parse(link)).toEqual({ type: 'link', url: expect.stringContaining('evil') });
});

test('a post whose answer was lost is found again, not repeated', async () => {
  rig.slack.faults.add({ method: 'chat.postMessage', kind: 'lost-answer' });
  const { thread } = await openSaying(rig, 'once', 'then this');
  expect(shown(thread)).toEqual(['once', 'then this']);
});

test('429 and 500 delay a post, and change nothing else', async () => {
  rig.slack.faults.add(
    { method: 'chat.postMessage', kind: 'rate-limit', seconds: 1 },
    { method: 'chat.postMessage', kind: 'status', status: 500 },
  );
  const before = performance.now();
  const { thread } = await openSaying(rig, 'one', 'two');
  expect(performance.now() - before).toBeGreaterThan(1_000);
  expect(shown(thread)).toEqual(['one', 'two']);
});

test('a long post that was cut short is completed', async () => {
  const long = Array.from({ length: 400 }, (_, index) => `Line ${index} of what has to be said about this.`).join('\n');
  const thread = rig.slack.alex.write(`${bot} tell me`);
  const debate = await rig.debate();
  let posts = 0;
  const { push } = rig.slack.calls;
  // The second message of the post breaks the process.
  rig.slack.calls.push = (...calls) => {
    if (calls[0]?.method === 'chat.postMessage' && ++posts === 1)
      rig.slack.faults.add({ method: 'chat.postMessage', kind: 'error', code: 'token_revoked' });
    return push.apply(rig.slack.calls, calls);
  };
  await expect(
    rig.tell(debate, {
      type: 'result.integrated',
      turn: 1,
      persona: 'aiin',
      text: long,
      ok: true,
      artifacts: [],
    }),
  ).rejects.toMatchObject({ trouble: 'retry', fix: expect.stringContaining('SLACK_BOT_TOKEN') });
  expect(rig.slack.thread(thread)).toHaveLength(2);
  await rig.restart();
  await rig.deliver(debate);
  expect(shown(thread).join('\n')).toBe(long);
  expect(rig.slack.thread(thread).length).toBeGreaterThan(2);
});

test('artifacts and long output come as files, once, whatever gets lost', async () => {
  const { thread, debate } = await openCard(rig);
  const blob = await rig.blobs.put(Buffer.from('a,b\n1,2\n'));
  rig.slack.faults.add(
    { method: 'files.completeUploadExternal', kind: 'lost-answer' },
    { method: 'upload', kind: 'status', status: 500 },
  );
  const artifact = { path: 'out/table.csv', bytes: 8, mime: 'text/csv', change: 'added' as const };
  await rig.tell(debate, {
    type: 'result.integrated',
    turn: 1,
    persona: 'aiin',
    text: 'Here it is.',
    ok: true,
    artifacts: [
      { ...artifact, blob },
      { ...artifact, path: 'out/huge.iso', bytes: 9_000_000_000 },
    ],
  });
  const all = rig.slack.thread(thread);
  expect(all.flatMap((it) => it.files).map((it) => [it.name, it.bytes.toString()])).toEqual([
    ['table.csv', 'a,b\n1,2\n'],
  ]);
  expect(shown(thread).filter((it) => it.includes('Here it is.'))).toHaveLength(1);
  expect(shown(thread).join('\n')).toMatch(/huge\.iso.*9 GB.*too large/);
});

test.each([
  ['is_archived', 'Unarchive'],
  ['not_in_channel', '/invite'],
  ['channel_not_found', '/invite'],
  ['restricted_action_thread_locked', 'locked'],
])('%s ends the telling; the log says what to do, and whoever asked is told directly', async (code, fix) => {
  const { debate } = await openSaying(rig, 'hello');
  rig.slack.faults.add({ method: 'chat.postMessage', kind: 'error', code });
  await rig.tell(debate, analysis('nobody hears this'));
  expect((await rig.deliveries.state(debate)).closed).toContain(code);
  expect(rig.log.at(-1)?.details).toMatchObject({ fix: expect.stringContaining(fix) });
  const told = rig.slack.channel('D0ALEX').messages.map((it) => it.text);
  expect(told).toEqual([expect.stringContaining('the thread about “tell me”')]);
  expect(told[0]).toContain(fix);
});

test('a missing permission waits for the operator and is told with its name', async () => {
  const { debate, thread } = await openSaying(rig, 'hello');
  rig.slack.scopes.delete('chat:write.customize');
  await expect(rig.tell(debate, analysis('later'))).rejects.toMatchObject({
    trouble: 'retry',
    message: expect.stringContaining('chat:write.customize'),
    fix: expect.stringContaining('slack-manifest.yaml'),
  });
  rig.slack.scopes.add('chat:write.customize');
  await rig.deliver(debate);
  expect(shown(thread)).toEqual(['hello', 'later']);
});

test('a busy channel is never pushed faster than Slack allows, and the card does not wait its turn', async () => {
  await rig.close();
  rig = await openRig({ config: { messageEveryMs: 60 } });
  rig.slack.faults.limit(50, 4);
  const first = await openSaying(rig, 'begin');
  const talk = rig.tell(first.debate, ...Array.from({ length: 10 }, (_, index) => analysis(`talk ${index}`, index)));
  const thread = rig.slack.mara.write(`${bot} count the lines`);
  const debate = await rig.debate(thread);
  const workspace = workspaceOf({ platform: 'slack', channel: 'T0STAND/C0GENERAL', thread });
  const card = asking(debate, workspace).at(-1) as DebateEvent;
  await Promise.all([talk, rig.tell(debate, card)]);
  expect(rig.slack.faults.tooFast()).toBe(0);
  const order = rig.slack.channel().messages.flatMap((it) => (it.bot_id ? [it.thread_ts === thread] : []));
  expect(order.indexOf(true)).toBeLessThan(order.length - 3);
});

test('a card of any size keeps the limits, and the buttons come with what takes the reactions', async () => {
  const { debate } = await openSaying(rig, 'hello');
  const [opened] = await rig.ledger.read(debate);
  if (opened?.event.type !== 'debate.opened') throw new Error('not opened');
  const command = `echo '${'<!channel> `long` '.repeat(440)}'`.slice(0, 8_192);
  const steps = Array.from({ length: 12 }, (_, index) => ({
    id: `s${index + 1}`,
    owner: 'aiin',
    purpose: `Step ${index + 1} `.repeat(30),
    action: { kind: 'shell' as const, command },
  }));
  const plan = { debate, turn: 1, workspace: opened.event.workspace, steps };
  await rig.tell(debate, {
    type: 'approval.requested',
    turn: 1,
    plan,
    planHash: planHash(plan),
    proposal: 'aiin',
    needed: 1,
    expiresAt: Date.now() + 60_000,
  });
  const [main] = await rig.deliveries.messages(debate, 3);
  const card = rig.slack.channel().messages.find((it) => main?.endsWith(it.ts));
  expect(card?.blocks?.at(-1)?.type).toBe('actions');
  expect(card?.reactions.size).toBe(3);
  rig.slack.alex.react(card?.ts as string, 'white_check_mark');
  await rig.happened(debate, 'approval.given');
});

test('drafts grow by edits, under the persona, and make way for the post', async () => {
  const { debate, thread } = await openSaying(rig, 'hello');
  const draft = (text: string) =>
    rig.activity.publish({ type: 'draft', debate, persona: 'manual', stage: 'proposal', text });
  await draft('I would');
  const first = await rig.slack.until(() => rig.slack.thread(thread).find((it) => it.username === 'MANUAL'));
  for (const text of ['I would count', 'I would count *lines*']) await draft(text);
  await rig.slack.until(() => (first.text.includes('I would count lines') ? true : undefined));
  await rig.tell(debate, { ...analysis('I count lines.'), persona: 'manual' });
  expect(shown(thread)).toEqual(['hello', 'I count lines.']);
});

test('drafts of a process that is gone make way as well', async () => {
  const { debate, thread } = await openSaying(rig, 'hello');
  await rig.activity.publish({ type: 'draft', debate, persona: 'manual', stage: 'proposal', text: 'I would' });
  await rig.slack.until(() => rig.slack.thread(thread).find((it) => it.username === 'MANUAL'));
  await rig.restart();
  await rig.tell(debate, { ...analysis('I count lines.'), persona: 'manual' });
  expect(shown(thread)).toEqual(['hello', 'I count lines.']);
});

test('a rate limit on reactions delays the card’s emoji, and loses none', async () => {
  rig.slack.faults.add({ method: 'reactions.add', kind: 'rate-limit', seconds: 1 });
  const { card } = await openCard(rig);
  expect([...card.reactions.keys()]).toEqual(['white_check_mark', 'x', 'octagonal_sign']);
});

test('who thinks is shown as a status, and where that is refused nothing is', async () => {
  const { debate, thread } = await openSaying(rig, 'hello');
  const think = (persona: string) =>
    rig.activity.publish({ type: 'persona.state', debate, persona, state: 'thinking', at: Date.now() });
  await think('aiin');
  expect(await rig.slack.until(() => rig.slack.state.statuses[0])).toMatchObject({
    thread,
    status: 'AIIN is thinking…',
  });
});

test('a thread of another workspace is left to whoever has its token', () => {
  const channel = `${rig.platform.team}/C0GENERAL`;
  expect(rig.platform.serves?.({ platform: 'slack', channel, thread: '1.0' })).toBe(true);
  expect(rig.platform.serves?.({ platform: 'slack', channel: 'T0ELSEWHERE/C0GENERAL', thread: '1.0' })).toBe(false);
});

test('another app that copies Parley’s marks is not taken for Parley', async () => {
  const { debate, thread } = await openSaying(rig, 'hello');
  const forged = { mark: `${debate}/3`, part: 0, of: 1, main: 0, files: '' };
  rig.slack.channel().messages.push({
    ts: rig.slack.state.nextTs(),
    thread_ts: thread,
    bot_id: 'B0OTHER',
    text: 'I was first',
    metadata: { event_type: 'parley_post', event_payload: forged },
    files: [],
    reactions: new Map(),
  });
  rig.slack.faults.add({ method: 'chat.postMessage', kind: 'status', status: 500 });
  await rig.tell(debate, analysis('the real one'));
  expect(shown(thread)).toContain('the real one');
});
