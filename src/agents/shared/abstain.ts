import type { Abstention } from '../../ports/agent.ts';

/** "I have nothing to offer here", with what a person should read. */
export function abstain(reason: string): Abstention {
  return { kind: 'abstained', reason };
}
