import { quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { findFiles, root, subject } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

/** A folder that the request names as the place to put things. */
function folderIn(reading: Reading): string | undefined {
  const english =
    /\b(?:into|to|in|under)\s+(?:a |an |the )?(?:new )?(?:folder|directory)\s+(?:called |named )?["'`]?([\w가-힣-]+)/iu.exec(
      reading.text,
    )?.[1] ??
    /\b(?:into|to|in)\s+(?:a |an |the )?(?:new )?["'`]?([\w가-힣-]+)["'`]?\/?(?:\s+(?:folder|directory)|\s*$|[.!])/iu.exec(
      reading.text,
    )?.[1] ??
    /\b(?:folder|directory)\s+(?:called|named)\s+["'`]?([\w가-힣-]+)/iu.exec(reading.text)?.[1] ??
    /\b(?:create|make|mkdir)\s+(?:a |an |the )?(?:new )?(?:folder|directory)?\s*["'`]?([\w가-힣-]+)["'`]?(?:\s+(?:folder|directory))?\s*[.!]?$/iu.exec(
      reading.text,
    )?.[1];
  const korean =
    /["'`]?([\w가-힣-]+)["'`]?\s*(?:이라는|라는)\s*(?:이름의\s*)?(?:새\s*)?(?:폴더|디렉)/u.exec(reading.text)?.[1] ??
    /["'`]?([\w가-힣-]+)["'`]?\s*(?:폴더|디렉터리|디렉토리)(?:를|을|로|에|으로)/u.exec(reading.text)?.[1];
  const name = english ?? korean;
  return name === undefined ||
    /^(?:it|this|that|here|the|a|folder|directory|new|이|그|새|현재|하위|새로운|같은)$/i.test(name)
    ? undefined
    : name;
}

/** Renames each file of the request to what `pattern` (a sed script) makes of its name; never over another file. */
export function renameEach(reading: Reading, script: string): string {
  return `${findFiles({ ...reading, wishes: { ...reading.wishes, hidden: false } })} -print0 | sort -z | while IFS= read -r -d '' path; do folder=$(dirname -- "$path"); name=$(basename -- "$path"); new=$(printf '%s' "$name" | sed -E ${quote(script)}); if [ "$name" != "$new" ]; then mv -nv -- "$path" "$folder/$new"; fi; done`;
}

export const manageRules: readonly Rule[] = [
  {
    id: 'manage.rename-one',
    when: 'rename',
    may: 'file name replace',
    weight: 0.5,
    build(reading) {
      const [from] = reading.sources;
      if (from === undefined || reading.output === undefined || reading.sources.length !== 1) return null;
      return {
        doing: both(`rename ${from} to ${reading.output}`, `${from}의 이름을 ${reading.output}(으)로 바꾸기`),
        produce: `mv -nv -- ${quotePath(from)} ${quotePath(reading.output)}`,
        makes: [reading.output],
      };
    },
  },
  {
    id: 'manage.rename-extension',
    when: 'rename|extension|convert|replace',
    may: 'all file extension name replace convert rename',
    not: 'count|encoding|lineEnds|content|upper|prefix|suffix|csv|json',
    weight: 0.3,
    build(reading) {
      const [from, to] = reading.extensions;
      if (from === undefined || to === undefined || from === to || reading.sources.length > 0) return null;
      return {
        doing: both(`rename every .${from} file to .${to}`, `.${from} 파일의 확장자를 모두 .${to}(으)로 바꾸기`),
        produce: renameEach({ ...reading, extensions: [from] }, `s/\\.${from}$/.${to}/I`),
        makes: [`*.${to}`],
      };
    },
  },
  {
    id: 'manage.rename-spaces',
    when: 'spaces name|rename|underscore|file replace|rename|underscore|remove',
    may: 'all file name replace convert underscore rename remove',
    not: 'lines|content|count|disk',
    weight: 0.6,
    build(reading) {
      if (!reading.has('name', 'rename', 'underscore')) return null;
      const by =
        reading.has('remove') && !reading.has('underscore')
          ? ''
          : /dash|hyphen|하이픈/.test(reading.masked)
            ? '-'
            : '_';
      return {
        doing: both(`replace the spaces in file names by "${by}"`, `파일 이름의 공백을 "${by}"(으)로 바꾸기`),
        produce: renameEach(reading, `s/ +/${by}/g`),
        makes: ['*'],
      };
    },
  },
  {
    id: 'manage.rename-case',
    when: 'name|rename lower|upper rename|replace|convert',
    may: 'all file replace convert rename name',
    not: 'content|lines|words|column',
    weight: 0.6,
    build: (reading) => ({
      doing: both(
        `rename the files in ${reading.has('lower') ? 'small' : 'capital'} letters`,
        `파일 이름을 ${reading.has('lower') ? '소문자' : '대문자'}로 바꾸기`,
      ),
      produce: renameEach(reading, reading.has('lower') ? 's/.*/\\L&/' : 's/.*/\\U&/'),
      makes: ['*'],
    }),
  },
  {
    id: 'manage.affix',
    when: 'prefix|suffix',
    may: 'all file name rename replace create first last each',
    not: 'lines|content|column',
    weight: 0.5,
    build(reading) {
      const text =
        reading.quoted[0] ??
        /\b(?:prefix|suffix)\s+(?:of\s+)?([\w.-]+)/i.exec(reading.text)?.[1] ??
        /([\w-]+)(?:을|를)?\s*(?:붙|추가)/u.exec(reading.text)?.[1];
      if (text === undefined || (!reading.has('file') && reading.extensions.length === 0)) return null;
      const safe = text.replace(/[\\/&]/g, '\\$&');
      const script = reading.has('prefix') ? `s/^/${safe}/` : `s/(\\.[^.]*)?$/${safe}\\1/`;
      return {
        doing: both(
          `put "${text}" ${reading.has('prefix') ? 'in front of' : 'behind'} the file names`,
          `파일 이름 ${reading.has('prefix') ? '앞' : '뒤'}에 "${text}"을(를) 붙이기`,
        ),
        produce: renameEach(reading, script),
        makes: [reading.has('prefix') ? `${text}*` : `*${text}*`],
      };
    },
  },
  {
    id: 'manage.by-extension',
    when: 'move|split|sort|pretty extension folder',
    may: 'all each by file create here',
    weight: 0.9,
    build: (reading) => ({
      doing: both('move each file into a folder named after its extension', '파일을 확장자 이름의 폴더로 옮기기'),
      produce: `find ${root(reading)} -maxdepth 1 -type f -name '*.?*' -not -name '.*' -print0 | sort -z | while IFS= read -r -d '' path; do kind=\${path##*.}; mkdir -p -- "$kind" && mv -nv -- "$path" "$kind/"; done`,
      makes: ['*/*'],
    }),
  },
  {
    id: 'manage.move-copy',
    when: 'move|copy',
    may: 'all file folder create each containing name',
    not: 'lines|rows|column|tree|pretty',
    weight: 0.2,
    build(reading) {
      const move = reading.has('move') && !reading.has('copy');
      const tool = move ? 'mv -nv' : 'cp -nv';
      const target =
        folderIn(reading) ??
        (reading.folder !== undefined && !reading.sources.includes(reading.folder) ? reading.folder : undefined);
      const [word, ko] = move ? ['move', '옮기기'] : ['copy', '복사'];
      if (reading.sources.length === 1 && reading.output !== undefined) {
        const from = reading.sources[0] as string;
        return {
          doing: both(`${word} ${from} to ${reading.output}`, `${from}을(를) ${reading.output}(으)로 ${ko}`),
          produce: `${tool} -- ${quotePath(from)} ${quotePath(reading.output)}`,
          makes: [reading.output],
        };
      }
      if (target === undefined) return null;
      const { folder: _target, ...elsewhere } = reading;
      const what = subject(elsewhere);
      if (reading.sources.length === 0 && reading.extensions.length === 0 && !reading.has('all')) return null;
      const place = quotePath(target);
      const files =
        reading.sources.length > 0
          ? `printf '%s\\0' ${reading.sources.map(quotePath).join(' ')}`
          : `${findFiles(elsewhere, `-not -path ${quote(`./${target}/*`)}`)} -print0 | sort -z`;
      return {
        doing: both(`${word} ${what.en} into the folder ${target}`, `${what.ko}을(를) ${target} 폴더로 ${ko}`),
        produce: `mkdir -p -- ${place} && ${files} | xargs -0 -r ${tool} -t ${place} --`,
        makes: [`${target}/*`],
      };
    },
  },
  {
    id: 'manage.folder',
    when: 'create folder',
    may: 'name here',
    not: 'move|copy|extension|archive|extract|list|file',
    weight: 0.3,
    build(reading) {
      const name = reading.quoted[0] ?? folderIn(reading);
      if (name === undefined || name.includes('..')) return null;
      return {
        doing: both(`make the folder ${name}`, `${name} 폴더를 만들기`),
        produce: `mkdir -pv -- ${quotePath(name)}`,
        makes: [name],
      };
    },
  },
  {
    id: 'manage.new-file',
    when: 'create|save',
    may: 'file blank content name lines containing words',
    not: 'column|count|list|find|large|sum|sort|folder|chart|average|archive|system|date|time',
    weight: 0.3,
    creates: true,
    build(reading) {
      const path = reading.output ?? reading.missing[0];
      if (path === undefined || reading.sources.length > 0 || reading.extensions.length > 0) return null;
      const [text] = reading.quoted;
      if (text === undefined && !reading.has('blank') && !reading.has('create')) return null;
      const write =
        text === undefined
          ? `touch -- ${quotePath(path)} && ls -l -- ${quotePath(path)}`
          : `printf '%s\\n' ${quote(text)} > ${quotePath(path)} && cat -- ${quotePath(path)}`;
      return {
        doing: both(
          text === undefined ? `make the empty file ${path}` : `write the text into ${path}`,
          text === undefined ? `빈 파일 ${path}을(를) 만들기` : `${path}에 글을 쓰기`,
        ),
        produce: write,
        makes: [path],
      };
    },
  },
  {
    id: 'manage.remove',
    when: 'remove file|remove',
    may: 'file blank all',
    not: 'lines|spaces|column|duplicate|unique|words|rows|extension|folder',
    build(reading) {
      if (reading.sources.length > 0)
        return {
          doing: both(`delete ${reading.sources.join(', ')}`, `${reading.sources.join(', ')}을(를) 지우기`),
          produce: `rm -v -- ${reading.sources.map(quotePath).join(' ')}`,
          makes: [...reading.sources],
        };
      if (reading.has('blank') && reading.has('file'))
        return {
          doing: both('delete the empty files', '빈 파일을 지우기'),
          produce: `${findFiles(reading, '-empty')} -print0 | xargs -0 -r rm -v --`,
          makes: ['*'],
        };
      if (reading.extensions.length > 0)
        return {
          doing: both(`delete ${subject(reading).en}`, `${subject(reading).ko}을(를) 지우기`),
          produce: `${findFiles(reading)} -print0 | xargs -0 -r rm -v --`,
          makes: [`*.${reading.extensions[0]}`],
        };
      return null;
    },
  },
];
