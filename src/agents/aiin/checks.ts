import type { Packet } from '../../ports/agent.ts';
import { type Both, both, plain } from '../shared/speech.ts';
import type { Reading } from './reading.ts';

/** Something the request asks for that a proposal lacks. */
export type Fault = { readonly text: Both; readonly step?: string; readonly grave: boolean };

export function commandsOf(packet: Packet): string {
  return packet.proposal.steps.map((step) => step.action.command).join('\n');
}

/** What is wrong with a proposal, by AIIN's own reading of the request and by what the rehearsal saw. */
export function faultsOf(packet: Packet, reading: Reading): Fault[] {
  return [...rehearsalFaults(packet), ...slotFaults(packet, reading), ...outputFaults(packet, reading)];
}

function rehearsalFaults(packet: Packet): Fault[] {
  const faults: Fault[] = [];
  for (const step of packet.rehearsal?.steps ?? []) {
    if (step.verdict.verdict === 'deny')
      faults.push({
        step: step.step,
        grave: true,
        text: both('The policy does not let this step run.', '이 단계는 정책이 실행을 막습니다.'),
      });
    else if (step.run && (step.run.exitCode !== 0 || step.run.ending !== 'exited'))
      faults.push({
        step: step.step,
        grave: true,
        text: both(
          `It failed in the rehearsal with exit code ${step.run.exitCode}.`,
          `예행 연습에서 종료 코드 ${step.run.exitCode}로 실패했습니다.`,
        ),
      });
  }
  return faults;
}

function slotFaults(packet: Packet, reading: Reading): Fault[] {
  const { proposal } = packet;
  const commands = commandsOf(packet);
  const faults: Fault[] = [];
  const step = proposal.steps.at(-1)?.id;
  const at = step === undefined ? {} : { step };
  if (proposal.steps.length === 0) return [];
  const { output } = reading;
  const made = packet.rehearsal?.changes.some((it) => it.path === output) ?? false;
  if (output !== undefined && !made && !commands.includes(output))
    faults.push({
      ...at,
      grave: true,
      text: both(
        `The request wants ${output}, and this never writes it.`,
        `요청은 ${output} 파일을 원하는데 이 안은 그 파일을 쓰지 않습니다.`,
      ),
    });
  if (
    reading.count !== undefined &&
    reading.count > 1 &&
    !new RegExp(`(?<!\\d)(?:${reading.count}|${reading.count + 1})(?!\\d)`).test(commands)
  )
    faults.push({
      ...at,
      grave: true,
      text: both(
        `I read a number in the request, ${reading.count}, and I do not see it here.`,
        `요청에는 ${reading.count}이라는 숫자가 있는데 여기에는 보이지 않습니다.`,
      ),
    });
  const changes = packet.rehearsal?.changes;
  if (reading.has('replace') && output === undefined && !reading.has('list', 'save') && changes?.length === 0)
    faults.push({
      ...at,
      grave: true,
      text: both('It shows the change and leaves the file as it was.', '바꾼 모습만 보여 주고 파일은 그대로입니다.'),
    });
  const kind = reading.extensions.find((it) => !commands.toLowerCase().includes(it));
  if (kind !== undefined && reading.extensions.length <= 2)
    faults.push({
      ...at,
      grave: true,
      text: both(
        `It should look only at .${kind} files, and it does not.`,
        `.${kind} 파일만 봐야 하는데 그렇게 하지 않습니다.`,
      ),
    });
  const name = reading.sources.find((it) => !commands.includes(it));
  if (name !== undefined)
    faults.push({
      ...at,
      grave: true,
      text: both(`It does not even touch ${name}.`, `${name} 파일을 다루지도 않습니다.`),
    });
  const sorted = /\bsort\b|\bls\b[^|\n]* -\w*[St]|\basort|ORDER BY|sort_by/.test(commands);
  if (
    reading.has('large', 'newest', 'oldest', 'small') &&
    reading.has('file') &&
    !sorted &&
    reading.count !== undefined
  )
    faults.push({
      ...at,
      grave: true,
      text: both('It takes the first ones it meets, without sorting.', '정렬하지 않고 먼저 나오는 것을 집어 옵니다.'),
    });
  if (
    reading.has('lines') &&
    reading.has('list') &&
    !reading.has('count') &&
    reading.has('hour', 'daily') &&
    /count\[|uniq -c/.test(commands) &&
    !/\$0 "|print \$0|lines\[/.test(commands)
  )
    faults.push({
      ...at,
      grave: false,
      text: both('The question was which lines, and this only counts them.', '어떤 줄인지 물었는데 개수만 셉니다.'),
    });
  return faults;
}

function outputFaults(packet: Packet, reading: Reading): Fault[] {
  const faults: Fault[] = [];
  for (const run of packet.rehearsal?.steps ?? []) {
    const lines = plain(run.run?.output.head ?? '').split('\n');
    const each = reading.has('each', 'chart') && reading.has('words', 'lines', 'characters');
    if (each && lines.some((line) => /^\s*\d+\s+total$|^"?total"?,\d+$|^합계,/.test(line)))
      faults.push({
        step: run.step,
        grave: false,
        text: both(
          'The total stands among the files as if it were one. A chart would draw it as the tallest bar.',
          '합계가 파일인 것처럼 섞여 있습니다. 차트로 그리면 가장 큰 막대가 됩니다.',
        ),
      });
    const wantsNames = reading.has('large', 'small', 'newest', 'oldest') || reading.has('file');
    if (
      reading.output !== undefined &&
      wantsNames &&
      lines.some((line) => line.trim().split(/\s+/).at(-1)?.replace(/^\.\//, '') === reading.output)
    )
      faults.push({
        step: run.step,
        grave: false,
        text: both(
          `The list contains ${reading.output} itself, which was only just made.`,
          `방금 만든 ${reading.output} 파일이 목록에 들어가 있습니다.`,
        ),
      });
    const csv = reading.format === 'csv' || reading.has('chart');
    const first = lines[0] ?? '';
    if (
      csv &&
      packet.rehearsal?.changes.some((it) => it.path.endsWith('.csv')) &&
      /,\s*\d/.test(first) &&
      lines.length > 1
    )
      faults.push({
        step: run.step,
        grave: false,
        text: both(
          'The CSV starts with data; without a header nobody knows what the columns mean.',
          'CSV에 머리글이 없어서 열의 뜻을 알 수 없습니다.',
        ),
      });
  }
  return faults;
}
