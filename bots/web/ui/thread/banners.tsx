import { signal } from '@preact/signals';
import type { ServiceHealth } from '../../../../src/status.ts';
import { Icon } from '../parts/icons.tsx';
import { local, words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { pending, status } from '../state/store.ts';

const dismissed = signal(false);

/** What the reader should know before reading on, the most pressing first: no connection, an ill service, no model. */
export function Banners() {
  const t = words.value;
  const known = status.value;
  if (link.value === 'lost')
    return (
      <div class="banner lost" role="status">
        <span class="spinner" aria-hidden="true" />
        {pending.value.length > 0 ? t('banner.lostTyped') : t('banner.lost')}
      </div>
    );
  if (known && !known.redis.ok) return <Ill name={t('monitor.redis')} health={known.redis} />;
  if (known && !known.docker.ok) return <Ill name={t('monitor.docker')} health={known.docker} />;
  if (!known?.offline || dismissed.value) return null;
  return (
    <div class="banner offline">
      <p>
        <strong>{t('banner.offline')}</strong> {local(known.connect ?? t('banner.connect'))}
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
}

function Ill({ name, health }: { name: string; health: ServiceHealth }) {
  return (
    <div class="banner lost" role="status">
      <p>
        <strong>
          {name}: {words.value('monitor.ill')}.
        </strong>{' '}
        {local(health.fix ?? health.detail)}
      </p>
    </div>
  );
}
