import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { modelSeatShape, pricesSchema, providersSchema } from './agents/language-model/config.ts';
import { manusSchema, manusWeight } from './agents/manus/config.ts';
import { channelsSchema } from './channels.ts';
import { budgetSchema, type rulesSchema } from './debate/event.ts';
import { gabrielSchema } from './gabriel/config.ts';
import { both } from './i18n/both.ts';
import { fault } from './i18n/faults/index.ts';
import { toolsSchema } from './tools/config.ts';
import { egressSchema } from './tools/pages/egress.ts';
import { readYamlFile } from './yaml-file.ts';

const environmentSchema = z.strictObject({
  image: z.string().default('parley-sandbox:1'),
  network: z.literal('none').default('none'),
  egress: z.array(egressSchema).default([]),
  runtime: z.string().default('runc'),
  memoryMb: z.int().min(32).default(512),
  cpus: z.number().positive().default(1),
  processes: z.int().min(8).default(128),
  seconds: z.int().min(1).default(120),
  outputKb: z.int().min(1).default(1024),
  diskMb: z.int().min(8).default(512),
});

const seatSchema = z.strictObject({
  id: personaId(),
  /** As people read it; the id when left out. */
  name: z.string().min(1).max(60).optional(),
  /** Which kind of mind: see `src/agents`. May be left out where `model` says it. */
  agent: z.enum(['aiin', 'manual', 'warden', 'model', 'manus']).optional(),
  /** 1 when left out; 0.6 for Manus. */
  weight: z.number().positive().optional(),
  avatar: z.string().default(''),
  environment: z.string().default('default'),
  model: modelSeatShape.model.optional(),
  role: modelSeatShape.role,
  maxOutputTokens: modelSeatShape.maxOutputTokens,
});

const durations = {
  critiqueRounds: z.int().min(0).max(3).default(1),
  margin: z.number().min(0).max(10).default(0.5),
  quorum: z.number().min(0).max(1).default(0.5),
  failedCheckCap: z.number().min(0).max(10).default(3),
  feasibilityShare: z.number().min(0).max(1).default(0.5),
  minutes: z.number().positive().default(10),
  thinkSeconds: z.number().positive().default(90),
};

const commandList = z
  .array(
    z
      .string()
      .regex(
        /^[^\s/]+$/,
        both('a program name without spaces or slashes', '공백과 슬래시가 없는 프로그램 이름이어야 합니다'),
      ),
  )
  .default([]);

type Seating = {
  readonly council?: readonly z.infer<typeof seatSchema>[] | undefined;
  readonly channels: z.infer<typeof channelsSchema>;
  readonly environments: object;
};

/** What no single setting can know about another. */
function checkSeating({ council = [], channels, environments }: Seating, context: z.core.$RefinementCtx): void {
  const ids = council.map((seat) => seat.id);
  const known = Object.keys(environments).join(', ');
  for (const [channel, { personas = [] }] of Object.entries(channels)) {
    // Without a council of its own nobody knows yet which models will join.
    const stranger = personas.find((id) => !ids.includes(id));
    if (stranger !== undefined && ids.length > 0)
      context.addIssue({
        code: 'custom',
        path: ['channels', channel, 'personas'],
        message: both(
          `no persona of the council is called ${stranger}; use one of: ${ids.join(', ')}`,
          `council에 없는 페르소나입니다: ${stranger}. 다음 중에서 고르세요: ${ids.join(', ')}`,
        ),
      });
  }
  for (const [index, seat] of council.entries()) {
    const refuse = (setting: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['council', index, setting], message });
    if (ids.indexOf(seat.id) !== index)
      refuse(
        'id',
        both(
          `two personas are called ${seat.id}; give every persona an id of its own`,
          `id가 같은 페르소나가 둘입니다: ${seat.id}. 서로 다른 id를 쓰세요`,
        ),
      );
    if (seat.model === undefined && (seat.agent ?? 'model') === 'model')
      refuse(
        'id',
        both(
          `${seat.id} has no mind: say agent: aiin, manual, warden or manus, or model: PROVIDER/MODEL`,
          `${seat.id}: 무엇이 생각할지 정해지지 않았습니다. agent: aiin, manual, warden, manus 중 하나나 model: 제공자/모델을 적으세요`,
        ),
      );
    if (seat.model !== undefined && (seat.agent ?? 'model') !== 'model')
      refuse(
        'model',
        both(
          `${seat.id} is ${seat.agent}, which uses no model: leave one of the two out`,
          `${seat.id}: ${seat.agent}에는 모델이 필요 없습니다. 둘 중 하나를 빼세요`,
        ),
      );
    if (!Object.hasOwn(environments, seat.environment))
      refuse(
        'environment',
        both(
          `there is no environment called ${seat.environment}; add it under "environments", or use one of: ${known}`,
          `그런 환경이 없습니다: ${seat.environment}. "environments"에 추가하거나 다음 중에서 고르세요: ${known}`,
        ),
      );
  }
}

