import type { SandboxHealth } from '../ports/sandbox.ts';

/** `warn`: Parley works, but not all of it or not for long. `bad`: this has to be mended first. */
export type State = 'ok' | 'warn' | 'bad';

export type Finding = {
  /** Stable name, for scripts that read the JSON. */
  readonly name:
    | 'node'
    | 'packages'
    | 'settings'
    | 'redis'
    | 'engine'
    | 'image'
    | 'disk'
    | 'port'
    | 'model'
    | 'gabriel'
    | 'discord'
    | 'slack';
  readonly state: State;
  readonly detail: string;
  /** What the operator can do; always there unless `ok`. */
  readonly fix?: string;
};

export type RedisFacts = {
  readonly version: string;
  /** True when it writes what it is given to disk. */
  readonly durable: boolean;
  /** What it does when its memory is full. */
  readonly eviction: string;
};

/** How the doctor looks at the machine. Every probe may be slow, and may throw: that is a finding too. */
export type Probes = {
  /** Version of the Node that runs, like `24.21.0`. */
  node(): string;
  /** True when `node_modules` is what `package-lock.json` says. */
  packagesMatch(): Promise<boolean>;
  /** A Redis that answers at the URL. Throws `redis.unreachable`. */
  redis(url: string): Promise<RedisFacts>;
  /** Where Parley's own Redis server would come from; null when there is none. */
  redisProgram(): Promise<string | null>;
  engine(): Promise<SandboxHealth>;
  hasImage(name: string): Promise<boolean>;
  /** True when Parley could write there, or make the folder. */
  isWritable(folder: string): Promise<boolean>;
  /** Bytes free where the folder is, or would be. */
  freeBytes(folder: string): Promise<number>;
  portIsFree(host: string, port: number): Promise<boolean>;
};
