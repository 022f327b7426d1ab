import type { Desk } from '../desk.ts';
import { hearMissedReactions } from './missed-reactions.ts';
import { hearMissedWords } from './missed-words.ts';

/** Hears what happened while nobody listened. Words come first: they may change what a ✅ was for. */
export async function catchUp(desk: Desk): Promise<void> {
  await desk.attention.catchUp(async (missed) => {
    if (missed) await hearMissedWords(desk, missed);
    await hearMissedReactions(desk);
  });
}