const tokenSchema = z.string().min(16, both('a secret of 16 characters or more', '16자 이상의 비밀값이어야 합니다'));

const fileSchema = z
  .strictObject({
    /** Language of Parley's own words; `auto` follows each request. */
    language: z.enum(['auto', 'en', 'ko']).default('auto'),
    /** Who sits at the table; left out, the offline council and whatever model is at hand. */
    council: z.array(seatSchema).min(1).optional(),
    providers: providersSchema,
    prices: pricesSchema,
    manus: manusSchema.optional(),
    method: z.strictObject(durations).prefault({}),
    /** How far people's judgement of earlier plans moves a weight: a share of it, 0 for not at all; and from which day on. */
    trackRecord: z
      .strictObject({
        bound: z.number().min(0).max(0.5).default(0.25),
        since: z.iso.date({ error: both('a day such as 2026-11-24', '2026-11-24 같은 날짜여야 합니다') }).optional(),
      })
      .prefault({}),
    approval: z
      .strictObject({
        /** People besides the requester who may approve; `*` means everyone. */
        approvers: z.array(z.string()).default([]),
        reviewNeedsTwo: z.boolean().default(false),
        minutes: z.number().positive().default(60),
      })
      .prefault({}),
    channels: channelsSchema,
    /** What models may cost: in one debate (anew after each reply), one persona in it, one channel in a day (UTC). */
    budget: z
      .strictObject({
        debate: budgetSchema.optional(),
        persona: budgetSchema.optional(),
        channelPerDay: budgetSchema.optional(),
      })
      .prefault({}),
    environments: z.record(z.string(), environmentSchema).prefault({ default: {} }),
    gabriel: gabrielSchema,
    tools: toolsSchema,
    /** What draws pictures for the tool `image_generator`; left out, nothing does. */
    imageModel: modelSeatShape.model.optional(),
    policy: z.strictObject({ allow: commandList, review: commandList, deny: commandList }).prefault({}),
    web: z
      .strictObject({
        host: z.string().default('127.0.0.1'),
        port: z.int().min(0).max(65535).default(8080),
        /** Needed to bind to anything but this machine; better given as PARLEY_WEB_TOKEN. */
        token: tokenSchema.optional(),
        /** Origins besides the page's own that may open the socket. */
        origins: z.array(z.string()).default([]),
        /** Where others reach the page: for links to files that are too large for a chat. */
        publicUrl: z.url({ protocol: /^https?$/ }).optional(),
      })
      .prefault({}),
    limits: z
      .strictObject({
        messageKb: z.int().positive().default(64),
        uploadMb: z.number().positive().default(25),
        artifactMb: z.number().positive().default(25),
        /** All attachments and artifacts together; each is kept for 30 days. */
        storageMb: z.number().positive().default(1024),
      })
      .prefault({}),
    /** Folder for Parley's own Redis data. */
    data: z.string().default('.parley'),
  })
  .superRefine(checkSeating);

/** A seat as it is meant, whatever of it was left out. */
export type SeatConfig = Omit<z.infer<typeof seatSchema>, 'name' | 'agent' | 'weight'> & {
  readonly name: string;
  readonly weight: number;
  readonly agent: NonNullable<z.infer<typeof seatSchema>['agent']>;
};

