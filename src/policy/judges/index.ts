import type { Judge } from '../inquiry.ts';
import { judgeAwk } from './awk.ts';
import { judgeGit, judgeInterpreter, judgeNpm } from './code.ts';
import { judgeCopy, judgeDd, judgeMove, judgeRemove } from './delete.ts';
import { judgeFind } from './find.ts';
import { judgePrivilege } from './privilege.ts';
import { judgeSed } from './sed.ts';
import { judgeShell } from './shells.ts';
import { judgeSqlite } from './sqlite.ts';
import { judgeTar } from './tar.ts';
import { judgeEnv, judgeWrapper, judgeXargs } from './wrappers.ts';

const named: ReadonlyArray<readonly [string, Judge]> = [
  ['awk gawk mawk', judgeAwk],
  ['sed', judgeSed],
  ['find', judgeFind],
  ['tar', judgeTar],
  ['rm unlink shred', judgeRemove],
  ['mv', judgeMove],
  ['cp install ln', judgeCopy],
  ['dd', judgeDd],
  ['bash sh dash', judgeShell],
  ['python python3 node perl ruby php lua Rscript deno bun julia tclsh', judgeInterpreter],
  ['npm', judgeNpm],
  ['git', judgeGit],
  ['sqlite3', judgeSqlite],
  ['env', judgeEnv],
  ['xargs', judgeXargs],
  ['nice timeout nohup stdbuf time setsid', judgeWrapper],
  ['sudo su doas pkexec', judgePrivilege],
];

/** Judges of programs whose arguments matter more than where they read and write. */
export const judges: ReadonlyMap<string, Judge> = new Map(
  named.flatMap(([names, judge]) => names.split(' ').map((name): [string, Judge] => [name, judge])),
);
