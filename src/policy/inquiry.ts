import type { RuleName } from './rules.ts';
import type { Scope } from './scope.ts';
import type { Argument } from './words.ts';

/** What the judges of commands are given: the script's scope, and ways to report and to go deeper. */
export type Inquiry = {
  readonly scope: Scope;
  report(rule: RuleName, word: string): void;
  /** Judges a command that another command runs. `external`: builtins and functions are out of its reach. */
  command(args: readonly Argument[], external: boolean): void;
  /** Judges text that is run as Bash source; `shares`: in this same shell, with its variables and functions. */
  script(source: string, shares: boolean): void;
};

/** One command as a judge sees it: its name is known, its arguments as far as they can be. */
export type Call = {
  readonly name: string;
  readonly args: readonly Argument[];
  /** Text that a here-document or here-string gives it, when all of it is known; null when it is not. */
  readonly stdin: string | null | undefined;
  readonly inquiry: Inquiry;
};

export type Judge = (call: Call) => void;
