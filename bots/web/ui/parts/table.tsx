import Papa from 'papaparse';
import { useMemo, useState } from 'preact/hooks';
import { formatNumber } from '../../../../src/i18n/format.ts';
import { locale, words } from '../state/preferences.ts';

const shownMost = 200;

type Sorting = { readonly column: number; readonly descending: boolean };

/** Comma- or tab-separated values as a table that sorts by a column. The first line is taken as its head. */
export function DataTable({ text, tabs }: { text: string; tabs: boolean }) {
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(() => {
    const parsed = Papa.parse<string[]>(text, { delimiter: tabs ? '\t' : '', skipEmptyLines: true });
    return parsed.data;
  }, [text, tabs]);
  const [head = [], ...body] = rows;
  const ordered = useMemo(() => (sorting ? body.toSorted(by(sorting)) : body), [rows, sorting]);
  const numeric = head.map((_, at) => body.length > 0 && body.every((row) => isNumber(row[at] ?? '')));
  const t = words.value;
  return (
    <div class="table-box">
      <div class="table-scroll">
        <table class="data">
          <thead>
            <tr>
              {head.map((name, column) => (
                <th
                  key={column}
                  scope="col"
                  class={numeric[column] ? 'number' : ''}
                  aria-sort={sortOf(sorting, column)}
                >
                  <button
                    type="button"
                    title={t('files.sort', { column: name })}
                    onClick={() =>
                      setSorting({ column, descending: sorting?.column === column && !sorting.descending })
                    }
                  >
                    {name}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, shownMost).map((row, at) => (
              <tr key={at}>
                {head.map((_, column) => (
                  <td key={column} class={numeric[column] ? 'number' : ''}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {body.length > shownMost && (
        <p class="note">
          {t('files.rows', {
            shown: formatNumber(shownMost, locale.value),
            all: formatNumber(body.length, locale.value),
          })}
        </p>
      )}
    </div>
  );
}

function by({ column, descending }: Sorting) {
  const compare = (a: string, b: string) =>
    isNumber(a) && isNumber(b) ? Number(a) - Number(b) : a.localeCompare(b, undefined, { numeric: true });
  return (a: string[], b: string[]) => compare(a[column] ?? '', b[column] ?? '') * (descending ? -1 : 1);
}

function sortOf(sorting: Sorting | null, column: number): 'ascending' | 'descending' | 'none' {
  if (sorting?.column !== column) return 'none';
  return sorting.descending ? 'descending' : 'ascending';
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
