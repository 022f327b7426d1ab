import { isTaken, type Origin, workspaceOf } from '../../src/intake.ts';
import type { Ledger } from '../../src/ports/ledger.ts';

/** Longer ago than this, people are told that their words arrived late. */
const lateMs = 60_000;

export const isLate = (at: number): boolean => Date.now() - at > lateMs;

/**
 * Needs a message that is read again nothing more? It was taken before, or what goes on in its thread now was asked for
 * after it. Names of messages are numbers that grow, on Discord and on Slack.
 */
export async function isPast(ledger: Ledger, place: Origin, message: string): Promise<boolean> {
  if (await isTaken(ledger, place, message)) return true;
  const debate = (await ledger.inWorkspace(workspaceOf(place))).at(-1);
  const opened = debate === undefined ? undefined : (await ledger.read(debate))[0]?.event;
  if (opened?.type !== 'debate.opened' || opened.request.message === undefined) return false;
  return isBefore(message, opened.request.message);
}

const isBefore = (a: string, b: string) => (a.length === b.length ? a < b : a.length < b.length);
