import {
  type Client,
  Events,
  GatewayDispatchEvents,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  Routes,
} from 'discord.js';
import { attend } from '../attend.ts';
import { createAttention } from '../chat/attention.ts';
import type { ChatPlatform } from '../chat-platform.ts';
import { createOnce } from './connect/client.ts';
import { logIn } from './connect/log-in.ts';
import { type DiscordDeps, platformName } from './deps.ts';
import { createCatchUp } from './hear/catch-up.ts';
import { createInteractions } from './hear/command.ts';
import { commandList } from './hear/command-list.ts';
import { createEars } from './hear/message.ts';
import { type Click, createHands } from './hear/reaction.ts';
import { inviteUrl } from './set-up/invite.ts';
import { describe } from './trouble.ts';
import { createFaces } from './write/face.ts';
import { createDrafts } from './write/live.ts';
import { limits } from './write/message.ts';
import { createMouth } from './write/post.ts';
import { retireCards } from './write/retire.ts';
import { createSender } from './write/send.ts';
import { createWebhooks } from './write/webhooks.ts';

type DiscordPlatform = ChatPlatform & {
  /** The address that adds Parley to a server, with exactly the permissions it needs. */
  readonly invite: string;
  /** Names of the servers that it is in. */
  servers(): string[];
};

/**
 * Parley on Discord: logs in, registers `/parley`, turns what people do into calls of the intake, and posts what
 * debates say. Throws `ParleyError` (`platform.unreachable`, `config.invalid`) with a fix when it cannot log in.
 */
export async function createDiscordPlatform(deps: DiscordDeps): Promise<DiscordPlatform> {
  const { config, log } = deps;
  const told = (what: string) => (error: unknown) => log.warn({ error: describe(error) }, what);
  const client = await logIn(config, log);
  const once = createOnce(config);
  const webhooks = createWebhooks({ rest: client.rest, once, application: client.application.id, log });
  const faces = createFaces(client, log);
  const sender = createSender({ client, once, webhooks, faceOf: faces.of });
  const drafts = createDrafts(sender);
  const mouth = createMouth({
    client,
    sender,
    drafts,
    webhooks,
    ledger: deps.ledger,
    log,
    enclose: { blobs: deps.blobs, maxBytes: limits.fileBytes, publicUrl: config.publicUrl },
    nameOf: (approver) => approverName(client, approver),
    recognised: (...post) => void catchUp.one(...post),
  });
  const hands = createHands(deps, client, mouth);
  const ears = createEars(deps, client, mouth.note);
  const attention = createAttention(deps.hearing);
  const interactions = createInteractions(deps, client, hands);
  const catchUp = createCatchUp(deps, client, { attention, ears, hands });

  client.on(Events.MessageCreate, (message) => {
    const { channelId, createdTimestamp } = message;
    void attention
      .hear(channelId, createdTimestamp, () => ears.live(message))
      .catch(told('a message could not be taken'));
  });
  client.on(Events.InteractionCreate, (interaction) => void interactions(interaction));
  // Straight from the gateway: discord.js leaves out reactions in channels that it has not seen since its start.
  const reacted =
    (how: Click['how']) => (it: GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData) => {
      const { message_id: message, channel_id: channel, guild_id: guild = null, user_id: user, emoji } = it;
      const click = { message, channel, guild, user, emoji: emoji.name ?? '', how };
      void hands.click(click).catch(told('a reaction could not be taken'));
    };
  client.ws.on(GatewayDispatchEvents.MessageReactionAdd, reacted('added'));
  client.ws.on(GatewayDispatchEvents.MessageReactionRemove, reacted('removed'));

  const commands = Routes.applicationCommands(client.application.id);
  await client.rest.put(commands, { body: commandList }).catch(told('/parley could not be registered'));

  const platform: DiscordPlatform = {
    name: platformName,
    invite: inviteUrl(client.application.id),
    servers: () => client.guilds.cache.map((it) => it.name),
    ...mouth,
    async close() {
      await unattend();
      await unretire();
      drafts.close();
      catchUp.close();
      attention.stop();
      await client.destroy();
      await attention.close().catch(told('how far was listened could not be noted'));
    },
  };
  const unretire = await retireCards(deps, client);
  const unattend = await attend({ platform, ledger: deps.ledger, activity: deps.activity });
  return platform;
}

/** Approvers are configured by id; people read names. */
function approverName(client: Client<true>, approver: string): string {
  const [, role] = /^discord:role:(\d+)$/.exec(approver) ?? [];
  if (role) return `@${client.guilds.cache.map((it) => it.roles.cache.get(role)?.name).find(Boolean) ?? role}`;
  const [, user] = /^discord:(\d+)$/.exec(approver) ?? [];
  return user ? (client.users.cache.get(user)?.displayName ?? user) : approver;
}
