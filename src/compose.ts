import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Logger } from 'pino';
import { examineBots, frontEnds } from '../bots/index.ts';
import { createPresenter, presentAll } from '../bots/present.ts';
import { renderListing, renderMarkdown, renderTerminal } from '../bots/terminal/index.ts';
import { ensureBrowserImage } from '../sandbox/browser/image.ts';
import { createDockerBrowser } from '../sandbox/browser/index.ts';
import { createDockerSandbox } from '../sandbox/docker.ts';
import { connectDocker } from '../sandbox/engine/engine.ts';
import { ensureImage } from '../sandbox/image/build.ts';
import { showing } from '../scripts/setup/progress.mjs';
import { createHandlers } from '../workers/index.ts';
import { webhookPath } from './agents/manus/config.ts';
import { offlineNotice } from './agents/seat.ts';
import { type Council, personasOf, seatCouncil, shownSeats, withWebhooks } from './agents/seating.ts';
import { type Board, createBoard } from './board.ts';
import { ask } from './cli/ask.ts';
import { openLog } from './cli/log.ts';
import type { AskFlags, Part } from './cli/program.ts';
import { type Closing, closingAll, complain, print, say } from './cli/terminal.ts';
import { systemLocale, words } from './cli/words.ts';
import type { Config } from './config.ts';
import type { Locale, Recorded } from './debate/event.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { createLocalProbes } from './doctor/local-probes.ts';
import { examineOthers } from './doctor/others.ts';
import { printFindings } from './doctor/print.ts';
import { ParleyError } from './errors.ts';
import { connectGabriel } from './gabriel/index.ts';
import { fault } from './i18n/faults/index.ts';
import { inLanguage } from './i18n/local-text.ts';
import { createIntake } from './intake.ts';
import { createPolicy } from './policy/index.ts';
import type { Environment, Sandbox } from './ports/sandbox.ts';
import { withPresence } from './presence.ts';
import { createRedisActivity } from './store/activity.ts';
import { createRedisBlobs } from './store/blobs.ts';
import { createRedisDeliveries } from './store/deliveries.ts';
import { createRedisHearing } from './store/hearing.ts';
import { houseOf } from './store/house.ts';
import { createRedisLedger } from './store/ledger.ts';
import { createRedisNotebooks } from './store/notebooks.ts';
import { createDeliveryQueue } from './store/queue/delivery-queue.ts';
import { createTaskQueue } from './store/queue/task-queue.ts';
import { startWorkers } from './store/queue/workers.ts';
import { connectRedis } from './store/redis/connection.ts';
import { startOwnRedis } from './store/redis/redis-server.ts';
import { createRedisSpending } from './store/spending.ts';
import { browserImage, wantsBrowser } from './tools/config.ts';
import { createPageReader } from './tools/pages/index.ts';
import { createScreenshotter } from './tools/pages/screenshot.ts';
import { createTrackRecord } from './track-record.ts';

/**
 * The composition root: the only file that knows every room. Each command opens what it needs, does its work, and
 * closes everything in the opposite order.
 */

/** Where everything is kept, and the front desk; `council` is who sits in debates that open from here. */
async function openStore(config: Config, council: Council | null, log: Logger, closing: Closing) {
  const own = config.redisUrl ? null : await startOwnRedis({ folder: `${config.data}/redis` });
  if (own) closing.push(() => own.stop());
  const connection = await connectRedis(config.redisUrl ?? (own?.url as string), {
    onTrouble: (message) => log.warn(message),
  });
  closing.push(() => connection.close());
  const blobs = createRedisBlobs(connection, {
    maxBytes: Math.max(config.limits.uploadMb, config.limits.artifactMb) * 1024 * 1024,
    totalBytes: config.limits.storageMb * 1024 * 1024,
  });
  const ledger = createRedisLedger(connection);
  const queue = createTaskQueue(connection);
  const activity = createRedisActivity(connection);
  const spending = createRedisSpending(connection);
  const notebooks = createRedisNotebooks(connection);
  const house = await houseOf(connection);
  const trackRecord = createTrackRecord(ledger, config.trackRecord);
  const intake = createIntake({
    house,
    ledger,
    queue,
    blobs,
    council: council ? personasOf(council) : [],
    rules: config.rules,
    language: config.language,
    channels: config.channels,
    trackRecord,
    ...(config.budget.channelPerDay ? { channelDay: { budget: config.budget.channelPerDay, spending } } : {}),
    messageKb: config.limits.messageKb,
  });
  return { house, connection, trackRecord, spending, notebooks, blobs, ledger, queue, activity, intake };
}

