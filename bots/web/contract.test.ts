import { type FrontEnd, frontEndContract, placed, type Seen } from '../../test/contracts/front-end.ts';
import type { PostMessage } from './messages.ts';
import { openClient } from './testing/client.ts';
import { startTestServer } from './testing/test-server.ts';

const origin = { platform: 'web', channel: 'web', thread: 'told' };

/** A browser on the page: it resumes from the last sequence that it has, as the page does. */
async function open(): Promise<FrontEnd> {
  const it = await startTestServer({ sample: [], page: import.meta.dirname });
  const heard: PostMessage[] = [];
  let client: Awaited<ReturnType<typeof openClient>> | undefined;
  let breaks = false;

  const follow = async (debate: string, locale: string) => {
    client = await openClient(it.url, { query: `?view=posts&lang=${locale}` });
    client.send({ type: 'follow', thread: origin.thread, after: { [debate]: heard.at(-1)?.seq ?? 0 } });
    await client.untilType('followed');
  };
  /** What the client has heard so far is the person's to keep. */
  const keep = () => {
    for (const message of client?.heard ?? [])
      if (message.type === 'post') heard.push(message as unknown as PostMessage);
  };

  return {
    async tell(debate, events, locale) {
      if (!client) await follow(debate, locale);
      const half = Math.ceil(events.length / 2);
      for (const event of events.slice(0, half)) await it.ledger.append(debate, placed(event, origin, locale));
      if (breaks) {
        client?.socket.terminate();
        await client?.closed;
        keep();
      }
      for (const event of events.slice(half)) await it.ledger.append(debate, placed(event, origin, locale));
      if (breaks) await follow(debate, locale);
      breaks = false;
      const whole = (await it.ledger.read(debate)).length;
      await client?.until((message) => message.type === 'post' && message.seq === whole);
    },
    async interrupt() {
      breaks = true;
    },
    seen: () =>
      [...heard, ...(client?.heard.filter((message) => message.type === 'post') ?? [])].flatMap(seen as never),
    close: () => it.server.close(),
  };
}

function seen({ post }: PostMessage): Seen[] {
  if (!post) return [];
  const { speaker, blocks } = post;
  const decides = blocks.some((block) => block.kind === 'approval' && block.planHash !== '');
  return [{ speaker: speaker.name, face: speaker.avatar, text: JSON.stringify(blocks), decides }];
}

frontEndContract('the page', { tells: open });
