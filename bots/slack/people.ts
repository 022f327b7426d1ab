import type { Locale, Person } from '../../src/debate/event.ts';
import type { Client, Self } from './connect/client.ts';
import type { Log } from './deps.ts';
import { describe } from './trouble.ts';

/** Somebody who wrote, clicked or reacted. */
export type Someone = Person & { readonly slackId: string; readonly locale: Locale };

export type People = {
  /** Null for bots, and for whom Slack does not know. */
  find(userId: string): Promise<Someone | null>;
  /** The person together with those of the groups (`slack:group:S…`) that they are in. */
  inGroups(person: Someone, groups: readonly string[]): Promise<Person>;
  /** A name to show for an id in `approvers`. */
  nameOf(approver: string): Promise<string | null>;
};

const keptMs = 10 * 60_000;
const groupKeptMs = 60_000;

export const groupPrefix = 'slack:group:';

/** Who people are, asked once in a while. People of other workspaces carry theirs in the id: user ids are a team's own. */
export function createPeople(client: Client, self: Self, log: Log): People {
  const known = remembering(keptMs, async (userId: string): Promise<Someone | null> => {
    const { user } = await client.users.info({ user: userId, include_locale: true });
    if (!user || user.is_bot || user.id === 'USLACKBOT' || user.id === self.userId) return null;
    const elsewhere = user.team_id && user.team_id !== self.team ? `${user.team_id}/` : '';
    const { display_name, real_name } = user.profile ?? {};
    return {
      id: `slack:${elsewhere}${userId}`,
      name: display_name || real_name || user.name || userId,
      slackId: userId,
      locale: user.locale?.startsWith('ko') ? 'ko' : 'en',
    };
  });
  const members = remembering(groupKeptMs, async (group: string): Promise<readonly string[]> => {
    const { users } = await client.usergroups.users.list({ usergroup: group });
    return users ?? [];
  });
  return {
    find: known,
    async inGroups({ id, name, slackId }, groups) {
      const own: string[] = [];
      for (const group of groups.filter((it) => it.startsWith(groupPrefix))) {
        try {
          if ((await members(group.slice(groupPrefix.length))).includes(slackId)) own.push(group);
        } catch (error) {
          // Whether they are in it is unknown, and unknown does not approve.
          log.warn(
            { group, fix: 'Check the id in `approvers`, and that the app has the scope usergroups:read.' },
            describe(error),
          );
        }
      }
      return own.length > 0 ? { id, name, groups: own } : { id, name };
    },
    async nameOf(approver) {
      const userId = /^slack:([UW][A-Z0-9]+)$/.exec(approver)?.[1];
      if (!userId) return null;
      return (await known(userId).catch(() => null))?.name ?? null;
    },
  };
}

/** Remembers answers, not failures; two who ask at once share one question. */
function remembering<T>(ms: number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, { readonly until: number; readonly answer: Promise<T> }>();
  return (key) => {
    const found = kept.get(key);
    if (found && found.until > performance.now()) return found.answer;
    const answer = ask(key);
    kept.set(key, { until: performance.now() + ms, answer });
    answer.catch(() => kept.delete(key));
    if (kept.size > 2_000) kept.delete(kept.keys().next().value as string);
    return answer;
  };
}
