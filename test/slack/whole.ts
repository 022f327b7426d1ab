import { openWhole, type Whole } from '../chat/whole.ts';
import { configFor, createSlackStandIn, type SlackStandIn } from './stand-in.ts';

export type WholeSlack = Whole & { readonly slack: SlackStandIn };

/** A whole Parley on Slack's stand-in. */
export async function openSlack(redisUrl: string): Promise<WholeSlack> {
  const slack = await createSlackStandIn();
  const chat = { name: 'slack', config: configFor(slack) } as const;
  return { slack, ...(await openWhole(redisUrl, { chat, close: () => slack.close() })) };
}
