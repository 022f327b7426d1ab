export type ProblemKind =
  | 'address'
  | 'scheme'
  | 'host'
  | 'private'
  | 'unknown'
  | 'unreachable'
  | 'certificate'
  | 'redirects'
  | 'status'
  | 'type'
  | 'size'
  | 'slow'
  | 'unreadable';

/** Why a page could not be had; `detail` is the host, status or type that it is about. */
export class PageProblem extends Error {
  readonly kind: ProblemKind;
  readonly detail: string;
  constructor(kind: ProblemKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = 'PageProblem';
    this.kind = kind;
    this.detail = detail;
  }
}
