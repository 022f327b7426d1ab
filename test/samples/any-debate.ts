import fc from 'fast-check';
import { type DebateEvent, eventSchema, type Recorded } from '../../src/debate/event.ts';
import { aiin, alex, jiwon, manual, opened, warden } from './record.ts';

/**
 * Debates of valid events in any order, whether or not the method would ever lead there: whoever folds or
 * shows a ledger must bear them. Ids are few, so that events meet.
 */

const turn = fc.integer({ min: 1, max: 3 });
const round = fc.integer({ min: 1, max: 2 });
const persona = fc.constantFrom('aiin', 'manual', 'warden', 'stranger');
const proposal = fc.constantFrom('aiin', 'manual', 'hybrid', 'unknown');
const step = fc.constantFrom('s1', 's2', 's9');
const planHash = fc.constantFrom('h1', 'h2');
const by = fc.constantFrom(jiwon, alex, { id: 'web:x', name: '*<b>`x`' });
const path = fc.constantFrom('a.txt', 'b`c`.csv', '../x', 'new\nline', '보고서.txt');
const words = fc.oneof(
  fc.constantFrom(
    '',
    'fine',
    '```\nopen fence',
    '<script>',
    '**',
    '- list',
    '# head',
    '네, 좋습니다',
    '\u001b[31mred\u001b[2J',
  ),
  // What a phrase with a hole in it would look like is left out, so that tests can look for just that.
  fc.string({ maxLength: 40 }).filter((it) => !/\{\{|undefined|NaN|\[object/.test(it)),
);
const count = fc.integer({ min: 0, max: 5_000_000 });
const points = fc.double({ min: 0, max: 10, noNaN: true });
const output = fc.record({ head: words, tail: words, bytes: count });
const ending = fc.constantFrom(
  'exited',
  'timeout',
  'out-of-memory',
  'output-limit',
  'disk-limit',
  'stopped',
  'lost',
  'not-run',
);
const change = fc.constantFrom('added', 'changed', 'removed');
const usage = fc.option(fc.record({ latencyMs: count, costUsd: points }), { nil: undefined });
const attachments = fc.array(fc.record({ name: path, bytes: count, blob: fc.constant('b') }), { maxLength: 2 });
const artifacts = fc.array(fc.record({ path, bytes: count, mime: fc.constant('text/plain'), change }), {
  maxLength: 3,
});
const steps = fc.uniqueArray(
  fc.record({
    id: step,
    owner: persona,
    purpose: words,
    action: fc.record({ kind: fc.constant('shell'), command: words.map((it) => it || 'true') }),
  }),
  { minLength: 1, maxLength: 3, selector: (it) => it.id },
);
const body = fc.record({
  approach: words.map((it) => it || 'so'),
  expectedOutcome: words,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  steps,
  answer: fc.option(words, { nil: undefined }),
});
const verdict = fc.record({
  verdict: fc.constantFrom('allow', 'review', 'deny'),
  reasons: fc.array(
    fc.record({
      word: words,
      rule: fc.constantFrom('delete.file', 'program.network', 'rule.of-tomorrow'),
      message: words,
    }),
    { maxLength: 3 },
  ),
});
const run = fc.record({ ending, exitCode: fc.integer({ min: 0, max: 255 }), output, durationMs: count });
const rehearsal = fc.record({
  steps: fc.array(
    fc.record({
      step,
      verdict,
      missingPrograms: fc.array(words, { maxLength: 2 }),
      run: fc.option(run, { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  changes: fc.array(fc.record({ path, change, bytes: count }), { maxLength: 7 }),
  unavailable: fc.option(words, { nil: undefined }),
});
const nullable = fc.option(points, { nil: null });
const row = fc.record({
  proposal,
  author: persona,
  feasibility: nullable,
  relevance: nullable,
  score: nullable,
  capped: fc.boolean(),
  barred: fc.boolean(),
  ballots: fc.array(fc.record({ voter: persona, feasibility: points, relevance: points }), { maxLength: 2 }),
});
const consensus = fc.record({
  ballot: round,
  table: fc.array(row, { maxLength: 3 }),
  winner: fc.option(proposal, { nil: null }),
  margin: nullable,
  turnout: fc.double({ min: 0, max: 1, noNaN: true }),
  quorate: fc.boolean(),
  abstained: fc.uniqueArray(persona, { maxLength: 3 }),
  dissent: fc.array(fc.record({ voter: persona, preferred: proposal }), { maxLength: 2 }),
  hybridOf: fc.option(fc.tuple(proposal, proposal), { nil: undefined }),
});
const stage = fc.constantFrom('analysis', 'proposal', 'critique', 'revision', 'vote', 'hybrid', 'integration');
const remarks = fc.array(
  fc.record({
    proposal,
    stance: fc.constantFrom('defect', 'concede'),
    text: words,
    step: fc.option(step, { nil: undefined }),
  }),
  { maxLength: 3 },
);
const scores = fc.array(fc.record({ proposal, feasibility: points, relevance: points, reason: words }), {
  maxLength: 3,
});
const plan = fc.record({ debate: fc.constant('d-1'), turn, workspace: fc.constant('w'), steps });

const shapes = {
  'workspace.prepared': { turn, files: fc.constant([]), problem: fc.option(words, { nil: undefined }) },
  'analysis.given': { turn, persona, text: words, usage },
  'tool.used': {
    turn,
    persona,
    stage,
    round,
    tool: fc.constantFrom('file_system', 'code_executor', 'web_browser', 'image_generator', 'tool_of_tomorrow'),
    action: fc.constantFrom('list', 'read', 'search', 'bash', 'python', 'draw', 'other'),
    input: words,
    result: words,
    ok: fc.boolean(),
    durationMs: count,
    artifact: fc.option(fc.record({ path, bytes: count, mime: fc.constant('image/png'), change }), { nil: undefined }),
  },
  'proposal.made': { turn, persona, id: proposal, proposal: body, usage },
  'rehearsal.finished': { turn, proposal, revision: fc.integer({ min: 0, max: 1 }), rehearsal },
  'critique.given': { turn, round, persona, remarks, usage },
  'proposal.revised': { turn, round, persona, id: proposal, revision: round, proposal: body, because: words, usage },
  'proposal.kept': { turn, round, persona, id: proposal, because: words, usage },
  'ballot.cast': { turn, ballot: round, persona, scores, usage },
  'consensus.reached': { turn, consensus },
  'agent.abstained': { turn, stage, round, persona, reason: words, usage },
  'agent.failed': { turn, stage, round, persona, reason: words, usage },
  'budget.reached': { turn, what: fc.constantFrom('minutes', 'tokens', 'money') },
  'approval.requested': { turn, plan, planHash, proposal, needed: round, expiresAt: fc.constant(1_800_000_000_000) },
  'approval.given': { turn, planHash, by },
  'approval.denied': { turn, planHash, by },
  'approval.withdrawn': { turn, planHash, by },
  'approval.expired': { turn, planHash },
  'execution.begun': { turn, planHash },
  'step.started': { turn, step },
  'step.finished': {
    turn,
    step,
    ending,
    exitCode: fc.integer({ min: 0, max: 255 }),
    output,
    durationMs: count,
    artifacts,
    problem: fc.option(words, { nil: undefined }),
  },
  'result.integrated': {
    turn,
    persona: fc.option(persona, { nil: null }),
    text: words,
    ok: fc.boolean(),
    artifacts,
    usage,
  },
  'result.rated': { by, value: fc.constantFrom('up', 'down', 'none') },
  'person.said': { by, text: words, attachments },
  'follow-up.opened': { debate: fc.constant('d-2'), through: count },
  'debate.stopped': { by },
  'debate.closed': {
    outcome: fc.constantFrom('done', 'failed', 'answered', 'denied', 'withdrawn', 'expired', 'unsafe', 'no-plan'),
  },
} satisfies Record<Exclude<DebateEvent['type'], 'debate.opened'>, Record<string, fc.Arbitrary<unknown>>>;

const anyEvent: fc.Arbitrary<DebateEvent> = fc
  .oneof(
    ...Object.entries(shapes).map(([type, shape]) =>
      fc.record<Record<string, unknown>>({ type: fc.constant(type), ...shape }),
    ),
  )
  .map((it) => eventSchema.parse(it));

export const anyDebate: fc.Arbitrary<Recorded[]> = fc
  .record({
    first: fc.record({
      text: words.map((it) => it || 'do it'),
      locale: fc.constantFrom('en' as const, 'ko' as const),
      attachments,
    }),
    rest: fc.array(anyEvent, { maxLength: 40 }),
  })
  .map(({ first, rest }) =>
    [opened({ ...first, council: [aiin, manual, warden] }), ...rest].map((event, index) => ({
      seq: index + 1,
      at: 1_790_000_000_000 + index * 137,
      key: null,
      event,
    })),
  );
