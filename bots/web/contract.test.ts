import { describe } from 'vitest';
import { type Seen, tellingContract } from '../../test/contracts/telling.ts';
import type { PostMessage } from './messages.ts';
import { openClient } from './testing/client.ts';
import { startTestServer } from './testing/test-server.ts';

/**
 * The page is told from the ledger itself, over the socket: nothing is posted anywhere, so of what every front end
 * has to show, the part holds that does not depend on how it got there.
 */
describe('the page tells debates', () =>
  tellingContract(async () => {
    const it = await startTestServer({ sample: [], page: import.meta.dirname });
    const thread = 'told';
    return {
      async tell(debate, events, locale) {
        const client = await openClient(it.url, { query: `?view=posts&lang=${locale}` });
        client.send({ type: 'follow', thread });
        await client.untilType('followed');
        for (const { event } of events) {
          const here = { platform: 'web', channel: 'web', thread };
          const told =
            event.type === 'debate.opened' ? { ...event, request: { ...event.request, origin: here } } : event;
          await it.ledger.append(debate, told);
        }
        await client.until((message) => message.type === 'post', events.length);
        client.close();
        return client.heard.flatMap((message) =>
          message.type === 'post' ? seen(message as unknown as PostMessage) : [],
        );
      },
      close: () => it.server.close(),
    };
  }));

function seen({ post }: PostMessage): Seen[] {
  if (!post) return [];
  const { speaker, blocks } = post;
  const decides = blocks.some((block) => block.kind === 'approval' && block.planHash !== '');
  return [{ speaker: speaker.name, face: speaker.avatar, text: JSON.stringify(blocks), decides }];
}
