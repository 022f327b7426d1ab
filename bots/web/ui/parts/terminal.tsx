import Anser from 'anser';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { CopyButton } from './copy.tsx';
import { readable } from './terminal-text.ts';

/** Terminal text with its colours. Progress lines that overwrite themselves show their last state. */
export function Ansi({ text }: { text: string }) {
  const spans = useMemo(() => {
    return Anser.ansiToJson(readable(text), { json: true, use_classes: true, remove_empty: true });
  }, [text]);
  return (
    <>
      {spans.map((span, at) => (
        <span
          key={at}
          class={[span.fg && `fg-${span.fg}`, span.bg && `bg-${span.bg}`, ...span.decorations.map((it) => `ansi-${it}`)]
            .filter(Boolean)
            .join(' ')}
          style={{
            color: colour(span.fg, span.fg_truecolor),
            backgroundColor: colour(span.bg, span.bg_truecolor),
          }}
        >
          {span.content}
        </span>
      ))}
    </>
  );
}

/** Output as it stands or grows; while `live` it keeps to its end unless the reader scrolled up. */
export function Terminal({ text, live = false }: { text: string; live?: boolean }) {
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    if (live && atEnd.current && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [text, live]);
  return (
    <div class="terminal">
      <pre
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={(event) => {
          const it = event.currentTarget;
          atEnd.current = it.scrollHeight - it.scrollTop - it.clientHeight < 24;
        }}
      >
        <Ansi text={text} />
      </pre>
      <CopyButton text={text} />
    </div>
  );
}

function colour(name: string | null, trueColour: string | null): string | undefined {
  if (name === 'ansi-truecolor' && trueColour) return `rgb(${trueColour})`;
  const index = Number(/^ansi-palette-(\d+)$/.exec(name ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(index) || index < 16) return undefined;
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + (index - 232) * 10)
      .join(',')})`;
  const level = (it: number) => (it === 0 ? 0 : 55 + it * 40);
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}
