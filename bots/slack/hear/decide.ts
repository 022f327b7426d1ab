import type { Heard } from '../../../src/intake.ts';
import { tongueOf } from '../../chat/tongue.ts';
import type { Desk } from '../desk.ts';
import { originOf } from '../place.ts';

/** What a reaction or a button asks for. */
export type Wish = 'approve' | 'deny' | 'withdraw' | 'stop' | 'up' | 'down' | 'unrated';

/** The post that was reacted to. */
export type Told = { readonly debate: string; readonly seq: number };

/** Does what a person wants with a post of Parley's. The plan is the one that was shown in that very post. */
export async function decide(desk: Desk, wish: Wish, told: Told, userId: string, channel: string): Promise<void> {
  const person = await desk.people.find(userId);
  const state = await desk.states.load(told.debate);
  if (!person || !state) return;
  const { origin } = state.request;
  // A button's value comes back as it was given, but only here does it count.
  if (origin.channel !== originOf({ team: desk.self.team, channel, thread: '' }).channel) return;
  const [shown] = await desk.ledger.read(told.debate, told.seq - 1);
  const by = await desk.people.inGroups(person, state.rules.approvers);
  const answer = await fulfil(desk, wish, told, by, shown?.event);
  if (answer === null || wish === 'withdraw') return;
  // Told once; and who had their wish needs no answer when it arrives again, by button or after a restart.
  const isNews = desk.once(`answered ${told.debate} ${told.seq} ${person.id} ${wish}`);
  if (answer.kind === 'done' || !isNews) return;
  const words = tongueOf(state.request.locale).words(`refused.${answer.reason}`, { name: person.name });
  await desk.notes.toOne({ channel, thread: origin.thread }, userId, words);
}

type Shown = Awaited<ReturnType<Desk['ledger']['read']>>[number]['event'] | undefined;

async function fulfil(
  { intake }: Desk,
  wish: Wish,
  { debate }: Told,
  by: Parameters<Desk['intake']['stop']>[1],
  shown: Shown,
): Promise<Heard | null> {
  if (wish === 'stop') return intake.stop(debate, by);
  if (wish === 'approve' || wish === 'deny' || wish === 'withdraw')
    return shown?.type === 'approval.requested' ? intake[wish](debate, shown.planHash, by) : null;
  if (shown?.type !== 'result.integrated') return null;
  return intake.rate(debate, by, wish === 'unrated' ? 'none' : wish);
}
