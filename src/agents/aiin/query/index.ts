import type { Interpretation, Lost } from '../interpret.ts';
import type { Reading } from '../reading.ts';
import { type Attempt, filesQuery } from './files-query.ts';
import { jsonQuery } from './json-query.ts';
import { linesQuery } from './lines-query.ts';
import { renameQuery } from './rename-query.ts';
import { tableQuery } from './table-query.ts';
import { textQuery } from './text-query.ts';

const queries: readonly (readonly [string, (reading: Reading) => Attempt])[] = [
  ['query.rename', renameQuery],
  ['query.json', jsonQuery],
  ['query.table', tableQuery],
  ['query.lines', linesQuery],
  ['query.files', filesQuery],
  ['query.text', textQuery],
];

/** The first reading in which every word has its part, or the words that stood in the way of the nearest one. */
export function query(reading: Reading): Interpretation | Lost | null {
  const lost: (readonly string[])[] = [];
  for (const [id, ask] of queries) {
    const attempt = ask(reading);
    if (attempt === null) continue;
    if ('left' in attempt) lost.push(attempt.left);
    else return { rule: { id }, draft: attempt };
  }
  const nearest = lost.sort((a, b) => a.length - b.length)[0];
  return nearest === undefined ? null : { lost: nearest };
}
