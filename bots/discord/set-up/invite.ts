import { ApplicationFlags, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import type { LocalText } from '../../../src/i18n/local-text.ts';

/** What Parley does in a server, and the permission each of it needs. */
export const neededPermissions = {
  ViewChannel: { en: 'see the channels it is asked in', ko: '요청받은 채널 보기' },
  SendMessages: { en: 'answer in them', ko: '거기서 답하기' },
  CreatePublicThreads: { en: 'open a thread for each debate', ko: '토론마다 스레드 열기' },
  SendMessagesInThreads: { en: 'talk in threads', ko: '스레드에서 말하기' },
  ManageWebhooks: { en: 'give each persona its own name and face', ko: '페르소나마다 제 이름과 얼굴 쓰기' },
  EmbedLinks: { en: 'show the approval card', ko: '승인 카드 보여 주기' },
  AttachFiles: { en: 'attach results', ko: '결과 첨부하기' },
  AddReactions: { en: 'put ✅ ❌ 🛑 on the approval card', ko: '승인 카드에 ✅ ❌ 🛑 달기' },
  ReadMessageHistory: {
    en: 'read what was said while it was away, and find its own posts again',
    ko: '없는 동안 나온 말을 읽고 자기 글 찾기',
  },
} as const satisfies Partial<Record<keyof typeof PermissionFlagsBits, LocalText>>;

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
