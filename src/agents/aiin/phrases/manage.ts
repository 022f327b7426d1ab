import { baseName } from '../../shared/names.ts';
import { escapePattern, quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { renameEach } from '../grammar/manage.ts';
import { type Phrase, sought, WORD } from '../phrase.ts';
import { findFiles } from '../pieces.ts';

/** Names, places and packages of files. */
export const managePhrases: readonly Phrase[] = [
  {
    id: 'manage.extension-case',
    says: /\b(?:to |in |into )?(lower|upper)[- ]?case\b[^.]*\bextensions?|\bextensions?\b[^.]*\b(lower|upper)[- ]?case|확장자(?:를|만|을)?\s*(?:전부\s*|모두\s*)?(소|대)문자로\s*(?:바꿔|바꾸|변경|변환)\S*/iu,
    may: 'rename replace convert extension all name',
    build(reading, match) {
      const lower = /^(?:lower|소)/i.test(match[1] ?? match[2] ?? match[3] ?? '');
      return {
        doing: both(
          `put the file extensions in ${lower ? 'small' : 'capital'} letters`,
          `파일 확장자를 ${lower ? '소' : '대'}문자로 바꾸기`,
        ),
        produce: renameEach(reading, `s/\\.[^.]+$/\\${lower ? 'L' : 'U'}&/`),
        makes: ['*'],
      };
    },
  },
  {
    id: 'manage.change-extension',
    says: /\bextensions? (?:of|from)\b[^.]*?(?:from \.?(\w+) )?to \.?(\w+)\b|\.?([a-z0-9]+)\s*파일(?:들)?(?:의)?\s*확장자를?\s*(?:전부\s*|모두\s*)?\.?([a-z0-9]+)(?:으로|로)\s*(?:바꿔|바꾸|변경)\S*/iu,
    may: 'rename replace convert extension',
    build(reading, match) {
      const from = (match[1] ?? match[3])?.toLowerCase();
      const to = (match[2] ?? match[4])?.toLowerCase();
      if (to === undefined || from === undefined) return null;
      const doing = both(`change the extension .${from} to .${to}`, `확장자를 .${from}에서 .${to}(으)로 바꾸기`);
      if (reading.sources.length > 0)
        return {
          doing,
          produce: reading.sources
            .map((path) => `mv -nv -- ${quotePath(path)} ${quotePath(`${path.replace(/\.\w+$/, '')}.${to}`)}`)
            .join(' && '),
          makes: [`*.${to}`],
        };
      return {
        doing,
        produce: renameEach({ ...reading, extensions: [from] }, `s/\\.${from}$/.${to}/I`),
        makes: [`*.${to}`],
      };
    },
  },
  {
    id: 'manage.replace-in-names',
    says: new RegExp(
      `\\b(?:replace|change)\\s+(?:the word )?${WORD}\\s+(?:with|by|to|into)\\s+${WORD}\\s+in (?:all |the )*(?:file ?names?|names of)|파일\\s*(?:명|이름)(?:에서|의|에 있는)?\\s*${WORD}(?:을|를)?\\s*${WORD}(?:으로|로)\\s*(?:바꿔|바꾸|변경|치환)\\S*`,
      'iu',
    ),
    may: 'rename',
    build(reading, match) {
      const words = [match[1] ?? match[3], match[2] ?? match[4]];
      const [from, to] = words.every((it) => it === '¶') ? reading.quoted : words.map((it) => sought(it, reading));
      if (from === undefined || from === null || to === undefined || to === null || reading.sources.length > 0)
        return null;
      return {
        doing: both(
          `replace "${from}" by "${to}" in the file names`,
          `파일 이름의 "${from}"을(를) "${to}"(으)로 바꾸기`,
        ),
        produce: renameEach(reading, `s/${escapePattern(from)}/${to.replace(/[\\/&]/g, '\\$&')}/g`),
        makes: ['*'],
      };
    },
  },
  {
    id: 'manage.affix',
    says: new RegExp(
      `(?:파일\\s*)?이름(?:의)?\\s*(앞|뒤)에\\s*${WORD}(?:을|를)?\\s*(?:붙|추가|넣)\\S*|\\b(?:add|put) (?:the |a )?(prefix|suffix) ${WORD} to\\b`,
      'iu',
    ),
    may: 'name each all',
    build(reading, match) {
      const text = sought(match[2] ?? match[4], reading, true);
      if (text === null || reading.sources.length > 0 || text.includes('/')) return null;
      if (!reading.has('file', 'all') && reading.extensions.length === 0) return null;
      const safe = text.replace(/[\\&]/g, '\\$&');
      const front = match[1] === '앞' || match[3] === 'prefix';
      return {
        doing: both(
          `put "${text}" ${front ? 'in front of' : 'behind'} the file names`,
          `파일 이름 ${front ? '앞' : '뒤'}에 "${text}"을(를) 붙이기`,
        ),
        produce: renameEach(reading, front ? `s/^/${safe}/` : `s/(\\.[^.]*)?$/${safe}\\1/`),
        makes: ['*'],
      };
    },
  },
  {
    id: 'manage.kind-into-folder',
    says: /\b(move|copy|put) (?:the|all|every|my)(?: the| my)? \.?([a-z][a-z0-9]{1,3})s?(?: files?)? in(?:to)? (?:the |a |an )?(?:new )?(?:folder )?(?:called |named )?([\w-]+)(?: folder)?\b/iu,
    build(reading, match) {
      const kind = (match[2] ?? '').toLowerCase();
      const target = match[3] ?? '';
      if (!reading.files.some((file) => file.path.toLowerCase().endsWith(`.${kind}`)) || /^(?:the|a|an)$/.test(target))
        return null;
      const { folder: _folder, ...elsewhere } = reading;
      const move = match[1]?.toLowerCase() !== 'copy';
      const place = quotePath(target);
      return {
        doing: both(
          `${move ? 'move' : 'copy'} the .${kind} files into ${target}`,
          `.${kind} 파일을 ${target} 폴더로 ${move ? '옮기기' : '복사'}`,
        ),
        produce: `mkdir -p -- ${place} && ${findFiles({ ...elsewhere, extensions: [kind] }, `-not -path ${quote(`./${target}/*`)}`)} -print0 | sort -z | xargs -0 -r ${move ? 'mv' : 'cp'} -nv -t ${place} --`,
        makes: [`${target}/*`],
      };
    },
  },
  {
    id: 'manage.duplicate',
    says: /\b(?:duplicate|clone|copy) § (?:as|to|into) §/iu,
    build(reading) {
      const [from] = reading.sources;
      if (from === undefined || reading.sources.length !== 1 || reading.output === undefined) return null;
      return {
        doing: both(`copy ${from} to ${reading.output}`, `${from}을(를) ${reading.output}(으)로 복사`),
        produce: `cp -nv -- ${quotePath(from)} ${quotePath(reading.output)}`,
        makes: [reading.output],
      };
    },
  },
  {
    id: 'manage.copy-folder',
    says: /\b(?:back ?up|copy|duplicate)\b[^.]*?\b([\w-]+) (?:folder|directory)\b|([\p{L}\p{N}_-]+)\s*폴더(?:를|의)?\s*(?:백업|복사|사본|통째로 복사)\S*/iu,
    may: 'copy archive create duplicate',
    build(reading, match) {
      const name = match[1] ?? match[2];
      const { folder } = reading;
      if (folder === undefined || reading.sources.length > 0 || baseName(folder) !== name) return null;
      if (/\b(?:into|to)\b|\bzip\b|\btar\b|압축/.test(reading.masked) || reading.output !== undefined) return null;
      const copy = `${folder}-backup`;
      return {
        doing: both(`copy the folder ${folder} to ${copy}`, `${folder} 폴더를 ${copy}(으)로 복사`),
        produce: `cp -a -n -T -- ${quotePath(folder)} ${quotePath(copy)} && find ${quotePath(`./${copy}`)} -type f | sort`,
        makes: [`${copy}/*`],
      };
    },
  },
  {
    id: 'manage.empty-file',
    creates: true,
    says: /\b(?:create|make|touch|add)\b (?:me )?(?:an? )?(?:new )?(?:empty|blank) (?:text )?file\b|빈\s*(?:텍스트\s*)?파일(?:을|\s*하나)?\s*(?:만들|생성)\S*/iu,
    may: 'name create blank',
    build(reading) {
      const path = reading.output ?? reading.missing[0];
      if (path === undefined || reading.sources.length > 0 || reading.quoted.length > 0) return null;
      return {
        doing: both(`make the empty file ${path}`, `빈 파일 ${path}을(를) 만들기`),
        produce: `touch -- ${quotePath(path)} && ls -l -- ${quotePath(path)}`,
        makes: [path],
      };
    },
  },
  {
    id: 'archive.look',
    says: /\bwithout (?:extracting|unpacking|unzipping)(?: it| them)?|풀지\s*(?:말고|않고)(?:\s*(?:목록|내용)만?)?/iu,
    may: 'archive',
    build(reading) {
      const path = reading.sources[0];
      if (path === undefined || reading.sources.length !== 1) return null;
      const tool = path.endsWith('.zip') ? 'unzip -Z1' : /\.(?:tar(?:\.\w+)?|tgz)$/.test(path) ? 'tar -tf' : null;
      return tool === null
        ? null
        : {
            doing: both(`list what is in ${path}`, `${path} 안에 든 것을 나열`),
            produce: `${tool} ${quotePath(path)}`,
          };
    },
  },
];
