/** What must be true after a request's commands ran. */
export type Effect = {
  /** The output, trimmed, or a pattern in it. */
  readonly prints?: string | RegExp;
  /** Files with their content, trimmed, or a pattern in it. */
  readonly makes?: Record<string, string | RegExp>;
  readonly removes?: readonly string[];
  readonly lacks?: RegExp;
};

/** The same request in English and Korean, the files at hand, and what must come of it. */
export type Row = readonly [en: string, ko: string, files: readonly string[], effect: Effect];
