import { Client, GatewayIntentBits, Options, Partials, REST } from 'discord.js';
import type { DiscordConfig } from '../deps.ts';

const intents = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.DirectMessageReactions,
];

/** Longest wait for a rate limit inside a call; a longer one is the caller's business. */
const patienceMs = 5_000;

/** How often a dead connection is noticed and made anew is discord.js's own business; partials make old messages count. */
export function createClient(config: DiscordConfig, options: { readsMessages: boolean }): Client {
  return new Client({
    intents: options.readsMessages ? [...intents, GatewayIntentBits.MessageContent] : intents,
    partials: [Partials.Message, Partials.Channel, Partials.Reaction, Partials.User, Partials.GuildMember],
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 50 }),
    rest: { ...(config.apiUrl === undefined ? {} : { api: config.apiUrl }), timeout: 10_000 },
  });
}

/**
 * For what must not happen twice: it never sends again by itself, because a message may have arrived although no
 * answer came back. Whoever uses it looks first.
 */
export function createOnce(config: DiscordConfig): REST {
  const rest = new REST({
    ...(config.apiUrl === undefined ? {} : { api: config.apiUrl }),
    timeout: 15_000,
    retries: 0,
    rejectOnRateLimit: (limit) => Math.max(limit.retryAfter, limit.timeToReset) > patienceMs,
  });
  return rest.setToken(config.token);
}
