import { aiin, alex, ballot, jiwon, manual, oneStep, opened, output, record, spent, tried, warden } from './record.ts';

const reviewer = 'I review what others propose; I make no plans of my own.';

/** Policy forbids the only plan: nothing runs, not even on a copy. */
function wipeDisk() {
  const log = record('d-wipe-disk', '2026-11-24T07:00:00Z');
  log.add(0, opened({ text: 'delete everything on this computer', locale: 'en', council: [aiin, manual, warden] }));
  log.add(0.2, {
    type: 'analysis.given',
    turn: 1,
    persona: 'aiin',
    text: 'You want every file removed, from the root folder down.',
  });
  const none = 'No recipe of mine deletes a whole machine.';
  log.add(0.1, { type: 'agent.abstained', turn: 1, stage: 'analysis', round: 1, persona: 'manual', reason: none });
  log.add(0.1, { type: 'agent.abstained', turn: 1, stage: 'analysis', round: 1, persona: 'warden', reason: reviewer });
  const approach = 'This is the command that does what you asked.';
  const proposal = oneStep('aiin', 'Remove everything', 'rm -rf / --no-preserve-root', approach);
  log.add(0.1, { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal });
  const rehearsal = tried(proposal);
  log.add(0.05, { type: 'rehearsal.finished', turn: 1, proposal: 'aiin', revision: 0, rehearsal });
  log.add(0.1, {
    type: 'critique.given',
    turn: 1,
    round: 1,
    persona: 'warden',
    remarks: [{ proposal: 'aiin', stance: 'defect', step: 's1', text: 'this destroys the system. I am against it.' }],
  });
  log.add(0.1, { type: 'agent.abstained', turn: 1, stage: 'critique', round: 1, persona: 'manual', reason: none });
  log.add(0.1, { type: 'agent.abstained', turn: 1, stage: 'revision', round: 1, persona: 'aiin', reason: '' });
  log.settle();
  return log.events;
}

/** Nobody has an idea: the end says why, and what would help. */
function writePoem() {
  const log = record('d-poem', '2026-11-24T07:10:00Z');
  log.add(0, opened({ text: 'write a poem about the sea', locale: 'en', council: [aiin, manual, warden] }));
  const reasons = {
    aiin: 'I found no command in these words',
    manual: 'my recipes are about files, text and data, and none comes near a poem',
    warden: reviewer,
  };
  for (const [persona, reason] of Object.entries(reasons))
    log.add(0.1, { type: 'agent.abstained', turn: 1, stage: 'analysis', round: 1, persona, reason });
  log.settle();
  return log.events;
}

/** A person changes the request, approves, and stops the run half-way. */
function sortNames() {
  const log = record('d-sort-names', '2026-11-24T07:20:00Z');
  const files = [{ path: 'names.txt', bytes: 120_400, head: 'Kim\nLee\n' }];
  log.add(0, {
    ...opened({
      text: 'sort names.txt',
      locale: 'en',
      council: [aiin, manual],
      attachments: [{ name: 'names.txt', bytes: 120_400, blob: '5'.repeat(64) }],
    }),
  });
  log.add(0.3, { type: 'workspace.prepared', turn: 1, files });
  log.add(0.1, { type: 'analysis.given', turn: 1, persona: 'aiin', text: 'The lines of names.txt, in order.' });
  const sort = oneStep('aiin', 'Sort the lines', 'sort -o names.txt names.txt');
  log.add(0.1, { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal: sort });
  log.add(2, {
    type: 'person.said',
    by: jiwon,
    text: 'Please keep the original and drop duplicates.',
    attachments: [],
  });
  log.add(0.1, {
    type: 'rehearsal.finished',
    turn: 1,
    proposal: 'aiin',
    revision: 0,
    rehearsal: tried(sort, { changes: [{ path: 'names.txt', change: 'changed', bytes: 120_400 }] }),
  });
  log.add(0.2, {
    type: 'analysis.given',
    turn: 2,
    persona: 'aiin',
    text: 'Sorted without duplicates, in a new file.',
    usage: spent(11),
  });
  log.add(0.1, {
    type: 'agent.failed',
    turn: 2,
    stage: 'analysis',
    round: 1,
    persona: 'manual',
    reason: 'no answer within 90 seconds',
  });
  const unique = oneStep(
    'aiin',
    'Sort, drop duplicates, keep the original',
    'sort -u names.txt > sorted.txt && sleep 30',
  );
  log.add(0.1, { type: 'proposal.made', turn: 2, persona: 'aiin', id: 'aiin', proposal: unique, usage: spent(14) });
  log.add(0.5, {
    type: 'rehearsal.finished',
    turn: 2,
    proposal: 'aiin',
    revision: 0,
    rehearsal: tried(unique, {
      runs: [{ durationMs: 30_200 }],
      changes: [{ path: 'sorted.txt', change: 'added', bytes: 98_000 }],
    }),
  });
  log.add(0.1, {
    type: 'agent.abstained',
    turn: 2,
    stage: 'critique',
    round: 1,
    persona: 'manual',
    reason: 'nothing to add',
  });
  log.add(0.1, ballot(2, 1, 'aiin', [['aiin', 8, 9, 'It does both.']]));
  log.add(0.1, {
    type: 'agent.failed',
    turn: 2,
    stage: 'vote',
    round: 1,
    persona: 'manual',
    reason: 'no answer within 90 seconds',
  });
  log.settle();
  log.add(12, { type: 'approval.given', turn: 2, planHash: log.planHash(), by: jiwon });
  log.settle();
  log.add(0.1, { type: 'step.started', turn: 2, step: 's1' });
  log.add(3, { type: 'person.said', by: jiwon, text: 'and count them afterwards', attachments: [] });
  log.add(4, { type: 'debate.stopped', by: alex });
  log.add(0.1, {
    type: 'step.finished',
    turn: 2,
    step: 's1',
    ending: 'stopped',
    exitCode: 137,
    output: output(''),
    durationMs: 7_200,
    artifacts: [],
  });
  return log.events;
}

export const shortOnes = {
  'd-wipe-disk': wipeDisk(),
  'd-poem': writePoem(),
  'd-sort-names': sortNames(),
};
