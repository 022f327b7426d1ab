import { expect } from 'vitest';
import type { ChatHarness, SeenMessage } from '../../test/contracts/chat-platform.ts';
import { frontEndContract, tellingBy } from '../../test/contracts/front-end.ts';
import { blockText } from '../../test/slack/blocks.ts';
import { openRig } from '../../test/slack/rig.ts';
import { bot } from '../../test/slack/scenes.ts';
import { messageId } from './place.ts';

const emoji: Readonly<Record<string, string>> = { white_check_mark: '✅', x: '❌', octagonal_sign: '🛑' };
const room = { team: 'T0STAND', channel: 'C0GENERAL' };

const open = async (): Promise<ChatHarness> => {
  const rig = await openRig();
  const { slack } = rig;
  const root = slack.alex.write(`${bot} Count the error lines per hour`);
  await rig.debate();
  return {
    place: { platform: 'slack', channel: 'T0STAND/C0GENERAL', thread: root },
    limit: 13_200,
    async start() {
      await rig.restart();
      return rig.platform;
    },
    thread: () =>
      slack
        .thread(root)
        .slice(1)
        .map(
          (it): SeenMessage => ({
            id: messageId(room, it.ts),
            speaker: it.username ?? '',
            face: it.icon ?? '',
            text: (it.blocks ?? []).map(blockText).join('\n'),
            reactions: [...it.reactions.keys()].map((name) => emoji[name] ?? name),
          }),
        ),
    trouble: (what) =>
      slack.faults.add(
        what === 'unanswered'
          ? { method: 'chat.postMessage', kind: 'lost-answer' }
          : what === 'failing'
            ? { method: 'chat.postMessage', kind: 'status', status: 500 }
            : { method: 'chat.postMessage', kind: 'rate-limit', seconds: 1 },
      ),
    remove: () => void slack.state.channels.delete('C0GENERAL'),
    pings: () =>
      slack.violations.length + slack.thread(root).filter((it) => it.bot_id && /<[!@#]/.test(it.text)).length,
    async close() {
      await rig.close();
      expect(slack.violations).toEqual([]);
    },
  };
};

frontEndContract('Slack', { tells: () => tellingBy(open), posts: open });
