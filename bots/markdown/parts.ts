/** How a piece of text is set apart. `link` marks an address that is shown as itself. */
export type Mark = 'strong' | 'emphasis' | 'strike' | 'code' | 'link';

export type Run = { readonly text: string; readonly marks: readonly Mark[] };

/** What stands before a line. `marker` is `-` or `3.`; a line of an item without one continues it. */
export type Lead = {
  readonly quote: boolean;
  /** How deep in lists, 0 for none. */
  readonly depth: number;
  readonly marker: string;
  /** 1 to 6, or 0. */
  readonly heading: number;
};

export type Line = {
  readonly kind: 'line';
  /** True when an empty line belongs before it. */
  readonly gap: boolean;
  readonly lead: Lead;
  readonly runs: readonly Run[];
};

export type Code = { readonly kind: 'code'; readonly gap: boolean; readonly language: string; readonly text: string };

/** Markdown as chat platforms can show it: lines with runs of marked text, and code blocks. */
export type Part = Line | Code;

/** A platform's way to write parts: markers, escapes, fences. Its length counts against the platform's limit. */
export type Dialect = { line(line: Line): string; code(code: Code): string };

export const noLead: Lead = { quote: false, depth: 0, marker: '', heading: 0 };

/** One line of text without any marks. */
export function plainLine(text: string, marks: readonly Mark[] = [], gap = false): Line {
  return { kind: 'line', gap, lead: noLead, runs: [{ text, marks }] };
}
