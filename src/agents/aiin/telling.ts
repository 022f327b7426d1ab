import type { Brief, Packet } from '../../ports/agent.ts';
import { type Both, both, plain } from '../shared/speech.ts';
import type { Work } from './compose.ts';
import type { Reading } from './reading.ts';

/** What AIIN noticed before it knows what to do: where the request and the folder meet. */
export function noticed(reading: Reading, brief: Brief): Both[] {
  const said: Both[] = [];
  for (const { word, right } of reading.slips ?? [])
    said.push(both(`I read “${word}” as “${right}”.`, `‘${word}’은(는) ‘${right}’(으)로 읽었습니다.`));
  const { count } = reading;
  const files = brief.files.length;
  if (reading.sources.length === 0 && reading.has('file') && count !== undefined && count > files && files > 0)
    said.push(
      both(
        `There ${files === 1 ? 'is only one file' : `are only ${files} files`} here, so ${count} will not come together.`,
        `여기 있는 파일이 ${files}개뿐이라 ${count}개를 다 채우지는 못합니다.`,
      ),
    ); // prettier-ignore
  const source = reading.sources.length === 1 ? reading.files.find((it) => it.path === reading.sources[0]) : undefined;
  const header = /\.[ct]sv$/.test(source?.path ?? '') ? source?.head?.split('\n')[0]?.trim() : undefined;
  if (source !== undefined && header !== undefined && header !== '')
    said.push(
      both(
        `${source.path} has the columns ${header.replaceAll(/[,\t]/g, ', ')}.`,
        `${source.path}의 열은 ${header.replaceAll(/[,\t]/g, ', ')}입니다.`,
      ),
    ); // prettier-ignore
  else if (source !== undefined && source.bytes === 0)
    said.push(
      both(
        `${source.path} is empty, so do not expect much.`,
        `${source.path}은(는) 빈 파일이라 나올 것이 거의 없습니다.`,
      ),
    ); // prettier-ignore
  else if (reading.sources.length === 0 && reading.extensions.length > 0) {
    const fitting = brief.files.filter((it) =>
      reading.extensions.some((kind) => it.path.toLowerCase().endsWith(`.${kind}`)),
    ).length; // prettier-ignore
    said.push(
      fitting === 0
        ? both('I see no file of that kind yet.', '그런 종류의 파일은 아직 보이지 않습니다.')
        : both(
            `${fitting === 1 ? 'One file' : `${fitting} files`} here ${fitting === 1 ? 'is' : 'are'} of that kind.`,
            `그런 파일이 여기에 ${fitting}개 있습니다.`,
          ), // prettier-ignore
    );
  }
  return said;
}

