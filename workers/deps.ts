import type { Logger } from 'pino';
import type { DebateState, Words } from '../src/debate/debate.ts';
import type { Budget, Verdict } from '../src/debate/event.ts';
import type { ActivityFeed } from '../src/ports/activity.ts';
import type { Agent } from '../src/ports/agent.ts';
import type { Blobs } from '../src/ports/blobs.ts';
import type { ImageMaker } from '../src/ports/image-maker.ts';
import type { Ledger } from '../src/ports/ledger.ts';
import type { Notebooks } from '../src/ports/notebooks.ts';
import type { Environment, Sandbox } from '../src/ports/sandbox.ts';
import type { Spending } from '../src/ports/spending.ts';
import type { TaskQueue } from '../src/ports/task-queue.ts';
import type { PageReader } from '../src/tools/pages/index.ts';
import type { Screenshotter } from '../src/tools/pages/screenshot.ts';

export type ToolSettings = {
  /** Most uses by one persona in one stage. */
  readonly perStage: number;
  /** Hard limit of one use. */
  readonly seconds: number;
  /** Left out, nobody reads web pages. */
  readonly readPage?: PageReader | undefined;
  /** Left out, no pictures are taken of them. */
  readonly takeScreenshot?: Screenshotter | undefined;
  /** Left out, no image model is connected. */
  readonly makeImage?: ImageMaker | undefined;
};

/** What workers need; passed in by the composition root. */
export type WorkerDeps = {
  readonly ledger: Ledger;
  readonly queue: TaskQueue;
  readonly blobs: Blobs;
  readonly activity: ActivityFeed;
  readonly spending: Spending;
  /** What models may cost in one channel in one day (UTC); not limited when left out. */
  readonly channelDay?: Budget | undefined;
  readonly notebooks: Notebooks;
  readonly sandbox: Sandbox;
  readonly policy: {
    judge(command: string): Verdict;
    /** Programs outside the shell itself that the command may run. */
    programsOf(command: string): readonly string[];
  };
  /** By persona id. A seat whose agent is not there fails, visibly. */
  readonly agents: ReadonlyMap<string, Agent>;
  /** Limits of the tools that agents may use while they think; left out, there are none. */
  readonly tools?: ToolSettings;
  readonly environments: Readonly<Record<string, Environment>>;
  /** Opens the debate that goes on with words said too late for this one; the same words open it only once. */
  openFollowUp(state: DebateState, words: readonly Words[]): Promise<string>;
  readonly log: Logger;
};
