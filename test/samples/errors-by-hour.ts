import type { Proposal } from '../../src/debate/plan.ts';
import { aiin, alex, jiwon, manual, output, record, rules, sage, spent, tried, warden } from './record.ts';

const debate = 'd-errors-by-hour';
const log = record(debate, '2026-11-24T05:00:00Z');
const added = (bytes: number) => [{ path: 'errors-by-hour.csv', change: 'added' as const, bytes }];

log.add(0, {
  type: 'debate.opened',
  request: {
    author: jiwon,
    origin: { platform: 'web', channel: 'general', thread: 't-1' },
    text: 'Which hours of access.log have answers with status 500, and how many? Save it as a CSV.',
    attachments: [{ name: 'access.log', bytes: 48_213, blob: 'a'.repeat(64) }],
    locale: 'en',
  },
  council: [aiin, manual, sage, warden],
  rules,
  workspace: 'w-1',
  history: [],
});
log.add(0.4, {
  type: 'workspace.prepared',
  turn: 1,
  files: [
    {
      path: 'access.log',
      bytes: 48_213,
      head: '10.0.0.7 - - [23/Nov/2026:09:12:44 +0000] "GET /cart HTTP/1.1" 500 512 "-" "Mozilla/5.0"\n',
    },
  ],
});
log.add(0.2, {
  type: 'analysis.given',
  turn: 1,
  persona: 'aiin',
  text: 'You want the lines of access.log with status 500 counted per hour, in a CSV file.',
  usage: spent(12),
});
log.add(0.1, {
  type: 'analysis.given',
  turn: 1,
  persona: 'manual',
  text: 'The log is in combined format: the status is the ninth field and the hour is inside the timestamp.',
  usage: spent(18),
});
log.add(0.1, {
  type: 'analysis.given',
  turn: 1,
  persona: 'warden',
  text: 'One file is read and one is written. The original log should stay as it is.',
  usage: spent(9),
});
log.add(0.1, {
  type: 'agent.abstained',
  turn: 1,
  stage: 'proposal',
  round: 1,
  persona: 'warden',
  reason: 'I review what others propose; I make no plans of my own.',
});

const grep: Proposal = {
  approach: 'Pick the lines with 500, cut the hour out of the timestamp, and count.',
  expectedOutcome: 'errors-by-hour.csv with one line per hour.',
  confidence: 0.7,
  steps: [
    {
      id: 's1',
      owner: 'aiin',
      purpose: 'Count the error lines per hour',
      action: { kind: 'shell', command: "grep ' 500 ' access.log | cut -d: -f2 | sort | uniq -c > errors-by-hour.csv" },
    },
  ],
};
const grepAsCsv: Proposal = {
  ...grep,
  approach: 'Match the status right after the closing quote of the request, and write the counts as CSV.',
  steps: [
    {
      id: 's1',
      owner: 'aiin',
      purpose: 'Count the error lines per hour and write them as CSV',
      action: {
        kind: 'shell',
        command:
          "grep '\" 500 ' access.log | cut -d: -f2 | sort | uniq -c | awk '{print $2 \",\" $1}' > errors-by-hour.csv",
      },
    },
  ],
};
const awk: Proposal = {
  approach: 'Let awk read the ninth field, so that a size of 500 bytes is never mistaken for a status.',
  expectedOutcome: 'errors-by-hour.csv with the columns hour and errors, and the same table shown here.',
  confidence: 0.8,
  steps: [
    {
      id: 's1',
      owner: 'manual',
      purpose: 'Count status 500 per hour and write the CSV with a header',
      action: {
        kind: 'shell',
        command: [
          "{ echo 'hour,errors'",
          '  awk \'$9 == 500 { split($4, t, ":"); n[t[2]]++ } END { for (h in n) print h "," n[h] }\' access.log | sort',
          '} > errors-by-hour.csv',
        ].join('\n'),
      },
    },
    {
      id: 's2',
      owner: 'manual',
      purpose: 'Show the table',
      action: { kind: 'shell', command: 'cat errors-by-hour.csv' },
    },
  ],
};
const python: Proposal = {
  approach: 'Parse every line with a regular expression in Python and use the csv module to write the result.',
  expectedOutcome: 'errors-by-hour.csv; lines that do not parse are reported.',
  confidence: 0.75,
  steps: [
    {
      id: 's1',
      owner: 'sage',
      purpose: 'Parse the log and write the CSV',
      action: {
        kind: 'shell',
        command: [
          "python3 - <<'PY'",
          'import collections, csv, re',
          'count = collections.Counter()',
          "for line in open('access.log'):",
          "    found = re.search(r':(\\d\\d):\\d\\d:\\d\\d .*?\" 500 ', line)",
          '    if found: count[found[1]] += 1',
          "with open('errors-by-hour.csv', 'w', newline='') as out:",
          "    csv.writer(out).writerows([('hour', 'errors'), *sorted(count.items())])",
          'PY',
        ].join('\n'),
      },
    },
  ],
};

