import type { Locale } from '../../src/debate/event.ts';

/** A text for people: in one language for all, or in each. */
export type LocalText = string | Readonly<Record<Locale, string>>;

/** A persona as the status monitor shows it. */
export type PersonaStatus = {
  readonly id: string;
  readonly name: string;
  readonly avatar: string;
  readonly state: 'idle' | 'thinking' | 'voting' | 'executing' | 'absent';
  /** Why it cannot sit at the table, and what would seat it; only when absent. */
  readonly why?: LocalText;
  readonly fix?: LocalText;
  readonly lastLatencyMs: number | null;
  readonly p50LatencyMs: number | null;
  readonly calls: number;
  readonly failures: number;
  readonly weight: number;
  /** What thinks for it, in a few words: "offline rules", a model's name. */
  readonly model: LocalText;
};

export type ServiceHealth = {
  readonly ok: boolean;
  readonly detail: LocalText;
  /** What the operator can do, when it is ill. */
  readonly fix?: LocalText;
};

export type Status = {
  /** True when no persona has a language model behind it. */
  readonly offline: boolean;
  /** What to do about `offline`, e.g. "connect a model with …". */
  readonly connect?: LocalText;
  readonly personas: readonly PersonaStatus[];
  readonly queues: readonly {
    readonly queue: string;
    readonly waiting: number;
    readonly active: number;
    readonly delayed: number;
    readonly failed: number;
  }[];
  readonly redis: ServiceHealth;
  readonly docker: ServiceHealth;
};
