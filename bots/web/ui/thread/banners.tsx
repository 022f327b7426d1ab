import { signal } from '@preact/signals';
import { Icon } from '../parts/icons.tsx';
import { local, words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { pending, status } from '../state/store.ts';

const dismissed = signal(false);

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
  if (status.value?.offline && !dismissed.value)
    return (
      <div class="banner offline">
        <p>
          <strong>{t('banner.offline')}</strong> {local(status.value.connect ?? t('banner.connect'))}
        </p>
        <button
          type="button"
          class="quiet"
          aria-label={t('app.closePanel')}
          onClick={() => {
            dismissed.value = true;
          }}
        >
          <Icon name="close" size={15} />
        </button>
      </div>
    );
  return null;
}
