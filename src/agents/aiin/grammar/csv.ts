import { type Column, numericColumns } from '../../shared/columns.ts';
import { both } from '../../shared/speech.ts';
import { firstLines } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';
import { asks, bareField, condition, noColumn, overTable, type Table } from './table.ts';

type Measure = {
  readonly name: string;
  readonly ko: string;
  readonly add: string;
  readonly start: string;
  readonly value: string;
};
const measures: Record<'sum' | 'average' | 'minimum' | 'maximum', Measure> = {
  sum: { name: 'sum', ko: '합계', start: '0', add: 's[k] += v', value: 's[k]' },
  average: { name: 'average', ko: '평균', start: '0', add: 's[k] += v; n[k]++', value: 's[k] / n[k]' },
  minimum: { name: 'minimum', ko: '최솟값', start: '', add: 'if (!(k in s) || v < s[k]) s[k] = v', value: 's[k]' },
  maximum: { name: 'maximum', ko: '최댓값', start: '', add: 'if (!(k in s) || v > s[k]) s[k] = v', value: 's[k]' },
};

/** "The highest of the averages" without a column to group by, or two measures at once. */
function severalMeasures(table: Table, ranked: boolean): Trouble {
  if (ranked) return noColumn(table);
  return {
    trouble: both(
      'I work out one measure at a time. Which one first?',
      '계산은 한 번에 하나씩 합니다. 무엇부터 할까요?',
    ),
  };
}

function measureOf(reading: Reading): Measure | undefined {
  if (reading.has('average')) return measures.average;
  if (reading.has('sum', 'total')) return measures.sum;
  if (reading.has('minimum')) return measures.minimum;
  if (reading.has('maximum')) return measures.maximum;
  return undefined;
}

/** The column that groups ("by city", "도시별"), and the one that is measured. */
function roles(table: Table, reading: Reading): { value: Column | undefined; group: Column | undefined } {
  const group = table.named.find((it) => it.role === 'group');
  const rest = table.named.filter((it) => it !== group);
  const numeric = numericColumns(table.header);
  return {
    value: rest.find((it) => it.numeric) ?? rest[0] ?? (numeric.length === 1 ? numeric[0] : undefined),
    group: group ?? (reading.has('by') && rest.length > 1 ? rest.find((it) => !it.numeric) : undefined),
  };
}