log.add(0.2, { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal: grep, usage: spent(21) });
log.add(0.2, { type: 'proposal.made', turn: 1, persona: 'manual', id: 'manual', proposal: awk, usage: spent(34) });
log.add(0.6, {
  type: 'rehearsal.finished',
  turn: 1,
  proposal: 'aiin',
  revision: 0,
  rehearsal: tried(grep, { runs: [{ durationMs: 212 }], changes: added(44) }),
});
const table = 'hour,errors\n09,14\n10,3\n14,27\n';
const awkTried = tried(awk, { runs: [{ durationMs: 187 }, { text: table, durationMs: 11 }], changes: added(29) });
log.add(0.3, { type: 'rehearsal.finished', turn: 1, proposal: 'manual', revision: 0, rehearsal: awkTried });
log.add(4.1, {
  type: 'analysis.given',
  turn: 1,
  persona: 'sage',
  text: 'Counting by hour is simple; the risk is in matching the status code and not some other number.',
  usage: { latencyMs: 4210, inputTokens: 810, outputTokens: 64, costUsd: 0.002 },
});
log.add(2.2, {
  type: 'proposal.made',
  turn: 1,
  persona: 'sage',
  id: 'sage',
  proposal: python,
  usage: { latencyMs: 2180, inputTokens: 930, outputTokens: 310, costUsd: 0.004 },
});
log.add(0.7, {
  type: 'rehearsal.finished',
  turn: 1,
  proposal: 'sage',
  revision: 0,
  rehearsal: tried(python, { runs: [{ durationMs: 430 }], changes: added(31) }),
});
log.add(0.2, {
  type: 'critique.given',
  turn: 1,
  round: 1,
  persona: 'warden',
  remarks: [
    {
      proposal: 'aiin',
      stance: 'defect',
      step: 's1',
      text: "the pattern ' 500 ' also matches answers of 500 bytes, and the counts come before the hour, so it is not a CSV.",
    },
    { proposal: 'manual', stance: 'concede', text: 'It reads the status field itself, and both steps worked.' },
    { proposal: 'sage', stance: 'concede', text: 'It works, though a script needs more reading than a filter.' },
  ],
  usage: spent(8),
});
log.add(0.1, {
  type: 'critique.given',
  turn: 1,
  round: 1,
  persona: 'manual',
  remarks: [
    { proposal: 'aiin', stance: 'defect', text: 'there is no header line, so the columns have no names.' },
    { proposal: 'sage', stance: 'concede', text: '' },
  ],
});
log.add(0.1, {
  type: 'critique.given',
  turn: 1,
  round: 1,
  persona: 'aiin',
  remarks: [
    { proposal: 'manual', stance: 'concede', text: '' },
    { proposal: 'sage', stance: 'concede', text: '' },
  ],
});
log.add(3, {
  type: 'agent.failed',
  turn: 1,
  stage: 'critique',
  round: 1,
  persona: 'sage',
  reason: 'the model service answered 429 (too many requests)',
});
log.add(0.2, {
  type: 'proposal.revised',
  turn: 1,
  round: 1,
  persona: 'aiin',
  id: 'aiin',
  revision: 1,
  proposal: grepAsCsv,
  because: 'Right: sizes must not count. I now match the status after the quote and put the hour first.',
});
log.add(0.5, {
  type: 'rehearsal.finished',
  turn: 1,
  proposal: 'aiin',
  revision: 1,
  rehearsal: tried(grepAsCsv, { runs: [{ durationMs: 205 }], changes: added(17) }),
});

const ballots: Record<string, [string, number, number, string][]> = {
  aiin: [
    ['manual', 6, 9, 'Works; two steps where one would do.'],
    ['sage', 8, 9, 'One step, real CSV.'],
  ],
  manual: [
    ['aiin', 7, 6, 'Counts are right now, still no header.'],
    ['sage', 6, 8, 'Fine, if longer than needed.'],
  ],
  warden: [
    ['aiin', 8, 6, 'Safe; the CSV lacks a header.'],
    ['manual', 9, 9, 'Only filters, and the outcome was seen.'],
    ['sage', 5, 8, 'An interpreter needs a closer look.'],
  ],
};
for (const [persona, rows] of Object.entries(ballots)) {
  log.add(0.1, {
    type: 'ballot.cast',
    turn: 1,
    ballot: 1,
    persona,
    scores: rows.map(([proposal, feasibility, relevance, reason]) => ({ proposal, feasibility, relevance, reason })),
  });
}
log.add(0.1, {
  type: 'agent.failed',
  turn: 1,
  stage: 'vote',
  round: 1,
  persona: 'sage',
  reason: 'the model service answered 429 (too many requests)',
});
log.settle();
const hash = log.planHash();
log.add(41, { type: 'approval.given', turn: 1, planHash: hash, by: jiwon });
log.settle();
log.add(0.01, { type: 'step.started', turn: 1, step: 's1' }, `${debate}/step/1/s1/begun`);
const csv = { path: 'errors-by-hour.csv', bytes: 29, mime: 'text/csv', change: 'added' as const, blob: 'c'.repeat(64) };
log.add(0.2, {
  type: 'step.finished',
  turn: 1,
  step: 's1',
  ending: 'exited',
  exitCode: 0,
  output: output(''),
  durationMs: 181,
  artifacts: [csv],
});
log.add(0.01, { type: 'step.started', turn: 1, step: 's2' }, `${debate}/step/1/s2/begun`);
log.add(0.05, {
  type: 'step.finished',
  turn: 1,
  step: 's2',
  ending: 'exited',
  exitCode: 0,
  output: output('hour,errors\n09,14\n10,3\n14,\u001b[31m27\u001b[0m\n'),
  durationMs: 12,
  artifacts: [],
});
log.add(0.1, {
  type: 'result.integrated',
  turn: 1,
  persona: 'manual',
  text: 'There were **44** answers with status 500, most of them at 14:00 (27). The counts are in `errors-by-hour.csv`.',
  ok: true,
  artifacts: [csv],
});
log.settle();
log.add(20, { type: 'result.rated', by: alex, value: 'up' });

export const errorsByHour = log.events;
