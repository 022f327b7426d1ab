import { words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { pending, status } from '../state/store.ts';

/** What the reader should know before reading on: no connection, or no language model. */
export function Banners() {
  const t = words.value;
  if (link.value === 'lost')
    return (
      <div class="banner lost" role="status">
        <span class="spinner" aria-hidden="true" />
        {pending.value.length > 0 ? t('banner.lostTyped') : t('banner.lost')}
      </div>
    );
  if (status.value?.offline)
    return (
      <div class="banner offline">
        <strong>{t('banner.offline')}</strong> {status.value.connect}
      </div>
    );
  return null;
}
