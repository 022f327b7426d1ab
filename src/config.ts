import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { rulesSchema } from './debate/event.ts';
import { ParleyError } from './errors.ts';

const environmentSchema = z.strictObject({
  image: z.string().default('parley-sandbox:1'),
  network: z.literal('none').default('none'),
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
  name: z.string().min(1).max(60),
  /** Which kind of mind: see `src/agents`. */
  agent: z.enum(['aiin', 'manual', 'warden']),
  weight: z.number().positive().default(1),
  avatar: z.string().default(''),
  environment: z.string().default('default'),
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

const commandList = z.array(z.string().regex(/^[^\s/]+$/, 'a program name without spaces or slashes')).default([]);

const fileSchema = z.strictObject({
  /** Language of Parley's own words; `auto` follows each request. */
  language: z.enum(['auto', 'en', 'ko']).default('auto'),
  council: z
    .array(seatSchema)
    .min(1)
    .default([
      { id: 'aiin', name: 'AIIN', agent: 'aiin', weight: 0.4, avatar: '', environment: 'default' },
      { id: 'manual', name: 'Manual', agent: 'manual', weight: 0.3, avatar: '', environment: 'default' },
      { id: 'warden', name: 'Warden', agent: 'warden', weight: 0.3, avatar: '', environment: 'default' },
    ]),
  method: z.strictObject(durations).prefault({}),
  approval: z
    .strictObject({
      /** People besides the requester who may approve; `*` means everyone. */
      approvers: z.array(z.string()).default([]),
      reviewNeedsTwo: z.boolean().default(false),
      minutes: z.number().positive().default(60),
    })
    .prefault({}),
  environments: z.record(z.string(), environmentSchema).prefault({ default: {} }),
  policy: z.strictObject({ allow: commandList, review: commandList, deny: commandList }).prefault({}),
  web: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int().min(0).max(65535).default(8080),
      /** Needed to bind to anything but this machine; better given as PARLEY_WEB_TOKEN. */
      token: z.string().min(16).optional(),
      /** Origins besides the page's own that may open the socket. */
      origins: z.array(z.string()).default([]),
    })
    .prefault({}),
  limits: z
    .strictObject({
      messageKb: z.int().positive().default(64),
      uploadMb: z.number().positive().default(25),
      artifactMb: z.number().positive().default(25),
    })
    .prefault({}),
  /** Folder for Parley's own Redis data. */
  data: z.string().default('.parley'),
});

export type Config = Omit<z.infer<typeof fileSchema>, 'method' | 'approval'> & {
  readonly rules: z.infer<typeof rulesSchema>;
  /** Set when the operator brings a Redis; otherwise Parley starts its own. */
  readonly redisUrl: string | undefined;
  /** Where the file lay, or null when defaults are used. */
  readonly file: string | null;
};

/**
 * Reads `parley.yaml` (or `file`) and the environment variables REDIS_URL, PARLEY_WEB_TOKEN, PARLEY_PORT,
 * PARLEY_DATA. No file means defaults. Throws `config.invalid` with line, column and a fix.
 */
export function readConfig(options: { file?: string | undefined; env: NodeJS.ProcessEnv }): Config {
  const { env } = options;
  const path = resolve(options.file ?? env.PARLEY_CONFIG ?? 'parley.yaml');
  const wanted = options.file !== undefined || env.PARLEY_CONFIG !== undefined;
  if (!existsSync(path)) {
    if (wanted)
      throw new ParleyError('config.invalid', `${path} does not exist`, {
        fix: 'Name an existing file, or leave --config out to use the defaults.',
      });
    return toConfig(fileSchema.parse({}), null, env);
  }
  return toConfig(parseFile(readText(path), path), path, env);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ParleyError('config.invalid', `${path} cannot be read: ${(cause as NodeJS.ErrnoException).code}`, {
      fix: 'Check that it is a file and that this user may read it.',
      cause,
    });
  }
}

function parseFile(text: string, path: string): z.infer<typeof fileSchema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number | undefined) => {
    if (offset === undefined) return path;
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const broken = document.errors[0];
  if (broken)
    throw new ParleyError('config.invalid', `${at(broken.pos[0])}: not valid YAML: ${broken.message}`, {
      fix: 'Mend the YAML at that place.',
    });
  const checked = fileSchema.safeParse(document.toJS() ?? {});
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map((issue) => {
    const where = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path;
    return `${at(offsetOf(document.contents, where))}: ${where.join('.') || 'the file'}: ${describe(issue)}`;
  });
  throw new ParleyError('config.invalid', problems.join('\n'), {
    fix: 'Correct these lines; the README lists every setting under "Configuration".',
  });
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `unknown setting${issue.keys.length > 1 ? 's' : ''} ${issue.keys.join(', ')}`;
  return issue.message;
}

function offsetOf(node: unknown, path: readonly PropertyKey[]): number | undefined {
  let offset = (node as { range?: [number, number, number] } | null)?.range?.[0];
  let current = node as { get?: (key: unknown, keep: boolean) => unknown } | null;
  for (const part of path) {
    if (isMap(current)) {
      const pair = current.items.find((item) => String((item.key as { value?: unknown }).value) === String(part));
      offset = (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    }
    current = (current?.get?.(part, true) as typeof current) ?? null;
  }
  return offset;
}

function toConfig(file: z.infer<typeof fileSchema>, path: string | null, env: NodeJS.ProcessEnv): Config {
  const { method, approval, ...rest } = file;
  const token = env.PARLEY_WEB_TOKEN ?? rest.web.token;
  const port = env.PARLEY_PORT === undefined ? rest.web.port : Number(env.PARLEY_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ParleyError('config.invalid', `PARLEY_PORT=${env.PARLEY_PORT} is not a port number`, {
      fix: 'Use a whole number from 0 to 65535.',
    });
  const ids = rest.council.map((seat) => seat.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice)
    throw new ParleyError('config.invalid', `council: two personas are called ${twice}`, {
      fix: 'Give every persona an id of its own.',
    });
  for (const seat of rest.council) {
    if (!(seat.environment in rest.environments)) {
      throw new ParleyError(
        'config.invalid',
        `council.${seat.id}: there is no environment called ${seat.environment}`,
        { fix: 'Add it under "environments", or use one of: ' + Object.keys(rest.environments).join(', ') },
      );
    }
  }
  const local = ['127.0.0.1', 'localhost', '::1'].includes(rest.web.host);
  if (!local && !token) {
    throw new ParleyError('config.invalid', `web.host ${rest.web.host} is reachable by others, and no token is set`, {
      fix: 'Set PARLEY_WEB_TOKEN to a secret of 16 characters or more, or bind to 127.0.0.1.',
    });
  }
  return {
    ...rest,
    web: { ...rest.web, port, ...(token === undefined ? {} : { token }) },
    data: resolve(env.PARLEY_DATA ?? rest.data),
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
    },
    redisUrl: env.REDIS_URL || undefined,
    file: path,
  };
}

function personaId() {
  return z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, starting with a letter');
}
