import Table from 'cli-table3';

/** One measured line: what, how much, beside which rival or goal. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly beside: string;
  readonly goal: string;
  readonly ok: boolean | null;
};

export function printTable(rows: readonly Row[]): void {
  const table = new Table({ head: ['what', 'measured', 'beside', 'goal', ''], style: { head: [], border: [] } });
  for (const { what, measured, beside, goal, ok } of rows)
    table.push([what, measured, beside, goal, ok === null ? '' : ok ? '✓' : '✗']);
  process.stdout.write(`${table.toString()}\n`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
export const times = (value: number) => `${value.toFixed(3)}×`;
