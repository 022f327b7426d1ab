import { both } from '../../shared/speech.ts';
import { firstLines, root } from '../pieces.ts';
import type { Rule } from '../rule.ts';
import { plainList } from './files.ts';

/** What AIIN knows about folders. */
export const folderRules: readonly Rule[] = [
  {
    id: 'files.folder-sizes',
    when: 'folder|disk each|large|sort|disk|by size|disk|large',
    may: 'list human total',
    not: 'file|system|memory|column|free',
    weight: 0.3,
    build(reading) {
      if (!reading.has('folder') && reading.has('maximum')) return null;
      const cut = reading.count === undefined ? '' : ` | ${firstLines(reading.count)}`;
      return {
        doing: both('show how much space each folder takes', '폴더마다 차지하는 공간을 보기'),
        produce: `du -k --max-depth=1 ${root(reading)} | sort -k1,1nr${cut}`,
        columns: ['kilobytes', 'folder'],
        stem: 'folder-sizes',
      };
    },
  },
  {
    id: 'files.tree',
    when: 'tree|structure folder|file|tree|here',
    may: 'list all deep',
    not: 'json|csv|column|rows|lines',
    build: (reading) =>
      reading.sources.length > 0
        ? null
        : { doing: both('draw the folder tree', '폴더 구조를 나무 모양으로 보기'), produce: `tree ${root(reading)}` },
  },
  {
    id: 'files.folders',
    when: 'folder list|count|find',
    may: 'all deep name here',
    not: 'file|size|disk|blank|create|remove|tree|structure|large|move|details|archive|words|lines|date|time|copy|system',
    build(reading) {
      const find = `find ${root(reading)} -mindepth 1 -type d -not -path '*/.*'`;
      if (/이 폴더|this folder|current folder|현재 폴더/.test(reading.masked))
        return {
          doing: both('list what is in this folder', '이 폴더에 있는 것을 나열'),
          produce: plainList(reading, ''),
        };
      if (reading.has('content')) return null;
      return reading.has('count')
        ? { doing: both('count the folders', '폴더 수를 세기'), produce: `${find} -printf '.' | wc -c` }
        : { doing: both('list the folders', '폴더를 나열'), produce: `${find} -printf '%P\\n' | sort` };
    },
  },
];
