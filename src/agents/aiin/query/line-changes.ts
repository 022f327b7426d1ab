import { escapePattern, quote } from '../../shared/quote.ts';
import { type Both, both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';
import type { Step } from './line-text.ts';
import type { Scan } from './scan.ts';

const step = (command: string, en: string, ko: string): Step => ({ command, words: both(en, ko) });
const replacement = (text: string) => text.replace(/[\\/&]/g, '\\$&');
const marks: readonly (readonly [string, string])[] = [
  ['commas?|쉼표|콤마', ','],
  ['tabs?|탭', '\t'],
  ['spaces?|공백|띄어쓰기|빈칸', ' '],
  ['semicolons?|세미콜론', ';'],
  ['dash(?:es)?|hyphens?|하이픈|대시', '-'],
  ['underscores?|밑줄|언더바|언더스코어', '_'],
  ['pipes?|파이프', '|'],
  ['colons?|콜론', ':'],
  ['slash(?:es)?|슬래시', '/'],
];
const MARK = `(${marks.map(([words]) => words).join('|')}|¶)`;

const found: readonly (readonly [RegExp, string, Both])[] = [
  [
    /\be-?mails?(?:\s+addresses)?\b|이메일(?:\s*주소)?|메일\s*주소/iu,
    `[[:alnum:]._%+-]+@[[:alnum:].-]+\\.[[:alpha:]]{2,}`,
    both('the e-mail addresses', '이메일 주소'),
  ],
  [
    /\b(?:urls?|links?|web addresses|hyperlinks?)\b|링크|웹\s*주소|url(?:들)?/iu,
    `https?://[^[:space:]"<>)]+`,
    both('the links', '링크'),
  ],
  [/\bip addresses\b|아이피\s*주소/iu, `\\b[0-9]{1,3}(\\.[0-9]{1,3}){3}\\b`, both('the IP addresses', 'IP 주소')],
  [/\bphone numbers?\b|전화\s*번호|연락처/iu, `\\+?[0-9][0-9() -]{6,}[0-9]`, both('the phone numbers', '전화번호')],
  [/\bdates\b|날짜(?:들)?(?:만)/iu, `[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}`, both('the dates', '날짜')],
]; // prettier-ignore

/** What is to be pulled out of the lines, such as e-mail addresses. */
export function extractions(scan: Scan, web: boolean): Step[] {
  const steps: Step[] = [];
  for (const [pattern, expression, words] of found) {
    // A web server's log is counted by address, not searched for them.
    if (web && expression.includes('{3}')) continue;
    if (
      !scan.take(
        new RegExp(`(?:${pattern.source})(?:만|들만|들)?(?:을|를|이|가|은|는)?(?:\\s*(?:모두|전부|다))?`, 'iu'),
      )
    )
      continue;
    steps.push(
      step(
        `{ grep -oE -e ${quote(expression)} || true; } | awk '!seen[$0]++'`,
        `pull out ${words.en}`,
        `${words.ko}만 뽑기`,
      ),
    );
  }
  return steps;
}

/** How the lines are to be changed on their way out; null when that is asked for and not told clearly. */
export function changes(scan: Scan, reading: Reading): Step[] | null {
  const steps: Step[] = [];
  const markOf = (mark: string | undefined) => {
    if (mark === undefined) return undefined;
    if (mark === '¶') return reading.quoted.length === 1 ? reading.quoted[0] : undefined;
    return marks.find(([words]) => new RegExp(`^(?:${words})$`, 'iu').test(mark))?.[1];
  };
  const joined =
    scan.take(
      new RegExp(
        `\\b(?:join|combine|merge|put|turn|make|concatenate|glue)\\b[^.]*?\\b(?:on |in(?:to)? )?(?:(?:one|a single) line\\b[^.]*?)?(?:with|by|using|separated (?:by|with)|delimited by)\\s+(?:an?\\s+)?${MARK}(?:[^.]*?\\b(?:on|in(?:to)?) (?:one|a single) line)?(?:\\s+between(?: them)?)?`,
        'iu',
      ),
    ) ??
    scan.take(
      /\b(?:comma)[- ]separated(?: (?:list|line))?|\bas (?:a |one )?(?:comma[- ]separated|single) (?:list|line)/iu,
    ) ??
    scan.take(
      new RegExp(
        `${MARK}(?:로|으로)\\s*(?:구분(?:해서|하여|된)?|이어|연결(?:해서|하여)?)(?:\\s*(?:한\\s*줄(?:로)?))?\\s*(?:합쳐|합치|이어|연결|붙여|나열|만들|출력)?[가-힣]*(?:\\s*(?:줘|주|붙)[가-힣]*)?`,
        'iu',
      ),
    ) ??
    scan.take(/한\s*줄로\s*(?:합쳐|합치|이어|만들|붙여)[가-힣]*(?:\s*(?:줘|주|붙)[가-힣]*)?/iu);
  if (joined) {
    const mark = joined[1] === undefined ? (/comma/i.test(joined[0]) ? ',' : ' ') : markOf(joined[1]);
    if (mark === undefined) return null;
    scan.takeAll(/한\s*줄로|\b(?:on|in(?:to)?|as) (?:one|a single) line\b/iu);
    steps.push(
      step(`paste -s -d ${quote(mark.slice(0, 1))}`, `join them with "${mark}"`, `"${mark}"(으)로 이어 한 줄로 만들기`),
    );
  }
  const front = scan.take(
    /\b(?:add|put|insert|prepend|prefix|write)\b[^.¶]*¶[^.]*?\b(?:(?:at|to) the (?:start|beginning|front) of|in front of|before|as a prefix (?:to|for))\s+(?:each|every|all|the)?(?: the)?\s*lines?\b|\bprefix (?:each|every|all)?(?: the)?\s*lines?\s+with ¶|(?:각|모든|매)?\s*(?:줄|행|라인)(?:의|마다)?\s*(?:맨\s*)?(?:앞|시작|처음)(?:부분)?에\s*¶(?:을|를)?\s*(?:붙|넣|추가|달)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?/iu,
  );
  const back = scan.take(
    /\b(?:add|put|insert|append|write)\b[^.¶]*¶[^.]*?\b(?:(?:at|to) the end of|after|behind)\s+(?:each|every|all)(?: the)?\s*lines?\b|\bend (?:each|every) line with ¶|(?:각|모든|매)\s*(?:줄|행|라인)(?:의|마다)?\s*(?:맨\s*)?(?:뒤|끝)(?:부분)?에\s*¶(?:을|를)?\s*(?:붙|넣|추가|달)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?/iu,
  );
  const [text] = reading.quoted;
  if (front || back) {
    if (text === undefined || reading.quoted.length > 1) return null;
    steps.push(
      front
        ? step(
            `sed ${quote(`s/^/${replacement(text)}/`)}`,
            `put "${text}" in front of every line`,
            `줄마다 앞에 "${text}"을(를) 붙이기`,
          )
        : step(
            `sed ${quote(`s/$/${replacement(text)}/`)}`,
            `put "${text}" at the end of every line`,
            `줄마다 끝에 "${text}"을(를) 붙이기`,
          ),
    );
  }
  const swapped =
    scan.take(
      new RegExp(
        `\\b(?:replace|turn|change|convert|swap|substitute)\\b(?: all| every| each)?(?: the)?\\s*${MARK}(?:[^.]*?)\\b(?:with|by|to|into|for)\\s+(?:an?\\s+)?${MARK}`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `${MARK}(?:을|를)\\s*(?:모두|전부|다)?\\s*${MARK}(?:로|으로)\\s*(?:모두|전부|다)?\\s*(?:(?:바꿔|바꾸|변경|치환|교체|변환)[가-힣]*(?:\\s*(?:줘|주)[가-힣]*)?|(?=\\s*(?:·|$)))`,
        'iu',
      ),
    );
  if (swapped) {
    const quoted = [...reading.quoted];
    const pick = (mark: string | undefined) =>
      mark === '¶' ? quoted.shift() : marks.find(([words]) => new RegExp(`^(?:${words})$`, 'iu').test(mark ?? ''))?.[1];
    const [from, to] = [pick(swapped[1]), pick(swapped[2])];
    if (from === undefined || to === undefined || (swapped[1] === '¶' && swapped[2] === '¶')) return null;
    const shown = (it: string) => (it === '\t' ? '\\t' : it);
    steps.push(
      step(
        `sed -E ${quote(`s/${from === '\t' ? '\\t' : escapePattern(from)}/${shown(replacement(to))}/g`)}`,
        `replace "${shown(from)}" with "${shown(to)}"`,
        `"${shown(from)}"을(를) "${shown(to)}"(으)로 바꾸기`,
      ),
    );
  }
  if (
    scan.take(
      /\b(?:trim|strip|remove|delete)\b[^.]*\b(?:leading and trailing|trailing|leading|extra|surrounding) (?:white)?spaces?\b(?:[^.]*\blines?\b)?|(?:줄\s*)?(?:앞뒤|양쪽|양\s*끝|끝)(?:의|에 있는)?\s*공백(?:을)?\s*(?:제거|없애|지워|삭제)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?/iu,
    )
  )
    steps.push(
      step(`sed 's/^[[:space:]]*//; s/[[:space:]]*$//'`, 'strip the spaces at both ends', '앞뒤 공백을 없애기'),
    );
  return steps;
}
