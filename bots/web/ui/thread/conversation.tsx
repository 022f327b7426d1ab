import { signal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/icons.tsx';
import type { DebateLog, DebateView } from '../state/debate.ts';
import { words } from '../state/preferences.ts';
import { caughtUp, logs, pending, thread, views } from '../state/store.ts';
import { continuedDebates, timeline } from '../state/timeline.ts';
import { draggingFiles, takeFiles } from './composer.tsx';
import { Empty } from './empty.tsx';
import { LiveNow } from './live-now.tsx';
import { PendingMessage } from './pending.tsx';
import { PersonMessage } from './person.tsx';
import { Posts } from './posts.tsx';

const atEnd = signal(true);

/** The open conversation. It keeps to its end while the reader is there, and stays put otherwise. */
export function Conversation() {
  const box = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const t = words.value;
  const here = pending.value.filter((it) => it.thread === thread.value);
  const isEmpty = thread.value === null && here.length === 0;
  const continued = continuedDebates(views.value.values());

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    const column = box.current?.firstElementChild;
    if (!column) return;
    // Posts, drafts, output and pictures all make it longer, some of them late.
    const observer = new ResizeObserver(() => {
      if (atEnd.value && thread.value !== null) toEnd();
    });
    observer.observe(column);
    return () => observer.disconnect();
  }, []);
  useSignalEffect(() => {
    thread.value;
    atEnd.value = true;
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the button does the same
    <div
      class="conversation-frame"
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        draggingFiles.value = true;
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) draggingFiles.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        draggingFiles.value = false;
        takeFiles(event.dataTransfer?.files ?? []);
      }}
    >
      <div
        class="conversation"
        id="conversation"
        tabIndex={-1}
        ref={box}
        onClickCapture={(event) => {
          // Who unfolds something wants to read it where it is.
          if ((event.target as Element).closest('summary, [aria-expanded]')) atEnd.value = false;
        }}
        onScroll={(event) => {
          const it = event.currentTarget;
          // More may have come since this scroll: only who moves upwards leaves the end.
          if (it.scrollHeight - it.scrollTop - it.clientHeight < 80) atEnd.value = true;
          else if (it.scrollTop < lastTop.current) atEnd.value = false;
          lastTop.current = it.scrollTop;
        }}
      >
        <div class="column">
          {isEmpty && <Empty />}
          {logs.value.map((log) => {
            const view = views.value.get(log.id);
            return view && <Debate key={log.id} log={log} view={view} continued={continued} />;
          })}
          {here.map((it) => (
            <PendingMessage key={it.clientId} item={it} />
          ))}
          {thread.value !== null && caughtUp.value && logs.value.length === 0 && here.length === 0 && (
            <p class="note centre">{t('empty.missing')}</p>
          )}
        </div>
      </div>
      {!atEnd.value && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon name="down" size={15} /> {t('live.follow')}
        </button>
      )}
      {draggingFiles.value && <div class="drop-hint">{t('composer.drop')}</div>}
    </div>
  );
}

function Debate({ log, view, continued }: { log: DebateLog; view: DebateView; continued: ReadonlySet<string> }) {
  return (
    <section class="debate">
      {timeline(log, continued).map((item) =>
        item.kind === 'person' ? (
          <PersonMessage key={item.key} by={item.by} text={item.text} files={item.files} at={item.at} />
        ) : (
          <Posts key={item.key} item={item} view={view} debate={log.id} />
        ),
      )}
      {view.outcome === null && <LiveNow debate={log.id} view={view} />}
    </section>
  );
}
