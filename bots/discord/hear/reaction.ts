import type { Client, GuildMember, User } from 'discord.js';
import type { DebateState } from '../../../src/debate/debate.ts';
import type { DebateEvent, Person } from '../../../src/debate/event.ts';
import { type Heard, workspaceOf } from '../../../src/intake.ts';
import { createStates } from '../../../src/states.ts';
import type { DiscordDeps } from '../deps.ts';
import { personOf } from '../people.ts';
import { placeOf } from '../place.ts';
import type { Press } from '../write/card.ts';
import type { Mouth } from '../write/post.ts';
import { createRefusals } from './refusals.ts';

/** A person's click on one of Parley's messages, by emoji. */
export type Click = {
  readonly message: string;
  readonly channel: string;
  readonly guild: string | null;
  readonly user: string;
  readonly emoji: string;
  readonly how: 'added' | 'removed';
};

export type Hands = {
  /** What a reaction does: bots' reactions and foreign messages do nothing. */
  click(click: Click): Promise<void>;
  /** What a button does; the answer is for the person who pressed it. */
  press(
    press: Press,
    user: User,
    member: GuildMember | null,
  ): Promise<{ heard: Heard; state: DebateState; by: Person } | null>;
};

/** Reactions and buttons become approvals, refusals, stops and ratings, each bound to what its message said. */
export function createHands(deps: DiscordDeps, client: Client<true>, mouth: Mouth): Hands {
  const { intake, ledger, deliveries } = deps;
  const states = createStates(ledger);
  const refuse = createRefusals(mouth.note);

  async function personBy(
    userId: string,
    guildId: string | null,
    approvers: readonly string[],
  ): Promise<Person | null> {
    const user = await client.users.fetch(userId);
    if (user.bot) return null;
    const guild = guildId === null ? null : await client.guilds.fetch(guildId);
    const member = (await guild?.members.fetch(userId).catch(() => null)) ?? null;
    return personOf(user, member, approvers);
  }

  async function click(it: Click): Promise<void> {
    if (it.user === client.user.id) return;
    const target = mouth.said(it.message) ?? (await deliveries.find(it.message)) ?? (await debateHere(it));
    const state = target && (await states.load(target.debate));
    if (!target || !state) return;
    const by = await personBy(it.user, it.guild, state.rules.approvers);
    if (!by) return;
    const said = (await ledger.read(target.debate, target.seq - 1))[0]?.event;
    const heard = await act(it, state, by, target.seq > 0 ? said : undefined);
    if (heard) await refuse(state.request.origin, state.id, by, heard, state.request.locale);
  }

  async function act(it: Click, state: DebateState, by: Person, said: DebateEvent | undefined): Promise<Heard | null> {
    const added = it.how === 'added';
    if (it.emoji === '🛑') return added ? intake.stop(state.id, by) : null;
    if (said?.type === 'approval.requested') {
      if (it.emoji === '✅') {
        if (added) return intake.approve(state.id, said.planHash, by);
        // Only a yes that was given can be taken back.
        const given = state.approval?.given.some((person) => person.id === by.id);
        return given ? intake.withdraw(state.id, said.planHash, by) : null;
      }
      return it.emoji === '❌' && added ? intake.deny(state.id, said.planHash, by) : null;
    }
    const value = it.emoji === '👍' ? 'up' : it.emoji === '👎' ? 'down' : null;
    if (said?.type === 'result.integrated' && value) {
      if (added) return intake.rate(state.id, by, value);
      return state.ratings[by.id] === value ? intake.rate(state.id, by, 'none') : null;
    }
    return null;
  }

  /** A stop sign counts on any message of Parley's in a debate's thread, also on drafts and remarks. */
  async function debateHere({ emoji, channel, message, how }: Click): Promise<{ debate: string; seq: number } | null> {
    if (emoji !== '🛑' || how !== 'added') return null;
    const where = await client.channels.fetch(channel);
    if (!where?.isTextBased()) return null;
    const place = placeOf(where);
    const debate = (await ledger.inWorkspace(workspaceOf(place))).at(-1);
    if (debate === undefined) return null;
    const found = await where.messages.fetch(message);
    const own = found.author.id === client.user.id || found.applicationId === client.application.id;
    return own ? { debate, seq: 0 } : null;
  }

  return {
    click,
    async press({ what, debate, seq }, user, member) {
      const state = await states.load(debate);
      if (!state) return null;
      const by = personOf(user, member, state.rules.approvers);
      const asked = (await ledger.read(debate, seq - 1))[0]?.event;
      if (what === 'stop') return { heard: await intake.stop(debate, by), state, by };
      if (asked?.type !== 'approval.requested') return null;
      return { heard: await intake[what](debate, asked.planHash, by), state, by };
    },
  };
}
