import { createHash } from 'node:crypto';
import type { DebateEvent, Person, Recorded } from '../../../src/debate/event.ts';
import type { Heard, Intake } from '../../../src/intake.ts';
import type { Ledger } from '../../../src/ports/ledger.ts';

/**
 * A front desk without a council: each request replays a recorded debate into the ledger, stops at the approval
 * request, and goes on when a person approves. `pause` is awaited between events; `files` is what artifacts hold.
 */
export function createReplayIntake(
  ledger: Ledger,
  sample: readonly Recorded[],
  options: {
    keep(bytes: Uint8Array): Promise<string>;
    pause?(event: DebateEvent): Promise<void>;
    files?: Readonly<Record<string, Uint8Array>>;
  },
): Intake & { readonly calls: string[]; idle(): Promise<void> } {
  const calls: string[] = [];
  const rest = new Map<string, DebateEvent[]>();
  const running = new Set<Promise<void>>();
  const threads = new Map<string, string>();
  let count = 0;

  async function play(debate: string, events: DebateEvent[]): Promise<void> {
    while (events.length > 0) {
      const event = events.shift() as DebateEvent;
      await options.pause?.(event);
      await ledger.append(debate, await withFiles(event));
      if (event.type === 'approval.requested') break;
    }
    rest.set(debate, events);
  }

  async function withFiles(event: DebateEvent): Promise<DebateEvent> {
    if (!('artifacts' in event)) return event;
    const artifacts = event.artifacts.map(async (artifact) => {
      const bytes = options.files?.[artifact.path];
      return bytes ? { ...artifact, bytes: bytes.length, blob: await options.keep(bytes) } : artifact;
    });
    return { ...event, artifacts: await Promise.all(artifacts) };
  }

  function start(debate: string, events: DebateEvent[]): void {
    const run = play(debate, events).finally(() => running.delete(run));
    running.add(run);
  }

  async function decide(debate: string, type: 'approval.given' | 'approval.denied', planHash: string, by: Person) {
    calls.push(type);
    const log = await ledger.read(debate);
    if (log.some(({ event }) => event.type === 'approval.given' || event.type === 'approval.denied'))
      return { kind: 'refused', reason: 'already-decided' } as const;
    await ledger.append(debate, { type, turn: 1, planHash, by }, `${debate}/decision`);
    const events = (rest.get(debate) ?? []).filter((event) => event.type !== 'approval.given');
    if (type === 'approval.given') start(debate, events);
    else await ledger.append(debate, { type: 'debate.closed', outcome: 'denied' });
    return { kind: 'done' } as const;
  }

  const append = async (debate: string, event: DebateEvent): Promise<Heard> => {
    calls.push(event.type);
    await ledger.append(debate, event);
    return { kind: 'done' };
  };

  return {
    calls,
    async idle() {
      await Promise.all(running);
    },
    async attach(name, bytes) {
      const blob = await options.keep(bytes);
      return { name, bytes: bytes.length, blob };
    },
    async say(origin, { by, text, attachments }, locale = 'en') {
      calls.push(`say ${text}`);
      const open = threads.get(origin.thread);
      if (open !== undefined && !(await ended(ledger, open))) {
        await ledger.append(open, { type: 'person.said', by, text, attachments: [...attachments] });
        return { debate: open, effect: 'steered' };
      }
      count += 1;
      const debate = `d-${count}-${createHash('sha256').update(origin.thread).digest('hex').slice(0, 8)}`;
      threads.set(origin.thread, debate);
      const [opened, ...others] = structuredClone(sample.map(({ event }) => event));
      if (opened?.type !== 'debate.opened') throw new TypeError('a sample begins with debate.opened');
      const request = { author: by, origin, text, attachments: [...attachments], locale };
      await ledger.append(debate, { ...opened, request, workspace: `w-${origin.thread}` });
      start(
        debate,
        others.map((event) => inOneHour(event)),
      );
      return { debate, effect: open === undefined ? 'opened' : 'followed-up' };
    },
    approve: (debate, hash, by) => decide(debate, 'approval.given', hash, by),
    deny: (debate, hash, by) => decide(debate, 'approval.denied', hash, by),
    withdraw: async () => ({ kind: 'refused', reason: 'too-late' }),
    stop: (debate, by) => append(debate, { type: 'debate.stopped', by }),
    followUp: async (state) => state.id,
    rate: (debate, by, value) => append(debate, { type: 'result.rated', by, value }),
  };
}

function inOneHour(event: DebateEvent): DebateEvent {
  return event.type === 'approval.requested' ? { ...event, expiresAt: Date.now() + 3_600_000 } : event;
}

async function ended(ledger: Ledger, debate: string): Promise<boolean> {
  const log = await ledger.read(debate);
  return log.some(({ event }) => event.type === 'debate.closed' || event.type === 'debate.stopped');
}
