/** Draft posts are replaced whole at each change, so what comes word by word goes on in small bundles. */
const bundleMs = 60;

/**
 * Passes on what is new in a text that grows. A text that begins anew, as after a retry, says nothing until it has
 * caught up with what was said before. `read` takes what people may see out of what came so far.
 */
export function createDraft(
  say: (delta: string) => void,
  read: (soFar: string) => string = (soFar) => soFar,
): (soFar: string) => void {
  let said = '';
  let last = 0;
  return (soFar) => {
    const now = performance.now();
    if (now - last < bundleMs) return;
    last = now;
    const text = read(soFar);
    if (text.length <= said.length || !text.startsWith(said)) return;
    say(text.slice(said.length));
    said = text;
  };
}
