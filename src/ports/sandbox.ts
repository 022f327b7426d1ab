import type { Artifact, Ending, Output, Rehearsal, WorkspaceFile } from '../debate/event.ts';
import type { LocalText } from '../i18n/local-text.ts';

/** Where a persona's commands run. */
export type Environment = {
  readonly name: string;
  readonly image: string;
  /** Only `none` so far: no network at all. */
  readonly network: 'none';
  /** Hosts whose pages a worker may read for its personas; its containers reach none of them. */
  readonly egress?: readonly string[];
  readonly runtime: string;
  readonly memoryMb: number;
  readonly cpus: number;
  readonly processes: number;
  /** Hard limit of one step. */
  readonly seconds: number;
  /** Output kept and streamed of one step; more ends it. */
  readonly outputKb: number;
  /** Size of the workspace. */
  readonly diskMb: number;
};

export type StepOrder = {
  /** Task key, e.g. `<debate>/step/1/s1`: the container is named after it. */
  readonly key: string;
  readonly workspace: string;
  /** Owner of the step: its home in this workspace's thread is mounted at `/home/agent`. */
  readonly persona: string;
  readonly environment: Environment;
  readonly command: string;
};

export type OutputChunk = { readonly stream: 'stdout' | 'stderr'; readonly text: string };

export type StepReport = {
  readonly ending: Ending;
  /** Set when it ran at a Gabriel of the operator's instead of a container. */
  readonly at?: 'gabriel';
  readonly exitCode: number;
  readonly output: Output;
  readonly durationMs: number;
  readonly artifacts: readonly Artifact[];
  /** What else went wrong, fit for the thread. */
  readonly problem?: LocalText;
};

export type RehearsalOrder = {
  readonly key: string;
  readonly workspace: string;
  /** In order; a step runs only after all before it ended with exit code 0. */
  readonly steps: readonly {
    readonly id: string;
    readonly persona: string;
    readonly environment: Environment;
    readonly command: string;
  }[];
};

/** What a rehearsal saw; the caller adds the policy's verdicts. */
export type RehearsalReport = {
  readonly steps: readonly { readonly step: string; readonly run?: NonNullable<Rehearsal['steps'][number]['run']> }[];
  readonly changes: Rehearsal['changes'];
};

export type SandboxHealth = {
  readonly ok: boolean;
  readonly engine: string;
  readonly detail: LocalText;
  readonly fix?: LocalText;
  readonly containers: number;
};

/**
 * Throw-away containers over one workspace volume per thread. Hardened: non-root, no capabilities, no
 * network, read-only root, bounded memory, processes, CPU, time, output and disk; nothing of the host inside.
 * Throws `ParleyError` (`docker.unreachable`, `image.missing`, `sandbox.failed`).
 */
export type Sandbox = {
  health(): Promise<SandboxHealth>;
  /** Names of the programs that the environment's image offers. */
  programs(environment: Environment): Promise<ReadonlySet<string>>;
  /** Lays files into the workspace (made when new), replacing those of the same name, and lists all files. */
  prepare(
    workspace: string,
    environment: Environment,
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<WorkspaceFile[]>;
  list(workspace: string, environment: Environment): Promise<WorkspaceFile[]>;
  /** A file's content, or null when it is not a regular file inside the workspace or larger than `maxBytes`. */
  read(workspace: string, environment: Environment, path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Tries the steps in order on a copy of the workspace, which is then thrown away. */
  rehearse(
    order: RehearsalOrder,
    signal: AbortSignal,
    heard: (step: string, chunk: OutputChunk) => void,
  ): Promise<RehearsalReport>;
  /** A hint that these steps may be run soon: containers are made ready for the first of them. */
  warm(workspace: string, persona: string, environment: Environment): Promise<void>;
  /** Removes what was made ready for this workspace and not used. Its files stay, and what runs there runs on. */
  release(workspace: string): Promise<void>;
  /**
   * Runs a step for real, at most once per key: a second call with the same key attaches to the first one's
   * container and reports how that one ended; `lost` when it began and no trace is left.
   * `begun`: the caller's knowledge, from the ledger, that an earlier call may have started it.
   */
  run(order: StepOrder, begun: boolean, signal: AbortSignal, heard: (chunk: OutputChunk) => void): Promise<StepReport>;
  /** Removes a step's container once its report is safe in the ledger. */
  forget(key: string): Promise<void>;
  /** Kills what runs for this debate at once, whichever process started it. `steps`: keys of those that have not ended. */
  kill(debate: string, steps?: readonly string[]): Promise<void>;
  /** Removes containers and volumes that an unclean stop left behind; `live` tells debates still open. */
  sweep(live: ReadonlySet<string>): Promise<void>;
  /** Removes a workspace, its files and the homes that go with it, for ever. Nothing may be running there. */
  discard(workspace: string): Promise<void>;
  /** Removes warm containers and closes connections. Workspaces stay. */
  close(): Promise<void>;
};