type Store = Awaited<ReturnType<typeof openStore>>;

function environments(config: Config) {
  return Object.fromEntries(Object.entries(config.environments).map(([name, it]) => [name, { name, ...it }]));
}

async function openWorkers(
  config: Config,
  council: Council,
  { store, sandbox, log, closing, signal }: Open,
): Promise<void> {
  await prepareSandbox(config, sandbox, store, log, signal);
  const handlers = createHandlers({
    ...store,
    sandbox,
    policy: createPolicy(config.policy),
    agents: new Map(council.seats.flatMap(({ seat, agent }) => (agent ? [[seat.id, agent]] : []))),
    environments: environments(config),
    tools: {
      ...config.tools,
      readPage: createPageReader(),
      takeScreenshot: createScreenshotter(createDockerBrowser({ house: store.house })),
      makeImage: config.imageModel === undefined ? undefined : council.models.imageMaker(config.imageModel),
    },
    channelDay: config.budget.channelPerDay,
    openFollowUp: store.intake.followUp,
    log,
  });
  const workers = await startWorkers(store.connection, handlers);
  closing.push(() => workers.close());
}

// Without an engine debates still go on, up to the point where something would have to be tried out.
async function prepareSandbox(config: Config, sandbox: Sandbox, store: Store, log: Logger, signal: AbortSignal) {
  try {
    for (const tag of new Set(Object.values(config.environments).map((it) => it.image))) {
      await showing(words('image', { image: tag }), (note) =>
        ensureImage({ docker: connectDocker(), tag, signal, progress: note }),
      );
    }
    await sandbox.sweep(new Set(await store.ledger.open()));
  } catch (error) {
    if (signal.aborted) throw error;
    log.info({ error }, 'the sandbox is not ready');
    complain(error);
    return;
  }
  if (!wantsBrowser(config)) return;
  try {
    await showing(`Browser image ${browserImage}`, (note) =>
      ensureBrowserImage({ docker: connectDocker(), signal, progress: note }),
    );
  } catch (error) {
    // Pages can be read without it.
    if (signal.aborted) throw error;
    log.info({ error }, 'the browser is not ready');
    complain(error);
  }
}

type Open = { store: Store; sandbox: Sandbox; log: Logger; closing: Closing; signal: AbortSignal };

/** Opens the store, and seats the council over a sandbox that is made only when somebody uses it. */
async function openHouse(
  config: Config,
  closing: Closing,
  signal: AbortSignal,
  webhooks = false,
): Promise<Open & { council: Council }> {
  const log = openLog(config.data);
  let sandbox: Sandbox | null = null;
  const kinds = environments(config);
  const programs = async (name: string) => (await sandbox?.programs(kinds[name] as Environment)) ?? new Set<string>();
  const manus = { webhooks, onTrouble: (message: string) => log.warn(message) };
  const council = await seatCouncil({ config, env: process.env, locale: systemLocale(), programs, manus });
  const what = config.redisUrl ? 'Redis' : words('ownRedis');
  const store = await showing(what, () => openStore(config, council, log, closing));
  const engine = createDockerSandbox({ house: store.house, blobs: store.blobs, artifactMb: config.limits.artifactMb });
  const made = connectGabriel(engine, config.gabriel, process.env, council.seats);
  sandbox = made;
  closing.push(() => made.close());
  return { store, sandbox: made, council, log, closing, signal };
}

export async function start(config: Config, only: Part | undefined, signal: AbortSignal): Promise<number> {
  return closingAll(async (closing) => {
    // Who is told by webhook has to be the process that asked.
    const open = await openHouse(config, closing, signal, only === undefined);
    const { council } = open;
    for (const line of council.news) say(line);
    for (const { seat, absence } of council.seats)
      if (absence) say(`! ${seat.name}: ${absence.reason}\n  → ${absence.fix}`);
    if (only !== 'bots') await openWorkers(config, council, open);
    if (only !== 'workers') await openBots(config, council, open, only === 'bots');
    if (!signal.aborted) await once(signal, 'abort');
    say(words('stopping'));
    return 0;
  });
}

const titles = { discord: 'Discord', slack: 'Slack' };

