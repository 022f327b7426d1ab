import { signal, useSignalEffect } from '@preact/signals';
import { MonitorPanel } from './monitor/monitor.tsx';
import { Lightbox } from './parts/lightbox.tsx';
import { panel } from './state/panels.ts';
import { words } from './state/preferences.ts';
import { approvalWaits, newest } from './state/store.ts';
import { Banners } from './thread/banners.tsx';
import { Composer } from './thread/composer.tsx';
import { Conversation } from './thread/conversation.tsx';
import { Header } from './thread/header.tsx';
import { Sidebar } from './thread/sidebar.tsx';

const announced = signal('');

/** The page: conversations on the left, the open one in the middle, the council's state on the right. */
export function App() {
  useSignalEffect(() => {
    document.title = `${approvalWaits.value ? '✅? ' : ''}Parley`;
  });
  useSignalEffect(() => {
    const post = newest.value?.post;
    if (!post) return;
    const text = post.blocks.find((block) => block.kind === 'text');
    const waits = post.blocks.some((block) => block.kind === 'approval');
    announced.value = waits
      ? words.value('announce.approval')
      : words.value('announce.post', { name: post.speaker.name, text: text?.markdown.slice(0, 200) ?? '' });
  });
  const t = words.value;
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('conversation')?.focus()}>
        {t('app.skip')}
      </button>
      <div class="layout" data-panel={panel.value ?? 'none'}>
        <Sidebar />
        <main class="middle">
          <Header />
          <Banners />
          <Conversation />
          <Composer />
        </main>
        <MonitorPanel />
        {panel.value && (
          <button
            type="button"
            class="shade"
            aria-label={t('app.closePanel')}
            onClick={() => {
              panel.value = null;
            }}
          />
        )}
      </div>
      <Lightbox />
      <div class="unseen" aria-live="polite">
        {announced.value}
      </div>
    </>
  );
}
