import type { SeatStatus } from './board.ts';
import type { Locale } from './debate/event.ts';
import type { QueueDepth } from './ports/task-queue.ts';

/** A text for people: in one language for all, or in each. */
export type LocalText = string | Readonly<Record<Locale, string>>;

export function inLanguage(text: LocalText, locale: Locale): string {
  return typeof text === 'string' ? text : text[locale];
}

export type ServiceHealth = {
  readonly ok: boolean;
  readonly detail: LocalText;
  /** What the operator can do, when it is ill. */
  readonly fix?: LocalText;
};

export type { SeatStatus };

/** How Parley is: what every front end's status monitor shows. */
export type Status = {
  /** True when no persona has a language model behind it. */
  readonly offline: boolean;
  /** What to do about `offline`. */
  readonly connect?: LocalText;
  readonly personas: readonly SeatStatus[];
  /** Empty while Redis is away. */
  readonly queues: readonly QueueDepth[];
  readonly redis: ServiceHealth;
  readonly docker: ServiceHealth;
};
