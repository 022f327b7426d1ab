import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { toUtf8 } from '../grammar/change.ts';
import type { Phrase } from '../phrase.ts';
import { root } from '../pieces.ts';

const months = 'january february march april may june july august september october november december'.split(' ');
const month = `(${months.map((it) => `${it}|${it.slice(0, 3)}`).join('|')})`;

/** Small things people say in a few words, and mean one thing by. */
export const dailyPhrases: readonly Phrase[] = [
  {
    id: 'folders.sizes',
    says: /\b(?:sizes? of (?:the |each |every |all )?(?:sub)?(?:folders?|directories)|(?:sub)?(?:folder|directory) sizes?|how (?:big|large) (?:is|are) (?:each|every|the|all) (?:sub)?(?:folders|folder|directories)|(?:disk usage|space|size) (?:by|per|of each) (?:sub)?(?:folder|directory))\b|폴더(?:별|마다|들?(?:의)?)\s*(?:용량|크기|사이즈)\S*/iu,
    may: 'each by disk size large',
    build: (reading) =>
      reading.sources.length > 0 || reading.folder !== undefined
        ? null
        : {
            doing: both('show how much space each folder takes', '폴더마다 차지하는 공간을 보기'),
            produce: `du -k --max-depth=1 ${root(reading)} | sort -k1,1nr`,
            columns: ['kilobytes', 'folder'],
            stem: 'folder-sizes',
          },
  },
  {
    id: 'encoding.broken',
    says: /\b(?:shows?|showing|displays?|is|looks?|comes up as|full of|has)\b[^.]*?\b(?:garbage|gibberish|garbled|broken|mojibake|weird (?:characters|symbols)|strange (?:characters|symbols)|question marks)\b(?:[^.]*?\b(?:utf-?8)\b)?|(?:글자|한글|텍스트|내용|글씨|문자)?(?:가|이|들이)?\s*(?:다\s*|막\s*|자꾸\s*)?(?:깨져|깨진|깨졌|깨지|이상하게)\S*(?:\s*(?:보\S*|나\S*|나와\S*))*(?:[\s,.·]*(?:utf-?8(?:로|으로)?)?\s*(?:제대로|바르게|똑바로)?\s*(?:고쳐|바꿔|변환|보이게|복구)\S*(?:\s*해\S*)?)?/iu,
    may: 'encoding convert replace list characters',
    build(reading) {
      if (reading.sources.length !== 1) return null;
      const draft = toUtf8(reading);
      return 'trouble' in draft ? null : draft;
    },
  },
  {
    id: 'lines.shared',
    says: /\b(?:which|what)\b[^.]*§ and §[^.]*\b(?:share|have in common|both (?:have|contain))\b|\bin both § and §|§\s*(?:와|과|랑|이랑|하고)\s*§\s*(?:에|가)?\s*(?:둘\s*다|모두|양쪽에?)\s*(?:다\s*)?(?:있는|나오는|들어\s*있는)/iu,
    may: 'lines common name words list',
    build(reading) {
      const [a, b] = reading.sources;
      if (a === undefined || b === undefined || reading.sources.length > 2) return null;
      return {
        doing: both(`list the lines that ${a} and ${b} share`, `${a}와(과) ${b}에 모두 있는 줄을 나열`),
        produce: `comm -12 <(sort -u -- ${quotePath(a)}) <(sort -u -- ${quotePath(b)})`,
      };
    },
  },
  {
    id: 'lines.only-there',
    says: /§\s*에만\s*(?:있는|있고|나오는|들어\s*있는)(?:\s*(?:이름|줄|단어|항목|것|내용))?\s*\(?\s*(?:§\s*에(?:는|서는)?\s*없는)?(?:\s*(?:이름|줄|것))?\s*\)?/iu,
    may: 'lines name words list',
    build(reading) {
      const [a, b] = reading.sources;
      if (a === undefined || b === undefined || reading.sources.length > 2) return null;
      return {
        doing: both(`list the lines that are only in ${a}`, `${a}에만 있는 줄을 나열`),
        produce: `comm -23 <(sort -u -- ${quotePath(a)}) <(sort -u -- ${quotePath(b)})`,
      };
    },
  },
  {
    id: 'archive.inside',
    says: /\b(?:what(?:'s| is)|see what(?:'s| is)|anything)\b[^.]*\b(?:inside|in) §|§\s*(?:압축\s*파일)?\s*(?:안|속)?(?:에|에는)?\s*(?:뭐가|무엇이|무슨 파일이|어떤 파일이|뭐)\s*(?:들었|들어\s*있|있|담겨)\S*(?:\s*\S*(?:궁금|알려|보여)\S*)?/iu,
    may: 'archive list content file',
    build(reading) {
      const [path] = reading.sources;
      if (path === undefined || reading.sources.length > 1) return null;
      const tool = path.endsWith('.zip') ? 'unzip -Z1' : /\.(?:tar(?:\.\w+)?|tgz)$/.test(path) ? 'tar -tf' : null;
      return tool === null
        ? null
        : {
            doing: both(`list what is in ${path}`, `${path} 안에 든 것을 나열`),
            produce: `${tool} ${quotePath(path)}`,
          };
    },
  },
  {
    id: 'dates.until',
    says: new RegExp(
      `\\b(?:how many |number of )?days? (?:are )?(?:left |remaining |there )*(?:till|until|to) (christmas(?: eve)?|new year(?:'s(?: day)?)?|halloween|valentine(?:'s day)?|${month} (\\d{1,2})(?:st|nd|rd|th)?|‡)(?: from ‡)?|(크리스마스(?:\\s*이브)?|성탄절|새해|설날 말고 새해|내년|(\\d{1,2})월\\s*(\\d{1,2})일|‡)\\s*까지\\s*(?:며칠|몇\\s*일)\\s*(?:이나\\s*)?(?:남았\\S*|남은\\S*|있\\S*|이야|야)?`,
      'iu',
    ),
    may: 'days count later free date between',
    build(reading, match) {
      if (reading.sources.length > 0 || reading.dates.length > 2) return null;
      const said = (match[1] ?? match[4] ?? '').toLowerCase();
      const [to, from] = reading.dates;
      if (from !== undefined && /부터|between|이후/.test(reading.plain)) return null;
      const day = /christmas eve|이브/.test(said)
        ? '12-24'
        : /christmas|크리스마스|성탄/.test(said)
          ? '12-25'
          : /new year|새해|내년/.test(said)
            ? '01-01'
            : /halloween/.test(said)
              ? '10-31'
              : /valentine/.test(said)
                ? '02-14'
                : match[2] !== undefined
                  ? `${pad(months.findIndex((it) => it.startsWith((match[2] ?? '').toLowerCase().slice(0, 3))) + 1)}-${pad(match[3])}`
                  : match[5] !== undefined
                    ? `${pad(match[5])}-${pad(match[6])}`
                    : null;
      const span = (end: string, begin: string) =>
        `echo "$(( ($(date -ud "${end}" +%s) - $(date -ud "${begin}" +%s)) / 86400 ))"`;
      const doing = both('count the days until then', '그날까지 남은 날을 세기');
      if (to !== undefined) return { doing, produce: span(to, from ?? '$(date +%F)') };
      if (day === null) return null;
      return {
        doing,
        produce: `day=$(date +%Y)-${day}; [[ $day < $(date +%F) ]] && day=$(( $(date +%Y) + 1 ))-${day}; ${span('$day', '$(date +%F)')}`,
      };
    },
  },
  {
    id: 'dates.since',
    says: /\b(?:how many )?days? (?:(?:have|has) (?:passed|gone by) )?(?:between|from|since) ‡(?:\s*(?:and|to|until|till)?\s*(?:today|now))?|‡\s*(?:부터|이후로?|에서)\s*(?:오늘|지금)?(?:까지)?\s*(?:며칠|몇\s*일)\s*(?:이나\s*)?(?:지났|됐|되었|흘렀)\S*/iu,
    may: 'days count today between date',
    build(reading) {
      const [from] = reading.dates;
      if (from === undefined || reading.dates.length > 1 || reading.sources.length > 0) return null;
      return {
        doing: both('count the days since then', '그날부터 지난 날을 세기'),
        produce: `echo "$(( ($(date -ud "$(date +%F)" +%s) - $(date -ud ${from} +%s)) / 86400 ))"`,
      };
    },
  },
  {
    id: 'dates.coming',
    says: /\b(?:(?:what (?:date|day) is|when is|date of) )?(next|this|coming) (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|(이번|다음)\s*(?:주\s*)([월화수목금토일])요일(?:은|이)?(?:\s*(?:며칠|날짜|언제)\S*)?/iu,
    may: 'date days weekday list',
    build(reading, match) {
      if (reading.sources.length > 0) return null;
      const doing = both('look it up in the calendar', '달력에서 날짜를 확인');
      if (match[2] !== undefined) return { doing, produce: `date -d '${match[2].toLowerCase()}' '+%F (%A)'` };
      const day = '월화수목금토일'.indexOf(match[4] ?? '월');
      const week = match[3] === '다음' ? 7 : 0;
      return { doing, produce: `date -d "$(date +%F) +$(( ${day} + ${week} + 1 - $(date +%u) )) days" '+%F (%A)'` };
    },
  },
  {
    id: 'system.host',
    says: /\b(?:host ?name|name of (?:this|the) (?:machine|computer|host|server))\b|호스트\s*(?:이름|명)\S*/iu,
    may: 'system name ip here',
    build: (reading) =>
      reading.sources.length > 0
        ? null
        : { doing: both('ask for the name of the machine', '컴퓨터 이름을 확인'), produce: 'hostname' },
  },
  {
    id: 'system.ram',
    says: /\b(?:how much|how many gb of|amount of|total) (?:ram|memory)\b[^?.]*|(?:램|메모리)(?:가|이|은|는)?\s*(?:얼마|몇|총)\S*(?:\s*(?:기가|GB|메가|있|돼|되|남)\S*)*/iu,
    may: 'memory free total size',
    build: (reading) =>
      reading.sources.length > 0
        ? null
        : { doing: both('look at the memory', '메모리를 확인'), produce: 'head -n 3 /proc/meminfo' },
  },
  {
    id: 'system.folder',
    says: /\b(?:path (?:of|to) (?:the |this )?(?:current |working )*(?:folder|directory)|(?:current|working|present)(?: working)? (?:folder|directory|path)(?: path)?)\b|(?:현재|지금)?\s*(?:작업\s*)?(?:폴더|디렉터리|디렉토리)(?:의)?\s*(?:경로|위치)\S*(?:\s*(?:뭐|어디|알려)\S*)?/iu,
    may: 'where_am_i here path list',
    build: (reading) =>
      reading.sources.length > 0 || reading.folder !== undefined
        ? null
        : { doing: both('ask which folder this is', '지금 어느 폴더인지 확인'), produce: 'pwd' },
  },
  {
    id: 'show.file',
    says: /^§[?.!\s]*$/u,
    build(reading) {
      const [path] = reading.sources;
      if (path === undefined || /\.(?:zip|gz|tgz|tar|xz|bz2|png|jpe?g|gif|pdf|mp[34]|mov|docx?|xlsx?)$/i.test(path))
        return null;
      return { doing: both(`print ${path}`, `${path} 내용을 출력`), produce: `cat -- ${quotePath(path)}` };
    },
  },
];

function pad(value: string | number | undefined): string {
  return String(value ?? '').padStart(2, '0');
}
