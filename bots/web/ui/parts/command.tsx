import { useMemo, useState } from 'preact/hooks';
import { words } from '../state/preferences.ts';
import { CopyButton } from './copy.tsx';
import { tokens } from './shell-tokens.ts';

/** Beyond this a command pushes away what it did when it was tried, which says more to most people. */
const long = { lines: 8, characters: 480 };

/**
 * A command in colours; a long one shows its beginning, and all of it at a click.
 * @param unfolded all of it at once: what somebody has to look through
 */
export function Command({ source, unfolded = false }: { source: string; unfolded?: boolean }) {
  const parts = useMemo(() => tokens(source), [source]);
  const lines = source.split('\n').length;
  const [whole, setWhole] = useState(unfolded || (lines <= long.lines && source.length <= long.characters));
  return (
    <div class={whole ? 'command' : 'command cut'}>
      <pre>
        <code>
          {parts.map(({ kind, text }, at) => (
            <span key={at} class={`sh-${kind}`}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      {!whole && (
        <button type="button" class="unfold" onClick={() => setWhole(true)}>
          {words.value('steps.whole', { count: lines })}
        </button>
      )}
      <CopyButton text={source} />
    </div>
  );
}
