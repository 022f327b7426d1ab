import type { DebateEvent, EventOf } from '../../src/debate/event.ts';
import { planHash, type Step } from '../../src/debate/plan.ts';
import { rehearsed } from '../../src/debate/sample.ts';
import { workspaceOf } from '../../src/intake.ts';
import type { Rig } from './rig.ts';
import type { Message } from './state.ts';

/** Beginnings of debates for tests of the adapter. */

export const bot = '<@U0PARLEY>';

const steps: Step[] = [
  { id: 's1', owner: 'aiin', purpose: 'Count', action: { kind: 'shell', command: 'wc -l a.log > count.txt' } },
];

/** What leads up to the card. */
export function asking(debate: string, workspace: string, needed = 1): DebateEvent[] {
  const plan = { debate, turn: 1, workspace, steps };
  const proposal = { approach: 'Let `wc` count.', expectedOutcome: 'A number', confidence: 0.9, steps };
  return [
    { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal },
    { type: 'rehearsal.finished', turn: 1, proposal: 'aiin', revision: 0, rehearsal: rehearsed(0) },
    {
      type: 'approval.requested',
      turn: 1,
      plan,
      planHash: planHash(plan),
      proposal: 'aiin',
      needed,
      expiresAt: Date.now() + 3_600_000,
    },
  ];
}

/** Alex asks, and the card is in the thread. */
export async function openCard(rig: Rig, needed = 1): Promise<{ thread: string; debate: string; card: Message }> {
  const thread = rig.slack.alex.write(`${bot} count the lines of a.log`);
  const debate = await rig.debate();
  const workspace = workspaceOf({ platform: 'slack', channel: 'T0STAND/C0GENERAL', thread });
  await rig.tell(debate, ...asking(debate, workspace, needed));
  const card = rig.slack.thread(thread).at(-1);
  if (!card) throw new Error('no card in the thread');
  return { thread, debate, card };
}

/** Alex asks, and somebody said this. */
export async function openSaying(rig: Rig, ...texts: string[]): Promise<{ thread: string; debate: string }> {
  const thread = rig.slack.alex.write(`${bot} tell me`);
  const debate = await rig.debate();
  await rig.tell(debate, ...texts.map(analysis));
  return { thread, debate };
}

export const analysis = (text: string, index = 0): EventOf<'analysis.given'> => ({
  type: 'analysis.given',
  turn: 1,
  persona: ['aiin', 'manual', 'warden'][index % 3] as string,
  text,
});
