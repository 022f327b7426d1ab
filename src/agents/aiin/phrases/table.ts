import { numericColumns } from '../../shared/columns.ts';
import { escapeString } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { bareField, overTable, type Table } from '../grammar/table.ts';
import type { Phrase } from '../phrase.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Trouble } from '../rule.ts';

type Build = (table: Table, reading: Reading, match: RegExpExecArray) => Draft | Trouble | null;

/** A phrase about one table; a table that cannot be told is none of its business. */
function over(phrase: Omit<Phrase, 'build'> & { build: Build }): Phrase {
  return {
    ...phrase,
    build(reading, match) {
      if (reading.sources.length > 1) return null;
      const draft = overTable((table) => phrase.build(table, reading, match))(reading);
      return draft !== null && 'trouble' in draft && reading.sources.length === 0 ? null : draft;
    },
  };
}

const awk = (table: Table, program: string) => `${table.awk} '${bareField} ${program}' ${table.path}`;
const literal = (text: string) => escapeString(text).replaceAll("'", "'\\''");
const measured = (table: Table) => {
  const group = table.named.find((it) => it.role === 'group');
  const numeric = numericColumns(table.header);
  const value = table.named.find((it) => it !== group && it.numeric) ?? (numeric.length === 1 ? numeric[0] : undefined);
  return { group, value };
};

/** The column that has this very value in one of the first rows, when only one has. */
function columnOf(value: string, table: Table, reading: Reading): number | null {
  const file = reading.files.find((it) => it.path === reading.sources[0]);
  const rows = (file?.head ?? '').split('\n').slice(1);
  const at = new Set(
    rows.flatMap((row) =>
      row.split(',').flatMap((cell, index) => (cell.replaceAll('"', '').trim() === value ? [index + 1] : [])),
    ),
  );
  const [index] = at;
  return at.size === 1 && index !== undefined && table.header.length >= index ? index : null;
}

const operators: readonly (readonly [RegExp, string])[] = [
  [/times|multiplied|곱/i, '*'],
  [/plus|added|더/i, '+'],
  [/minus|less|빼/i, '-'],
  [/divided|over|나누|나눈/i, '/'],
];

