import { ApplicationFlags, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What Parley does in a server, and the permission each of it needs. */
export const neededPermissions = {
  ViewChannel: 'see the channels it is asked in',
  SendMessages: 'answer in them',
  CreatePublicThreads: 'open a thread for each debate',
  SendMessagesInThreads: 'talk in threads',
  ManageWebhooks: 'give each persona its own name and face',
  EmbedLinks: 'show the approval card',
  AttachFiles: 'attach results',
  AddReactions: 'put ✅ ❌ 🛑 on the approval card',
  ReadMessageHistory: 'find its own posts again after a restart',
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, string>>;

export type NeededPermission = keyof typeof neededPermissions;

const bits = (Object.keys(neededPermissions) as NeededPermission[]).reduce(
  (sum, name) => sum | PermissionFlagsBits[name],
  0n,
);

/** The address that adds Parley to a server with exactly the permissions it needs. */
export function inviteUrl(application: string): string {
  const query = new URLSearchParams({
    client_id: application,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
    permissions: String(bits),
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** True when the bot may read messages that do not mention it. */
export function readsMessages({ flags }: { readonly flags?: number | undefined }): boolean {
  const wanted = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return ((flags ?? 0) & wanted) !== 0;
}
