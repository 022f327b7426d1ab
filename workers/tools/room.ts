import type { DebateState } from '../../src/debate/debate.ts';
import type { Artifact, EventOf } from '../../src/debate/event.ts';
import type { Environment } from '../../src/ports/sandbox.ts';
import type { ToolWords } from '../../src/tools/words.ts';
import type { ToolSettings, WorkerDeps } from '../deps.ts';

/** Where one use of a tool happens. */
export type Room = {
  readonly deps: Pick<WorkerDeps, 'sandbox' | 'policy' | 'blobs' | 'ledger' | 'spending' | 'channelDay'>;
  readonly settings: ToolSettings;
  readonly state: DebateState;
  readonly persona: string;
  readonly environment: Environment;
  /** A name of this use that begins with its debate. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly t: ToolWords;
};

/** What a use gave; the text goes to the mind in full and to the thread shortened. */
export type Found = {
  readonly ok: boolean;
  readonly text: string;
  readonly artifact?: Artifact;
  /** What the use has cost. */
  readonly usage?: EventOf<'tool.used'>['usage'];
};

export const found = (text: string): Found => ({ ok: true, text });
export const refused = (text: string): Found => ({ ok: false, text });
