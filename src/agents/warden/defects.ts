import type { Brief, Packet, Thinking } from '../../ports/agent.ts';
import { type Both, both, clip, list, plain } from '../shared/speech.ts';
import type { Terms } from '../shared/terms.ts';
import { objectionOf } from '../shared/verdict.ts';
import { readShape } from './shape.ts';

/** A defect with what it costs: points off feasibility and off relevance. */
export type Defect = {
  readonly text: Both;
  readonly step?: string;
  readonly feasibility: number;
  readonly relevance: number;
};

/** Everything that can be held against a proposal, worst first. */
export function defectsOf(packet: Packet, brief: Brief, terms: Terms, judge: Thinking['judge']): Defect[] {
  const found = [...evidence(packet), ...changes(packet, brief, terms), ...verdicts(packet, judge), ...shapes(packet)];
  return found.sort((a, b) => b.feasibility + b.relevance - (a.feasibility + a.relevance));
}

function evidence(packet: Packet): Defect[] {
  const found: Defect[] = [];
  const { rehearsal } = packet;
  for (const check of rehearsal?.steps ?? []) {
    const { step, run, missingPrograms } = check;
    if (missingPrograms.length > 0)
      found.push({
        step,
        feasibility: 7,
        relevance: 0,
        text: both(
          `The image has no ${list(missingPrograms, 'en')}, so this cannot run.`,
          `이미지에 ${list(missingPrograms, 'ko')} 프로그램이 없어서 실행할 수 없습니다.`,
        ),
      });
    if (run === undefined) continue;
    if (run.ending !== 'exited')
      found.push({
        step,
        feasibility: 7,
        relevance: 0,
        text: both(`The rehearsal was cut short: ${run.ending}.`, `예행 연습이 중간에 끊겼습니다: ${run.ending}.`),
      });
    else if (run.exitCode !== 0) {
      const last = clip(plain(run.output.tail || run.output.head), 160);
      const why = last === '' ? both('', '') : both(` It said: “${last}”`, ` 이런 말이 나왔습니다: “${last}”`);
      found.push({
        step,
        feasibility: 7,
        relevance: 0,
        text: both(
          `It failed in the rehearsal with exit code ${run.exitCode}.${why.en}`,
          `예행 연습에서 종료 코드 ${run.exitCode}로 실패했습니다.${why.ko}`,
        ),
      });
    }
  }
  const runs = rehearsal?.steps.flatMap((it) => (it.run === undefined ? [] : [it.run])) ?? [];
  const silent = runs.length > 0 && runs.every((run) => run.exitCode === 0 && plain(run.output.head).trim() === '');
  if (silent && rehearsal?.changes.length === 0)
    found.push({
      feasibility: 1,
      relevance: 3,
      text: both(
        'It ran, but printed nothing and changed nothing. Nobody learns anything from that.',
        '실행은 되지만 출력도 없고 바뀌는 파일도 없습니다. 알 수 있는 게 없습니다.',
      ),
    });
  return found;
}