export type Config = Omit<z.infer<typeof fileSchema>, 'method' | 'approval' | 'council'> & {
  /** Null when the file names nobody. */
  readonly council: readonly SeatConfig[] | null;
  readonly rules: z.infer<typeof rulesSchema>;
  /** Set when the operator brings a Redis; otherwise Parley starts its own. */
  readonly redisUrl: string | undefined;
  /** Where the file lay, or null when defaults are used. */
  readonly file: string | null;
};

/**
 * Reads `parley.yaml` (or `file`) and the environment variables REDIS_URL, PARLEY_WEB_TOKEN, PARLEY_HOST,
 * PARLEY_PORT, PARLEY_DATA; an empty one counts as none. No file means defaults. Throws `config.invalid` with line, column and a fix.
 */
export function readConfig(options: { file?: string | undefined; env: NodeJS.ProcessEnv }): Config {
  const { env } = options;
  const path = resolve(options.file ?? (env.PARLEY_CONFIG || 'parley.yaml'));
  const wanted = options.file !== undefined || Boolean(env.PARLEY_CONFIG);
  if (!existsSync(path)) {
    if (wanted) throw fault('config.invalid', 'fileMissing', { path });
    return toConfig(fileSchema.parse({}), null, env);
  }
  return toConfig(readYamlFile(path, fileSchema), path, env);
}

function toConfig(file: z.infer<typeof fileSchema>, path: string | null, env: NodeJS.ProcessEnv): Config {
  const { method, approval, council, ...rest } = file;
  const web = { ...rest.web, ...webFromEnvironment(env) };
  const local = ['127.0.0.1', 'localhost', '::1'].includes(web.host);
  if (!local && !web.token) throw fault('config.invalid', 'hostOpen', { host: web.host });
  return {
    ...rest,
    council: council?.map(meant) ?? null,
    web,
    data: resolve(env.PARLEY_DATA || rest.data),
    rules: {
      critiqueRounds: method.critiqueRounds,
      margin: method.margin,
      quorum: method.quorum,
      failedCheckCap: method.failedCheckCap,
      feasibilityShare: method.feasibilityShare,
      deliberationMs: Math.round(method.minutes * 60_000),
      thinkMs: Math.round(method.thinkSeconds * 1000),
      approvalMs: Math.round(approval.minutes * 60_000),
      approvers: approval.approvers,
      reviewNeedsTwo: approval.reviewNeedsTwo,
      ...(rest.budget.debate ? { budget: rest.budget.debate } : {}),
      ...(rest.budget.persona ? { personaBudget: rest.budget.persona } : {}),
    },
    redisUrl: env.REDIS_URL || undefined,
    file: path,
  };
}

function meant(seat: z.infer<typeof seatSchema>): SeatConfig {
  const { name = seat.id, agent = 'model', weight = agent === 'manus' ? manusWeight : 1 } = seat;
  return { ...seat, name, agent, weight };
}

function webFromEnvironment(env: NodeJS.ProcessEnv): Partial<Config['web']> {
  const port = env.PARLEY_PORT || undefined;
  if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535))
    throw fault('config.invalid', 'portNumber', { value: port });
  const token = env.PARLEY_WEB_TOKEN || undefined;
  if (token !== undefined && !tokenSchema.safeParse(token).success) throw fault('config.invalid', 'tokenShort');
  return {
    ...(env.PARLEY_HOST ? { host: env.PARLEY_HOST } : {}),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(token === undefined ? {} : { token }),
  };
}

/** Parley speaks under a name of its own, `hybrid` is a proposal's, and every object has a `constructor`. */
const taken = ['parley', 'hybrid', 'constructor'];

function personaId() {
  return z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,31}$/,
      both(
        'lower-case letters, digits and hyphens, starting with a letter',
        '소문자로 시작하는 소문자, 숫자, 하이픈만 쓸 수 있습니다',
      ),
    )
    .refine((id) => !taken.includes(id), {
      error: ({ input }) =>
        both(
          `${input} means something else here; choose another id`,
          `${input}: 여기서는 다른 뜻으로 쓰는 말입니다. 다른 id를 고르세요`,
        ),
    });
}
