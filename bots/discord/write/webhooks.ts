import { type APIWebhook, type REST, Routes } from 'discord.js';
import type { Log } from '../deps.ts';
import { codeOf, codes, describe } from '../trouble.ts';

export type Webhook = { readonly id: string; readonly token: string };

export type Webhooks = {
  /** The channel's webhook, found or made; null where Parley may have none, so that personas speak through the bot. */
  of(channel: string): Promise<Webhook | null>;
  /** After Discord said that it is gone: the next call looks again. */
  forget(channel: string): void;
  owns(webhook: string): boolean;
};

/** How long a refusal is believed before it is tried again: somebody may have mended it. */
const refusedForMs = 300_000;

/** One webhook a channel, recognised by its application: never a second one, also after a restart. */
export function createWebhooks(deps: { rest: REST; once: REST; application: string; log: Log }): Webhooks {
  const known = new Map<string, Promise<Webhook | null>>();
  const own = new Set<string>();

  async function findOrMake(channel: string): Promise<Webhook | null> {
    const there = (await deps.rest.get(Routes.channelWebhooks(channel))) as APIWebhook[];
    const mine = there.find((it) => it.application_id === deps.application && it.token);
    const webhook = mine ?? (await make(channel));
    own.add(webhook.id);
    return webhook.token ? { id: webhook.id, token: webhook.token } : null;
  }

  async function make(channel: string): Promise<APIWebhook> {
    const body = { name: 'Parley' };
    return (await deps.once.post(Routes.channelWebhooks(channel), { body })) as APIWebhook;
  }

  async function look(channel: string): Promise<Webhook | null> {
    try {
      return await findOrMake(channel);
    } catch (error) {
      const code = codeOf(error);
      const fix =
        code === codes.tooManyWebhooks
          ? 'The channel has 15 webhooks already: delete one under Channel settings → Integrations.'
          : code === codes.missingPermissions || code === codes.missingAccess
            ? 'Give Parley "Manage Webhooks" in this channel, so that each persona has its own name and face.'
            : null;
      if (fix === null) throw error;
      deps.log.warn({ channel, fix }, `personas speak through the bot: ${describe(error)}`);
      setTimeout(() => known.delete(channel), refusedForMs).unref();
      return null;
    }
  }

  return {
    of(channel) {
      const before = known.get(channel);
      if (before) return before;
      const looking = look(channel);
      known.set(channel, looking);
      looking.catch(() => known.delete(channel));
      return looking;
    },
    forget: (channel) => void known.delete(channel),
    owns: (webhook) => own.has(webhook),
  };
}
