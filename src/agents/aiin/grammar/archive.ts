import { extensionOf } from '../../shared/names.ts';
import { quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { fileStream, findFiles, isTrouble, oneFile, subject } from '../pieces.ts';
import type { Rule } from '../rule.ts';

const packed = ['zip', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'zst'];
const isArchive = (path: string) => packed.includes(extensionOf(path));

/** How `tar` is told to compress, by the archive's name; reading needs none of it. */
function tarFlag(path: string): string {
  if (/\.(tar\.gz|tgz)$/.test(path)) return 'z';
  if (path.endsWith('.tar.bz2')) return 'j';
  if (path.endsWith('.tar.xz')) return 'J';
  return '';
}

export const archiveRules: readonly Rule[] = [
  {
    id: 'archive.pack',
    when: 'archive',
    may: 'all file folder create each here large log',
    not: 'extract|checksum',
    weight: 0.4,
    creates: true,
    build(reading) {
      if (reading.sources.some(isArchive) || (reading.missing.length > 0 && !reading.missing.every(isArchive)))
        return null;
      const tar = /\btar(?:ball)?\b|tar\.gz/.test(reading.masked);
      const named = reading.output ?? reading.missing.find(isArchive);
      const single = reading.sources.length === 1 && /\bgzip\b/.test(reading.masked) && named === undefined;
      if (single) {
        const path = reading.sources[0] as string;
        return {
          doing: both(
            `compress ${path} to ${path}.gz and keep the original`,
            `${path}을(를) ${path}.gz로 압축하고 원본은 그대로 두기`,
          ),
          produce: `gzip -kf -- ${quotePath(path)} && ls -l -- ${quotePath(`${path}.gz`)}`,
          makes: [`${path}.gz`],
        };
      }
      const output = named ?? `archive.${tar ? 'tar.gz' : 'zip'}`;
      const what = subject(reading);
      const stream = fileStream({ ...reading, output });
      const pack = output.endsWith('.zip')
        ? `${stream} | tr '\\0' '\\n' | sed 's|^\\./||' | zip -q ${quotePath(output)} -@ && unzip -l ${quotePath(output)}`
        : `${stream} | sed -z 's|^\\./||' | tar -c${tarFlag(output)}f ${quotePath(output)} --null -T - && tar -tf ${quotePath(output)}`;
      return {
        doing: both(`pack ${what.en} into ${output}`, `${what.ko}을(를) ${output}(으)로 묶기`),
        produce: pack,
        makes: [output],
      };
    },
  },
  {
    id: 'archive.unpack',
    when: 'extract',
    may: 'archive file all folder move',
    not: 'list|email|url|numbers|column|lines|words',
    weight: 0.4,
    build(reading) {
      const file = oneFile({ ...reading, sources: reading.sources.filter(isArchive) }, packed);
      if (isTrouble(file)) return reading.has('archive') || reading.missing.length > 0 ? file : null;
      const path = quotePath(file.path);
      const folder =
        /(?:into|to|in)\s+(?:a |the )?(?:folder |directory )?(?:called |named )?["']?([\w가-힣-]+)["']?(?:\s+folder)?\s*$/iu.exec(
          reading.text,
        )?.[1] ?? /([\w가-힣-]+?)(?:이라는|라는)?\s*(?:이름의\s*)?(?:폴더|디렉터리)에/u.exec(reading.text)?.[1];
      const target = folder === undefined || /^(?:here|it|this|place)$/i.test(folder) ? undefined : folder;
      const doing = both(
        `unpack ${file.path}${target === undefined ? '' : ` into ${target}`}`,
        `${file.path}의 압축을 ${target === undefined ? '' : `${target} 폴더에 `}풀기`,
      );
      if (file.path.endsWith('.zip'))
        return {
          doing,
          produce: `unzip -n ${path}${target === undefined ? '' : ` -d ${quotePath(target)}`}`,
          makes: [target ?? '.'],
        };
      if (/\.tar(\.\w+)?$|\.tgz$/.test(file.path))
        return {
          doing,
          produce: `${target === undefined ? '' : `mkdir -p -- ${quotePath(target)} && `}tar -xkvf ${path}${target === undefined ? '' : ` -C ${quotePath(target)}`}`,
          makes: [target ?? '.'],
        };
      const name = file.path.replace(/\.\w+$/, '');
      const tool = { gz: 'gzip', bz2: 'bzip2', xz: 'xz', zst: 'zstd' }[extensionOf(file.path)];
      return tool === undefined
        ? null
        : { doing, produce: `${tool} -dk -- ${path} && ls -l -- ${quotePath(name)}`, makes: [name] };
    },
  },
  {
    id: 'archive.list',
    when: 'list|content|count|find archive|content|file|list',
    may: 'file content all archive extract count list',
    not: 'large|words|lines|remove',
    weight: 0.5,
    build(reading) {
      const path = reading.sources.find(isArchive);
      if (path === undefined || (reading.has('extract') && !reading.has('list', 'content', 'count'))) return null;
      const names = path.endsWith('.zip')
        ? `unzip -Z1 ${quotePath(path)}`
        : /\.tar|\.tgz$/.test(path)
          ? `tar -tf ${quotePath(path)}`
          : null;
      if (names === null) return null;
      return {
        doing: both(`list what is in ${path}`, `${path} 안에 든 것을 나열`),
        produce: reading.has('count') ? `${names} | wc -l` : names,
      };
    },
  },
  {
    id: 'checksum.make',
    when: 'checksum',
    may: 'by each all list file create find save sum',
    not: 'duplicate',
    weight: 0.3,
    build(reading) {
      // "What is a checksum?" asks about no file.
      if (
        reading.sources.length + reading.extensions.length === 0 &&
        !reading.has('file', 'folder', 'all', 'each', 'here')
      )
        return null;
      const tool = /md5/.test(reading.masked)
        ? 'md5sum'
        : /sha-?1\b/.test(reading.masked)
          ? 'sha1sum'
          : /sha-?512/.test(reading.masked)
            ? 'sha512sum'
            : 'sha256sum';
      const list = reading.sources.find((it) => /sum|sha|md5/i.test(it));
      if (reading.has('verify') && list !== undefined)
        return {
          doing: both(`check the files against ${list}`, `${list}에 적힌 값과 파일을 대조`),
          produce: `${list.includes('md5') ? 'md5sum' : tool} -c -- ${quotePath(list)}`,
        };
      const what = subject(reading);
      return {
        doing: both(
          `work out the ${tool.replace('sum', '').toUpperCase()} of ${what.en}`,
          `${what.ko}의 ${tool.replace('sum', '').toUpperCase()} 값을 구하기`,
        ),
        produce:
          reading.sources.length > 0
            ? `${tool} -- ${reading.sources.map(quotePath).join(' ')}`
            : `${findFiles(reading)} -print0 | sort -z | xargs -0 -r ${tool} -- | sed ${quote('s|  \\./|  |')}`,
      };
    },
  },
];
