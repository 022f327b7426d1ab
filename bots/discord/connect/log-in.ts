import { type APIApplication, type Client, DiscordAPIError, Events, REST, Routes } from 'discord.js';
import { ParleyError } from '../../../src/errors.ts';
import type { DiscordConfig, Log } from '../deps.ts';
import { readsMessages } from '../set-up/invite.ts';
import { describe } from '../trouble.ts';
import { createClient } from './client.ts';

/** How long the gateway may take until every server is known. */
const readyMs = 60_000;

/** Connects to Discord's gateway with the intents that the application may have. */
export async function logIn(config: DiscordConfig, log: Log): Promise<Client<true>> {
  const application = await fetchApplication(config);
  const reads = readsMessages(application);
  if (!reads) {
    const fix =
      'Discord Developer Portal → your application → Bot → switch on "Message Content Intent", then restart Parley.';
    log.warn({ fix }, 'without the message content intent, replies in threads have to mention the bot');
  }
  const client = createClient(config, { readsMessages: reads });
  client.on(Events.Error, (error) => log.warn({ error: describe(error) }, 'Discord connection'));
  client.on(Events.ShardDisconnect, ({ code }) => log.warn({ code }, 'Discord closed the connection for good'));
  const ready = new Promise<Client<true>>((resolve, reject) => {
    client.once(Events.ClientReady, resolve);
    setTimeout(() => reject(new Error('the gateway did not become ready')), readyMs).unref();
  });
  try {
    const [whole] = await Promise.all([ready, client.login(config.token)]);
    return whole;
  } catch (error) {
    ready.catch(() => undefined);
    await client.destroy();
    throw unreachable(error);
  }
}

/** The application that the token belongs to. Throws with a fix when the token is wrong or Discord away. */
export async function fetchApplication(config: DiscordConfig): Promise<APIApplication> {
  const rest = new REST({ ...(config.apiUrl === undefined ? {} : { api: config.apiUrl }), timeout: 10_000 });
  try {
    return (await rest.setToken(config.token).get(Routes.currentApplication())) as APIApplication;
  } catch (error) {
    throw unreachable(error);
  }
}

const refused = {
  message: { en: 'Discord does not accept the bot token.', ko: 'Discord가 봇 토큰을 받지 않습니다.' },
  fix: {
    en: 'Discord Developer Portal → your application → Bot → Reset Token; put the new one into DISCORD_TOKEN.',
    ko: 'Discord Developer Portal → 애플리케이션 → Bot → Reset Token으로 새 토큰을 만들어 DISCORD_TOKEN에 넣으세요.',
  },
};

function unreachable(error: unknown): ParleyError {
  if (error instanceof DiscordAPIError && error.status === 401)
    return new ParleyError('config.invalid', refused.message, { fix: refused.fix });
  return new ParleyError('platform.unreachable', describe(error), {
    fix: {
      en: 'Check that this machine reaches discord.com, and status.discord.com; then start Parley again.',
      ko: '이 컴퓨터가 discord.com에 닿는지, status.discord.com에 소식이 있는지 확인한 뒤 Parley를 다시 시작하세요.',
    },
    retryable: true,
    cause: error,
  });
}
