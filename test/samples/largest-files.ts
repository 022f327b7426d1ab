import type { Artifact } from '../../src/debate/event.ts';
import { aiin, ballot, manual, oneStep, opened, output, record, spent, tried, warden } from './record.ts';

const jiwonKo = { id: 'web:jiwon', name: '지원' };

/** In Korean: two plans as good as level, a plan that joins both, a second ballot, a reply after the end. */
const log = record('d-largest-files', '2026-11-24T06:10:00Z');
const report = (bytes: number) => [{ path: 'report.txt', change: 'added' as const, bytes }];

log.add(
  0,
  opened({
    text: '이 폴더에서 가장 큰 파일 5개를 찾아서 목록을 report.txt로 저장해줘',
    locale: 'ko',
    author: jiwonKo,
    council: [aiin, manual, warden],
    attachments: [
      { name: '사진.zip', bytes: 8_400_000, blob: '1'.repeat(64) },
      { name: '회의록.docx', bytes: 92_300, blob: '2'.repeat(64) },
      { name: 'sales 2026.csv', bytes: 1_250_000, blob: '3'.repeat(64) },
    ],
  }),
);
log.add(0.5, {
  type: 'workspace.prepared',
  turn: 1,
  files: [
    { path: '사진.zip', bytes: 8_400_000 },
    { path: '회의록.docx', bytes: 92_300 },
    { path: 'sales 2026.csv', bytes: 1_250_000, head: '날짜,지점,금액\n' },
  ],
});
log.add(0.2, {
  type: 'analysis.given',
  turn: 1,
  persona: 'aiin',
  text: '폴더 안의 파일을 크기순으로 정렬해서 상위 5개를 report.txt에 적으면 됩니다.',
  usage: spent(15),
});
log.add(0.1, {
  type: 'analysis.given',
  turn: 1,
  persona: 'manual',
  text: '`find`와 `sort`를 함께 쓰는 방법이 이 요청에 가장 가깝습니다.',
  usage: spent(22),
});
log.add(0.1, {
  type: 'analysis.given',
  turn: 1,
  persona: 'warden',
  text: '읽기만 하고 새 파일 하나를 쓰는 작업입니다. 이름에 공백이 있는 파일을 조심해야 합니다.',
  usage: spent(7),
});
log.add(0.1, {
  type: 'agent.abstained',
  turn: 1,
  stage: 'proposal',
  round: 1,
  persona: 'warden',
  reason: '저는 제안하지 않고 검토만 합니다.',
});
const withDu = oneStep(
  'aiin',
  '가장 큰 파일 5개를 report.txt에 저장',
  'find . -type f -exec du -h {} + | sort -rh | head -n 5 > report.txt',
  '파일마다 크기를 재고 큰 것부터 다섯 개를 남깁니다.',
);
const withPrintf = oneStep(
  'manual',
  '바이트 크기와 이름을 report.txt에 저장',
  "find . -type f -printf '%s\\t%P\\n' | sort -rn | head -n 5 > report.txt",
  '바이트 단위로 정확하게 정렬합니다.',
);
const joint = oneStep(
  'aiin',
  '정확히 정렬한 뒤 읽기 쉬운 크기로 바꿔 저장',
  "find . -type f ! -name report.txt -printf '%s\\t%P\\n' | sort -rn | head -n 5 | numfmt --to=si --field=1 > report.txt",
  '정렬은 바이트로, 표시는 읽기 쉬운 단위로 합니다. report.txt 자신은 목록에서 뺍니다.',
);
log.add(0.2, { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal: withDu, usage: spent(18) });
log.add(0.1, {
  type: 'proposal.made',
  turn: 1,
  persona: 'manual',
  id: 'manual',
  proposal: withPrintf,
  usage: spent(27),
});
for (const [proposal, body, bytes] of [
  ['aiin', withDu, 71],
  ['manual', withPrintf, 83],
] as const)
  log.add(0.5, {
    type: 'rehearsal.finished',
    turn: 1,
    proposal,
    revision: 0,
    rehearsal: tried(body, { changes: report(bytes) }),
  });
log.add(0.1, {
  type: 'critique.given',
  turn: 1,
  round: 1,
  persona: 'warden',
  remarks: [
    {
      proposal: 'aiin',
      stance: 'defect',
      step: 's1',
      text: '반올림한 크기로 정렬하면 비슷한 파일의 순서가 바뀔 수 있습니다.',
    },
    { proposal: 'manual', stance: 'concede', text: '' },
  ],
});
log.add(0.1, {
  type: 'critique.given',
  turn: 1,
  round: 1,
  persona: 'aiin',
  remarks: [{ proposal: 'manual', stance: 'concede', text: '순서는 정확하지만 크기를 읽기 어렵습니다.' }],
});
log.add(0.1, {
  type: 'agent.abstained',
  turn: 1,
  stage: 'critique',
  round: 1,
  persona: 'manual',
  reason: '덧붙일 말이 없습니다.',
});
log.add(0.1, {
  type: 'proposal.kept',
  turn: 1,
  round: 1,
  persona: 'aiin',
  id: 'aiin',
  because: '다섯 개를 고르는 데에는 차이가 없고, 사람이 읽기에는 이쪽이 낫습니다.',
});
log.add(0.1, ballot(1, 1, 'aiin', [['manual', 8, 8, '정확합니다.']]));
log.add(0.1, ballot(1, 1, 'manual', [['aiin', 8, 8, '읽기 좋습니다.']]));
log.add(
  0.1,
  ballot(1, 1, 'warden', [
    ['aiin', 8, 7, '정렬이 조금 부정확합니다.'],
    ['manual', 9, 7, '정확하지만 숫자가 깁니다.'],
  ]),
);
log.settle();
log.add(0.3, { type: 'proposal.made', turn: 1, persona: 'manual', id: 'hybrid', proposal: joint, usage: spent(35) });
log.add(0.5, {
  type: 'rehearsal.finished',
  turn: 1,
  proposal: 'hybrid',
  revision: 0,
  rehearsal: tried(joint, { runs: [{ durationMs: 171 }], changes: report(64) }),
});
log.add(
  0.1,
  ballot(1, 2, 'aiin', [
    ['hybrid', 9, 9, '둘의 장점을 모았습니다.'],
    ['manual', 8, 8, '정확합니다.'],
  ]),
);
log.add(
  0.1,
  ballot(1, 2, 'warden', [
    ['hybrid', 9, 9, '순서도 크기도 맞습니다.'],
    ['manual', 9, 7, '숫자가 깁니다.'],
  ]),
);
log.settle();
log.add(25, { type: 'approval.given', turn: 1, planHash: log.planHash(), by: jiwonKo });
log.settle();
log.add(0.01, { type: 'step.started', turn: 1, step: 's1' });
const file: Artifact = { path: 'report.txt', bytes: 64, mime: 'text/plain', change: 'added', blob: '4'.repeat(64) };
log.add(0.2, {
  type: 'step.finished',
  turn: 1,
  step: 's1',
  ending: 'exited',
  exitCode: 0,
  output: output(''),
  durationMs: 169,
  artifacts: [file],
});
log.add(0.1, {
  type: 'result.integrated',
  turn: 1,
  persona: 'manual',
  text: '파일이 3개뿐이라 세 개를 모두 적었습니다. 가장 큰 것은 `사진.zip`(8.4MB)입니다.',
  ok: true,
  artifacts: [file],
});
log.settle();

export const largestFiles = log.events;
