import { now } from '../state/clock.ts';
import { words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { discard, type Pending, sendAgain } from '../state/store.ts';
import { FileList } from './person.tsx';

const lateMs = 5000;

/** A message on its way: sent, waiting for the connection, or refused with the reason. */
export function PendingMessage({ item }: { item: Pending }) {
  const t = words.value;
  const late = now.value - item.sentAt > lateMs;
  return (
    <article class="person mine pending">
      <div class="bubble">
        <p class="said">{item.text}</p>
        <FileList files={item.files} />
      </div>
      {item.problem === undefined ? (
        <p class="by">{t(link.value !== 'open' ? 'composer.waiting' : late ? 'composer.late' : 'composer.sending')}</p>
      ) : (
        <p class="problem-note" role="alert">
          {t('composer.failed', { reason: item.problem })}{' '}
          <button type="button" class="small" onClick={() => sendAgain(item)}>
            {t('composer.retry')}
          </button>{' '}
          <button type="button" class="small" onClick={() => discard(item)}>
            {t('composer.discard')}
          </button>
        </p>
      )}
    </article>
  );
}
