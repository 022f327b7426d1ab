import type { Column } from '../../shared/columns.ts';
import { both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';
import type { Draft } from '../rule.ts';
import type { Rows } from './table.ts';

export type Measure = 'sum' | 'average' | 'minimum' | 'maximum' | 'median';

/** What a request says about a table. */
export type Said = {
  readonly tests: readonly string[];
  readonly where: string;
  readonly measure?: Measure | undefined;
  readonly extreme?: 'high' | 'low' | undefined;
  readonly count: boolean;
  readonly distinct: boolean;
  readonly group?: Column | undefined;
  readonly others: readonly Column[];
  readonly value?: { readonly name: string; readonly expression: string } | undefined;
  readonly sorts?: 'down' | 'up' | undefined;
  readonly limit?: number | undefined;
  /** Each row's own: a number needs its name. */
  readonly labelled: boolean;
};

/** The command for what was said about a table, or null when that does not make one question. */
export function tableDraft(rows: Rows, said: Said, chart: boolean, reading: Reading): Draft | null {
  const { group, value, measure, tests, where, others, limit } = said;
  const test = tests.length === 0 ? 'NR > 1 && NF' : `NR > 1 && NF && ${tests.join(' && ')}`;
  const awk = (program: string) => `${rows.source} | gawk -F'\\t' '${program}'`;
  const cut = limit === undefined ? '' : ` | sed -n '1,${limit}p'`;
  const at = where === '' ? both('', '') : both(` where ${where}`, `${where}인 행에서 `);
  const label =
    said.extreme !== undefined && group === undefined && value !== undefined
      ? others.find((it) => !it.numeric)
      : undefined;
  const key =
    group ??
    (chart && !said.count ? (others.find((it) => !it.numeric) ?? rows.columns.find((it) => !it.numeric)) : undefined);
  // "The best-selling product", "the region with the highest total": a column's value is asked for, by a sum.
  if (said.extreme !== undefined && value !== undefined && said.sorts === undefined && !said.count && !said.distinct) {
    const by = group ?? (label !== undefined && (measure !== undefined || repeats(rows, label)) ? label : undefined);
    const flag = said.extreme === 'high' ? 'r' : '';
    if (by !== undefined)
      return {
        doing: both(
          `find the ${by.name} with the ${said.extreme === 'high' ? 'highest' : 'lowest'} ${measure ?? 'total'} ${value.name}${at.en}`,
          `${at.ko}${value.name} ${measure === 'average' ? '평균' : '합계'}이(가) 가장 ${said.extreme === 'high' ? '큰' : '작은'} ${by.name}을(를) 찾기`,
        ),
        produce: `${awk(`${test} { s[$${by.index}] += ${value.expression}; n[$${by.index}]++ } END { for (k in s) printf "%.10g\\t%s\\n", ${measure === 'average' ? 's[k] / n[k]' : 's[k]'}, k }`)} | sort -t $'\\t' -k1,1g${flag} -k2 | sed -n '1,${limit ?? 1}p'`,
        columns: [value.name, by.name],
      }; // prettier-ignore
    if (measure !== undefined) return null;
    const onlyNumber =
      others.every((it) => it.numeric) &&
      !/\bwho(?:se|m)?\b|\bwhich\b|누구|누가|사람|학생|고객|제품|상품|것|행|지역|비싼|싼|나이\s?많은|어린|\b(?:customers?|people|persons?|students?|products?|items?|rows?|oldest|youngest|cheapest|priciest|expensive)\b/iu.test(
        reading.plain,
      );
    const best = `${awk(`${test} { print ${value.expression} "\\t" $0 }`)} | sort -s -t $'\\t' -k1,1g${flag} | sed -n '1,${limit ?? 1}p'`;
    return onlyNumber
      ? {
          doing: both(
            `find the ${said.extreme === 'high' ? 'highest' : 'lowest'} ${value.name}${at.en}`,
            `${at.ko}${value.name}의 ${said.extreme === 'high' ? '최댓값' : '최솟값'}을(를) 찾기`,
          ),
          produce: `${best} | cut -f 1`,
        }
      : {
          doing: both(
            `find the row with the ${said.extreme === 'high' ? 'highest' : 'lowest'} ${value.name}${at.en}`,
            `${at.ko}${value.name}이(가) 가장 ${said.extreme === 'high' ? '큰' : '작은'} 행을 찾기`,
          ),
          produce: `${best} | cut -f 2-`,
        }; // prettier-ignore
  }
  if (measure !== undefined || (value !== undefined && key !== undefined && (chart || group !== undefined))) {
    if (value === undefined || said.count || said.extreme !== undefined) return null;
    const kind = measure ?? 'sum';
    const each = key === undefined ? '"all"' : `$${key.index}`;
    const end = kind === 'average' ? 's[k] / n[k]' : kind === 'median' ? 'median(k)' : 's[k]';
    const helper =
      kind === 'median'
        ? 'function median(k,  m, i, a) { for (i = 1; i <= n[k]; i++) a[i] = v[k, i]; m = asort(a); return m % 2 ? a[(m + 1) / 2] : (a[m / 2] + a[m / 2 + 1]) / 2 } '
        : '';
    const program = `${helper}${test} { k = ${each}; s[k] += ${value.expression}; n[k]++; v[k, n[k]] = ${value.expression} } END { for (k in s) printf ${key === undefined ? `"%.10g\\n", ${end}` : `"%.10g\\t%s\\n", ${end}, k`} }`;
    const words = {
      sum: ['total', '합계'],
      average: ['average', '평균'],
      median: ['median', '중앙값'],
      minimum: ['lowest', '최솟값'],
      maximum: ['highest', '최댓값'],
    }[kind];
    if (key === undefined)
      return {
        doing: both(
          `work out the ${words[0]} of ${value.name}${at.en}`,
          `${at.ko}${value.name}의 ${words[1]}을(를) 구하기`,
        ),
        produce: `${awk(program)} | grep . || echo 'no such rows'`,
      };
    return {
      doing: both(
        `work out the ${words[0]} of ${value.name} for each ${key.name}${at.en}`,
        `${at.ko}${key.name}별로 ${value.name}의 ${words[1]}을(를) 구하기`,
      ),
      produce: `${awk(program)} | sort -t $'\\t' -k1,1g${said.sorts === 'up' && limit === undefined ? '' : 'r'} -k2${cut}`,
      columns: [measure === undefined ? value.name : `${kind} of ${value.name}`, key.name],
      stem: `${value.name}-by-${key.name}`,
    }; // prettier-ignore
  }
  const counted = group ?? (said.count && said.distinct && others.length === 1 ? others[0] : undefined);
  if (said.count || (group !== undefined && value === undefined)) {
    if (said.extreme !== undefined && group === undefined) return null;
    if (said.distinct && counted !== undefined && group === undefined)
      return {
        doing: both(
          `count the different values of ${counted.name}${at.en}`,
          `${at.ko}서로 다른 ${counted.name} 값을 세기`,
        ),
        produce: awk(`${test} && !seen[$${counted.index}]++ { n++ } END { print n + 0 }`),
      };
    if (group !== undefined)
      return {
        doing: both(`count the rows of each ${group.name}${at.en}`, `${at.ko}${group.name}별로 행을 세기`),
        produce: `${awk(`${test} { n[$${group.index}]++ } END { for (k in n) print n[k] "\\t" k }`)} | sort -t $'\\t' -k1,1n${said.sorts === 'up' || said.extreme === 'low' ? '' : 'r'} -k2${said.extreme !== undefined && limit === undefined ? " | sed -n '1,1p'" : cut}`,
        columns: ['rows', group.name],
        stem: `rows-by-${group.name}`,
      }; // prettier-ignore
    if (others.length > 0 && tests.length === 0) return null;
    return {
      doing: both(`count the rows${at.en}`, `${at.ko}행을 세기`),
      produce: awk(`${test} { n++ } END { print n + 0 }`),
    };
  }
  if (group !== undefined || said.extreme !== undefined) return null;
  if (said.distinct) {
    const [one] = others;
    if (one === undefined || others.length > 1) return null;
    return {
      doing: both(`list the different values of ${one.name}${at.en}`, `${at.ko}서로 다른 ${one.name} 값을 나열`),
      produce: `${awk(`${test} && !seen[$${one.index}]++ { print $${one.index} }`)} | sort`,
    };
  }
  return rowsAsked(rows, said, test, at, cut);
}

function rowsAsked(rows: Rows, said: Said, test: string, at: { en: string; ko: string }, cut: string): Draft | null {
  const { others, value, sorts, tests } = said;
  const key =
    value ?? (others[0] === undefined ? undefined : { name: others[0].name, expression: `$${others[0].index}` });
  if (sorts !== undefined) {
    if (key === undefined) return null;
    const numeric = value !== undefined;
    const flags = `${numeric ? 'g' : ''}${sorts === 'down' ? 'r' : ''}`;
    return {
      doing: both(
        `sort the rows${at.en} by ${key.name}, ${sorts === 'down' ? 'highest' : 'lowest'} first${said.limit === undefined ? '' : `, and take ${said.limit}`}`,
        `${at.ko}${key.name}이(가) ${sorts === 'down' ? '큰' : '작은'} 순으로 ${said.limit === undefined ? '정렬' : `${said.limit}행을 고르기`}`,
      ),
      produce: `{ ${rows.source} | sed -n 1p; ${rows.source} | gawk -F'\\t' '${test} { print ${key.expression} "\\t" $0 }' | sort -s -t $'\\t' -k1,1${flags}${cut} | cut -f 2-; }${written(rows)}`,
    }; // prettier-ignore
  }
  if (tests.length === 0 && others.length === 0) return null;
  if (said.limit !== undefined && tests.length === 0) return null;
  // A bare number says little without what it is the number of.
  const label = rows.columns.find((it) => !it.numeric);
  const bare = others.length === 1 && others[0]?.numeric === true && said.labelled;
  const asked = bare && label !== undefined ? [label, ...others] : others;
  const shown = others.length > 0 ? asked.map((it) => `$${it.index}`).join(' "\\t" ') : '$0';
  const names = asked.map((it) => it.name).join(', ');
  // A list of JSON values has no header.
  const bareList = rows.path.endsWith('.json') && asked.length === 1;
  return {
    doing:
      others.length > 0
        ? both(`show ${names}${at.en}`, `${at.ko}${names} 열을 보기`)
        : both(`show the rows${at.en}`, `${at.ko === '' ? '' : at.ko.replace(/에서 $/, '만 ')}보기`),
    produce: `${rows.source} | gawk -F'\\t' '${bareList ? test : `(NR == 1) || (${test})`} { print ${shown} }'${cut}${written(rows)}`,
  }; // prettier-ignore
}

/** Rows of a CSV file stay CSV. */
function written(rows: Rows): string {
  return rows.path.endsWith('.csv')
    ? ` | gawk -F'\\t' -v OFS=, '{ for (i = 1; i <= NF; i++) if ($i ~ /[",]/) { gsub(/"/, "\\"\\"", $i); $i = "\\"" $i "\\"" } $1 = $1; print }'`
    : '';
}

function repeats(rows: Rows, column: Column): boolean {
  return column.numeric === false && rows.repeated.has(column.index);
}
