import type { Brief, Packet } from '../../ports/agent.ts';
import { type Both, both, plain } from '../shared/speech.ts';
import type { Terms } from '../shared/terms.ts';

/** Something a page of the book warns of, and how to see that a command walks into it. */
export type Caveat = { readonly warning: Both; slips(seen: Seen): boolean };

export type Seen = {
  readonly commands: string;
  readonly output: string;
  readonly packet: Packet;
  readonly terms: Terms;
  readonly brief: Brief;
};

const asksFiles = (terms: Terms) => /\bfiles?\b|파일/.test(terms.masked);
const nested = (brief: Brief) => brief.files.some((file) => file.path.includes('/'));

/** By the names that recipes use. */
export const caveats: Record<string, Caveat> = {
  hidden: {
    warning: both(
      'The book warns about hidden files: this walks past them, and they may be meant too.',
      '책에는 숨김 파일을 조심하라고 되어 있습니다. 이 명령은 숨김 파일을 그냥 지나칩니다.',
    ),
    slips: ({ commands, brief }) =>
      brief.files.some((file) => /(^|\/)\./.test(file.path)) &&
      (/-not -path '\*\/\.\*'/.test(commands) || (/\bls\b/.test(commands) && !/\bls -\w*[aA]/.test(commands))),
  },
  numeric: {
    warning: both(
      'The book says: sort numbers with -n, or 9 comes after 10.',
      '책에는 숫자를 정렬할 때 -n을 쓰라고 되어 있습니다. 안 그러면 9가 10 뒤에 옵니다.',
    ),
    slips: ({ commands }) =>
      /\b(?:du|wc|uniq -c)\b[^\n]*\|\s*sort(?! -\w*[ngh])(?![^|\n]*-k\d,?\d?[ngh])(?![^|\n]*-[zst ]*(?:-t\S* )?-k)/.test(
        commands,
      ),
  },
  header: {
    warning: both(
      'The book warns: the header line is counted as well, so the number is one too high.',
      '책에 따르면 머리글 줄까지 세게 되어 숫자가 하나 많아집니다.',
    ),
    slips: ({ commands, terms }) =>
      /\bwc -l\b/.test(commands) &&
      /\.csv\b/.test(commands) &&
      /\brows?\b|records?|행|데이터|건/.test(terms.masked) &&
      !/tail -n \+2|NR ?> ?1/.test(commands),
  },
  total: {
    warning: both(
      'The book warns that wc adds a total line when it gets several files.',
      '책에 따르면 wc는 파일이 여럿이면 합계 줄을 덧붙입니다.',
    ),
    slips: ({ output }) => /^\s*\d+ total$|^total,\d/m.test(output),
  },
  spaces: {
    warning: both(
      'The book says: names with spaces need -print0 and xargs -0.',
      '책에는 공백이 든 이름은 -print0과 xargs -0으로 넘기라고 되어 있습니다.',
    ),
    slips: ({ commands }) => /\|\s*xargs(?![^|\n]*-\w*0)/.test(commands) || /for \w+ in \$\(/.test(commands),
  },
  newlines: {
    warning: both(
      'The book warns that a line break inside a name would be counted as another file.',
      '책에 따르면 이름 안에 줄바꿈이 있으면 파일이 하나 더 있는 것으로 셉니다.',
    ),
    slips: ({ commands, brief }) =>
      /find[^|\n]*\|\s*wc -l/.test(commands) && brief.files.some((file) => file.path.includes('\n')),
  },
  subfolders: {
    warning: both(
      'The book warns: a plain pattern or ls does not go into subfolders, and there are some here.',
      '책에 따르면 단순한 패턴이나 ls는 하위 폴더에 들어가지 않는데, 여기에는 하위 폴더가 있습니다.',
    ),
    slips: ({ commands, terms, brief }) =>
      nested(brief) &&
      asksFiles(terms) &&
      terms.sources.length === 0 &&
      !/\bfind\b|\bdu\b|-r\b|-R\b|\*\*|tree/.test(commands),
  },
  case: {
    warning: both(
      'The book warns: upper and lower case count as different here.',
      '책에 따르면 여기서는 대문자와 소문자를 다르게 봅니다.',
    ),
    slips: ({ commands, brief, terms }) =>
      /-name '\*\.\w+'/.test(commands) &&
      terms.extensions.some((it) =>
        brief.files.some((file) => new RegExp(`\\.${it}$`, 'i').test(file.path) && !file.path.endsWith(`.${it}`)),
      ),
  },
  quotes: {
    warning: both(
      'The book warns: a comma inside quotes splits the field when fields are cut at every comma.',
      '책에 따르면 쉼표마다 자르면 따옴표 안의 쉼표에서도 칸이 나뉩니다.',
    ),
    slips: ({ commands, brief }) =>
      /-F,|-d,|-t,|tr ','/.test(commands) &&
      brief.files.some(
        (file) =>
          file.path.endsWith('.csv') && commands.includes(file.path) && /"[^"\n]*,[^"\n]*"/.test(file.head ?? ''),
      ),
  },
  self: {
    warning: both(
      'The book warns: the output file is there before the listing starts, so it lists itself.',
      '책에 따르면 결과 파일이 먼저 생겨서 목록에 자기 자신이 들어갑니다.',
    ),
    slips: ({ output, terms }) =>
      terms.output !== undefined &&
      output.split('\n').some((line) => line.trim().split(/\s+/).at(-1)?.replace(/^\.\//, '') === terms.output),
  },
  overwrite: {
    warning: both(
      'The book warns: without -n, a file of the same name is overwritten.',
      '책에 따르면 -n이 없으면 같은 이름의 파일을 덮어씁니다.',
    ),
    slips: ({ commands }) => /(?:^|[|;&]|\s)(?:mv|cp) (?!-\w*n|--no-clobber)/.test(commands),
  },
  nomatch: {
    warning: both(
      'The book warns: grep ends with 1 when nothing matches, which looks like a failure.',
      '책에 따르면 grep은 맞는 것이 없으면 1로 끝나서 실패처럼 보입니다.',
    ),
    slips: ({ packet, commands }) =>
      /\bgrep\b/.test(commands) && (packet.rehearsal?.steps.some((it) => it.run?.exitCode === 1) ?? false),
  },
  order: {
    warning: both(
      'The book notes that sort -u also changes the order of the lines.',
      '책에 따르면 sort -u는 줄의 순서도 바꿉니다.',
    ),
    slips: ({ commands, terms }) =>
      /sort -u|sort \S+ \| uniq\b/.test(commands) && /\b(?:keep|order)\b|순서/.test(terms.masked),
  },
  extension: {
    warning: both(
      'The book says to count only the kind that was asked for; this counts every file.',
      '책에는 말한 종류만 세라고 되어 있는데 이 명령은 모든 파일을 셉니다.',
    ),
    slips: ({ commands, terms }) => terms.extensions.length === 1 && !commands.includes(`.${terms.extensions[0]}`),
  },
  pattern: {
    warning: both(
      'The book warns: a dot or star in the text is a pattern unless grep gets -F.',
      '책에 따르면 grep에 -F가 없으면 점이나 별표가 패턴으로 읽힙니다.',
    ),
    slips: ({ commands, terms }) => /[.*[\]]/.test(terms.quoted[0] ?? '') && /\bgrep (?!-\w*F)/.test(commands),
  },
  ipv6: {
    warning: both(
      'The book warns: an IPv6 address has colons too, and shifts the hour.',
      '책에 따르면 IPv6 주소에도 콜론이 있어서 시간이 밀립니다.',
    ),
    slips: ({ commands, brief }) =>
      /cut -d: -f2/.test(commands) && brief.files.some((file) => /^[0-9a-f]*:[0-9a-f:]+ /m.test(file.head ?? '')),
  },
  days: {
    warning: both(
      'The book warns: hours of different days fall together when only the hour is cut out.',
      '책에 따르면 시간만 잘라 내면 다른 날의 같은 시간이 합쳐집니다.',
    ),
    slips: ({ commands, brief }) =>
      /cut -d: -f2/.test(commands) &&
      brief.files.some(
        (file) => new Set([...(file.head ?? '').matchAll(/\[(\d+\/\w+\/\d+):/g)].map((it) => it[1])).size > 1,
      ),
  },
};

/** Warnings of the book that a proposal walks into: those of the page at hand, and those that always hold. */
export function slipsOf(
  names: readonly string[],
  seen: Omit<Seen, 'commands' | 'output'>,
): { text: Both; step?: string }[] {
  const step = seen.packet.proposal.steps.at(-1)?.id;
  const commands = seen.packet.proposal.steps.map((it) => it.action.command).join('\n');
  const output = plain(seen.packet.rehearsal?.steps.map((it) => it.run?.output.head ?? '').join('\n') ?? '');
  const always = ['spaces', 'quotes', 'self'];
  return [...new Set([...names, ...always])].flatMap((name) => {
    const caveat = caveats[name];
    if (caveat === undefined || !caveat.slips({ ...seen, commands, output })) return [];
    return [{ text: caveat.warning, ...(step === undefined ? {} : { step }) }];
  });
}
