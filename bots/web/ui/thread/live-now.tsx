import { Face, hueOf } from '../parts/face.tsx';
import { Markdown } from '../parts/markdown.tsx';
import { Terminal } from '../parts/terminal.tsx';
import type { DebateView } from '../state/debate.ts';
import { liveOf } from '../state/live.ts';
import { words } from '../state/preferences.ts';

/** The growing end of a debate: drafts, output as it comes, and who is at it. */
export function LiveNow({ debate, view }: { debate: string; view: DebateView }) {
  const t = words.value;
  const { drafts, states, output } = liveOf(debate);
  const name = (id: string) => view.names.get(id) ?? id;
  const typing = [...states].filter(([persona]) => !drafts.get(persona));
  return (
    <>
      {[...drafts]
        .filter(([persona, text]) => states.has(persona) && text.trim() !== '')
        .map(([persona, text]) => (
          <article key={persona} class="post draft" style={{ '--hue': String(hueOf(persona)) }}>
            <Face id={persona} />
            <div class="post-body">
              <p class="by">
                <strong class="speaker">{name(persona)}</strong>
                <span class="tag">{t('live.draft')}</span>
              </p>
              <Markdown text={text} />
            </div>
          </article>
        ))}
      {view.running.map(({ turn, step }) => {
        const plan = view.steps.get(step);
        const owner = plan?.owner ?? 'parley';
        const text = (output.get(`${turn}/${step}`) ?? []).map((chunk) => chunk.text).join('');
        return (
          <article key={`${turn}/${step}`} class="post running" style={{ '--hue': String(hueOf(owner)) }}>
            <Face id={owner} />
            <div class="post-body">
              <p class="by">
                <strong class="speaker">{name(owner)}</strong>
                <span class="spinner" aria-hidden="true" />
                <span>{t('live.running', { purpose: plan?.purpose ?? step })}</span>
              </p>
              {text !== '' && <Terminal text={text} live />}
            </div>
          </article>
        );
      })}
      {typing.length > 0 && (
        <ul class="typing">
          {typing.map(([persona, state]) => (
            <li key={persona} style={{ '--hue': String(hueOf(persona)) }}>
              <Face id={persona} size={22} />
              <span>{t(`live.${state}`, { name: name(persona) })}</span>
              <span class="dots" aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
