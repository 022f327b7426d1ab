import { useState } from 'preact/hooks';
import { Face } from '../parts/face.tsx';
import { Icon } from '../parts/icons.tsx';
import { panel } from '../state/panels.ts';
import { locale, theme, toggleLanguage, toggleTheme, words } from '../state/preferences.ts';
import { openThread, setName, thread, threads, you } from '../state/store.ts';

const live = ['deliberating', 'approval', 'executing'];

/** All conversations, newest first, and what belongs to the person: name, language, light. */
export function Sidebar() {
  const t = words.value;
  const go = (id: string | null) => {
    openThread(id);
    panel.value = null;
  };
  return (
    <nav class="sidebar" aria-label={t('app.threads')}>
      <div class="brand">
        <Face id="parley" size={30} />
        <span>Parley</span>
      </div>
      <button type="button" class="new-thread" onClick={() => go(null)}>
        <Icon name="plus" /> {t('app.newThread')}
      </button>
      <ul class="threads">
        {threads.value.map((it) => (
          <li key={it.thread}>
            <a
              href={`#/t/${it.thread}`}
              class={it.thread === thread.value ? 'thread here' : 'thread'}
              aria-current={it.thread === thread.value ? 'page' : undefined}
              onClick={() => {
                panel.value = null;
              }}
            >
              <span class="thread-title">{it.title}</span>
              <span class={`thread-state state-${it.state}`}>
                {live.includes(it.state) && <span class="dot" aria-hidden="true" />}
                {t(`thread.${it.state}`)}
                <time>{when(it.at)}</time>
              </span>
            </a>
          </li>
        ))}
        {threads.value.length === 0 && <li class="note">{t('app.noThreads')}</li>}
      </ul>
      <div class="sidebar-foot">
        <YourName />
        <div class="switches">
          <button type="button" class="quiet" aria-label={t('app.languageLabel')} onClick={toggleLanguage}>
            {t('app.language')}
          </button>
          <button type="button" class="quiet" aria-label={t('app.toggleTheme')} onClick={toggleTheme}>
            <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} />
          </button>
        </div>
      </div>
    </nav>
  );
}

function YourName() {
  const [draft, setDraft] = useState<string | null>(null);
  const t = words.value;
  const name = you.value?.name ?? t('app.you');
  if (draft === null)
    return (
      <button type="button" class="quiet name" aria-label={t('app.changeName')} onClick={() => setDraft(name)}>
        <span class="initial" aria-hidden="true">
          {[...name][0]}
        </span>
        <span class="name-text">{name}</span>
      </button>
    );
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.trim()) setName(draft.trim());
        setDraft(null);
      }}
    >
      <input
        value={draft}
        maxLength={40}
        aria-label={t('app.yourName')}
        ref={(input) => input?.focus()}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <button type="submit" class="small">
        {t('app.save')}
      </button>
    </form>
  );
}

function when(at: number): string {
  const today = new Date(at).toDateString() === new Date().toDateString();
  const style: Intl.DateTimeFormatOptions = today ? { timeStyle: 'short' } : { month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(locale.value, style).format(at);
}
