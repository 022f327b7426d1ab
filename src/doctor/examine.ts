import type { Config } from '../config.ts';
import type { Locale } from '../debate/event.ts';
import { ParleyError } from '../errors.ts';
import { formatBytes } from '../i18n/index.ts';
import { inLanguage } from '../i18n/local-text.ts';
import { type Translator, translatorFor } from '../i18n/translator.ts';
import { browserImage, wantsBrowser } from '../tools/config.ts';
import type { Finding, Probes } from './finding.ts';
import { en, ko } from './words.ts';

const oldestNode = 24;
const oldestRedis = 7;
/** Room for Redis' log of a busy week and its rewriting. */
const littleBytes = 1024 ** 3;

type Examination = {
  /** The settings, or the error that reading them threw. */
  readonly config: Config | ParleyError;
  readonly probes: Probes;
  readonly locale: Locale;
};

type Words = Translator<typeof en> & { readonly locale: Locale };
type Name = Finding['name'];

/** Looks at everything that Parley needs. What depends on settings that cannot be read is left out. */
export async function examine({ config, probes, locale }: Examination): Promise<Finding[]> {
  const t: Words = Object.assign(translatorFor({ en, ko }, locale), { locale });
  const looks: Promise<Finding[]>[] = [
    look('node', t, async () => node(probes, t)),
    look('packages', t, async () =>
      (await probes.packagesMatch())
        ? ok('packages', t('packages.ok'))
        : bad('packages', t('packages.differ'), t('packages.differFix')),
    ),
  ];
  if (config instanceof ParleyError) looks.push(look('settings', t, () => Promise.reject(config)));
  else looks.push(...withSettings(config, probes, t, locale));
  return (await Promise.all(looks)).flat();
}

function withSettings(config: Config, probes: Probes, t: Words, locale: Locale): Promise<Finding[]>[] {
  const { host, port } = config.web;
  return [
    look('settings', t, async () =>
      ok('settings', config.file === null ? t('settings.defaults') : t('settings.file', { file: config.file })),
    ),
    look('redis', t, () => redis(config.redisUrl, probes, t)),
    sandbox(config, probes, t),
    look('disk', t, async () => {
      if (!(await probes.isWritable(config.data)))
        return bad('disk', t('disk.closed', { folder: config.data }), t('disk.littleFix'));
      const free = await probes.freeBytes(config.data);
      const told = { free: formatBytes(free, locale), folder: config.data };
      return free >= littleBytes
        ? ok('disk', t('disk.ok', told))
        : warn('disk', t('disk.little', told), t('disk.littleFix'));
    }),
    look('port', t, async () => {
      const told = { host, port: String(port) };
      return port === 0 || (await probes.portIsFree(host, port))
        ? ok('port', t('port.ok', told))
        : warn('port', t('port.used', told), t('port.usedFix'));
    }),
  ];
}

function node(probes: Probes, t: Words): Finding {
  const version = probes.node();
  return Number.parseInt(version, 10) >= oldestNode
    ? ok('node', version)
    : bad('node', t('node.old', { version }), t('node.oldFix'));
}

async function redis(url: string | undefined, probes: Probes, t: Words): Promise<Finding> {
  if (url === undefined) {
    const program = await probes.redisProgram();
    return program ? ok('redis', t('redis.own', { program })) : bad('redis', t('redis.missing'), t('redis.missingFix'));
  }
  const { version, durable, eviction } = await probes.redis(url);
  if (Number.parseInt(version, 10) < oldestRedis) return bad('redis', t('redis.old', { version }), t('redis.oldFix'));
  if (eviction !== 'noeviction') return warn('redis', t('redis.evicts', { policy: eviction }), t('redis.keepFix'));
  return durable ? ok('redis', t('redis.yours', { version })) : warn('redis', t('redis.forgets'), t('redis.keepFix'));
}

async function sandbox(config: Config, probes: Probes, t: Words): Promise<Finding[]> {
  const images = [...new Set(Object.values(config.environments).map(({ image }) => image))];
  if (wantsBrowser(config)) images.push(browserImage);
  const [engine] = await look('engine', t, async () => {
    const health = await probes.engine();
    return health.ok
      ? ok('engine', `${health.engine}, ${inLanguage(health.detail, t.locale)}`)
      : bad(
          'engine',
          `${inLanguage(health.detail, t.locale)}. ${t('engine.cannot')}`,
          inLanguage(health.fix ?? t('probe.failedFix'), t.locale),
        );
  });
  if (engine?.state !== 'ok')
    return [
      engine,
      ...images.map((image) => warn('image', t('image.unknown', { image }), t('image.unknownFix'))),
    ].filter((finding) => finding !== undefined);
  const found = images.map((image) =>
    look('image', t, async () =>
      (await probes.hasImage(image))
        ? ok('image', t('image.ok', { image }))
        : warn('image', t('image.missing', { image }), t('image.missingFix')),
    ),
  );
  return [engine, ...(await Promise.all(found)).flat()];
}

/** A probe that throws is itself a finding; the others go on. */
async function look(name: Name, t: Words, probe: () => Promise<Finding>): Promise<[Finding]> {
  try {
    return [await probe()];
  } catch (error) {
    if (error instanceof ParleyError) {
      const { message, fix } = error.told(t.locale);
      return [bad(name, message, fix)];
    }
    const reason = error instanceof Error ? error.message : String(error);
    return [bad(name, t('probe.failed', { reason }), t('probe.failedFix'))];
  }
}

const ok = (name: Name, detail: string): Finding => ({ name, state: 'ok', detail });
const warn = (name: Name, detail: string, fix: string): Finding => ({ name, state: 'warn', detail, fix });
const bad = (name: Name, detail: string, fix: string): Finding => ({ name, state: 'bad', detail, fix });
