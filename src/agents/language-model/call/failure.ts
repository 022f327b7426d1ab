import type { Locale, Usage } from '../../../debate/event.ts';
import { ParleyError } from '../../../errors.ts';
import { settled, type Words, words } from '../words.ts';

/** Why a model gave nothing usable. Sorted once, here; everything else asks by `kind`. */
export type FailureKind = keyof typeof words.en.failures;

/** A call that came to nothing. `detail` is for the log: short, without keys, headers or prompts. */
export class ModelTrouble extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  /** How long the server asks callers to stay away. */
  readonly waitMs: number | undefined;

  constructor(kind: FailureKind, detail: string, more: { status?: number; waitMs?: number } = {}) {
    super(detail);
    this.name = 'ModelTrouble';
    this.kind = kind;
    this.status = more.status;
    this.waitMs = more.waitMs;
  }
}

/** What an agent throws: `agent.failed` with words for the thread, and what was spent until then. */
export class ModelFailure extends ParleyError {
  readonly usage: Usage;

  constructor(trouble: ModelTrouble, about: { model: string; keyName: string; locale: Locale; usage: Usage }) {
    const { locale, usage } = about;
    const told = { model: about.model, key: about.keyName, status: String(trouble.status ?? '') };
    const say = (text: Words) => settled(text(told), locale);
    super('agent.failed', say(words[locale].failures[trouble.kind].message), {
      fix: say(words[locale].failures[trouble.kind].fix),
      retryable: passing.has(trouble.kind),
      cause: trouble,
    });
    this.usage = usage;
  }
}

const passing: ReadonlySet<FailureKind> = new Set(['rate', 'down', 'unreachable', 'cut', 'stalled', 'resting']);

/** True for what says that the provider is not well: it counts towards leaving it alone for a while. */
export function isTrouble(error: unknown): boolean {
  if (error instanceof ModelTrouble) return passing.has(error.kind);
  return error instanceof Error && error.name === 'TimeoutError';
}
