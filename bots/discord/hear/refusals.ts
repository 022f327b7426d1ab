import type { Locale, Person } from '../../../src/debate/event.ts';
import type { Heard, Origin } from '../../../src/intake.ts';
import { Recent } from '../../chat/recent.ts';
import { wordsIn } from '../../chat/words.ts';

type Reason = Extract<Heard, { kind: 'refused' }>['reason'];

/** What is worth a word in front of everyone; a click that came too late by a moment is not. */
const spoken: readonly Reason[] = ['not-an-approver', 'needs-another', 'too-late'];

/** Answers a refused reaction politely, once per person and debate; clicks on buttons are answered every time. */
export function createRefusals(note: (place: Origin, text: string) => Promise<void>) {
  const told = new Recent<true>(5_000);
  return async (place: Origin, debate: string, by: Person, heard: Heard, locale: Locale): Promise<void> => {
    if (heard.kind === 'done' || !spoken.includes(heard.reason)) return;
    if (!told.firstTime(`${debate}/${by.id}/${heard.reason}`)) return;
    await note(place, refusal(heard.reason, by, locale)).catch(() => undefined);
  };
}

export function refusal(reason: Reason, by: Person, locale: Locale): string {
  return wordsIn(locale)(`refused.${reason}`, { name: by.name });
}
