import type { APIEmbed } from 'discord.js';
import { formatDuration } from '../../src/i18n/index.ts';
import { formatWeight } from '../../src/i18n/weight.ts';
import { inLanguage, type Status } from '../../src/status.ts';
import type { Tongue } from '../chat/tongue.ts';
import { inert } from './write/dialect.ts';
import { limits, shorten } from './write/message.ts';

const green = 0x3ba55d;
const red = 0xed4245;
const lights = { idle: '🟢', thinking: '💭', voting: '🗳️', executing: '⚙️', absent: '⚪' };

export function statusEmbed(status: Status, tongue: Tongue): APIEmbed {
  const { words } = tongue;
  const services = [
    ['Redis', status.redis],
    ['Docker', status.docker],
  ] as const;
  const busy = status.queues.filter((it) => it.waiting + it.active > 0);
  const queues = busy.map((it) =>
    words('status.waiting', { queue: it.queue, waiting: String(it.waiting), active: String(it.active) }),
  );
  return {
    title: words('status.title'),
    color: services.every(([, it]) => it.ok) ? green : red,
    fields: [
      { name: words('status.personas'), value: value(personaLines(status, tongue)) },
      { name: words('status.queues'), value: value(queues.length > 0 ? queues : [words('status.quiet')]) },
      { name: words('status.services'), value: value(services.map(([name, it]) => serviceLine(name, it, tongue))) },
    ],
  };
}

export function personaLines({ personas }: Status, { words, locale }: Tongue): string[] {
  return personas.map((it) => {
    const facts = [words(`status.${it.state}`), inLanguage(it.model, locale)];
    facts.push(words('status.weight', { weight: formatWeight(it, locale) }));
    if (it.calls > 0) facts.push(words('status.calls', { count: it.calls }));
    if (it.p50LatencyMs !== null) facts.push(words('status.median', { time: formatDuration(it.p50LatencyMs, locale) }));
    if (it.failures > 0) facts.push(words('status.failures', { count: it.failures }));
    const absence = [it.why, it.fix].filter((text) => text !== undefined).map((text) => inLanguage(text, locale));
    return `${lights[it.state]} **${inert(it.name)}** ${inert([...facts, ...absence].join(' · '))}`;
  });
}

function serviceLine(name: string, service: Status['redis'], { locale }: Tongue): string {
  const fix = service.ok || service.fix === undefined ? '' : ` → ${inLanguage(service.fix, locale)}`;
  return `${service.ok ? '🟢' : '🔴'} **${name}** ${inert(inLanguage(service.detail, locale) + fix)}`;
}

const value = (lines: readonly string[]) => shorten(lines.join('\n') || '–', limits.fieldValue);
