import { useMemo } from 'preact/hooks';
import { CopyButton } from './copy.tsx';
import { tokens } from './shell-tokens.ts';

export function Command({ source }: { source: string }) {
  const parts = useMemo(() => tokens(source), [source]);
  return (
    <div class="command">
      <pre>
        <code>
          {parts.map(({ kind, text }, at) => (
            <span key={at} class={`sh-${kind}`}>
              {text}
            </span>
          ))}
        </code>
      </pre>
      <CopyButton text={source} />
    </div>
  );
}