export const tablePhrases: readonly Phrase[] = [
  over({
    id: 'table.median',
    says: /\bmedian\b|중앙값|중간값/iu,
    may: 'median column by each rows numbers',
    build(table, reading) {
      const { group, value } = measured(table);
      if (value === undefined || reading.has('sum', 'average', 'maximum', 'minimum')) return null;
      const key = group === undefined ? '"all"' : `bare($${group.index})`;
      const middle = `n = asort(v[k]); m = n % 2 ? v[k][(n + 1) / 2] : (v[k][n / 2] + v[k][n / 2 + 1]) / 2;`;
      const read = `NR > 1 && bare($${value.index}) ~ /^[-+0-9.]/ { k = ${key}; v[k][++count[k]] = bare($${value.index}) + 0 }`;
      return group === undefined
        ? {
            doing: both(`work out the median of ${value.name}`, `${value.name} 열의 중앙값을 구하기`),
            produce: awk(
              table,
              `${read} END { k = "all"; if (count[k]) { ${middle} printf "%.10g\\n", m } else print "no numbers" }`,
            ),
          }
        : {
            doing: both(
              `work out the median of ${value.name} for each ${group.name}`,
              `${group.name}별로 ${value.name}의 중앙값을 구하기`,
            ),
            produce: `${awk(table, `${read} END { for (k in count) { ${middle} printf "%.10g\\t%s\\n", m, k } }`)} | sort -t $'\\t' -k1,1gr -k2`,
            columns: [`median of ${value.name}`, group.name],
          };
    },
  }),
  over({
    id: 'table.shares',
    says: /\b(?:what )?(?:percent(?:age)?|share|proportion)s?\b|비율|비중|퍼센트|백분율/iu,
    may: 'percentage by each column sum total',
    build(table, reading) {
      const { group, value } = measured(table);
      if (group === undefined || reading.has('average', 'greater', 'lesser')) return null;
      const amount = value === undefined || !table.named.includes(value) ? '1' : `bare($${value.index})`;
      const what = amount === '1' ? both('the rows', '행') : both(value?.name ?? '', value?.name ?? '');
      return {
        doing: both(
          `work out each ${group.name}'s share of ${what.en}`,
          `${group.name}별로 ${what.ko}의 비율을 구하기`,
        ),
        produce: `${awk(table, `NR > 1 && NF { s[bare($${group.index})] += ${amount}; all += ${amount} } END { for (k in s) printf "%.1f\\t%s\\n", all ? 100 * s[k] / all : 0, k }`)} | sort -t $'\\t' -k1,1gr -k2`,
        columns: ['percent', group.name],
        stem: `shares-by-${group.name}`,
      };
    },
  }),
  over({
    id: 'table.add-column',
    says: /\badd (?:a |an |another )?(?:new )?column(?:,? (?:called |named )?([\p{L}_][\p{L}\p{N}_]*))?[^.]*?\b(\w+) (times|multiplied by|plus|minus|divided by) (\w+)|([\p{L}\p{N}_]+)\s*(곱하기|더하기|빼기|나누기)\s*([\p{L}\p{N}_]+?)(?:인|한|으로|를|을)?\s+(?:새\s*)?([\p{L}\p{N}_]+?)(?:이라는|라는)?\s*(?:열|컬럼|칼럼)(?:을|를)?\s*(?:추가|만들|넣)\S*/iu,
    may: 'column create sum total merge rows',
    build(table, _reading, match) {
      const find = (name = '') => table.header.find((it) => it.name.toLowerCase() === name.toLowerCase());
      const [a, b] = [find(match[2] ?? match[5]), find(match[4] ?? match[7])];
      const word = match[3] ?? match[6] ?? '';
      const sign = operators.find(([pattern]) => pattern.test(word))?.[1];
      const called = match[1] ?? match[8];
      if (a === undefined || b === undefined || sign === undefined || !a.numeric || !b.numeric) return null;
      const name = called === undefined || /^(?:with|to|of|for|새)$/i.test(called) ? `${a.name}_${b.name}` : called;
      const { path } = table;
      const tab = table.awk.includes('\\t') ? '\\t' : ',';
      const value = `bare($${a.index}) ${sign} bare($${b.index})`;
      const safe = sign === '/' ? `(bare($${b.index}) + 0 ? ${value} : "")` : value;
      const out = path.startsWith("'") ? `${path.slice(0, -1)}.new'` : `${path}.new`;
      return {
        doing: both(
          `add the column ${name}: ${a.name} ${sign} ${b.name}`,
          `${name} 열(${a.name} ${sign} ${b.name})을 추가`,
        ),
        produce: `${awk(table, `{ sub(/\\r$/, "") } NR == 1 { print $0 "${tab}${literal(name)}"; next } NF { print $0 "${tab}" ${safe} }`)} > ${out} && mv -f -- ${out} ${path} && cat -- ${path}`,
        makes: [path.replaceAll("'", '')],
      };
    },
  }),
  over({
    id: 'table.save-columns',
    says: /\b(?:save|export|write|keep|extract)\b/iu,
    may: 'column email name only',
    build(table, reading) {
      if (reading.sources.length !== 1 || table.named.length === 0 || table.named.some((it) => it.role === 'group'))
        return null;
      const wanted = table.named.map((it) => it.name).join(', ');
      return {
        doing: both(`keep only ${wanted}`, `${wanted} 열만 남기기`),
        produce: `${table.awk} '{ print ${table.named.map((it) => `$${it.index}`).join(table.awk.includes('\\t') ? ' "\\t" ' : ' "," ')} }' ${table.path}`,
      };
    },
  }),
  over({
    id: 'table.to-tsv',
    says: /\b(?:convert|turn|change|export)\b[^.]*\b(?:to|into|as) (?:an? )?tsv\b|tsv(?:\s*(?:파일|형식))?로\s*(?:변환|바꿔|바꾸|저장|내보내)\S*/iu,
    may: 'tsv',
    build(table) {
      if (table.awk.includes('\\t')) return null;
      return {
        doing: both('turn commas into tabs', '쉼표를 탭으로 바꾸기'),
        produce: awk(table, `{ for (i = 1; i <= NF; i++) printf "%s%s", bare($i), i < NF ? "\\t" : "\\n" }`),
      };
    },
  }),
  over({
    id: 'table.empty-cell',
    says: /\b(?:no|without|missing|empty|blank|lack(?:s|ing)?)\s+(?:an? )?([\p{L}_][\p{L}\p{N}_]*)|([\p{L}\p{N}_]+?)\s*(?:열|칸|값)?(?:이|가|은)?\s*(?:비어\s*있는|비어있는|빈|없는|누락된)\s*(?:행|줄|사람|레코드|데이터|항목)\S*/iu,
    may: 'rows email lines column',
    build(table, reading, match) {
      const name = (match[1] ?? match[2] ?? '').toLowerCase();
      const column = table.header.find((it) => [it.name.toLowerCase(), `${it.name.toLowerCase()}s`].includes(name));
      if (column === undefined) return null;
      const test = `bare($${column.index}) ~ /^[ \\t]*$/`;
      return reading.has('count')
        ? {
            doing: both(`count the rows without ${column.name}`, `${column.name}이(가) 빈 행을 세기`),
            produce: awk(table, `NR > 1 && NF && ${test} { rows++ } END { print rows + 0 }`),
          }
        : {
            doing: both(`keep the rows without ${column.name}`, `${column.name}이(가) 빈 행만 남기기`),
            produce: awk(table, `NR == 1 || (NF && ${test})`),
          };
    },
  }),
  over({
    id: 'table.age',
    says: /\b(older|younger) than (\d+)\b|(\d+)\s*(?:살|세)\s*(?:보다\s*)?(이상|넘는|초과|이하|미만|많은|적은|어린)/iu,
    may: 'greater lesser rows oldest newest',
    build(table, _reading, match) {
      const column = table.header.find((it) => it.numeric && /^(?:age|나이|연령)$/i.test(it.name));
      if (column === undefined) return null;
      const how = (match[1] ?? match[4] ?? '').toLowerCase();
      const sign = how === '이상' ? '>=' : how === '이하' ? '<=' : /older|넘|초과|많/.test(how) ? '>' : '<';
      const number = match[2] ?? match[3];
      return {
        doing: both(
          `keep the rows where ${column.name} ${sign} ${number}`,
          `${column.name} ${sign} ${number}인 행만 남기기`,
        ),
        produce: awk(table, `NR == 1 || (NF && bare($${column.index}) + 0 ${sign} ${number})`),
      };
    },
  }),
  over({
    id: 'table.living',
    says: /\b(?:who|people|everyone|those|customers|members) (?:who )?(?:lives?|living|is|are|based|located|comes?)?\s*(?:in|from) ([\p{L}\p{N}_-]+)|([\p{L}\p{N}_-]+)\)?\s*(?:에\s*)?(?:사는|거주하는|출신(?:인)?)\s*(?:사람|고객|회원)\S*/iu,
    may: 'rows',
    build(table, reading, match) {
      const value = match[1] ?? match[2] ?? '';
      const index = columnOf(value, table, reading);
      if (index === null || reading.has('count', 'average', 'sum')) return null;
      return {
        doing: both(`keep the rows with ${value}`, `${value}인 행만 남기기`),
        produce: awk(table, `NR == 1 || bare($${index}) == "${literal(value)}"`),
      };
    },
  }),
  over({
    id: 'table.rows-of',
    says: /\b(?:only |just )?(?:the )?([\p{L}\p{N}_-]+) (?:rows?|records?|entries|orders|sales)\b|(?:^|\s)([\p{L}\p{N}_-]+?)(?:인|의)?\s*(?:행|데이터|레코드)(?:만|들만)/iu,
    may: 'rows create name',
    build(table, reading, match) {
      const value = match[1] ?? match[2] ?? '';
      if (reading.has('count', 'sum', 'average')) return null;
      const index = columnOf(value, table, reading);
      if (index === null) return null;
      return {
        doing: both(`keep the rows with ${value}`, `${value}인 행만 남기기`),
        produce: awk(table, `NR == 1 || bare($${index}) == "${literal(value)}"`),
      };
    },
  }),
  over({
    id: 'table.chart',
    says: /\b(?:bar )?(?:chart|graph|plot)\b|(?:막대\s*)?(?:차트|그래프)\S*/iu,
    may: 'chart column by each sum total create convert',
    build(table, reading) {
      const { group, value } = measured(table);
      if (value === undefined || !table.named.includes(value) || reading.has('average', 'count')) return null;
      const label = group ?? table.header.find((it) => !it.numeric);
      if (label === undefined) return null;
      const add = group === undefined ? 'print v "\\t" k' : 's[k] += v';
      const end = group === undefined ? '' : ' END { for (k in s) printf "%.10g\\t%s\\n", s[k], k }';
      return {
        doing: both(`chart ${value.name} by ${label.name}`, `${label.name}별 ${value.name} 차트를 만들기`),
        produce: `${awk(table, `NR > 1 && bare($${value.index}) ~ /^[-+0-9.]/ { k = bare($${label.index}); v = bare($${value.index}); ${add} }${end}`)}${group === undefined ? '' : ` | sort -t $'\\t' -k1,1gr -k2`}`,
        columns: [value.name, label.name],
        stem: `${value.name}-by-${label.name}`,
      };
    },
  }),
];