async function openBots(config: Config, council: Council, open: Open, workersElsewhere: boolean): Promise<void> {
  const { store, sandbox, log, closing } = open;
  const activity = await withPresence(store.activity, store.ledger);
  closing.push(() => activity.close());
  const board = await createBoard({
    ledger: store.ledger,
    activity,
    seats: shownSeats(council),
    trackRecord: store.trackRecord,
  });
  closing.push(() => board.close());
  const bots = frontEnds({
    ...store,
    config,
    env: process.env,
    activity,
    deliveries: (platform) => createRedisDeliveries(store.connection, platform),
    deliveryQueue: (platform) => createDeliveryQueue(store.connection, platform),
    hearing: (platform) => createRedisHearing(store.connection, platform),
    doorbells: council.manus ? { [webhookPath]: council.manus.handleWebhook } : undefined,
    status: () => status(store, workersElsewhere ? null : sandbox, board, council),
    log,
  });
  for (const { name, open: openBot } of bots) {
    try {
      const bot = await showing(name === 'web' ? words('webPage') : titles[name], openBot);
      closing.push(() => bot.close());
      say(name === 'web' ? `\n${bot.told}\n` : `  ${bot.told}`);
    } catch (error) {
      // Whoever cannot be reached keeps nobody else from talking; without the page there is nothing to look at.
      if (name === 'web') throw error;
      log.info({ error }, `${name} could not be opened`);
      complain(error);
    }
  }
}

async function status({ connection, queue }: Store, sandbox: Sandbox | null, board: Board, council: Council) {
  const elsewhere = { ok: true, detail: { en: 'looked after by the workers', ko: '작업자 프로세스가 맡고 있습니다' } };
  const [redis, docker] = await Promise.all([connection.health(), sandbox?.health() ?? elsewhere]);
  // While Redis is away its commands wait: the queues are unknown then, and nobody should wait to hear that.
  const queues = redis.ok ? await queue.depth() : [];
  const offline = !council.seats.some(({ seat, agent }) => ['model', 'manus'].includes(seat.agent) && agent);
  return { offline, connect: offlineNotice, personas: withWebhooks(board.seats(), council), queues, redis, docker };
}

export async function askCommand(config: Config, text: string, flags: AskFlags, signal: AbortSignal): Promise<number> {
  return closingAll(async (closing) => {
    const open = await openHouse(config, closing, signal);
    const { store, sandbox } = open;
    await openWorkers(config, open.council, open);
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
      const question = locale === 'ko' ? '✅ 실행할까요? [y/N] ' : '✅ Run it? [y/N] ';
      const answer = await prompt.question(question, { signal }).finally(() => prompt.close());
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

export async function show(config: Config, debate: string | undefined, json: boolean): Promise<number> {
  const log = openLog(config.data);
  return closingAll(async (closing) => {
    const { ledger } = await openStore(config, null, log, closing);
    if (!debate) {
      const newest = await ledger.recent(20);
      if (newest.length === 0) say(words('noDebates'));
      for (const id of newest) {
        const [first] = await ledger.read(id);
        if (first) print(renderListing(id, first));
      }
      return 0;
    }
    const events = await ledger.read(debate);
    if (events.length === 0) throw fault('debate.unknown', 'noDebate', { debate });
    print(json ? JSON.stringify(events, null, 2) : renderMarkdown(presentAll(events, { debate }), events));
    return 0;
  });
}

/** `config`: what could be read, or the error that reading it threw. */
export async function doctor(config: Config | ParleyError, json: boolean): Promise<number> {
  const locale = systemLocale();
  const docker = connectDocker();
  const nothing = { put: async () => '', get: async () => null };
  const sandbox = createDockerSandbox({ house: 'doctor', blobs: nothing, artifactMb: 1 });
  const isThere = (name: string) =>
    docker
      .getImage(name)
      .inspect()
      .then(
        () => true,
        () => false,
      );
  const probes = createLocalProbes({ engine: () => sandbox.health(), hasImage: isThere });
  const findings = [
    ...(await examine({ config, probes, locale })),
    ...(config instanceof ParleyError
      ? []
      : await examineOthers({ config, env: process.env, locale, bots: () => examinedBots(config, locale) })),
  ];
  if (json) print(JSON.stringify(findings, null, 2));
  else process.stdout.write(printFindings(findings, { locale, color: Boolean(process.stdout.isTTY) }));
  return findings.some((it) => it.state === 'bad') ? 1 : 0;
}

/** Chat platforms whose tokens are there. */
async function examinedBots(config: Config, locale: Locale): Promise<Finding[]> {
  return (await examineBots(config, process.env)).map(({ name, state, detail, fix }) => ({
    name,
    state,
    detail: inLanguage(detail, locale),
    ...(fix === undefined ? {} : { fix: inLanguage(fix, locale) }),
  }));
}
