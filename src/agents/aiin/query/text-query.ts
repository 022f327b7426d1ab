import { quote } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { findFiles } from '../pieces.ts';
import { means, type Reading } from '../reading.ts';
import type { Attempt } from './files-query.ts';
import { kindsIn } from './kinds.ts';
import { counting, scanOf, showing } from './scan.ts';

const verbs =
  /\b(?:search(?:ing)?(?: through)?(?: all| the)?|grep|look(?:ing)? for|scan|find|mentions?|mentioned|mentioning|occurrences?|appears?|appear|talk(?:s|ing)? about|refer(?:s|ring)? to|say|says|said|written|containing|contains?|contain)\b(?:\s+(?:for|of))?|(?:검색|찾|언급|나오|나온|나와|등장|적혀|적힌|쓰여|쓰인|들어\s*있|들어\s*간|포함|남아|남았|남은)[가-힣]*(?:\s*(?:줘|주|봐)[가-힣]*)?/iu;
const around =
  /\b(?:everywhere|anywhere|anything|in (?:all|any|every|the|my|our) (?:of (?:the|my) )?(?:files?|documents?|folder)|across (?:all )?(?:the )?(?:files?|documents?)|files?|documents?|docs|lines?|places?|the (?:word|text|phrase|name|string)|word|phrase)\b|(?:모든|전체|여기|이)?\s*(?:파일|문서|폴더|줄|곳|데|단어|글자|말|문구|이름|글)(?:들)?(?:이라는|라는)?(?:에서|에|을|를|이|가|은|는|의|만|중에)?(?![가-힣])|(?:이라는|라는)(?![가-힣])/iu;

/** A word is sought in files that are not named: where it stands, in which files, or how often. */
export function textQuery(reading: Reading): Attempt {
  if (
    reading.sources.length > 0 ||
    reading.missing.length > 0 ||
    reading.output !== undefined ||
    reading.quoted.length > 1
  )
    return null;
  const scan = scanOf(reading.plain);
  const asked = scan.has(verbs) || scan.has(counting);
  if (!asked) return null;
  const fileList =
    /\b(?:which|what|any|all|every)?\s*(?:files?|documents?|docs)\b(?!\s*(?:for|in))|(?:어느|어떤|무슨)?\s*(?:파일|문서)(?:들)?(?:만|을|를|이|은|는|가)?(?:\s*(?:뭐|찾|알려|보여|목록|있)|\s*$|\s*좀)/iu.test(
      reading.plain,
    );
  const ignoreCase =
    scan.take(
      /\b(?:ignor(?:e|ing) (?:the )?case|case[- ]insensitive(?:ly)?|regardless of case)\b|대소문자\s*(?:구분\s*(?:없이|하지\s*말고|안\s*하고)|무시(?:하고)?|상관\s*없이)/iu,
    ) !== null;
  const numbered =
    scan.take(
      /\b(?:with|and|including|show)?\s*(?:the )?line numbers?\b|줄\s*번호(?:와|랑|도|를|하고)?(?:\s*(?:함께|같이))?/iu,
    ) !== null;
  const onlyIn = scan.take(/\b(?:but )?only in\b|에서만/iu);
  const kinds = kindsIn(scan, reading);
  if (
    kinds.some(
      (it) => !it.without && it.extensions.every((kind) => /^(?:jpe?g|png|gif|webp|mp[34]|pdf|mov)$/.test(kind)),
    )
  )
    return null;
  if (onlyIn && kinds.length === 0) return null;
  const count = scan.take(counting) !== null;
  scan.takeAll(verbs);
  scan.takeAll(around);
  scan.takeAll(showing);
  const left = scan.left().map((it) => (it === '¶' ? it : it));
  const word = needleOf(left, reading);
  if (word === null) return left.length === 0 ? null : { left };
  const tests = kinds.map(
    ({ extensions, without }) =>
      `${without ? '-not ' : ''}\\( ${extensions.map((it) => `-iname '*.${it}'`).join(' -o ')} \\)`,
  );
  const files = `${findFiles({ ...reading, extensions: [] }, [...tests, '-print0'].join(' '))} | sort -z`;
  const flags = `${ignoreCase ? 'i' : ''}F`;
  const where =
    kinds.length === 0
      ? both('the files', '파일')
      : both(`the ${kinds.map((it) => it.word).join('/')} files`, `${kinds.map((it) => it.word).join('/')} 파일`);
  const grep = (more: string) => `${files} | { xargs -0 -r grep -${more}${flags}I -e ${quote(word)} -- || true; }`;
  if (count)
    return fileList
      ? {
          doing: both(`count ${where.en} with "${word}" in them`, `"${word}"이(가) 있는 ${where.ko}을(를) 세기`),
          produce: `${grep('l')} | wc -l`,
        }
      : {
          doing: both(
            `count how often "${word}" stands in ${where.en}`,
            `${where.ko}에 "${word}"이(가) 몇 번 나오는지 세기`,
          ),
          produce: `${grep('oh')} | wc -l`,
        };
  if (fileList && !numbered)
    return {
      doing: both(`list ${where.en} with "${word}" in them`, `"${word}"이(가) 있는 ${where.ko}을(를) 나열`),
      produce: `${grep('l')} | sed 's|^\\./||'`,
    };
  return {
    doing: both(`show where "${word}" stands in ${where.en}`, `${where.ko}에서 "${word}"이(가) 있는 곳을 보기`),
    produce: `${grep('Hn')} | sed 's|^\\./||'`,
  };
}

/** The one word that is left is what is sought: when it is quoted, or stands in a file here. */
function needleOf(left: readonly string[], reading: Reading): string | null {
  if (left.length === 0 || left.length > 3) return null;
  if (left.length === 1 && left[0] === '¶') return reading.quoted[0] ?? null;
  if (left.some((it) => it === '¶')) return null;
  const text = reading.files.map((it) => it.head ?? '').join('\n');
  const phrase = left.join(' ');
  const bare = phrase.replace(/(?:이라는|라는|이란|이|가|을|를|은|는|의|도|만)$/u, '');
  const forms = [...new Set([phrase, bare])].filter((it) => it.length > 1);
  const exact = forms.find((it) => text.includes(it));
  if (exact !== undefined && (!left.every((it) => means(it)) || /^[A-Z]/.test(exact))) return exact;
  const loose = forms.find((it) => text.toLowerCase().includes(it.toLowerCase()) && !means(it));
  return loose === undefined
    ? null
    : (text.match(new RegExp(loose.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'))?.[0] ?? null);
}
