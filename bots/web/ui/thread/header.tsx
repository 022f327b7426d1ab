import { Icon } from '../parts/icons.tsx';
import { panel } from '../state/panels.ts';
import { words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { click, current, thread, threads } from '../state/store.ts';
import { Stages } from './stages.tsx';

/** Above the conversation: what it is about, how far it is, and the stop button. */
export function Header() {
  const t = words.value;
  const now = current.value;
  const summary = threads.value.find((it) => it.thread === thread.value);
  const goesOn = now !== null && now.view.outcome === null;
  return (
    <header class="header">
      <div class="header-row">
        <button
          type="button"
          class="quiet only-narrow"
          aria-label={t('app.openThreads')}
          onClick={() => {
            panel.value = 'threads';
          }}
        >
          <Icon name="menu" />
        </button>
        <h1 class="title">{summary?.title ?? 'Parley'}</h1>
        {goesOn && (
          <button
            type="button"
            class="stop"
            aria-label={t('thread.stopLabel')}
            title={t('thread.stopLabel')}
            disabled={link.value !== 'open'}
            onClick={() => click({ type: 'stop', debate: now.log.id })}
          >
            <span aria-hidden="true">🛑</span> {t('thread.stop')}
          </button>
        )}
        <button
          type="button"
          class="quiet only-medium"
          aria-label={t('app.openStatus')}
          onClick={() => {
            panel.value = panel.value === 'status' ? null : 'status';
          }}
        >
          <Icon name="pulse" />
        </button>
      </div>
      {now && <Stages view={now.view} />}
    </header>
  );
}