function changes(packet: Packet, brief: Brief, terms: Terms): Defect[] {
  const { rehearsal, proposal } = packet;
  if (rehearsal === undefined || proposal.steps.length === 0) return [];
  const found: Defect[] = [];
  const ran = rehearsal.steps.length > 0 && rehearsal.steps.every((it) => it.run?.exitCode === 0);
  if (
    terms.output !== undefined &&
    ran &&
    !rehearsal.changes.some((it) => it.path === terms.output && it.change !== 'removed')
  )
    found.push({
      feasibility: 0,
      relevance: 5,
      text: both(
        `You asked for ${terms.output}, and the rehearsal never made it.`,
        `${terms.output} 파일을 요청하셨는데 예행 연습에서 만들어지지 않았습니다.`,
      ),
    });
  const promised = [...new Set(proposal.expectedOutcome.match(/[\w가-힣.-]+\.[a-z]{2,4}\b/gu) ?? [])].filter(
    (name) => name !== terms.output,
  );
  const broken = promised.find(
    (name) =>
      !rehearsal.changes.some((it) => it.path.endsWith(name)) && !brief.files.some((it) => it.path.endsWith(name)),
  );
  if (broken !== undefined && ran)
    found.push({
      feasibility: 1,
      relevance: 1,
      text: both(
        `It promises ${broken}, and no such file came out.`,
        `${broken}이 생긴다고 했지만 그런 파일은 나오지 않았습니다.`,
      ),
    });
  const inputs = new Set(brief.files.map((it) => it.path));
  const asksToRemove = /\b(?:delete|remove|move|rename|clean|organi[sz]e)\b|지워|삭제|제거|옮|이동|이름|정리/.test(
    terms.masked,
  );
  const removed = rehearsal.changes.filter((it) => it.change === 'removed').map((it) => it.path);
  if (removed.length > 0 && !asksToRemove)
    found.push({
      feasibility: 3,
      relevance: 3,
      text: both(
        `It would remove ${list(removed.slice(0, 3), 'en')}, and nobody asked for that.`,
        `아무도 시키지 않았는데 ${list(removed.slice(0, 3), 'ko')} 파일을 없앱니다.`,
      ),
    });
  const asksToChange = /\b(?:in place|overwrite|itself|append|add)\b|덮어|원본|추가|고쳐/.test(terms.masked);
  const overwritten = rehearsal.changes
    .filter((it) => it.change === 'changed' && inputs.has(it.path) && it.path !== terms.output)
    .map((it) => it.path);
  if (overwritten.length > 0 && !asksToChange)
    found.push({
      feasibility: 2,
      relevance: 2,
      text: both(
        `It overwrites ${list(overwritten.slice(0, 3), 'en')}; the original would be gone.`,
        `${list(overwritten.slice(0, 3), 'ko')} 파일을 덮어써서 원본이 사라집니다.`,
      ),
    });
  return found;
}

function verdicts(packet: Packet, judge: Thinking['judge']): Defect[] {
  const found: Defect[] = [];
  for (const step of packet.proposal.steps) {
    const verdict = packet.rehearsal?.steps.find((it) => it.step === step.id)?.verdict ?? judge(step.action.command);
    const said = objectionOf(verdict) ?? both('', '');
    if (verdict.verdict === 'deny')
      found.push({
        step: step.id,
        feasibility: 9,
        relevance: 0,
        text: both(`The policy forbids this. ${said.en}`, `정책이 막는 명령입니다. ${said.ko}`),
      });
    else if (verdict.verdict === 'review')
      found.push({
        step: step.id,
        feasibility: 1,
        relevance: 0,
        text: both(
          `Someone should look at this before it runs. ${said.en}`,
          `실행하기 전에 사람이 살펴봐야 합니다. ${said.ko}`,
        ),
      });
  }
  return found;
}

function shapes(packet: Packet): Defect[] {
  const found: Defect[] = [];
  for (const step of packet.proposal.steps) {
    const shape = readShape(step.action.command);
    const at = { step: step.id };
    if (shape === null) {
      found.push({
        ...at,
        feasibility: 2,
        relevance: 0,
        text: both('I cannot read this command as valid Bash.', '올바른 Bash 명령으로 읽히지 않습니다.'),
      });
      continue;
    }
    const [bare] = shape.unquoted;
    if (bare !== undefined)
      found.push({
        ...at,
        feasibility: 1,
        relevance: 0,
        text: both(
          `${bare} is not in quotes: a name with a space would fall apart.`,
          `${bare}에 따옴표가 없어서 공백이 든 이름이 쪼개집니다.`,
        ),
      });
    if (shape.plainXargs)
      found.push({
        ...at,
        feasibility: 1,
        relevance: 0,
        text: both(
          'Names pass through xargs without -0, so a space or a quote in one breaks it.',
          '이름을 -0 없이 xargs로 넘겨서 공백이나 따옴표가 있으면 깨집니다.',
        ),
      });
    if (shape.longPipe && !shape.pipefail)
      found.push({
        ...at,
        feasibility: 0.5,
        relevance: 0,
        text: both(
          'Without pipefail, a failure early in the pipe would look like success.',
          'pipefail이 없어서 파이프 앞쪽이 실패해도 성공처럼 보입니다.',
        ),
      });
    if (shape.removes)
      found.push({
        ...at,
        feasibility: 0.5,
        relevance: 0,
        text: both('It deletes files. That cannot be taken back.', '파일을 지웁니다. 되돌릴 수 없습니다.'),
      });
  }
  return found;
}
