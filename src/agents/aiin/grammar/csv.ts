import { type Column, columnsIn, numericColumns, readHeader } from '../../shared/columns.ts';
import { escapeString, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { firstLines, isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';

type Table = {
  readonly path: string;
  readonly header: readonly Column[];
  readonly named: readonly Column[];
  readonly awk: string;
};

/** Fields as CSV has them: quotes may hide commas; a value is compared without its quotes. */
const bareField = `function bare(field) { if (field ~ /^".*"$/) { field = substr(field, 2, length(field) - 2); gsub(/""/, "\\"", field) } sub(/\\r$/, "", field); return field }`;

function theTable(reading: Reading): Table | Trouble {
  const file = oneFile(reading, ['csv', 'tsv']);
  if (isTrouble(file)) return file;
  const header = readHeader(file.head, file.path);
  const awk = file.path.endsWith('.tsv') ? `gawk -F'\\t'` : `gawk -v FPAT='[^,]*|"([^"]|"")*"'`;
  return { path: quotePath(file.path), header, named: columnsIn(reading, header), awk };
}

function overTable(build: (table: Table, reading: Reading) => Draft | Trouble | null): Rule['build'] {
  return (reading) => {
    const about =
      reading.sources.some((it) => /\.[ct]sv$/.test(it)) ||
      reading.extensions.some((it) => /^[ct]sv$/.test(it)) ||
      reading.has('csv', 'column', 'rows');
    if (
      !about &&
      !(reading.sources.length === 0 && reading.files.filter((it) => /\.[ct]sv$/.test(it.path)).length === 1)
    )
      return null;
    if (reading.sources.length > 0 && !reading.sources.some((it) => /\.[ct]sv$/.test(it))) return null;
    const table = theTable(reading);
    return isTrouble(table) ? table : build(table, reading);
  };
}

const noColumn = (table: Table): Trouble => ({
  trouble: both(
    `Which column do you mean? The file has ${table.header.map((it) => it.name).join(', ')}.`,
    `어느 열을 말씀하시는지요? 파일에는 ${table.header.map((it) => it.name).join(', ')} 열이 있습니다.`,
  ),
});

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

const asks = 'column list find csv rows by each total all file where chart maximum first create convert';

export const csvRules: readonly Rule[] = [
  {
    id: 'csv.columns',
    when: 'column|structure',
    may: 'list csv name count first all',
    not: 'sum|average|sort|by|minimum|maximum|remove|unique|json|extract',
    build: overTable((table, reading) => {
      if (table.named.length > 0) return null;
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
    may: asks,
    not: 'unique|by|average|sum|words|column',
    weight: 0.4,
    build: overTable((table, reading) => {
      const test = condition(table, reading);
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
    may: `${asks} sum average minimum maximum total`,
    not: 'lines|words|count|sort|frequent|size|first',
    weight: 0.3,
    build: overTable((table, reading) => {
      const measure = measureOf(reading);
      const { value, group } = roles(table, reading);
      if (measure === undefined || (reading.has('maximum') && reading.count !== undefined)) return null;
      if (value === undefined) return noColumn(table);
      const key = group === undefined ? '"all"' : `bare($${group.index})`;
      const each = `${table.awk} '${bareField} NR > 1 && bare($${value.index}) ~ /^[-+0-9.]/ { k = ${key}; v = bare($${value.index}) + 0; ${measure.add} }`;
      if (group === undefined) {
        return {
          doing: both(`work out the ${measure.name} of ${value.name}`, `${value.name} 열의 ${measure.ko}을(를) 구하기`),
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
  {
    id: 'csv.top',
    when: 'maximum|minimum|large|sort|first|bottom|descending|ascending|small',
    may: `${asks} sort descending ascending numeric large maximum minimum bottom small`,
    not: 'average|sum|count|words|lines|unique|log|size|newest',
    weight: 0.4,
    build: overTable((table, reading) => {
      const column = table.named.find((it) => it.numeric) ?? table.named[0];
      const wanted = reading.count;
      if (column === undefined) {
        if (wanted !== undefined && reading.has('first'))
          return {
            doing: both(`print the first ${wanted} rows with the header`, `머리글과 처음 ${wanted}행을 출력`),
            produce: `head -n ${wanted + 1} -- ${table.path}`,
          };
        return reading.has('sort', 'large') ? noColumn(table) : null;
      }
      if (wanted === undefined && !reading.has('sort', 'descending', 'ascending')) return null;
      const down =
        reading.has('descending') ||
        (reading.has('maximum', 'large') && !reading.has('ascending')) ||
        (wanted !== undefined && !reading.has('minimum', 'bottom', 'small', 'ascending'));
      const kind = column.numeric ? 'g' : '';
      const cut = wanted === undefined ? '' : ` | ${firstLines(wanted)}`;
      return {
        doing: both(
          wanted === undefined
            ? `sort the rows by ${column.name}`
            : `take the ${wanted} rows with the ${down ? 'highest' : 'lowest'} ${column.name}`,
          wanted === undefined
            ? `${column.name} 기준으로 행을 정렬`
            : `${column.name} 값이 ${down ? '큰' : '작은'} 행 ${wanted}개를 고르기`,
        ),
        produce: `{ head -n 1 -- ${table.path}; ${table.awk} '${bareField} NR > 1 && NF { print bare($${column.index}) "\\t" $0 }' ${table.path} | sort -s -t $'\\t' -k1,1${kind}${down ? 'r' : ''}${cut} | cut -f 2-; }`,
      };
    }),
  },
  {
    id: 'csv.filter',
    when: 'where|rows|containing|greater|lesser|list|find',
    may: `${asks} greater lesser containing large small content search lines`,
    not: 'average|sum|count|sort|words|log|status|hour|size|first',
    weight: 0.3,
    build: overTable((table, reading) => {
      const test = condition(table, reading);
      if (test === null) return null;
      return {
        doing: both(`keep the rows where ${test.words}`, `${test.words} 조건에 맞는 행만 남기기`),
        produce: `${table.awk} '${bareField} NR == 1 || ${test.test}' ${table.path}`,
      };
    }),
  },
  {
    id: 'csv.select',
    when: 'column|only|list|extract|find',
    may: `${asks} only extract`,
    not: 'average|sum|count|sort|by|minimum|greater|lesser|unique|words|remove',
    build: overTable((table, reading) => {
      if (table.named.length === 0 || condition(table, reading) !== null) return null;
      const fields = table.named.map((it) => `$${it.index}`).join(' "," ');
      return {
        doing: both(
          `keep only ${table.named.map((it) => it.name).join(', ')}`,
          `${table.named.map((it) => it.name).join(', ')} 열만 남기기`,
        ),
        produce: `${table.awk} '{ print ${fields} }' ${table.path}`,
      };
    }),
  },
  {
    id: 'csv.to-json',
    when: 'json convert|save|csv|extract',
    may: 'csv convert save json rows file replace list',
    not: 'count|sum|average|valid|pretty',
    weight: 0.5,
    build: overTable((table) => ({
      doing: both('turn the table into JSON, one object per row', '표를 행마다 객체 하나인 JSON으로 바꾸기'),
      produce: `${table.awk} '${bareField} { for (i = 1; i <= NF; i++) printf "%s%s", bare($i), i < NF ? "\\t" : "\\n" }' ${table.path} | jq -Rn '[inputs | split("\\t")] | .[0] as $names | [.[1:][] | [$names, .] | transpose | map({(.[0]): .[1]}) | add]'`,
    })),
  },
  {
    id: 'csv.from-tsv',
    when: 'csv tsv|tsvToCsv|convert',
    may: 'convert save tsv csv replace file tsvToCsv',
    not: 'json|count',
    build(reading) {
      const path = reading.sources[0];
      if (path === undefined || !(path.endsWith('.tsv') || reading.has('tsv'))) return null;
      const back = path.endsWith('.csv');
      return back
        ? {
            doing: both('turn commas into tabs', '쉼표를 탭으로 바꾸기'),
            produce: `gawk -v FPAT='[^,]*|"([^"]|"")*"' -v OFS='\\t' '${bareField} { for (i = 1; i <= NF; i++) $i = bare($i); print }' ${quotePath(path)}`,
          }
        : {
            doing: both(
              'turn tabs into commas, with quotes where needed',
              '탭을 쉼표로 바꾸고 필요한 곳은 따옴표로 감싸기',
            ),
            produce: `awk -F'\\t' -v OFS=, '{ for (i = 1; i <= NF; i++) if ($i ~ /[",]/) { gsub(/"/, "\\"\\"", $i); $i = "\\"" $i "\\"" } $1 = $1; print }' ${quotePath(path)}`,
          };
    },
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

/** "price over 100", "city is Seoul", "나이가 30 이상": a test on one column, or null. */
function condition(table: Table, reading: Reading): { test: string; words: string } | null {
  const text = reading.quoted[0];
  for (const column of table.named) {
    const field = `bare($${column.index})`;
    const number = reading.amounts.find((it) => it.unit === 'plain' || it.unit === 'percent')?.value;
    const sign = compareSign(reading);
    if (sign !== undefined && number !== undefined && column.numeric)
      return { test: `${field} + 0 ${sign} ${number}`, words: `${column.name} ${sign} ${number}` };
    const value = text ?? valueAfter(reading, column);
    if (value !== undefined)
      return {
        test: `${field} == "${escapeString(value)}"`.replaceAll("'", "'\\''"),
        words: `${column.name} = ${value}`,
      };
  }
  return null;
}

function compareSign(reading: Reading): string | undefined {
  const text = reading.masked;
  if (/\bat least\b|이상|>=/.test(text)) return '>=';
  if (/\bat most\b|이하|<=/.test(text)) return '<=';
  if (
    /\b(?:more|greater|higher|larger|bigger|older) than\b|\bover\b|\babove\b|\bexceed|초과|넘|보다 (?:큰|많|높|크)|>/.test(
      text,
    )
  )
    return '>';
  if (/\b(?:less|lower|smaller|fewer|younger) than\b|\bunder\b|\bbelow\b|미만|보다 (?:작|적|낮)|</.test(text))
    return '<';
  return undefined;
}

function valueAfter(reading: Reading, column: Column): string | undefined {
  const name = column.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const english = new RegExp(`(?<![\\w])${name}\\s*(?:is|equals?|=+|:)\\s*["']?([\\p{L}\\p{N}_.-]+)`, 'iu').exec(
    reading.text,
  )?.[1];
  const korean = new RegExp(
    `${name}(?:이|가|은|는)?\\s*["']?([\\p{L}\\p{N}_.-]+?)["']?\\s*(?:인|이고|과 같은|와 같은)(?:\\s|$)`,
    'u',
  ).exec(reading.text)?.[1];
  const value = english ?? korean;
  return value !== undefined && /^(?:over|above|under|below|at|more|less|greater|the|a|not)$/i.test(value)
    ? undefined
    : value?.replace(/[.]$/, '');
}
