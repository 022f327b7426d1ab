/** Something that set-up cannot do by itself. `fix` is what the person can run or set. */
export class SetupProblem extends Error {
  /**
   * @param {string} message
   * @param {string} fix
   */
  constructor(message, fix) {
    super(message);
    this.fix = fix;
  }
}

/** Set-up was called off with Ctrl-C or a signal. */
export class Interrupted extends Error {}

/**
 * Says on stderr what went wrong and how to mend it.
 * @param {unknown} error
 */
export function tell(error) {
  if (error instanceof Interrupted) return;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n✗ ${message}\n`);
  if (error instanceof SetupProblem) process.stderr.write(`  → ${error.fix.replaceAll('\n', '\n    ')}\n`);
}
