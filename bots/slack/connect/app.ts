import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { ParleyError } from '../../../src/errors.ts';
import { inLanguage } from '../../../src/i18n/local-text.ts';
import { oneAtATime } from '../../chat/once.ts';
import type { Desk } from '../desk.ts';
import { catchUp } from '../hear/catch-up.ts';
import { hearCommand } from '../hear/command.ts';
import { decide } from '../hear/decide.ts';
import { hearMessage } from '../hear/message.ts';
import { hearReaction, readMark } from '../hear/reaction.ts';
import { homeView, refreshAction } from '../status.ts';
import { describe, fixOf, loggable } from '../trouble.ts';
import { actionOf, type Press } from '../write/card.ts';
import { boltLogger } from './client.ts';
import { type Connection, holdHttp, holdSocket } from './connection.ts';

export type Ears = { close(): Promise<void> };

/**
 * Connects to Slack and listens. Everything is acknowledged before any of it is worked on: Slack waits three seconds
 * and no longer, whatever goes on behind.
 */
export async function listen(desk: Desk): Promise<Ears> {
  const { self, config, log } = desk;
  const underWay = new Set<Promise<void>>();
  /** Works on something that has been acknowledged; what goes wrong ends here. */
  const work = (doing: string, run: () => Promise<void>) => {
    const running = run()
      .catch((error) =>
        log.error(
          { error: loggable(error), fix: inLanguage(fixOf(error), 'en') },
          `slack: ${doing} failed: ${error.message}`,
        ),
      )
      .finally(() => underWay.delete(running));
    underWay.add(running);
  };
  const reading = oneAtATime(() => catchUp(desk));
  // Not waited for at the end: what it has not read is left to the next process.
  const lookBack = () =>
    void reading().catch((error) =>
      log.warn({ error: describe(error) }, 'slack: what happened meanwhile could not be read whole'),
    );
  const way = wayIn(desk, lookBack);
  const app = new App({
    receiver: way.receiver,
    clientOptions: config.apiUrl ? { slackApiUrl: config.apiUrl } : {},
    logger: boltLogger(log),
    convoStore: false,
    // One token a process: what belongs to another workspace is not ours to hear.
    authorize: async ({ teamId, enterpriseId }) => {
      if (teamId !== self.team) throw new Error(`an event of the workspace ${teamId ?? enterpriseId} came here`);
      return { botToken: config.botToken, botId: self.botId, botUserId: self.userId, teamId };
    },
  });
  app.use(async ({ body, next }) => {
    const { event_id } = body as { event_id?: string };
    if (event_id === undefined || desk.once(`event ${event_id}`)) await next();
  });
  for (const type of ['app_mention', 'message'] as const)
    app.event(type, async ({ event }) =>
      work('a message', () =>
        desk.attention.hear(`${self.team}/${event.channel}`, Number(event.ts) * 1000, () => hearMessage(desk, event)),
      ),
    );
  for (const type of ['reaction_added', 'reaction_removed'] as const)
    app.event(type, async ({ event }) => work('a reaction', () => hearReaction(desk, event)));
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') work('the home page', () => showHome(desk, event.user));
  });
  for (const press of ['approve', 'deny', 'stop'] as const satisfies readonly Press[]) {
    app.action({ type: 'block_actions', action_id: actionOf(press) }, async ({ ack, body, action }) => {
      await ack();
      const told = readMark('value' in action ? action.value : undefined);
      const channel = body.channel?.id;
      if (told && channel)
        work('a button', () =>
          desk.inTurn(`decide ${told.debate}`, () => decide(desk, press, told, body.user.id, channel)),
        );
    });
  }
  app.action(refreshAction, async ({ ack, body }) => {
    await ack();
    work('the home page', () => showHome(desk, body.user.id));
  });
  app.command('/parley', async ({ ack, command, respond }) => {
    await ack();
    work('a command', () =>
      hearCommand(desk, command, async ({ text, blocks }) => {
        await respond({ response_type: 'ephemeral', text, blocks: [...blocks] });
      }),
    );
  });
  app.error(async (error) => log.warn({}, `slack: ${error.message}`));

  const connection = await way.open();
  lookBack();
  return {
    async close() {
      await connection.close();
      await Promise.all(underWay);
    },
  };
}

type Way = { readonly receiver: SocketModeReceiver | HTTPReceiver; open(): Promise<Connection> };

/** How Slack's events come here. */
function wayIn({ config, log }: Desk, back: () => void): Way {
  const logger = boltLogger(log);
  const { appToken, signingSecret, apiUrl, port = 3000 } = config;
  if (appToken) {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: { ...(apiUrl ? { slackApiUrl: apiUrl } : {}), retryConfig: { retries: 0 } } },
    });
    return { receiver, open: () => holdSocket(receiver, log, back) };
  }
  if (signingSecret) {
    const receiver = new HTTPReceiver({ signingSecret, logger });
    return { receiver, open: () => holdHttp(receiver, port) };
  }
  throw new ParleyError(
    'config.invalid',
    {
      en: 'Slack has a bot token, but no way to send its events',
      ko: 'Slack 봇 토큰은 있지만 이벤트를 받을 방법이 없습니다',
    },
    {
      fix: {
        en: 'Set SLACK_APP_TOKEN (xapp-…, for Socket Mode), or SLACK_SIGNING_SECRET for events by HTTP.',
        ko: 'SLACK_APP_TOKEN(xapp-…, Socket Mode)이나 SLACK_SIGNING_SECRET(HTTP 이벤트)을 넣으세요.',
      },
    },
  );
}

async function showHome({ client, people, status, ledger }: Desk, userId: string): Promise<void> {
  const [report, open, person] = await Promise.all([status(), ledger.open(), people.find(userId)]);
  await client.views.publish({ user_id: userId, view: homeView(report, open.length, person?.locale ?? 'en') });
}
