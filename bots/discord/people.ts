import type { GuildMember, User } from 'discord.js';
import type { Person } from '../../src/debate/event.ts';

/**
 * A Discord user as Parley knows people: `discord:<user id>` under the name shown in that server, with those of
 * their roles that may approve (`discord:role:<role id>`).
 */
export function personOf(user: User, member: GuildMember | null, approvers: readonly string[] = []): Person {
  const groups = member
    ? [...member.roles.cache.keys()].map((id) => `discord:role:${id}`).filter((it) => approvers.includes(it))
    : [];
  const name = (member?.displayName ?? user.displayName).trim() || user.username || user.id;
  return { id: `discord:${user.id}`, name, ...(groups.length > 0 ? { groups } : {}) };
}
