import type { SeatStatus } from './board.ts';
import type { LocalText } from './i18n/local-text.ts';
import type { QueueDepth } from './ports/task-queue.ts';

export { inLanguage, type LocalText } from './i18n/local-text.ts';

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
