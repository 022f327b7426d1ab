import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Logger } from 'pino';
import { createPresenter, presentAll } from '../bots/present.ts';
import { renderMarkdown, renderTerminal } from '../bots/terminal/index.ts';
import { createWebServer } from '../bots/web/server.ts';
import { createDockerSandbox } from '../sandbox/docker.ts';
import { connectDocker } from '../sandbox/engine.ts';
import { ensureImage } from '../sandbox/image/build.ts';
import { showing } from '../scripts/setup/progress.mjs';
import { createHandlers } from '../workers/index.ts';
import { createAgent, mindOf, offlineNotice } from './agents/seat.ts';
import { type Board, createBoard } from './board.ts';
import { ask } from './cli/ask.ts';
import { checkLines, checkOne } from './cli/check.ts';
import { openLog } from './cli/log.ts';
import { type AskFlags, createProgram, type Part } from './cli/program.ts';
import { type Config, readConfig } from './config.ts';
import type { Locale, Recorded } from './debate/event.ts';
import { examine } from './doctor/examine.ts';
import { createLocalProbes } from './doctor/local-probes.ts';
import { printFindings } from './doctor/print.ts';
import { ParleyError } from './errors.ts';
import { createIntake } from './intake.ts';
import { createPolicy } from './policy/index.ts';
import type { Sandbox } from './ports/sandbox.ts';
import { withPresence } from './presence.ts';
import { createRedisActivity } from './store/activity.ts';
import { createRedisBlobs } from './store/blobs.ts';
import { connectRedis } from './store/connection.ts';
import { houseOf } from './store/house.ts';
import { createRedisLedger } from './store/ledger.ts';
import { startOwnRedis } from './store/redis-server.ts';
import { createTaskQueue } from './store/task-queue.ts';
import { startWorkers } from './store/workers.ts';

/**
 * The composition root and the command line: the only file that knows every room. Each command opens what it
 * needs, does its work, and closes everything in the opposite order.
 */

type Closing = { push(close: () => Promise<unknown>): void };

/** Everything that was opened is closed, newest first, whatever way the work ended. */
async function closingAll<T>(work: (closing: Closing) => Promise<T>): Promise<T> {
  const opened: (() => Promise<unknown>)[] = [];
  try {
    return await work({ push: (close) => void opened.unshift(close) });
  } finally {
    for (const close of opened) await close().catch((error: Error) => say(`while closing: ${error.message}`));
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * Fires at the first Ctrl-C or SIGTERM; a later one ends the process at once. What comes within a second is the
 * same Ctrl-C: the terminal, npm and the launcher each pass it on.
 */
function interruption(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) first = Date.now();
      else if (Date.now() - first > 1000) process.exit(130);
      controller.abort(new Error('interrupted'));
    });
  }
  return controller.signal;
}

async function openStore(config: Config, log: Logger, closing: Closing) {
  const own = config.redisUrl ? null : await startOwnRedis({ folder: `${config.data}/redis` });
  if (own) closing.push(() => own.stop());
  const connection = await connectRedis(config.redisUrl ?? (own?.url as string), {
    onTrouble: (message) => log.warn(message),
  });
  closing.push(() => connection.close());
  const blobs = createRedisBlobs(connection, {
    maxBytes: Math.max(config.limits.uploadMb, config.limits.artifactMb) * 1024 * 1024,
  });
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  const activity = createRedisActivity(connection);
  const house = await houseOf(connection);
  const intake = createIntake({
    house,
    ledger,
    queue,
    blobs,
    council: config.council.map(({ agent: _, avatar, ...seat }) => ({ ...seat, avatar: avatar || seat.id })),
    rules: config.rules,
    language: config.language,
    channels: config.channels,
    messageKb: config.limits.messageKb,
  });
  return { house, connection, blobs, ledger, queue, activity, intake };
}

type Store = Awaited<ReturnType<typeof openStore>>;

function environments(config: Config) {
  return Object.fromEntries(Object.entries(config.environments).map(([name, it]) => [name, { name, ...it }]));
}

