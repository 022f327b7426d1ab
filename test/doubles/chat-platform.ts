import { type ChatPlatform, type Delivery, DeliveryError, type Trouble } from '../../bots/chat-platform.ts';
import type { Block } from '../../bots/post.ts';
import type { Origin } from '../../src/intake.ts';

export type MemoryMessage = {
  readonly id: string;
  readonly mark: string;
  readonly speaker: string;
  readonly face: string;
  readonly text: string;
  readonly reactions: readonly string[];
};

/** What is kept when the process ends: the platform's own memory. */
export type MemoryPlace = { readonly threads: Map<string, MemoryMessage[]>; readonly gone: Set<string> };

export type MemoryChat = ChatPlatform & {
  /** How the next posts end; `unanswered` ones arrive all the same. */
  fail(...troubles: (Trouble | 'unanswered')[]): void;
  thread(place: Origin): readonly MemoryMessage[];
};

export const createMemoryPlace = (): MemoryPlace => ({ threads: new Map(), gone: new Set() });

/** Longest message, so that long posts take several here as well. */
const limit = 2_000;

/** A chat platform in memory that keeps to the port's words. */
export function createMemoryChat(kept: MemoryPlace = createMemoryPlace(), name = 'memory'): MemoryChat {
  const troubles: (Trouble | 'unanswered')[] = [];
  const thread = (place: Origin) => {
    const messages = kept.threads.get(place.thread) ?? [];
    kept.threads.set(place.thread, messages);
    return messages;
  };
  const reachable = (place: Origin) => {
    if (kept.gone.has(place.thread)) throw new DeliveryError('gone', 'the thread is gone', { fix: 'Ask elsewhere.' });
  };
  const trouble = (what: Trouble) =>
    new DeliveryError(what, `made to be ${what}`, { fix: 'Nothing.', afterMs: what === 'retry' ? 1 : 0 });

  return {
    name,
    thread,
    fail: (...next) => void troubles.push(...next),
    async post({ place, post, mark }: Delivery) {
      reachable(place);
      const next = troubles.shift();
      if (next && next !== 'unanswered') throw trouble(next);
      const there = thread(place).filter((it) => it.mark === mark);
      if (there.length > 0) throw new Error(`${mark} is there already`);
      const text = post.blocks.map(textOf).join('\n') || '…';
      const pieces = text.match(new RegExp(`[^]{1,${limit}}`, 'gu')) ?? [];
      const card = post.blocks.some((it) => it.kind === 'approval');
      const messages = pieces.map((piece, index) => ({
        id: crypto.randomUUID(),
        mark,
        speaker: post.speaker.name,
        face: post.speaker.avatar,
        text: piece,
        reactions: card && index === 0 ? ['✅', '❌', '🛑'] : [],
      }));
      thread(place).push(...messages);
      if (next === 'unanswered') throw trouble('retry');
      return messages.map((it) => it.id);
    },
    async recall(place, marks) {
      reachable(place);
      const found = marks.map((mark) => [mark, thread(place).filter((it) => it.mark === mark)] as const);
      return new Map(found.flatMap(([mark, all]) => (all.length > 0 ? [[mark, all.map((it) => it.id)]] : [])));
    },
    async busy() {},
    async note(place, text) {
      reachable(place);
      thread(place).push({ id: crypto.randomUUID(), mark: '', speaker: 'Parley', face: 'parley', text, reactions: [] });
    },
    async close() {},
  };
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.markdown;
    case 'steps':
    case 'checks':
    case 'approval':
      return block.steps.map((it) => `${it.purpose}\n${it.command}`).join('\n');
    case 'ballot':
      return block.scores.map((it) => `${it.of} ${it.feasibility} ${it.relevance}`).join('\n');
    case 'consensus':
      return block.consensus.table.map((it) => `${block.names[it.proposal]} ${it.score}`).join('\n');
    case 'output':
      return `${block.step.purpose}\n${block.output.head}${block.output.tail}`;
    case 'artifacts':
      return block.items.map((it) => it.path).join('\n');
  }
}
