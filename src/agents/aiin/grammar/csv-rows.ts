import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { firstLines } from '../pieces.ts';
import type { Rule } from '../rule.ts';
import { asks, bareField, condition, noColumn, overTable } from './table.ts';

/** Which rows and columns of a table are wanted, and in which form. */
export const rowRules: readonly Rule[] = [
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
      if (table.named.length === 0 || reading.unexplained.length > 0 || condition(table, reading) !== null) return null;
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
