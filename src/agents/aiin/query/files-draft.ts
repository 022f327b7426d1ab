import { quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { findFiles } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';
import type { FileOperation } from './files-operation.ts';
import type { Picked } from './files-pick.ts';

const toLines = `tr '\\0' '\\n'`;

/** The command that does it. */
export function filesDraft(op: FileOperation, picked: Picked, reading: Reading): Draft | null {
  const tests = picked.tests.join(' ');
  const which = both(
    picked.words.en === '' ? 'the files' : `the files (${picked.words.en})`,
    picked.words.ko === '' ? '파일' : `파일(${picked.words.ko})`,
  );
  const shown = reading.folder === undefined ? '%P' : `${reading.folder}/%P`;
  const bare: Reading = { ...reading, extensions: [] };
  const find = (action: string, extra = '') =>
    findFiles(bare, [tests, extra, action].filter((it) => it !== '').join(' '));
  const paths = `${find('-print0')}${picked.filter === undefined ? '' : ` | ${picked.filter}`} | sort -z`;
  switch (op.kind) {
    case 'list':
      return {
        doing: both(`list ${which.en}`, `${which.ko}을(를) 나열`),
        produce:
          picked.filter === undefined
            ? `${find(`-printf '${shown}\\0'`)} | sort -z | ${toLines}`
            : `${paths} | ${toLines} | sed 's|^\\./||'`,
      };
    case 'count':
      return {
        doing: both(`count ${which.en}`, `${which.ko} 개수를 세기`),
        produce: `${paths} | tr -dc '\\0' | wc -c`,
      };
    case 'size':
      return {
        doing: both(`add up the size of ${which.en}`, `${which.ko}의 크기를 모두 더하기`),
        produce: `${paths} | xargs -0 -r stat --printf '%s\\n' -- | awk '{ sum += $1 } END { printf "%d bytes in %d files\\n", sum, NR }'`,
      };
    case 'sizes':
      return {
        doing: both(`list ${which.en} with their size`, `${which.ko}을(를) 크기와 함께 나열`),
        produce: `${paths} | xargs -0 -r stat --printf '%s\\t%n\\n' -- | sed 's|\\t\\./|\\t|' | sort -t $'\\t' -k1,1nr -k2`,
        columns: ['bytes', 'file'],
        stem: 'sizes',
      };
    case 'sort':
    case 'extreme': {
      const { by } = op;
      if (by === 'name')
        return {
          doing: both(`list ${which.en} by name`, `${which.ko}을(를) 이름순으로 나열`),
          produce: `${paths} | ${toLines} | sed 's|^\\./||'`,
        };
      if (picked.filter !== undefined) return null;
      const key = by === 'size' ? `%s\\t${shown}\\0` : `%T@\\t%TY-%Tm-%Td %TH:%TM\\t${shown}\\0`;
      const order = op.order === 'down' ? 'nr' : 'n';
      const place = op.kind === 'extreme' ? op.place : undefined;
      const count = op.kind === 'extreme' ? op.count : undefined;
      const cut =
        place !== undefined ? ` | sed -zn '${place}p'` : count !== undefined ? ` | sed -zn '1,${count}p'` : '';
      const word =
        by === 'size'
          ? op.order === 'down'
            ? ['largest', '큰']
            : ['smallest', '작은']
          : op.order === 'down'
            ? ['most recently changed', '최근에 바뀐']
            : ['oldest', '오래된'];
      const many =
        place !== undefined
          ? both(
              `number ${place} of ${which.en}, ${word[0]} first`,
              `${which.ko} 중 ${word[1]} 순서로 ${place}번째 것을`,
            )
          : both(
              `${count === undefined ? '' : `${count} of `}${which.en}, ${word[0]} first`,
              `${which.ko}을(를) ${word[1]} 순서로${count === undefined ? '' : ` ${count}개`}`,
            );
      return {
        doing: both(`list ${many.en}`, `${many.ko} 나열`),
        produce: `${find(`-printf '${key}'`)} | sort -z -t $'\\t' -k1,1${order} -k2${by === 'time' ? ' | cut -z -f 2-' : ''}${cut} | ${toLines}`,
        columns: [by === 'size' ? 'bytes' : 'changed', 'file'],
        stem: 'files',
      };
    }
    case 'move':
    case 'copy': {
      if (picked.tests.length === 0 && picked.filter === undefined) return null;
      const place = quotePath(op.target);
      const tool = op.kind === 'move' ? 'mv' : 'cp';
      const { folder: _folder, ...elsewhere } = bare;
      const source = reading.folder === op.target ? elsewhere : bare;
      const from = `${findFiles(source, [tests, `-not -path ${quote(`./${op.target}/*`)}`, '-print0'].filter((it) => it !== '').join(' '))}${picked.filter === undefined ? '' : ` | ${picked.filter}`}`;
      return {
        doing: both(
          `${op.kind} ${which.en} into the folder ${op.target}`,
          `${which.ko}을(를) ${op.target} 폴더로 ${op.kind === 'move' ? '옮기기' : '복사'}`,
        ),
        produce: `mkdir -p -- ${place} && ${from} | sort -z | xargs -0 -r ${tool} -nv -t ${place} --`,
        makes: [`${op.target}/*`],
      };
    }
    case 'delete':
      if (picked.tests.length === 0) return null;
      return {
        doing: both(`delete ${which.en}`, `${which.ko}을(를) 지우기`),
        produce: `${paths} | xargs -0 -r rm -v --`,
        makes: ['*'],
      };
  }
}
