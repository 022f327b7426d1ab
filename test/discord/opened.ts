import type { APIMessage, APIUser } from 'discord.js';
import type { ChatPlatform } from '../../bots/chat-platform.ts';
import { createDeliver } from '../../bots/deliver.ts';
import { fold } from '../../src/debate/debate.ts';
import { decide } from '../../src/debate/decide.ts';
import type { DebateEvent } from '../../src/debate/event.ts';
import { oneStep, tried } from '../samples/record.ts';
import type { Rig } from './rig.ts';

/** A debate in a thread whose plan waits for approval: asked, proposed, rehearsed, told. */
export type Opened = {
  readonly debate: string;
  readonly thread: string;
  readonly channel: string;
  readonly jiwon: APIUser;
  card(): APIMessage;
  /** Appends, lets the method draw its conclusions, and tells what is new. */
  add(...events: DebateEvent[]): Promise<void>;
  tell(platform: ChatPlatform): Promise<void>;
  types(): Promise<string[]>;
};

export async function openDebate(rig: Rig, text = 'Show the first lines of access.log'): Promise<Opened> {
  const { discord, ledger } = rig;
  const channel = discord.channel('general');
  const jiwon = discord.person('Jiwon');
  let platform = await rig.start();
  const asked = discord.mention(jiwon, channel.id, text);
  const debate = await rig.debate();
  const log = { warn: (details: object, message: string) => void rig.warnings.push({ details, message }) };
  const tell = async (to: ChatPlatform) => {
    platform = to;
    const deliver = createDeliver({ platform, ledger, deliveries: rig.deliveries, log });
    await deliver(debate, new AbortController().signal);
  };
  const settle = async () => {
    for (;;) {
      const state = fold(debate, await ledger.read(debate));
      const rulings = state ? decide(state, Date.now()).rulings : [];
      if (rulings.length === 0) return;
      for (const { key, event } of rulings) await ledger.append(debate, event, key);
    }
  };
  const plan = oneStep('aiin', 'Show the first lines', 'head -n 3 access.log');
  const events: DebateEvent[] = [
    { type: 'workspace.prepared', turn: 1, files: [] },
    { type: 'analysis.given', turn: 1, persona: 'aiin', text: 'You want to see how the log begins.' },
    { type: 'analysis.given', turn: 1, persona: 'sage', text: 'A look at the beginning of a file.' },
    { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal: plan },
    {
      type: 'agent.abstained',
      turn: 1,
      stage: 'proposal',
      round: 0,
      persona: 'sage',
      reason: 'Nothing to add to that.',
    },
    { type: 'rehearsal.finished', turn: 1, proposal: 'aiin', revision: 0, rehearsal: tried(plan) },
    { type: 'agent.abstained', turn: 1, stage: 'critique', round: 1, persona: 'sage', reason: 'It holds.' },
    {
      type: 'ballot.cast',
      turn: 1,
      ballot: 1,
      persona: 'sage',
      scores: [{ proposal: 'aiin', feasibility: 9, relevance: 9, reason: 'Right.' }],
    },
    {
      type: 'ballot.cast',
      turn: 1,
      ballot: 1,
      persona: 'aiin',
      scores: [{ proposal: 'aiin', feasibility: 9, relevance: 9, reason: '' }],
    },
  ];
  const opened: Opened = {
    debate,
    thread: asked.id,
    channel: channel.id,
    jiwon,
    card() {
      const found = discord.messages(asked.id).findLast((it) => (it.components?.length ?? 0) > 0);
      if (!found) throw new Error('no card');
      return found;
    },
    async add(...more) {
      for (const event of more) {
        await ledger.append(debate, event);
        await settle();
      }
      await tell(platform);
    },
    tell,
    types: async () => (await ledger.read(debate)).map((it) => it.event.type),
  };
  await opened.add(...events);
  return opened;
}
