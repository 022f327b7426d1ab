/** Draft posts are replaced whole at each change, so what comes word by word goes on in small bundles. */
const bundleMs = 60;

/**
 * Passes on what is new in a text that grows. A text that begins anew, as after a retry, says nothing until it has
 * caught up with what was said before.
 */
export function createDraft(say: (delta: string) => void): (textSoFar: string) => void {
  let said = '';
  let last = 0;
  return (text) => {
    const now = performance.now();
    if (now - last < bundleMs || text.length <= said.length || !text.startsWith(said)) return;
    last = now;
    say(text.slice(said.length));
    said = text;
  };
}
