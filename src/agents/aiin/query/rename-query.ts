import { escapePattern, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { renameEach } from '../grammar/manage.ts';
import type { Reading } from '../reading.ts';
import type { Attempt } from './files-query.ts';
import { kindsIn } from './kinds.ts';
import { type Scan, scanOf } from './scan.ts';

const naming =
  /\b(?:the |their |its |all )*(?:file ?)?names?(?: of)?\b|\bfilenames?\b|(?:파일\s*)?(?:이름|파일명|제목)(?:들)?(?:을|를|의|에서|에|은|이|에\s*있는|안의)?(?![가-힣])/iu;
const verbs =
  /\b(?:rename|change|replace|convert|turn|make|put|add|swap|substitute|set|use|switch|remove|delete|strip|drop)\b|(?:바꿔|바꾸|변경|변환|고쳐|고치|붙여|붙이|추가|넣어|넣|달아|치환|교체|만들|통일|제거|없애|지워|삭제)[가-힣]*(?:\s*(?:줘|주|해)[가-힣]*)?/iu;
const everything =
  /\b(?:all|every|each|files?|documents?|the|of|this folder|here|folder|directory|instead of|so that|are|is|it|them|to|with|in|letters|for)\b|(?:모든|모두|전부|다|전체|각|파일|문서|폴더|여기|있는|것|대신)(?:들)?(?:을|를|이|가|은|는|의|에|에서)?(?![가-힣])/iu;
const word = '(¶|[\\p{L}\\p{N}_.+-]+?)';
const markOf = (said: string) => (/dash|hyphen|하이픈|대시/i.test(said) ? '-' : /dot|점/.test(said) ? '.' : '_');

/** Many names at once, or one name for another: in small letters, with underscores, with a prefix. */
export function renameQuery(reading: Reading): Attempt {
  const one = renameOne(reading);
  if (one !== null) return one;
  if (reading.sources.length > 0 || reading.missing.length > 0 || reading.output !== undefined) return null;
  const scan = scanOf(reading.plain);
  const named = scan.takeAll(naming).length > 0;
  const script = scriptIn(scan, reading, named);
  if (script === null) return null;
  const kinds = kindsIn(scan, reading);
  if (!named && kinds.length === 0 && !script.ofNames) return null;
  if (kinds.some((it) => it.without) || kinds.length > 1) return null;
  scan.takeAll(naming);
  scan.takeAll(verbs);
  scan.takeAll(everything);
  const left = scan.left();
  if (left.length > 0) return { left };
  const extensions = kinds[0]?.extensions ?? [];
  return { doing: script.doing, produce: renameEach({ ...reading, extensions }, script.sed), makes: ['*'] };
}

type Script = { readonly sed: string; readonly doing: ReturnType<typeof both>; readonly ofNames?: boolean };

function scriptIn(scan: Scan, reading: Reading, named: boolean): Script | null {
  const textOf = (said: string | undefined) => (said === '¶' ? reading.quoted[0] : said);
  const spaces =
    scan.take(
      /\b(dash(?:es)?|hyphens?|underscores?|dots?)\s*(?:_|-)?\s*(?:instead of|in place of|for|rather than)\s+(?:the\s+)?(?:white)?spaces?\b/iu,
    ) ??
    scan.take(
      /\b(?:white)?spaces?\b[^.]*?\b(?:to|with|by|into|for)\s+(?:an?\s+)?(dash(?:es)?|hyphens?|underscores?|dots?|_|-)/iu,
    ) ??
    scan.take(
      /(?:공백|띄어쓰기|빈칸)(?:을|를|은|대신)?\s*(?:모두|전부|다)?\s*(밑줄|언더바|언더스코어|하이픈|대시|점|_|-)(?:로|으로|을|를)?/iu,
    );
  if (spaces && named) {
    const by = spaces[1] === '-' ? '-' : markOf(spaces[1] ?? '');
    return {
      sed: `s/ +/${by}/g`,
      doing: both(`replace the spaces in file names by "${by}"`, `파일 이름의 공백을 "${by}"(으)로 바꾸기`),
    };
  }
  if (
    named &&
    scan.take(
      /\b(?:remove|delete|strip|drop|without)\b[^.]*\b(?:white)?spaces?\b|(?:공백|띄어쓰기|빈칸)(?:을|를|은)?\s*(?:모두|전부|다)?\s*(?:제거|없애|지워|삭제|빼)[가-힣]*/iu,
    )
  )
    return { sed: 's/ +//g', doing: both('take the spaces out of the file names', '파일 이름에서 공백을 없애기') };
  const letters = named
    ? scan.take(
        /\b(lower[- ]?case|small letters|upper[- ]?case|capital letters|capitals|all caps)\b|(소문자|대문자)(?:로|으로)?/iu,
      )
    : null;
  if (letters) {
    const small = /lower|small|소문자/i.test(letters[0]);
    return {
      sed: small ? 's/.*/\\L&/' : 's/.*/\\U&/',
      doing: both(
        `rename the files in ${small ? 'small' : 'capital'} letters`,
        `파일 이름을 ${small ? '소문자' : '대문자'}로 바꾸기`,
      ),
    };
  }
  const prefix =
    scan.take(
      new RegExp(`\\b(prefix|suffix)\\s+(?:of\\s+)?${word}(?=\\s|$|[.,!?])|\\b${word}\\s+as an? (prefix|suffix)`, 'iu'),
    ) ??
    scan.take(new RegExp(`${word}\\s+(?:in front of|before|at the (?:start|beginning) of)(?=\\s)`, 'iu')) ??
    scan.take(new RegExp(`\\bprefix\\b[^.]*?\\bwith ${word}(?=\\s|$|[.,!?])`, 'iu'));
  if (prefix) {
    const said = prefix.slice(1).filter((it) => it !== undefined && !/^(?:prefix|suffix)$/i.test(it))[0];
    const text = textOf(said);
    const front = !prefix.some((it) => /^suffix$/i.test(it ?? ''));
    if (text === undefined || text.includes('/')) return null;
    return affix(text, front);
  }
  const korean = scan.take(
    new RegExp(
      `(앞|뒤|접두어|접두사|접미어|접미사)(?:에|로|쪽에)?\\s*(?:다\\s*|다가\\s*|전부\\s*|모두\\s*)?${word}(?:을|를|이라고|라고)?\\s*(?:붙|추가|넣|달)[가-힣]*(?:\\s*(?:줘|주)[가-힣]*)?`,
      'iu',
    ),
  );
  if (korean) {
    const text = textOf(korean[2]);
    return text === undefined || text.includes('/') ? null : affix(text, /^(?:앞|접두)/.test(korean[1] ?? ''));
  }
  const swapped =
    scan.take(
      new RegExp(
        `\\b(?:replace|change|swap|substitute|rename)\\s+(?:the )?(?:word |text |part )?${word}\\s+(?:·\\s+)?(?:with|by|to|into|for)\\s+${word}(?=\\s|$|[.,!?])`,
        'iu',
      ),
    ) ??
    scan.take(
      new RegExp(
        `${word}(?:을|를)\\s*(?:전부\\s*|모두\\s*|다\\s*)?${word}(?:으로|로)\\s*(?:전부\\s*|모두\\s*|다\\s*|싹\\s*)?(?:바꿔|바꾸|변경|고쳐|치환|교체)[가-힣]*(?:\\s*(?:줘|주)[가-힣]*)?`,
        'iu',
      ),
    );
  if (swapped && named) {
    const both_ = reading.quoted.length === 2 && swapped[1] === '¶' && swapped[2] === '¶';
    const from = both_ ? reading.quoted[0] : textOf(swapped[1]);
    const to = both_ ? reading.quoted[1] : textOf(swapped[2]);
    if (
      from === undefined ||
      to === undefined ||
      to.includes('/') ||
      (!both_ && swapped[1] === '¶' && swapped[2] === '¶')
    )
      return null;
    if (!reading.files.some((it) => it.path.includes(from))) return null;
    return {
      sed: `s/${escapePattern(from)}/${to.replace(/[\\&]/g, '\\$&')}/g`,
      doing: both(`replace "${from}" by "${to}" in the file names`, `파일 이름의 "${from}"을(를) "${to}"(으)로 바꾸기`),
    };
  }
  return null;
}

function affix(text: string, front: boolean): Script {
  const safe = text.replace(/[\\&]/g, '\\$&');
  return {
    sed: front ? `s/^/${safe}/` : `s/(\\.[^.]*)?$/${safe}\\1/`,
    doing: both(
      `put "${text}" ${front ? 'in front of' : 'behind'} the file names`,
      `파일 이름 ${front ? '앞' : '뒤'}에 "${text}"을(를) 붙이기`,
    ),
    ofNames: true,
  };
}

/** "todo.txt를 tasks.txt로 바꿔줘", "make a backup copy of budget.csv". */
function renameOne(reading: Reading): Attempt {
  const [from] = reading.sources;
  if (from === undefined || reading.sources.length !== 1) return null;
  const scan = scanOf(reading.plain);
  if (reading.output !== undefined && !reading.files.some((it) => it.path === reading.output)) {
    const to = reading.output;
    const renamed = scan.take(
      /\b(?:rename|change(?: (?:the )?name(?: of)?)?|call|turn|give)\b[^§]*§[^§]*§|§\s*(?:의|파일)?\s*(?:이름(?:을|만)?|파일명을?|제목을?)\s*§\s*(?:으로|로)(?:\s*(?:바꿔|바꾸|변경|고쳐|해|하|수정)[가-힣]*)?(?:\s*(?:줘|주)[가-힣]*)?|§\s*(?:을|를)?\s*§\s*(?:으로|로)\s*(?:이름(?:을|만)?\s*)?(?:바꿔|바꾸|변경|고쳐)[가-힣]*(?:\s*(?:줘|주)[가-힣]*)?/iu,
    );
    if (renamed === null || scan.left().length > 0 || converts(from, to)) return null;
    return {
      doing: both(`rename ${from} to ${to}`, `${from}의 이름을 ${to}(으)로 바꾸기`),
      produce: `mv -nv -- ${quotePath(from)} ${quotePath(to)}`,
      makes: [to],
    };
  }
  if (reading.output !== undefined || reading.missing.length > 0 || reading.folder !== undefined) return null;
  scan.take(
    /\b(?:make|create|save|keep|take)?\s*(?:me )?(?:an? |another )?(?:back-?up|spare|safety|extra)?\s*(?:copy|duplicate|back-?up) of §|\b(?:back ?up|duplicate|copy) §|§\s*(?:의|파일)?\s*(?:백업|사본|복사본|복제본)(?:을|를|본을)?(?:\s*(?:하나|한 부|좀))*\s*(?:만들|해|떠|남겨|저장|생성|복사)?[가-힣]*(?:\s*(?:줘|주|놔|둬)[가-힣]*)*/iu,
  );
  if (/§/.test(scan.text()) || scan.left().length > 0) return null;
  const copy = from.replace(/(\.[^./]+)?$/, '-backup$1');
  return {
    doing: both(`copy ${from} to ${copy}`, `${from}을(를) ${copy}(으)로 복사`),
    produce: `cp -nv -- ${quotePath(from)} ${quotePath(copy)}`,
    makes: [copy],
  };
}

/** Another kind of file wants another content, not only another name. */
function converts(from: string, to: string): boolean {
  const kind = (path: string) => /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const formats = ['csv', 'tsv', 'json', 'xlsx', 'pdf', 'docx', 'png', 'jpg', 'zip'];
  return kind(from) !== kind(to) && (formats.includes(kind(from)) || formats.includes(kind(to)));
}
