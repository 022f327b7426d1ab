import { Face } from '../parts/face.tsx';
import { words } from '../state/preferences.ts';
import { status } from '../state/store.ts';
import { draft } from './composer.tsx';

/** A new conversation: what this is, who sits here, and three ways to begin. */
export function Empty() {
  const t = words.value;
  const seated = status.value?.personas.filter((it) => it.state !== 'absent') ?? [];
  return (
    <section class="empty">
      <div class="empty-faces">
        {(seated.length > 0 ? seated.map((it) => it.id) : ['parley']).map((id) => (
          <Face key={id} id={id} size={46} />
        ))}
      </div>
      <h2>{t('empty.title')}</h2>
      <p>{t('empty.text')}</p>
      <h3>{t('empty.tryOne')}</h3>
      <ul class="examples">
        {(['empty.first', 'empty.second', 'empty.third'] as const).map((key) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                draft.value = `@parley ${t(key)}`;
                document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus();
              }}
            >
              {t(key)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
