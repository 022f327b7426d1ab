import type { DebateEvent, Recorded } from '../../src/debate/event.ts';
import type { Block, Post } from '../post.ts';
import type { OriginalMessage, Place } from './messages.ts';

type Stage = 'analysis' | 'proposal' | 'critique' | 'consensus' | 'approval' | 'execution' | 'integration' | 'ended';

const stages: Record<DebateEvent['type'], Stage | null> = {
  'debate.opened': 'analysis',
  'workspace.prepared': 'analysis',
  'analysis.given': 'analysis',
  'proposal.made': 'proposal',
  'rehearsal.finished': 'proposal',
  'critique.given': 'critique',
  'proposal.revised': 'critique',
  'proposal.kept': 'critique',
  'ballot.cast': 'consensus',
  'consensus.reached': 'consensus',
  'agent.abstained': null,
  'agent.failed': null,
  'tool.used': null,
  'budget.reached': null,
  'approval.requested': 'approval',
  'approval.given': 'approval',
  'approval.denied': 'approval',
  'approval.withdrawn': 'approval',
  'approval.expired': 'approval',
  'execution.begun': 'execution',
  'step.started': 'execution',
  'step.finished': 'execution',
  'result.integrated': 'integration',
  'result.rated': null,
  'person.said': 'analysis',
  'follow-up.opened': null,
  'debate.stopped': 'ended',
  'debate.closed': 'ended',
};

/** What somebody says, as opposed to what happens: these become `ai_response`. */
const spoken = new Set<DebateEvent['type']>([
  'analysis.given',
  'proposal.made',
  'critique.given',
  'proposal.revised',
  'proposal.kept',
  'agent.abstained',
  'agent.failed',
  'budget.reached',
  'tool.used',
]);

/**
 * Tells a debate's events in the original design's five messages. Feed it every event of one debate from the
 * first on: it remembers the stage, what was said last, and whether a final result was told.
 */
export function createOriginalTeller(): (place: Place, recorded: Recorded, post: Post | null) => OriginalMessage[] {
  let stage: Stage = 'analysis';
  let concluded = false;
  let lastSaid = '';

  return (place, { event }, post) => {
    const before = stage;
    stage = stages[event.type] ?? stage;
    const text = post === null ? '' : plainText(post.blocks);
    if (text !== '') lastSaid = text;
    const update = (more: Record<string, unknown> = {}): OriginalMessage => ({
      type: 'discussion_update',
      discussion_state: { stage, event: event.type, ...(text === '' ? {} : { text }), ...more },
      ...place,
    });
    if (event.type === 'person.said') concluded = false;
    if (spoken.has(event.type)) {
      const said: OriginalMessage[] =
        post === null ? [] : [{ type: 'ai_response', ai_name: post.speaker.name, content: text, ...place }];
      return stage === before
        ? said
        : [update(), ...said].filter((it) => it.type !== 'discussion_update' || text !== '');
    }
    switch (event.type) {
      case 'consensus.reached':
        return [{ type: 'consensus_reached', consensus: { ...event.consensus, text }, ...place }];
      case 'approval.requested':
        return [
          update({
            plan_hash: event.planHash,
            steps: event.plan.steps,
            needed: event.needed,
            expires_at: event.expiresAt,
          }),
        ];
      case 'step.finished': {
        const { type: _, ...result } = event;
        return [{ type: 'execution_result', result: { ...result, text }, ...place }];
      }
      case 'result.integrated': {
        concluded = true;
        const { persona, ok, artifacts } = event;
        return [{ type: 'final_result', result: { ok, text: event.text, persona, artifacts }, ...place }];
      }
      case 'debate.stopped':
      case 'debate.closed': {
        const outcome = event.type === 'debate.closed' ? event.outcome : 'stopped';
        if (concluded) return [update({ outcome })];
        concluded = true;
        // Most ends say nothing of their own: what was said last is why.
        const result = { ok: outcome === 'answered', outcome, text: lastSaid, artifacts: [] };
        return [{ type: 'final_result', result, ...place }];
      }
      default:
        return [update()];
    }
  };
}

/** A post as plain Markdown, for clients that show nothing but text. */
export function plainText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.markdown;
    case 'steps':
    case 'approval':
    case 'checks':
      return block.steps.map((step, at) => `${at + 1}. ${step.purpose} (${step.owner})\n   ${step.command}`).join('\n');
    case 'ballot':
      return block.scores.map((it) => `${it.of}: ${it.feasibility} / ${it.relevance} (${it.reason})`).join('\n');
    case 'consensus':
      return block.consensus.table
        .map((row) => `${block.names[row.author] ?? row.author}: ${row.score?.toFixed(2) ?? '–'}`)
        .join('\n');
    case 'output':
      return block.output.head + (block.output.tail === '' ? '' : `\n…\n${block.output.tail}`);
    case 'artifacts':
      return block.items.map((it) => `${it.path} (${it.bytes} B)`).join('\n');
  }
}
