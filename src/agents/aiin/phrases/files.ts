import { baseName, extensionOf } from '../../shared/names.ts';
import { escapeGlob, quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { plainList } from '../grammar/files.ts';
import { type Phrase, sought, WORD } from '../phrase.ts';
import { findFiles } from '../pieces.ts';

const days: Readonly<Record<string, number>> = {
  day: 1,
  week: 7,
  month: 30,
  year: 365,
  일: 1,
  주: 7,
  개월: 30,
  달: 30,
  년: 365,
};
const toLines = `tr '\\0' '\\n'`;

export const filePhrases: readonly Phrase[] = [
  {
    id: 'files.of-kind',
    says: /\b(?:where (?:are|is)|give me|get me|i need)(?: all| every)?(?: my| the| of my| of the)?\b|\b(?:everything|anything|all|files?) (?:that |which )?(?:ends?|ending) (?:in|with)\b|어디(?:에)?\s*(?:있|둔|놔)\S*|있(?:나요|어요?|니|는지|습니까|을까)\S*/iu,
    build(reading) {
      if (reading.sources.length > 0 || reading.extensions.length === 0 || reading.quoted.length > 0) return null;
      return { doing: both('list where they are', '어디에 있는지 나열'), produce: plainList(reading, '') };
    },
  },
  {
    id: 'files.name-edge.ko',
    says: new RegExp(`이름(?:이|은)?\\s*${WORD}(?:으로|로)\\s*(시작|끝나)(?:하는|되는|는)?\\s*파일(?:들|을|만)*`, 'u'),
    may: 'name here',
    build(reading, match) {
      const word = sought(match[1], reading, true);
      if (word === null || reading.sources.length > 0 || reading.has('remove', 'move', 'copy', 'count')) return null;
      const start = match[2] === '시작';
      const glob = escapeGlob(word);
      return {
        doing: both(
          `list the files whose name ${start ? 'begins' : 'ends'} with "${word}"`,
          `이름이 "${word}"(으)로 ${start ? '시작하는' : '끝나는'} 파일을 나열`,
        ),
        produce: plainList(reading, `-iname ${quote(start ? `${glob}*` : `*${glob}`)}`),
      };
    },
  },
  {
    id: 'files.untouched',
    says: /\bnot (?:been )?(?:touched|modified|changed|opened|edited|used|updated) (?:for|in|since)(?: more than| over| at least)? (?:the (?:last|past) )?(an?|one|\d+) (day|week|month|year)s?|(한|\d+)\s*(일|주|개월|달|년)\s*(?:넘게|이상|동안)?\s*(?:안\s*(?:건드린|고친|바뀐|쓴|수정한|변경된)|(?:수정|변경)(?:되지|하지) 않은|손대지 않은)/iu,
    may: 'modified',
    build(reading, match) {
      if (reading.sources.length > 0 || reading.has('remove', 'move', 'count')) return null;
      const number = match[1] ?? match[3] ?? '';
      const count = /^\d+$/.test(number) ? Number(number) : 1;
      const age = count * (days[(match[2] ?? match[4] ?? '').toLowerCase()] ?? 1);
      return {
        doing: both(`list the files not changed for ${age} days`, `${age}일 넘게 바뀌지 않은 파일을 나열`),
        produce: plainList(reading, `-mtime +${age - 1}`),
      };
    },
  },
  {
    id: 'files.not-of-kind',
    says: /\bfiles? (?:that|which) (?:are not|aren't|is not|isn't) (?:an? )?\.?([a-z][a-z0-9]{1,4})(?: files?)?\b|\b(?:non-|except |other than |but not )\.?([a-z][a-z0-9]{1,4})(?: files?)?\b|([a-z][a-z0-9]{1,4})(?:\s*파일)?(?:이|가)?\s*(?:아닌|말고|제외한|뺀)\s*(?:다른\s*|나머지\s*)?파일(?:들)?(?:만)?/iu,
    may: 'extension',
    build(reading, match) {
      const kind = (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase();
      const known = reading.files.some((file) => extensionOf(file.path) === kind);
      if (!known || reading.sources.length > 0 || reading.has('remove', 'move', 'copy', 'count', 'archive'))
        return null;
      return {
        doing: both(`list the files that are not .${kind}`, `.${kind}이(가) 아닌 파일을 나열`),
        produce: plainList(reading, `-not -iname '*.${kind}'`, { anyName: true }),
      };
    },
  },
  {
    id: 'files.hidden',
    says: /(?<!including |includes? |with |and )\b(?:hidden|dot) ?files?\b(?!,? (?:too|as well|also|included))|(?:숨김|숨은|숨겨진)\s*파일(?!도|까지|을? 포함)(?:들|을|만)*/iu,
    build(reading) {
      if (reading.sources.length > 0 || reading.has('all', 'remove', 'count')) return null;
      return {
        doing: both('list the hidden files', '숨김 파일을 나열'),
        produce: `find . -type f -name '.*' -printf '%P\\0' | sort -z | ${toLines}`,
      };
    },
  },
  {
    id: 'files.with-sizes',
    says: /\b(?:files?|listing)\b[^.]* (?:with|and|along with|including) (?:their |the )?(?:file )?sizes?|크기\s*(?:랑|와|하고|도|까지)\s*(?:같이|함께)?|(?:각|모든)?\s*파일(?:의|별)?\s*크기(?:를|들을)?\s*(?:전부|모두|다)?\s*(?:목록|나열)/iu,
    may: 'size each',
    build(reading) {
      if (reading.sources.length > 0 || reading.has('total', 'sum', 'folder')) return null;
      return {
        doing: both('list the files with their size', '파일을 크기와 함께 나열'),
        produce: `${findFiles(reading, `-printf '%s\\t%P\\0'`)} | sort -z -t $'\\t' -k1,1nr -k2 | ${toLines}`,
        columns: ['bytes', 'file'],
        stem: 'sizes',
      };
    },
  },
  {
    id: 'files.in-folder',
    says: /\b(?:what(?:'s| is)|everything|files?|contents?|list|show)\b[^.]*\b(?:in|inside|of|under) (?:the |my )?([\w-]+) (?:folder|directory)\b|([\p{L}\p{N}_-]+)\s*(?:폴더|디렉터리)(?:에는|에|의|안에|\s안에)?\s*(?:안에\s*)?(?:들어 ?있는|있는)?\s*(?:뭐|무엇|무슨|어떤|내용물?|파일(?:들|\s*목록)?)(?:가|이|을)?/iu,
    may: 'media hidden',
    build(reading, match) {
      const name = match[1] ?? match[2];
      if (reading.folder === undefined || reading.sources.length > 0 || baseName(reading.folder) !== name) return null;
      if (reading.has('count', 'size', 'large', 'small', 'newest', 'sort', 'remove', 'move', 'copy', 'archive'))
        return null;
      const { folder } = reading;
      return {
        doing: both(`list what is in ${folder}`, `${folder} 폴더에 있는 것을 나열`),
        produce: `find ${quotePath(`./${folder}`)} -mindepth 1 ${/\bfiles?\b|파일/.test(reading.masked) ? '-type f ' : ''}-not -path './*/.*' -printf '%p\\n' | sed 's|^\\./||' | sort`,
      };
    },
  },
  {
    id: 'files.same-content',
    says: /\bsame (?:hash|checksum|sha\w*|md5|digest)\w*|(?:해시|체크섬)\s*(?:값)?(?:이|가)?\s*(?:같은|동일한|똑같은)\s*파일(?:들)?/iu,
    may: 'duplicate checksum verify',
    build: (reading) =>
      reading.sources.length > 0
        ? null
        : {
            doing: both('group the files with the same content', '내용이 같은 파일끼리 묶어 보기'),
            produce: `${findFiles(reading)} -print0 | sort -z | xargs -0 -r sha256sum | sort | uniq -w 64 --all-repeated=separate | cut -c 67-`,
          },
  },
  {
    id: 'files.compare-sizes',
    says: /\bwhich\b[^.]*\b(larger|bigger|heavier|smaller)\b|(?:뭐가|어느 ?(?:게|것이|쪽이|파일이)|무엇이)\s*더\s*(커|큰|크|무거|작)\S*/iu,
    may: 'large small size compare',
    build(reading, match) {
      if (reading.sources.length < 2) return null;
      const small = /^(?:smaller|작)/i.test(match[1] ?? match[2] ?? '');
      return {
        doing: both(
          `show the sizes, the ${small ? 'smallest' : 'largest'} first`,
          `크기를 ${small ? '작은' : '큰'} 것부터 보기`,
        ),
        produce: `stat --printf '%s\\t%n\\n' -- ${reading.sources.map(quotePath).join(' ')} | sort -t $'\\t' -k1,1n${small ? '' : 'r'}`,
        columns: ['bytes', 'file'],
      };
    },
  },
  {
    id: 'files.not-utf8',
    says: /\b(?:not|isn't|aren't) (?:valid |in |encoded (?:in|as) )?utf-?8\b|utf-?8(?:이|로)?\s*(?:아닌|저장되지 않은|인코딩되지 않은)\s*(?:텍스트\s*)?파일(?:들)?(?:만|을)?/iu,
    may: 'encoding valid',
    build: (reading) =>
      reading.sources.length > 0 || reading.has('convert', 'replace')
        ? null
        : {
            doing: both('list the files whose content is not UTF-8', '내용이 UTF-8이 아닌 파일을 나열'),
            produce: `${findFiles(reading)} -print0 | sort -z | while IFS= read -r -d '' path; do iconv -f UTF-8 -t UTF-8 -- "$path" > /dev/null 2>&1 || printf '%s\\n' "\${path#./}"; done`,
          },
  },
  {
    id: 'files.encoding',
    says: /\b(?:what|which) (?:character )?(?:encoding|charset)\b|\b(?:what(?:'s| is) )?the (?:character )?(?:encoding|charset) of\b|\b(?:detect|check|tell|find out)\b[^.]*\bencoding\b|(?:인코딩|문자 ?집합)(?:이|은|을)?\s*(?:뭐|무엇|어떤|무슨|알려|확인|뭔)\S*|(?:어떤|무슨)\s*인코딩\S*/iu,
    may: 'encoding kind verify',
    build: (reading) =>
      reading.sources.length === 0 || reading.has('convert', 'replace')
        ? null
        : {
            doing: both('look at the encoding', '인코딩을 확인'),
            produce: `file --mime-encoding -- ${reading.sources.map(quotePath).join(' ')}`,
          },
  },
  {
    id: 'files.hex',
    says: /\b(?:in|as) hex(?:adecimal)?\b|\bhex ?dump\b|16진수(?:로|\s*덤프)\S*|헥스\S*/iu,
    build: (reading) =>
      reading.sources.length !== 1
        ? null
        : {
            doing: both('show the bytes in hexadecimal', '바이트를 16진수로 보기'),
            produce: `xxd -- ${quote(reading.sources[0] ?? '')}`,
          },
  },
];