/** What a table adds up to. */
export const csvRules: readonly Rule[] = [
  {
    id: 'csv.columns',
    when: 'column|structure',
    may: 'list csv name count first all',
    not: 'sum|average|sort|by|minimum|maximum|remove|unique|json|extract',
    build: overTable((table, reading) => {
      if (table.named.length > 0 || reading.unexplained.length > 0) return null;
      if (reading.has('structure')) return summary(table);
      return {
        doing: both(
          reading.has('count') ? 'count the columns' : 'list the columns',
          reading.has('count') ? '열 수를 세기' : '열 이름을 나열',
        ),
        produce: `${table.awk} '${bareField} NR == 1 { ${reading.has('count') ? 'print NF' : 'for (i = 1; i <= NF; i++) print bare($i)'} }' ${table.path}`,
      };
    }),
  },
  {
    id: 'csv.summary',
    when: 'structure|average|sum structure|column|all|each',
    may: `${asks} average sum minimum maximum structure`,
    not: 'by',
    weight: 0.1,
    build: overTable((table) => (table.named.length > 0 ? null : summary(table))),
  },
  {
    id: 'csv.rows',
    when: 'count rows|lines|csv',
    may: `${asks} greater lesser large small`,
    not: 'unique|by|average|sum|words|column',
    weight: 0.4,
    build: overTable((table, reading) => {
      const test = condition(table, reading);
      if (test === null && reading.has('greater', 'lesser')) return null;
      if (reading.sources.length === 0 && !reading.has('rows', 'csv')) return null;
      if (test === null)
        return {
          doing: both('count the rows without the header', '머리글을 뺀 행 수를 세기'),
          produce: `${table.awk} 'NR > 1 && NF { rows++ } END { print rows + 0 }' ${table.path}`,
        };
      return {
        doing: both(`count the rows where ${test.words}`, `${test.words} 조건에 맞는 행을 세기`),
        produce: `${table.awk} '${bareField} NR > 1 && ${test.test} { rows++ } END { print rows + 0 }' ${table.path}`,
      };
    }),
  },
  {
    id: 'csv.measure',
    when: 'sum|average|minimum|maximum|total',
    may: `${asks} sum average minimum maximum total greater lesser`,
    not: 'lines|words|count|sort|frequent|size|first',
    weight: 0.3,
    build: overTable((table, reading) => {
      const measure = measureOf(reading);
      const { value, group } = roles(table, reading);
      const sorts = [['average'], ['sum', 'total'], ['minimum'], ['maximum']] as const;
      const asked = sorts.filter((it) => reading.has(...it)).length;
      if (asked > 1 && group === undefined) return severalMeasures(table, reading.has('minimum', 'maximum'));
      if (asked > (reading.has('minimum', 'maximum') ? 2 : 1)) return severalMeasures(table, false);
      if (measure === undefined || (reading.has('maximum') && reading.count !== undefined)) return null;
      if (value === undefined) return noColumn(table);
      const key = group === undefined ? '"all"' : `bare($${group.index})`;
      const test = condition(table, reading);
      const only = test === null ? '' : ` && ${test.test}`;
      const where = test === null ? both('', '') : both(` where ${test.words}`, `${test.words}인 행에서 `);
      const each = `${table.awk} '${bareField} NR > 1${only} && bare($${value.index}) ~ /^[-+0-9.]/ { k = ${key}; v = bare($${value.index}) + 0; ${measure.add} }`;
      if (group === undefined) {
        return {
          doing: both(
            `work out the ${measure.name} of ${value.name}${where.en}`,
            `${where.ko}${value.name} 열의 ${measure.ko}을(를) 구하기`,
          ),
          produce: `${each} END { if ("all" in s) { k = "all"; printf "%.10g\\n", ${measure.value} } else print "no numbers" }' ${table.path}`,
        };
      }
      return {
        doing: both(
          `work out the ${measure.name} of ${value.name} for each ${group.name}`,
          `${group.name}별로 ${value.name}의 ${measure.ko}을(를) 구하기`,
        ),
        produce: `${each} END { for (k in s) printf "%.10g\\t%s\\n", ${measure.value}, k }' ${table.path} | sort -t $'\\t' -k1,1gr -k2`,
        columns: [`${measure.name} of ${value.name}`, group.name],
        stem: `${measure.name}-by-${group.name}`,
      };
    }),
  },
  {
    id: 'csv.count-by',
    when: 'count|chart|frequent|unique|by|list by|each|unique|column|frequent',
    may: `${asks} count frequent unique sort`,
    not: 'sum|average|minimum|words|lines|extension|hour|daily|status|log|sort',
    weight: 0.2,
    build: overTable((table, reading) => {
      const column =
        table.named.find((it) => it.role === 'group') ?? (table.named.length === 1 ? table.named[0] : undefined);
      if (column === undefined) return null;
      if (table.named.some((it) => it.numeric && it !== column) && !reading.has('count', 'unique')) return null;
      // "the top 3 by price" is about rows, not about how often a price occurs.
      if (
        column.numeric &&
        reading.has('maximum', 'large', 'small', 'oldest', 'newest', 'first', 'last') &&
        !reading.has('count', 'chart', 'frequent')
      )
        return null;
      const counted = reading.has('count', 'chart', 'frequent') || !reading.has('unique');
      const cut = reading.count === undefined ? '' : ` | ${firstLines(reading.count)}`;
      if (!counted) {
        return {
          doing: both(`list the different values of ${column.name}`, `${column.name} 열의 서로 다른 값을 나열`),
          produce: `${table.awk} '${bareField} NR > 1 { print bare($${column.index}) }' ${table.path} | sort -u`,
        };
      }
      if (reading.has('unique') && !reading.has('by', 'each')) {
        return {
          doing: both(
            `count the different values of ${column.name}`,
            `${column.name} 열의 서로 다른 값이 몇 개인지 세기`,
          ),
          produce: `${table.awk} '${bareField} NR > 1 { print bare($${column.index}) }' ${table.path} | sort -u | wc -l`,
        };
      }
      return {
        doing: both(`count the rows of each ${column.name}`, `${column.name}별로 행을 세기`),
        produce: `${table.awk} '${bareField} NR > 1 && NF { count[bare($${column.index})]++ } END { for (k in count) print count[k] "\\t" k }' ${table.path} | sort -t $'\\t' -k1,1nr -k2${cut}`,
        columns: ['rows', column.name],
        stem: `rows-by-${column.name}`,
      };
    }),
  },
];

function summary(table: Table): Draft {
  return {
    doing: both(
      'summarise every number column: count, sum, average, lowest, highest',
      '숫자 열마다 개수, 합계, 평균, 최솟값, 최댓값을 정리',
    ),
    produce: `${table.awk} '${bareField} NR == 1 { for (i = 1; i <= NF; i++) name[i] = bare($i); columns = NF; next } NF { rows++; for (i = 1; i <= NF; i++) { v = bare($i); if (v ~ /^[-+]?[0-9]+(\\.[0-9]+)?$/) { v += 0; if (!n[i]++ || v < low[i]) low[i] = v; if (n[i] == 1 || v > high[i]) high[i] = v; sum[i] += v } } } END { printf "%d rows, %d columns\\n", rows, columns; for (i = 1; i <= columns; i++) if (n[i]) printf "%s: count %d, sum %.10g, average %.6g, min %.10g, max %.10g\\n", name[i], n[i], sum[i], sum[i] / n[i], low[i], high[i]; else print name[i] ": text" }' ${table.path}`,
  };
}
