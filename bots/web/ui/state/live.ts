import { signal } from '@preact/signals';
import type { Activity } from '../../../../src/ports/activity.ts';

/** What goes on this moment in one debate. */
export type Live = {
  readonly states: ReadonlyMap<string, 'thinking' | 'voting' | 'executing'>;
  readonly drafts: ReadonlyMap<string, string>;
  /** Output as it streams, by `turn/step`. */
  readonly output: ReadonlyMap<string, readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[]>;
};

const nothing: Live = { states: new Map(), drafts: new Map(), output: new Map() };
const mostChunks = 2000;

/** By debate. */
export const live = signal<ReadonlyMap<string, Live>>(new Map());

export function liveOf(debate: string): Live {
  return live.value.get(debate) ?? nothing;
}

export function forgetLive(): void {
  live.value = new Map();
}

export function hearActivity(activity: Activity): void {
  change(activity.debate, (before) => after(before, activity));
}

/** A persona's word is in the ledger: what was drafted is no longer of interest. */
export function settle(debate: string, persona: string | null): void {
  const before = live.value.get(debate);
  if (before === undefined) return;
  if (persona === null) change(debate, (it) => ({ ...nothing, output: it.output }));
  else if (before.drafts.has(persona)) change(debate, (it) => ({ ...it, drafts: without(it.drafts, persona) }));
}

function after(before: Live, activity: Activity): Live {
  switch (activity.type) {
    case 'persona.state': {
      const { persona, state } = activity;
      const drafts = state === 'idle' ? without(before.drafts, persona) : before.drafts;
      const rest = without(before.states, persona);
      return { ...before, drafts, states: state === 'idle' ? rest : rest.set(persona, state) };
    }
    // A draft is all that was written so far.
    case 'draft': {
      const drafts = new Map(before.drafts);
      drafts.set(activity.persona, activity.text);
      return { ...before, drafts };
    }
    case 'step.output': {
      if (activity.rehearsal) return before;
      const key = `${activity.turn}/${activity.step}`;
      const { stream, text } = activity;
      const chunks = [...(before.output.get(key) ?? []), { stream, text }].slice(-mostChunks);
      return { ...before, output: new Map(before.output).set(key, chunks) };
    }
  }
}

function change(debate: string, how: (before: Live) => Live): void {
  live.value = new Map(live.value).set(debate, how(liveOf(debate)));
}

function without<V>(map: ReadonlyMap<string, V>, key: string): Map<string, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
