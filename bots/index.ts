import type { Config } from '../src/config.ts';
import { ParleyError } from '../src/errors.ts';
import type { LocalText } from '../src/i18n/local-text.ts';
import type { Intake } from '../src/intake.ts';
import type { ActivityFeed } from '../src/ports/activity.ts';
import type { Blobs } from '../src/ports/blobs.ts';
import type { Deliveries, DeliveryQueue } from '../src/ports/deliveries.ts';
import type { Hearing } from '../src/ports/hearing.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Status } from '../src/status.ts';
import type { ChatPlatform } from './chat-platform.ts';
import type { SlackConfig } from './slack/deps.ts';
import { readSlackSettings } from './slack/set-up/settings.ts';
import { startTelling } from './tell.ts';
import type { Doorbells } from './web/http.ts';
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
  hearing(platform: string): Hearing;
  /** Signed reports that arrive at the page's address, by path. */
  readonly doorbells?: Doorbells | undefined;
  status(): Promise<Status>;
  readonly log: Log;
};

/** A front end that people can reach now; `told` is what the operator reads: an address, where it is, how to add it. */
export type OpenBot = { readonly told: string; close(): Promise<void> };
export type FrontEnd = { readonly name: 'web' | 'discord' | 'slack'; open(): Promise<OpenBot> };

/** The front ends that the settings ask for. Each is opened apart, so that one that fails holds up no other. */
export function frontEnds(deps: BotsDeps): FrontEnd[] {
  const { config, env } = deps;
  const slack = slackSettings(config, env);
  const token = env.DISCORD_TOKEN;
  return [
    { name: 'web', open: () => openWeb(deps) },
    ...(token ? [{ name: 'discord' as const, open: () => openDiscord(deps, token) }] : []),
    ...slack.map((it) => ({ name: 'slack' as const, open: () => openSlack(deps, it) })),
  ];
}

function slackSettings({ limits, web }: Config, env: NodeJS.ProcessEnv) {
  const { uploadMb, artifactMb } = limits;
  return readSlackSettings(env, { uploadMb, artifactMb, publicUrl: web.publicUrl });
}

async function openWeb(deps: BotsDeps): Promise<OpenBot> {
  const { config } = deps;
  const { url, close } = await createWebServer({ ...deps, config: { ...config.web, ...config.limits } });
  return { told: `Parley is ready: ${url}`, close };
}

async function openDiscord(deps: BotsDeps, token: string): Promise<OpenBot> {
  const { limits, web } = deps.config;
  const config = { token, uploadMb: limits.uploadMb, publicUrl: web.publicUrl };
  // Loaded only where there is a token: the client libraries are large.
  const { createDiscordPlatform } = await import('./discord/index.ts');
  const kept = { deliveries: deps.deliveries('discord'), hearing: deps.hearing('discord') };
  const platform = await createDiscordPlatform({ ...deps, ...kept, config });
  const servers = platform.servers();
  const where = servers.length > 0 ? `in ${servers.join(', ')}` : `in no server yet; add it with ${platform.invite}`;
  return { told: `Discord: ${where}`, close: await tellOn(deps, platform) };
}

async function openSlack(deps: BotsDeps, config: SlackConfig): Promise<OpenBot> {
  const { createSlackPlatform } = await import('./slack/index.ts');
  const kept = { deliveries: deps.deliveries('slack'), hearing: deps.hearing('slack') };
  const platform = await createSlackPlatform({ ...deps, ...kept, config });
  const told = `Slack: in ${platform.workspace}; /invite @Parley where it should listen`;
  return { told, close: await tellOn(deps, platform, `slack-${platform.team}`) };
}

/** `line`: deliveries that one account of the platform can make; others of the same platform have lines of their own. */
async function tellOn(deps: BotsDeps, platform: ChatPlatform, line = platform.name): Promise<() => Promise<void>> {
  const { ledger, log } = deps;
  const { name } = platform;
  const stop = await startTelling({
    platform,
    ledger,
    log,
    deliveries: deps.deliveries(name),
    queue: deps.deliveryQueue(line),
  });
  return async () => {
    await stop();
    await platform.close();
  };
}

/** What a look at the chat platforms showed, for the doctor; nothing for a platform without tokens. */
export type BotFinding = {
  readonly name: 'discord' | 'slack';
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: LocalText;
  readonly fix?: LocalText;
};

/** Looks at tokens and permissions without connecting. */
export async function examineBots(config: Config, env: NodeJS.ProcessEnv): Promise<BotFinding[]> {
  const looks = await Promise.all([
    named('discord', async () => (env.DISCORD_TOKEN ? lookAtDiscord(env.DISCORD_TOKEN) : [])),
    named('slack', async () => {
      const workspaces = slackSettings(config, env);
      return (await Promise.all(workspaces.map((it) => lookAtSlack(it, config.rules.approvers)))).flat();
    }),
  ]);
  return looks.flat();
}

/** Settings of one platform that cannot be used hide nothing of the other. */
async function named<N extends BotFinding['name']>(name: N, look: () => Promise<Omit<BotFinding, 'name'>[]>) {
  const found = await look().catch((error: unknown) => {
    if (!(error instanceof ParleyError)) throw error;
    return [{ state: 'bad' as const, detail: error.said.message, fix: error.said.fix }];
  });
  return found.map((it) => ({ name, ...it }));
}

async function lookAtDiscord(token: string) {
  const { examineDiscord } = await import('./discord/index.ts');
  return examineDiscord({ token });
}

async function lookAtSlack(settings: SlackConfig, approvers: readonly string[]) {
  const { examineSlack } = await import('./slack/index.ts');
  return examineSlack(settings, approvers);
}
