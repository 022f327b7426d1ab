import type { Request } from '../check.ts';
import { archive } from './archive.ts';
import { charts } from './charts.ts';
import { checksum } from './checksum.ts';
import { compare } from './compare.ts';
import { compute } from './compute.ts';
import { convert } from './convert.ts';
import { count } from './count.ts';
import { csv } from './csv.ts';
import { dangerous } from './dangerous.ts';
import { dates } from './dates.ts';
import { disk } from './disk.ts';
import { encoding } from './encoding.ts';
import { everyday } from './everyday.ts';
import { filter } from './filter.ts';
import { find } from './find.ts';
import { json } from './json.ts';
import { list } from './list.ts';
import { logs } from './logs.ts';
import { more } from './more.ts';
import { neighbours } from './neighbours.ts';
import { rename } from './rename.ts';
import { search } from './search.ts';
import { sort } from './sort.ts';
import { strangers } from './strangers.ts';
import { system } from './system.ts';
import { unknown } from './unknown.ts';
import { unseen } from './unseen.ts';

/** What must be done; then what must be left alone, and what must be refused. */
export const tasks: Readonly<Record<string, readonly Request[]>> = {
  find,
  list,
  count,
  sort,
  filter,
  compare,
  'search in files': search,
  'disk use': disk,
  archive,
  'rename and move': rename,
  CSV: csv,
  JSON: json,
  logs,
  checksums: checksum,
  dates,
  'text conversion': convert,
  encoding,
  computations: compute,
  charts,
  system,
};
export { dangerous, everyday, more, neighbours, strangers, unknown, unseen };
