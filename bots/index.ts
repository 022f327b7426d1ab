import type { Config } from '../src/config.ts';
import type { Intake } from '../src/intake.ts';
import type { ActivityFeed } from '../src/ports/activity.ts';
import type { Blobs } from '../src/ports/blobs.ts';
import type { Deliveries, DeliveryQueue } from '../src/ports/deliveries.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Status } from '../src/status.ts';
import type { ChatPlatform } from './chat-platform.ts';
import { createDiscordPlatform, examineDiscord } from './discord/index.ts';
import { createSlackPlatform, examineSlack, readSlackSettings } from './slack/index.ts';
import { startTelling } from './tell.ts';
import { createWebServer } from './web/server.ts';

type Log = { [level in 'info' | 'warn' | 'error']: (details: object, message: string) => void };

export type BotsDeps = {
  readonly config: Config;
  readonly env: NodeJS.ProcessEnv;
  readonly intake: Intake;
  readonly ledger: Ledger;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  deliveries(platform: string): Deliveries;
  deliveryQueue(platform: string): DeliveryQueue;
  status(): Promise<Status>;
  readonly log: Log;
};

/** A front end that people can reach now. */
export type OpenBot = { readonly name: 'web' | 'discord' | 'slack'; readonly where: string; close(): Promise<void> };

/** Opens one front end, in the order given: each is told and closed apart, and one that fails holds up no other. */
export function frontEnds(deps: BotsDeps): { readonly name: OpenBot['name']; open(): Promise<OpenBot> }[] {
  const { config, env } = deps;
  const { uploadMb, artifactMb } = config.limits;
  const { publicUrl } = config.web;
  const slack = readSlackSettings(env, { uploadMb, artifactMb, ...(publicUrl ? { publicUrl } : {}) });
  const token = env.DISCORD_TOKEN;
  return [
    { name: 'web', open: () => openWeb(deps) },
    ...(token
      ? [
          {
            name: 'discord' as const,
            open: () =>
              openChat(
                deps,
                createDiscordPlatform({
                  ...deps,
                  deliveries: deps.deliveries('discord'),
                  config: { token, uploadMb, publicUrl },
                }),
              ),
          },
        ]
      : []),
    ...(slack
      ? [
          {
            name: 'slack' as const,
            open: () =>
              openChat(deps, createSlackPlatform({ ...deps, deliveries: deps.deliveries('slack'), config: slack })),
          },
        ]
      : []),
  ];
}

async function openWeb(deps: BotsDeps): Promise<OpenBot> {
  const { config } = deps;
  const { url, close } = await createWebServer({ ...deps, config: { ...config.web, ...config.limits } });
  return { name: 'web', where: url, close };
}

async function openChat(deps: BotsDeps, opening: Promise<ChatPlatform>): Promise<OpenBot> {
  const platform = await opening;
  const { name } = platform;
  const stop = await startTelling({
    platform,
    ledger: deps.ledger,
    deliveries: deps.deliveries(name),
    queue: deps.deliveryQueue(name),
    log: deps.log,
  });
  return {
    name: name as OpenBot['name'],
    where: '',
    async close() {
      await stop();
      await platform.close();
    },
  };
}

/** What a look at the chat platforms showed, for the doctor; nothing for a platform without tokens. */
export type BotFinding = {
  readonly name: 'discord' | 'slack';
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: string;
  readonly fix?: string;
};

/** Looks at tokens and permissions without connecting. */
export async function examineBots(config: Config, env: NodeJS.ProcessEnv): Promise<BotFinding[]> {
  const { uploadMb, artifactMb } = config.limits;
  const slack = readSlackSettings(env, { uploadMb, artifactMb });
  const [discordChecks, slackChecks] = await Promise.all([
    env.DISCORD_TOKEN ? examineDiscord({ token: env.DISCORD_TOKEN }) : [],
    slack ? examineSlack(slack, config.rules.approvers) : [],
  ]);
  return [
    ...discordChecks.map((it) => ({ name: 'discord' as const, ...it })),
    ...slackChecks.map((it) => ({ name: 'slack' as const, ...it })),
  ];
}
