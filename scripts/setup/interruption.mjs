/**
 * Turns Ctrl-C and its relatives into an AbortSignal while set-up runs, so that half-done work is put in order
 * before the process ends.
 */
export function watchInterruption() {
  const controller = new AbortController();
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const stop = () => {
    if (!controller.signal.aborted) process.stderr.write('\nStopping: what is being installed is left in order.\n');
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    /** From here signals are somebody else's business. */
    end() {
      for (const name of signals) process.off(name, stop);
    },
  };
}
