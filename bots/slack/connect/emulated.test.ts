import { describe, expect, test } from 'vitest';
import { chatPlatformContract, type SeenMessage } from '../../../test/contracts/chat-platform.ts';
import { blockText } from '../../../test/slack/blocks.ts';
import { freePort, openEmulatedSlack } from '../../../test/slack/emulated.ts';
import { openRig } from '../../../test/slack/rig.ts';
import { messageId } from '../place.ts';

const emoji: Readonly<Record<string, string>> = { white_check_mark: '✅', x: '❌', octagonal_sign: '🛑' };

/** The adapter against a Slack Web API that Parley's makers did not write. */
async function open() {
  const slack = await openEmulatedSlack();
  const { token: botToken, apiUrl } = slack;
  const port = await freePort();
  const rig = await openRig({ config: { botToken, apiUrl, appToken: undefined, signingSecret: 'unused', port } });
  return { slack, rig };
}

describe('against another Slack Web API, Slack keeps the port', () =>
  chatPlatformContract(async () => {
    const { slack, rig } = await open();
    return {
      place: slack.place,
      limit: 13_200,
      async start() {
        await rig.restart();
        return rig.platform;
      },
      thread: () =>
        slack.messages().map(
          (it): SeenMessage => ({
            id: messageId(slack.room, it.ts),
            speaker: it.username ?? '',
            face: it.icon_emoji ?? '',
            text: (it.blocks ?? []).map(blockText).join('\n'),
            reactions: (it.reactions ?? []).map(({ name }) => emoji[name] ?? name),
          }),
        ),
      trouble: (what) =>
        slack.fail(
          what === 'unanswered'
            ? { method: 'chat.postMessage', kind: 'lost-answer' }
            : what === 'failing'
              ? { method: 'chat.postMessage', kind: 'status', status: 500 }
              : { method: 'chat.postMessage', kind: 'rate-limit', seconds: 1 },
        ),
      remove: slack.remove,
      pings: () => slack.messages().filter((it) => /<[!@#]/.test(it.text)).length,
      async close() {
        await rig.close();
        await slack.close();
      },
    };
  }));

test('files reach its threads', async () => {
  const { slack, rig } = await open();
  try {
    const blob = await rig.blobs.put(Buffer.from('a,b\n'));
    const item = { path: 'table.csv', bytes: 4, mime: 'text/csv', change: 'added' as const, blob };
    await rig.platform.post({
      place: slack.place,
      mark: 'd-1/1',
      locale: 'en',
      post: {
        debate: 'd-1',
        seq: 1,
        speaker: { id: 'aiin', name: 'AIIN', avatar: '' },
        manner: 'result',
        blocks: [
          { kind: 'text', markdown: 'Here.' },
          { kind: 'artifacts', items: [item] },
        ],
      },
    });
    expect(slack.messages().flatMap((it) => it.files ?? [])).toMatchObject([{ name: 'table.csv' }]);
  } finally {
    await rig.close();
    await slack.close();
  }
});
