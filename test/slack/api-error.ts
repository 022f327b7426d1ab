/** Slack's way to say no: HTTP 200 with `ok: false` and a code. */
export class ApiError extends Error {
  readonly code: string;
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.name = 'ApiError';
    this.code = code;
    this.more = more;
  }
}
