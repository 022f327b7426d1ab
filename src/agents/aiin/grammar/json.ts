import { escapeString, quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import { firstLines, isTrouble, oneFile } from '../pieces.ts';
import type { Reading } from '../reading.ts';
import type { Draft, Rule, Trouble } from '../rule.ts';

type Document = {
  readonly path: string;
  readonly list: boolean;
  readonly lines: boolean;
  readonly fields: readonly string[];
  readonly named: readonly string[];
};

function overJson(build: (document: Document, reading: Reading) => Draft | Trouble | null): Rule['build'] {
  return (reading) => {
    const about =
      reading.sources.some((it) => /\.(json|jsonl|ndjson)$/.test(it)) ||
      (reading.sources.length === 0 && reading.has('json'));
    if (!about) return null;
    const file = oneFile(reading, ['json', 'jsonl', 'ndjson']);
    if (isTrouble(file)) return file;
    const fields = [...new Set([...file.head.matchAll(/"([^"\\]+)"\s*:/g)].map((it) => it[1] ?? ''))];
    const named = fields
      .map((name) => ({
        name,
        at: reading.text
          .toLowerCase()
          .replaceAll(file.path.toLowerCase(), ' '.repeat(file.path.length))
          .search(
            new RegExp(
              `(?<![\\p{L}\\p{N}_])${name.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:s|es)?(?![a-z0-9_])`,
              'u',
            ),
          ),
      }))
      .filter((it) => it.at >= 0)
      .sort((a, b) => a.at - b.at)
      .map((it) => it.name);
    return build(
      {
        path: quotePath(file.path),
        list: file.head.trimStart().startsWith('['),
        lines: !file.path.endsWith('.json'),
        fields,
        named,
      },
      reading,
    );
  };
}

/** `jq` over the document's items, whatever its outer form: a list, lines, or one object. */
function jq(document: Document, program: string, flags = ''): string {
  return `jq ${flags}${document.lines ? '-s ' : ''}${quote(program)} ${document.path}`;
}

const items = (document: Document) =>
  document.list || document.lines
    ? '.[]'
    : '(if type == "array" then .[] else (map_values(select(type == "array" and (.[0] | type) == "object")) | to_entries[0].value // [.])[] end)';
const field = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `.["${escapeString(name)}"]`);
const asks = 'json list find each by total all rows column name chart only content file where';

export const jsonRules: readonly Rule[] = [
  {
    id: 'json.pretty',
    when: 'pretty',
    may: `${asks} convert save`,
    not: 'csv|sum|count|average',
    weight: 0.4,
    build: overJson((document) => ({
      doing: both('lay the JSON out with indentation', 'JSON을 들여쓰기해서 보기 좋게 정리'),
      produce: jq(document, '.'),
    })),
  },
  {
    id: 'json.valid',
    when: 'valid',
    may: `${asks} error`,
    weight: 0.4,
    build: overJson((document) => ({
      doing: both('check whether the JSON is well-formed', 'JSON이 올바른지 검사'),
      produce: `{ jq -e . ${document.path} > /dev/null && echo 'valid JSON' || echo 'not valid JSON'; }`,
    })),
  },
  {
    id: 'json.keys',
    when: 'column|structure',
    may: `${asks} structure first`,
    not: 'sum|average|count|by',
    weight: 0.2,
    build: overJson((document) =>
      document.named.length > 0
        ? null
        : {
            doing: both('list the keys', '키를 나열'),
            produce: jq(
              document,
              `[${items(document)} | objects | keys_unsorted[]] | reduce .[] as $k ([]; if index([$k]) then . else . + [$k] end) | .[]`,
              '-r ',
            ),
          },
    ),
  },
  {
    id: 'json.count',
    when: 'count',
    may: `${asks} unique`,
    not: 'lines|words|size',
    weight: 0.2,
    build: overJson((document, reading) => {
      const [name] = document.named;
      if (name !== undefined && reading.has('by', 'each')) return countBy(document, name, reading);
      const test = name === undefined ? undefined : equals(document, name, reading);
      return {
        doing: both('count the items', '항목 수를 세기'),
        produce: jq(document, `[${items(document)}${test === undefined ? '' : ` | select(${test})`}] | length`),
      };
    }),
  },
  {
    id: 'json.count-by',
    when: 'by|each|chart',
    may: `${asks} count maximum frequent`,
    not: 'sum|average|minimum|words|lines',
    build: overJson((document, reading) =>
      document.named[0] === undefined ? null : countBy(document, document.named[0], reading),
    ),
  },
  {
    id: 'json.measure',
    when: 'sum|average|minimum|maximum|total',
    may: `${asks} sum average minimum maximum total`,
    not: 'words|lines|count',
    weight: 0.3,
    build: overJson((document, reading) => {
      const by = document.named.find((name) =>
        new RegExp(`\\b(?:by|per|each)\\s+${name}|${name}\\s*별`, 'i').test(reading.text),
      );
      const name = document.named.find((it) => it !== by);
      if (name === undefined) return null;
      const [words, ko, program] = reading.has('average')
        ? ['average', '평균', 'if length == 0 then null else add / length end']
        : reading.has('sum', 'total')
          ? ['sum', '합계', 'add']
          : reading.has('minimum')
            ? ['minimum', '최솟값', 'min']
            : ['maximum', '최댓값', 'max'];
      if (by !== undefined) {
        return {
          doing: both(`work out the ${words} of ${name} for each ${by}`, `${by}별로 ${name}의 ${ko}을(를) 구하기`),
          produce: `${jq(document, `[${items(document)}] | group_by(${field(by)})[] | [(map(${field(name)} | numbers) | ${program}), .[0]${field(by)}] | @tsv`, '-r ')} | sort -t $'\\t' -k1,1gr -k2`,
          columns: [`${words} of ${name}`, by],
          stem: `${words}-by-${by}`,
        };
      }
      return {
        doing: both(`work out the ${words} of ${name}`, `${name}의 ${ko}을(를) 구하기`),
        produce: jq(document, `[${items(document)} | ${field(name)} | numbers] | ${program}`),
      };
    }),
  },
  {
    id: 'json.to-csv',
    when: 'csv',
    may: `${asks} convert save replace extract`,
    not: 'count|sum|average',
    weight: 0.6,
    build: overJson((document) => ({
      doing: both('turn the items into a CSV table', '항목들을 CSV 표로 바꾸기'),
      produce: jq(
        document,
        `[${items(document)}] | (map(keys_unsorted) | add | reduce .[] as $k ([]; if index([$k]) then . else . + [$k] end)) as $names | $names, (.[] | [.[$names[]] | if type == "array" or type == "object" then tojson else . end]) | @csv`,
        '-r ',
      ),
    })),
  },
  {
    id: 'json.filter',
    when: 'where|find|list|containing',
    may: `${asks} containing greater lesser large`,
    not: 'count|sum|average|csv',
    weight: 0.3,
    build: overJson((document, reading) => {
      for (const name of document.named) {
        const test = equals(document, name, reading);
        if (test !== undefined)
          return {
            doing: both(`keep the items that fit on ${name}`, `${name} 조건에 맞는 항목만 고르기`),
            produce: jq(document, `[${items(document)} | select(${test})]`),
          };
      }
      return null;
    }),
  },
  {
    id: 'json.field',
    when: 'list|find|extract|column|name|only|all',
    may: `${asks} extract unique sort`,
    not: 'count|sum|average|csv|by|pretty',
    build: overJson((document, reading) => {
      if (document.named.length === 0) return null;
      const names = document.named.map(field);
      const program =
        names.length === 1 ? `${items(document)} | ${names[0]}` : `${items(document)} | [${names.join(', ')}] | @tsv`;
      return {
        doing: both(
          `list ${document.named.join(', ')} of every item`,
          `항목마다 ${document.named.join(', ')} 값을 나열`,
        ),
        produce: `${jq(document, program, '-r ')}${reading.has('unique') ? ' | sort -u' : reading.has('sort') ? ' | sort' : ''}`,
      };
    }),
  },
];

function countBy(document: Document, name: string, reading: Reading): Draft {
  return {
    doing: both(`count the items of each ${name}`, `${name}별로 항목을 세기`),
    produce: `${jq(document, `[${items(document)}] | group_by(${field(name)})[] | [length, .[0]${field(name)}] | @tsv`, '-r ')} | sort -t $'\\t' -k1,1nr -k2${reading.count === undefined ? '' : ` | ${firstLines(reading.count)}`}`,
    columns: ['items', name],
    stem: `items-by-${name}`,
  };
}

function equals(_document: Document, name: string, reading: Reading): string | undefined {
  const text = reading.masked;
  const number = reading.amounts.find((it) => it.unit === 'plain')?.value;
  const sign = /\bat least\b|이상/.test(text)
    ? '>='
    : /\bat most\b|이하/.test(text)
      ? '<='
      : /\b(?:over|above|(?:more|greater|higher|older) than)\b|초과|넘|보다 (?:큰|많|높)/.test(text)
        ? '>'
        : /\b(?:under|below|(?:less|lower|younger) than)\b|미만|보다 (?:작|적|낮)/.test(text)
          ? '<'
          : undefined;
  if (sign !== undefined && number !== undefined) return `${field(name)} ${sign} ${number}`;
  const value =
    reading.quoted[0] ??
    new RegExp(`(?<!\\w)${name}\\s*(?:is|equals?|=+)\\s*["']?([\\p{L}\\p{N}_.-]+)`, 'iu').exec(reading.text)?.[1] ??
    new RegExp(`${name}(?:이|가|은|는)?\\s*["']?([\\p{L}\\p{N}_.-]+?)["']?\\s*인(?:\\s|$)`, 'u').exec(
      reading.text,
    )?.[1];
  if (value === undefined) return undefined;
  return `(${field(name)} | tostring) == "${escapeString(value)}"`;
}
