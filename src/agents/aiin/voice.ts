import type { Locale } from '../../debate/event.ts';
import type { Proposal } from '../../debate/plan.ts';
import type { Brief, StepOutcome } from '../../ports/agent.ts';
import { type Both, both, clip, list, plain, smooth, wish } from '../shared/speech.ts';
import type { Understanding } from './plan.ts';
import { noticed } from './telling.ts';

/** What was not understood, and what lies near: a way on instead of a shrug. */
function lostWords({ lost, nearby }: Extract<Understanding, { kind: 'unknown' }>, locale: Locale): string {
  const words = lost.filter((it) => /[\p{L}\p{N}]/u.test(it)).slice(0, 3);
  const quoted = words.map((it) => (locale === 'ko' ? `‘${clip(it, 30)}’` : `“${clip(it, 30)}”`));
  const offers = nearby.map((it) => (locale === 'ko' ? `「${it.ko}」` : `“${it.en}”`));
  if (locale === 'ko') {
    const what =
      quoted.length === 0
        ? '무엇을 하면 될지 모르겠어서'
        : smooth(`${quoted.join(', ')}을(를) 어떻게 다뤄야 할지 몰라서`);
    return `그건 제가 할 줄 모르는 일입니다. ${what} 짐작하지 않고 멈췄습니다. 비슷한 것으로는 이런 걸 할 수 있습니다: ${offers.join(', ')}.`;
  }
  const what = quoted.length === 0 ? 'I cannot tell what to run for it' : `I could not place ${list(quoted, 'en')}`;
  return `I don't know how to do that. ${what}, and I would rather ask than guess. Near it I can do, for example: ${offers.join(' or ')}.`;
}

/** Why AIIN offers nothing, or null when it does offer something. */
export function excuse(understanding: Understanding, locale: Locale): string | null {
  switch (understanding.kind) {
    case 'unknown':
      return lostWords(understanding, locale);
    case 'trouble':
      return smooth(understanding.because[locale]);
    case 'unsafe': {
      const command = clip(understanding.command, 80);
      const { en, ko } = understanding.because;
      return locale === 'ko'
        ? `안전하지 않은 명령입니다. 명령으로 옮기면 \`${command}\`입니다. ${ko} 그래서 제안하지 않겠습니다.`
        : `That command is not safe. As a command it would be \`${command}\`. ${en} So I won't propose it.`;
    }
    default:
      return null;
  }
}

/** What AIIN says before it proposes. */
export function firstThoughts(understanding: Understanding, brief: Brief): string {
  const { locale } = brief;
  if (understanding.kind === 'unsafe')
    return locale === 'ko'
      ? '이건 위험해 보입니다. 명령으로 옮겨 보고 정책에 물어봤습니다.'
      : 'This looks dangerous. I put it into a command and asked the policy about it.';
  if (understanding.kind === 'sum')
    return locale === 'ko'
      ? '계산 문제네요. 명령을 실행하지 않아도 답할 수 있습니다.'
      : 'That is a sum. I can answer it without running anything.';
  if (understanding.kind === 'literal')
    return locale === 'ko'
      ? '명령을 직접 적어 주셨네요. 그대로 쓰겠습니다.'
      : 'You wrote the command yourself, so I take it as it is.';
  if (understanding.kind !== 'work') return '';
  const { works, reading } = understanding;
  const [first] = works;
  const parts: Both[] = [];
  const doing = both(
    works.map((it) => it.doing.en).join(', then '),
    works.map((it) => smooth(it.doing.ko).replace(/기$/, '고')).join(', '),
  );
  const whole = works.length === 1 && first !== undefined ? first.doing : both(doing.en, doing.ko.replace(/고$/, '기'));
  parts.push(both(wish(whole, 'en'), wish(whole, 'ko')));
  const output = first?.output;
  if (output !== undefined && reading.output === undefined)
    parts.push(
      both(
        `You named no file for it, so I call it ${output}.`,
        `파일 이름을 안 정해 주셔서 ${output}(으)로 하겠습니다.`,
      ),
    );
  parts.push(...noticed(reading, brief).slice(0, 2));
  return parts.map((part) => smooth(part[locale])).join(' ');
}

/** What came of the plan, in a few sentences. */
export function account(brief: Brief, proposal: Proposal, outcomes: readonly StepOutcome[]): string {
  const { locale } = brief;
  const failed = outcomes.find((it) => it.exitCode !== 0 || it.ending !== 'exited');
  const made = filesMade(proposal, brief);
  if (failed) {
    const why = clip(
      plain(failed.output.tail || failed.output.head)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .at(-1) ?? '',
      200,
    );
    const how =
      failed.ending === 'exited'
        ? both(`ended with exit code ${failed.exitCode}`, `종료 코드 ${failed.exitCode}로 끝났습니다`)
        : both(`did not finish (${failed.ending})`, `끝까지 가지 못했습니다(${failed.ending})`);
    return locale === 'ko'
      ? `잘되지 않았습니다. ${failed.step} 단계가 ${how.ko}.${why === '' ? '' : ` 마지막 말은 “${why}”입니다.`}`
      : `That did not work. Step ${failed.step} ${how.en}.${why === '' ? '' : ` Its last words were: “${why}”.`}`;
  }
  const last = [...outcomes].reverse().find((it) => it.output.bytes > 0);
  const lines = plain(last?.output.head ?? '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  const files =
    made.length === 0
      ? ''
      : locale === 'ko'
        ? ` 파일은 ${list(made, 'ko')}에 있습니다.`
        : ` You find it in ${list(made, 'en')}.`;
  if (lines.length === 0) {
    return (locale === 'ko' ? '끝났습니다. 출력은 없었습니다.' : 'Done. There was nothing to print.') + files;
  }
  if (lines.length === 1)
    return (
      (locale === 'ko' ? `끝났습니다. 결과는 ${inline(lines[0])}입니다.` : `Done. The result is ${inline(lines[0])}.`) +
      files
    );
  const whole = last !== undefined && last.output.bytes <= Buffer.byteLength(last.output.head);
  const count = whole
    ? locale === 'ko'
      ? `${lines.length}줄이 나왔습니다.`
      : `${lines.length} lines came out.`
    : locale === 'ko'
      ? '여러 줄이 나왔습니다.'
      : 'Many lines came out.';
  // The lines themselves stand right above, as the step's output.
  return `${locale === 'ko' ? '끝났습니다.' : 'Done.'} ${count}${files}`;
}

function inline(text = ''): string {
  return `\`${clip(text, 300).replaceAll('`', "'")}\``;
}

/** Files that the commands write by name. */
export function filesMade(proposal: Proposal, brief: Brief): string[] {
  const names = new Set<string>();
  for (const { action } of proposal.steps) {
    for (const match of action.command.matchAll(
      /(?:\btee (?:-a )?(?:-- )?|(?<![0-9&>-])>{1,2} ?)('(?:[^']|'\\'')+'|[^\s'"|;&()]+)/g,
    )) {
      const name = (match[1] ?? '').replace(/^'|'$/g, '');
      if (!name.startsWith('/dev/') && !/[${}=]/.test(name) && /\.\w+$/.test(name) && !name.endsWith('.new'))
        names.add(name);
    }
  }
  return [...names].filter((name) => !brief.files.some((file) => file.path === name) || names.size === 1);
}
