import { quote, quotePath } from '../shared/quote.ts';
import type { Both } from '../shared/speech.ts';
import { barChart } from './chart.ts';
import { interpret, isLost, type Lost } from './interpret.ts';
import { isTrouble } from './pieces.ts';
import type { Reading } from './reading.ts';
import type { Draft, Trouble } from './rule.ts';

/** A command ready to propose. */
export type Work = {
  readonly rule: string;
  readonly doing: Both;
  readonly command: string;
  /** Files it makes or changes; may hold patterns. */
  readonly makes: readonly string[];
  readonly output?: string;
  /** Names of the columns, when the result is a table; the label is the last. */
  readonly columns?: readonly string[];
};

/** Interprets a reading and dresses the command: locale, failing pipes, format, saving. */
export function compose(reading: Reading): Work | Trouble | Lost {
  const first = interpret(reading);
  if (isLost(first) || isTrouble(first)) return first;
  const output = outputOf(first.draft, reading);
  // The name is known only now; listings must leave that file out as well.
  const second = output !== undefined && reading.output === undefined ? interpret({ ...reading, output }) : first;
  const { rule, draft } = isLost(second) || isTrouble(second) ? first : second;
  return {
    rule: rule.id,
    doing: draft.doing,
    ...(draft.columns === undefined ? {} : { columns: draft.columns }),
    ...dress(draft, reading, output),
  };
}

function outputOf(draft: Draft, reading: Reading): string | undefined {
  if (draft.makes !== undefined) return undefined;
  if (reading.output !== undefined) return reading.output;
  if (drawn(draft, reading)) return `${slug(draft.stem ?? 'chart')}.svg`;
  const format = formatOf(draft, reading);
  if (format !== undefined && draft.columns !== undefined)
    return `${slug(draft.stem ?? 'report')}.${format === 'markdown' ? 'md' : format}`;
  return /\b(?:save|store|export)\b|저장|내보내/.test(reading.masked) ? `result.${format ?? 'txt'}` : undefined;
}

const picture =
  /\bsvg\b|\b(?:bar|column) (?:chart|graph|plot)|\b(?:graph|plot|draw|visuali[sz]e)\b|\bcharts?\b|차트|그래프|그려/;

/** A picture is asked for, and there are labels and numbers to draw. */
function drawn(draft: Draft, reading: Reading): boolean {
  const asked =
    reading.output?.endsWith('.svg') ||
    (reading.format === undefined && !/\bcsv\b/.test(reading.masked) && picture.test(reading.masked));
  return Boolean(asked) && draft.columns?.length === 2;
}

function formatOf(draft: Draft, reading: Reading): Reading['format'] {
  return reading.format ?? (reading.has('chart') && draft.columns !== undefined ? 'csv' : undefined);
}

function dress(
  draft: Draft,
  reading: Reading,
  output: string | undefined,
): { command: string; makes: readonly string[]; output?: string } {
  const opening = `export LC_ALL=C.UTF-8\n${reading.wishes.lenient ? '' : 'set -o pipefail\n'}`;
  if (draft.makes !== undefined) return { command: opening + draft.produce, makes: draft.makes };
  const format = formatOf(draft, reading);
  if (output !== undefined && drawn(draft, reading))
    return {
      command: `${opening}${draft.produce} | ${barChart(draft.columns ?? [])} > ${quotePath(output)} && ls -l -- ${quotePath(output)}`,
      makes: [output],
      output,
    };
  const produce =
    draft.columns === undefined || format === undefined
      ? draft.produce
      : `${draft.produce} | ${formatter(format, draft.columns)}`;
  if (output === undefined) return { command: opening + produce, makes: [] };
  const path = quotePath(output);
  const group = /(^|\s)&&\s/.test(produce) && !produce.startsWith('{') ? `{ ${produce}; }` : produce;
  const makesFolder = output.includes('/')
    ? `mkdir -p -- ${quotePath(output.slice(0, output.lastIndexOf('/')))}\n`
    : '';
  // Writing straight into a file that is still being read would empty it.
  const save = reading.sources.includes(output)
    ? `${group} > ${quotePath(`${output}.new`)} && mv -f -- ${quotePath(`${output}.new`)} ${path} && cat -- ${path}`
    : `${group} | tee -- ${path}`;
  return { command: opening + makesFolder + save, makes: [output], output };
}

/** Turns tab-separated lines into the format, label first. */
function formatter(format: NonNullable<Reading['format']>, columns: readonly string[]): string {
  const names = [...columns].reverse();
  const order = columns.map((_, position) => `$${columns.length - position}`);
  if (format === 'tsv')
    return `awk -F'\\t' 'BEGIN { print ${quoteAwk(names.join('\t'))} } { print ${order.join(' "\\t" ')} }'`;
  if (format === 'json') {
    const fields = columns.map((name, position) => `${JSON.stringify(name)}: .[${position}]`).reverse();
    return `jq -Rn ${quote(`[inputs | split("\\t") | map(tonumber? // .) | {${fields.join(', ')}}]`)}`;
  }
  if (format === 'markdown') {
    return `awk -F'\\t' 'BEGIN { print "| ${names.join(' | ')} |"; print "|${names.map(() => ' --- ').join('|')}|" } { print "| " ${order.join(' " | " ')} " |" }'`;
  }
  return `awk -F'\\t' 'BEGIN { print ${quoteAwk(names.join(','))} } { for (i = 1; i <= NF; i++) if ($i ~ /[",]/) { gsub(/"/, "\\"\\"", $i); $i = "\\"" $i "\\"" } print ${order.join(' "," ')} }'`;
}

function quoteAwk(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll("'", '').replaceAll('\t', '\\t')}"`;
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-|-$/g, '') || 'report'
  );
}