async function openWorkers(
  config: Config,
  store: Store,
  log: Logger,
  closing: Closing,
  signal: AbortSignal,
): Promise<Sandbox> {
  const sandbox = createDockerSandbox({ house: store.house, blobs: store.blobs, artifactMb: config.limits.artifactMb });
  closing.push(() => sandbox.close());
  await prepareSandbox(config, sandbox, store, log, signal);
  const handlers = createHandlers({
    ...store,
    sandbox,
    policy: createPolicy(config.policy),
    agents: new Map(config.council.map((seat) => [seat.id, createAgent(seat.agent)])),
    environments: environments(config),
    openFollowUp: store.intake.followUp,
    log,
  });
  const workers = await startWorkers(store.connection, handlers);
  closing.push(() => workers.close());
  return sandbox;
}

// Without an engine debates still go on, up to the point where something would have to be tried out.
async function prepareSandbox(config: Config, sandbox: Sandbox, store: Store, log: Logger, signal: AbortSignal) {
  try {
    for (const tag of new Set(Object.values(config.environments).map((it) => it.image))) {
      await showing(`Sandbox image ${tag}`, (note) =>
        ensureImage({ docker: connectDocker(), tag, signal, progress: note }),
      );
    }
    await sandbox.sweep(new Set(await store.ledger.open()));
  } catch (error) {
    if (signal.aborted) throw error;
    log.info({ error }, 'the sandbox is not ready');
    complain(error);
  }
}

async function start(config: Config, only: Part | undefined, signal: AbortSignal): Promise<number> {
  const log = openLog(config.data);
  return closingAll(async (closing) => {
    const store = await showing(config.redisUrl ? 'Redis' : 'Redis (its own)', () => openStore(config, log, closing));
    const sandbox = only === 'bots' ? null : await openWorkers(config, store, log, closing, signal);
    if (only !== 'workers') {
      const web = await showing('Web page', () => openWeb(config, store, sandbox, log, closing));
      say(`\nParley is ready: ${web.url}\n`);
    }
    if (!signal.aborted) await once(signal, 'abort');
    say('Stopping…');
    return 0;
  });
}

async function openWeb(config: Config, store: Store, sandbox: Sandbox | null, log: Logger, closing: Closing) {
  const activity = await withPresence(store.activity, store.ledger);
  closing.push(() => activity.close());
  const board = await createBoard({
    ledger: store.ledger,
    activity,
    seats: config.council.map((seat) => ({
      id: seat.id,
      name: seat.name,
      avatar: seat.avatar || seat.id,
      weight: seat.weight,
      model: mindOf(seat.agent),
    })),
  });
  closing.push(() => board.close());
  const web = await createWebServer({
    ...store,
    activity,
    config: { ...config.web, ...config.limits },
    status: () => status(store, sandbox, board),
    log,
  });
  closing.push(() => web.close());
  return web;
}

async function status({ connection, queue }: Store, sandbox: Sandbox | null, board: Board) {
  const elsewhere = { ok: true, detail: { en: 'looked after by the workers', ko: '작업자 프로세스가 맡고 있습니다' } };
  const [redis, docker] = await Promise.all([connection.health(), sandbox?.health() ?? elsewhere]);
  // While Redis is away its commands wait: the queues are unknown then, and nobody should wait to hear that.
  const queues = redis.ok ? await queue.depth() : [];
  return { offline: true, connect: offlineNotice, personas: board.seats(), queues, redis, docker };
}

