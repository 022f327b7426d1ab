import type { Locale, Recorded } from '../../src/debate/event.ts';
import type { Post } from '../post.ts';
import { createPresenter } from '../present.ts';

/**
 * Begins to tell one debate in one language, its own when none is given: the function it returns hears every event from the first on and
 * answers what that event says in the thread, or null.
 */
export type PresentDebate = (debate: string, locale: Locale | undefined) => (recorded: Recorded) => Post | null;

export const presentDebate: PresentDebate = (debate, locale) => {
  const presenter = createPresenter({ debate, locale });
  return (recorded) => presenter.present(recorded);
};
