import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = join(root, 'node_modules/.bin/node');

export type Launch = {
  /** After `parley`: the command and its options. */
  readonly args: readonly string[];
  /** Parley's data folder. */
  readonly data: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Content of a `parley.yaml` to run with. */
  readonly config?: string;
};

/** A real `parley` process, and what it printed so far. */
export type Process = {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  out(): string;
  err(): string;
  /** What `find` makes of the output as soon as that is not null; rejects when the process ends before. */
  until<T>(what: string, find: (out: string, err: string) => T | null | undefined): Promise<T>;
  /** Sends a signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

const running = new Set<Process>();
const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-journey-'));
  folders.push(folder);
  return folder;
}

export async function launch({ args, data, env = {}, config }: Launch): Promise<Process> {
  const file = config === undefined ? [] : ['--config', join(await temporaryFolder(), 'parley.yaml')];
  if (config !== undefined) await writeFile(file[1] as string, config);
  const { REDIS_URL: _, ...inherited } = process.env;
  // Its own working directory: a parley.yaml of the developer's is not the test's.
  const child = spawn(node, [join(root, 'src/main.ts'), ...file, ...args], {
    cwd: await temporaryFolder(),
    env: { ...inherited, PARLEY_DATA: data, PARLEY_PORT: '0', NO_COLOR: '1', LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let over = false;
  const lookers = new Set<() => void>();
  const look = () => {
    for (const again of lookers) again();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    look();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    look();
  });
  const ended = once(child, 'close').then(([code]) => {
    over = true;
    running.delete(it);
    look();
    return code as number | null;
  });
  const it: Process = {
    child,
    ended,
    out: () => out,
    err: () => err,
    until: (what, find) =>
      new Promise((resolve, reject) => {
        const again = () => {
          const found = find(out, err);
          if (found === null || found === undefined) {
            if (!over) return;
            reject(new Error(`parley ended before ${what}:\n${out}\n${err}`));
          } else resolve(found);
          lookers.delete(again);
        };
        lookers.add(again);
        again();
      }),
    end(signal = 'SIGINT') {
      child.kill(signal);
      return ended;
    },
  };
  running.add(it);
  return it;
}

/** Runs a command to its end. */
export async function run(launching: Launch): Promise<{ code: number | null; out: string; err: string }> {
  const started = await launch(launching);
  const code = await started.ended;
  return { code, out: started.out(), err: started.err() };
}

export type Started = Process & { readonly port: number };

/** `parley start`, once its page can be opened. */
export async function startParley(launching: Omit<Launch, 'args'> & { readonly args?: readonly string[] }) {
  const it = await launch({ args: ['start'], ...launching });
  const port = await it.until('its page was ready', (_, err) => /ready: http:\/\/[^:]+:(\d+)\//.exec(err)?.[1]);
  return { ...it, port: Number(port) };
}

/** Ends what a failed test left running, and removes its folders. */
export async function tidy(): Promise<void> {
  for (const it of [...running]) await it.end('SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
