import type { DebateView } from '../state/debate.ts';
import { words } from '../state/preferences.ts';
import { link } from '../state/socket.ts';
import { click, you } from '../state/store.ts';

/** Thumbs on a result; a second click takes one's own back. */
export function Rating({ debate, view }: { debate: string; view: DebateView }) {
  const t = words.value;
  const mine = view.ratings.get(you.value?.id ?? '') ?? 'none';
  const count = (value: 'up' | 'down') => [...view.ratings.values()].filter((it) => it === value).length;
  return (
    <p class="rating">
      {(['up', 'down'] as const).map((value) => (
        <button
          key={value}
          type="button"
          class="thumb"
          aria-pressed={mine === value}
          aria-label={t(`result.${value}`)}
          title={t(`result.${value}`)}
          disabled={link.value !== 'open'}
          onClick={() => click({ type: 'rate', debate, value: mine === value ? 'none' : value })}
        >
          <span aria-hidden="true">{value === 'up' ? '👍' : '👎'}</span>
          {count(value) > 0 && <b>{count(value)}</b>}
        </button>
      ))}
    </p>
  );
}