const ways: readonly (readonly [RegExp, Both])[] = [
  [/FPAT/, both('Commas inside quotation marks stay part of their field.', '따옴표 안의 쉼표는 값의 일부로 다룹니다.')],
  [
    /function stamp|function (?:day|hour)\(/,
    both('Day and hour come from each line’s own time stamp.', '날짜와 시각은 줄마다 찍힌 시간을 씁니다.'),
  ],
  [/-not -path '\*\/\.\*'/, both('Subfolders count; hidden files do not.', '하위 폴더까지 보고, 숨김 파일은 뺍니다.')],
  [/\bmv -n/, both('A name that is already taken is left alone.', '이미 있는 이름은 건드리지 않습니다.')],
  [/\bcp -n/, both('The original stays where it is.', '원본은 그 자리에 둡니다.')],
  [
    /\brm -v\b|\brm --/,
    both(
      'What this deletes does not come back; the list above the approval shows it.',
      '지운 것은 돌아오지 않으니, 승인 전에 목록을 확인해 주세요.',
    ),
  ],
  [/\bsed (?:-E )?-i\b|\.new\b.*\bmv -f\b/, both('This changes the file itself.', '파일 자체를 고칩니다.')],
  [/\bgrep -\w*i\w*/, both('Capital and small letters count as the same.', '대소문자는 구분하지 않습니다.')],
  [/\bunzip -n|\btar -xk/, both('A file that is already there is kept as it is.', '이미 있는 파일은 그대로 둡니다.')],
  [
    /\biconv\b/,
    both('I look for the first encoding that fits every byte.', '모든 바이트에 맞는 첫 인코딩으로 읽습니다.'),
  ],
  [
    /\bsort -u\b.*\bcomm\b|\bcomm\b.*\bsort -u\b/,
    both('The order of lines in the files does not matter.', '파일 속 줄의 순서는 상관없습니다.'),
  ],
  [
    /sort -n\b/,
    both('Numbers are sorted by value, so 9 comes before 10.', '숫자는 값으로 정렬해서 9가 10보다 앞에 옵니다.'),
  ],
  [
    /\bgzip -k|\bzip -q|\btar -c/,
    both('The originals stay beside the archive.', '원본은 압축 파일 옆에 그대로 있습니다.'),
  ],
]; // prettier-ignore

/** How it is done, as far as that decides anything for the person; never what was asked once more. */
export function methodOf(works: readonly Work[]): Both {
  const commands = works.map((it) => it.command).join('\n');
  const known = ways.filter(([pattern]) => pattern.test(commands)).map(([, words]) => words);
  const makes = works.some((it) => it.makes.length > 0);
  const rest = makes ? [] : [both('It only reads; no file changes.', '읽기만 하고 파일은 바꾸지 않습니다.')];
  const said = [...known.slice(0, 2), ...(known.length < 2 ? rest : [])];
  const order =
    works.length > 1
      ? [
          both(
            `${works.length} steps, one after the other; if one fails, the rest does not run.`,
            `${works.length}단계를 차례로 하고, 하나라도 실패하면 뒤는 실행하지 않습니다.`,
          ),
        ]
      : []; // prettier-ignore
  const all = [...order, ...said];
  const whole = all.length > 0 ? all : [both('One command does it.', '명령 하나로 됩니다.')];
  return both(whole.map((it) => it.en).join(' '), whole.map((it) => it.ko).join(' '));
}

/** What will be seen: its shape, so that a person can tell at a glance whether it is what they meant. */
export function expectationOf(works: readonly Work[]): Both {
  const last = works.at(-1);
  const made = [...new Set(works.flatMap((work) => work.makes).filter((name) => !/[*]|^\.$/.test(name)))];
  const files = made.length === 0 ? null : both(made.join(', '), made.join(', '));
  const columns = last?.columns === undefined ? null : [...last.columns].reverse();
  const command = last?.command ?? '';
  if (files !== null && /\.svg$/.test(files.en))
    return both(
      `A picture, ${files.en}, with one bar for each ${columns?.[0] ?? 'line'}.`,
      `${columns?.[0] ?? '줄'}마다 막대 하나씩인 그림 ${files.ko}`,
    ); // prettier-ignore
  if (files !== null && columns !== null && /\.(?:csv|tsv|json|md)$/.test(files.en))
    return both(
      `${files.en}, with the columns ${columns.join(' and ')}.`,
      `${columns.join(', ')} 열이 있는 ${files.ko}`,
    ); // prettier-ignore
  if (files !== null)
    return both(
      `${files.en} in the folder, and its content here in the thread.`,
      `폴더에 생기는 ${files.ko}, 그리고 그 내용`,
    ); // prettier-ignore
  if (works.some((it) => it.makes.length > 0))
    return both('One line for each file that was touched.', '손댄 파일마다 한 줄씩'); // prettier-ignore
  if (columns !== null)
    return both(
      `One line each: ${[...columns].reverse().join(', then ')}.`,
      `한 줄에 하나씩, ${[...columns].reverse().join(', ')} 순서로`,
    ); // prettier-ignore
  if (/\| wc -[lcmw]\s*$|print (?:n|rows|count) \+ 0|grep -c|\/ 86400 \)\)|printf "%\.10g\\n"/.test(command))
    return both('One number.', '숫자 하나'); // prettier-ignore
  if (/^\s*(?:find|printf)\b[\s\S]*tr '\\0' '\\n'\s*$|grep -l/m.test(command))
    return both(
      'One name a line; none, if nothing fits.',
      '한 줄에 이름 하나씩. 맞는 것이 없으면 아무것도 나오지 않습니다.',
    ); // prettier-ignore
  if (/\bcat -- \S+\s*$/.test(command)) return both('The text as it is.', '글 그대로');
  return both('The lines themselves, and nothing around them.', '해당하는 내용만');
}

/** What the rehearsal showed of what was asked, as reasons to agree. */
export function satisfied(packet: Packet, reading: Reading): Both {
  const { rehearsal } = packet;
  const made = reading.output !== undefined && rehearsal?.changes.some((it) => it.path === reading.output);
  const lines = plain(rehearsal?.steps.at(-1)?.run?.output.head ?? '')
    .split('\n')
    .filter((it) => it.trim() !== '').length; // prettier-ignore
  const commands = packet.proposal.steps.map((it) => it.action.command).join('\n');
  const said: Both[] = [];
  if (made) said.push(both(`${reading.output} came out of the rehearsal`, `연습에서 ${reading.output}이(가) 나왔고`));
  if (reading.sources.length > 0)
    said.push(both(`it works on ${reading.sources.join(' and ')}`, `${reading.sources.join(', ')}을(를) 다루고`)); // prettier-ignore
  if (reading.count !== undefined && reading.count > 1 && commands.includes(String(reading.count)))
    said.push(both(`it keeps to ${reading.count}`, `${reading.count}개를 지키고`)); // prettier-ignore
  if (lines > 0) said.push(both(`${lines === 1 ? 'one line' : `${lines} lines`} came back`, `${lines}줄이 나왔고`));
  if (said.length === 0) return both('It answers the question that I read.', '제가 읽은 질문에 답합니다.');
  const some = said.slice(0, 3);
  const en = some.map((it) => it.en).join(', ');
  const ko = some.map((it) => it.ko).join(' ');
  return both(
    `${en.charAt(0).toUpperCase()}${en.slice(1)}.`,
    `${ko
      .replace(/나왔고$/, '나왔습니다')
      .replace(/다루고$/, '다룹니다')
      .replace(/지키고$/, '지킵니다')}.`,
  ); // prettier-ignore
}