async function askCommand(config: Config, text: string, flags: AskFlags, signal: AbortSignal): Promise<number> {
  const log = openLog(config.data);
  return closingAll(async (closing) => {
    const store = await openStore(config, log, closing);
    const sandbox = await openWorkers(config, store, log, closing, signal);
    let present: ReturnType<typeof createPresenter> | undefined;
    const color = Boolean(process.stdout.isTTY);
    let locale = systemLocale();
    const heard = (recorded: Recorded) => {
      if (flags.json) return void process.stdout.write(`${JSON.stringify(recorded)}\n`);
      if (recorded.event.type === 'debate.opened') {
        locale = recorded.event.request.locale;
        present = createPresenter({ debate: recorded.key?.split('/')[0] ?? '' });
      }
      const post = present?.present(recorded);
      if (post) process.stdout.write(renderTerminal(post, { color, width: process.stdout.columns ?? 100, locale }));
    };
    const confirm = async () => {
      if (!process.stdin.isTTY) return false;
      const prompt = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await prompt.question('✅ Run it? [y/N] ', { signal }).finally(() => prompt.close());
      return /^(y|yes|네|예|응|ㅇ)/i.test(answer.trim());
    };
    const thread = flags.thread ?? crypto.randomUUID();
    const state = await ask(
      { ...store, heard, confirm, signal },
      { text, files: [...(flags.file ?? [])], approve: flags.approve ?? false, thread, save: flags.save },
    );
    // Nobody can come back to a thread without a name.
    if (!flags.thread) closing.push(() => sandbox.discard(state.workspace));
    return state.end?.outcome === 'done' || state.end?.outcome === 'answered' ? 0 : 1;
  });
}

async function show(config: Config, debate: string | undefined, json: boolean): Promise<number> {
  const log = openLog(config.data);
  return closingAll(async (closing) => {
    const { ledger } = await openStore(config, log, closing);
    if (!debate) {
      for (const id of await ledger.recent(20)) {
        const [first] = await ledger.read(id);
        if (first?.event.type === 'debate.opened')
          print(`${id}  ${new Date(first.at).toISOString()}  ${first.event.request.text.split('\n')[0]}`);
      }
      return 0;
    }
    const events = await ledger.read(debate);
    if (events.length === 0)
      throw new ParleyError('debate.unknown', `There is no debate called ${debate}.`, {
        fix: 'Run `npx parley show` to list the newest ones.',
      });
    print(json ? JSON.stringify(events, null, 2) : renderMarkdown(presentAll(events, { debate }), events));
    return 0;
  });
}

function complain(error: unknown): void {
  if (error instanceof ParleyError) say(`✗ ${error.message}\n  → ${error.fix}`);
  else
    say(
      `✗ ${error instanceof Error ? error.message : String(error)}\n  → If this keeps happening, run \`npx parley doctor\` and look into parley.log in the data folder.`,
    );
}

const configure = (file: string | undefined) => readConfig({ file, env: process.env });
const print = (line: string) => void process.stdout.write(`${line}\n`);
const systemLocale = (): Locale => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ko') ? 'ko' : 'en');

async function doctor(file: string | undefined, json: boolean): Promise<number> {
  const docker = connectDocker();
  const sandbox = createDockerSandbox({
    house: 'doctor',
    blobs: { put: async () => '', get: async () => null },
    artifactMb: 1,
  });
  const probes = createLocalProbes({
    engine: () => sandbox.health(),
    hasImage: (name) =>
      docker
        .getImage(name)
        .inspect()
        .then(
          () => true,
          () => false,
        ),
  });
  const findings = await examine({ config: settled(() => configure(file)), probes, locale: systemLocale() });
  if (json) print(JSON.stringify(findings, null, 2));
  else process.stdout.write(printFindings(findings, { locale: systemLocale(), color: Boolean(process.stdout.isTTY) }));
  return findings.some((it) => it.state === 'bad') ? 1 : 0;
}

// A configuration that cannot be read is a finding, not the end of the examination.
function settled(read: () => Config): Config | ParleyError {
  try {
    return read();
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
}

const program = createProgram({
  start: async (file, only) => start(configure(file), only, interruption()),
  ask: async (file, text, flags) => askCommand(configure(file), text, flags, interruption()),
  async check(file, command, stdin) {
    const { judge } = createPolicy(configure(file).policy);
    if (stdin) return checkLines(judge, process.stdin, print);
    if (command !== undefined) return checkOne(judge, command, print);
    throw new ParleyError('input.invalid', 'There is no command to check.', {
      fix: 'Give one as an argument, or use --stdin.',
    });
  },
  doctor,
  show: async (file, debate, json) => show(configure(file), debate, json),
});

try {
  await program.parseAsync();
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
