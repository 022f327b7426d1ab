import type { APIEmbed } from 'discord.js';
import type { Locale } from '../../src/debate/event.ts';
import { formatNumber } from '../../src/i18n/format.ts';
import { formatDuration } from '../../src/i18n/index.ts';
import { inert } from './dialect.ts';
import { limits, shorten } from './message.ts';
import type { Tongue } from './tongue.ts';

/** A text in one language for all, or in each. */
type LocalText = string | Readonly<Record<Locale, string>>;
type Service = { readonly ok: boolean; readonly detail: LocalText; readonly fix?: LocalText };

/** How Parley is: the part of the status monitor that fits a message. */
export type Status = {
  readonly personas: readonly {
    readonly name: string;
    readonly state: 'idle' | 'thinking' | 'voting' | 'executing' | 'absent';
    readonly why?: LocalText;
    readonly fix?: LocalText;
    readonly p50LatencyMs: number | null;
    readonly calls: number;
    readonly failures: number;
    readonly weight: number;
    readonly model: LocalText;
  }[];
  readonly queues: readonly { readonly queue: string; readonly waiting: number; readonly active: number }[];
  readonly redis: Service;
  readonly docker: Service;
};

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
    const facts = [words(`status.${it.state}`), told(it.model, locale)];
    facts.push(words('status.weight', { weight: formatNumber(it.weight, locale, 2) }));
    if (it.calls > 0) facts.push(words('status.calls', { count: it.calls }));
    if (it.p50LatencyMs !== null) facts.push(words('status.median', { time: formatDuration(it.p50LatencyMs, locale) }));
    if (it.failures > 0) facts.push(words('status.failures', { count: it.failures }));
    const absence = [it.why, it.fix].filter((text) => text !== undefined).map((text) => told(text, locale));
    return `${lights[it.state]} **${inert(it.name)}** ${inert([...facts, ...absence].join(' · '))}`;
  });
}

function serviceLine(name: string, service: Service, { locale }: Tongue): string {
  const fix = service.ok || service.fix === undefined ? '' : ` → ${told(service.fix, locale)}`;
  return `${service.ok ? '🟢' : '🔴'} **${name}** ${inert(told(service.detail, locale) + fix)}`;
}

const told = (text: LocalText, locale: Locale) => (typeof text === 'string' ? text : text[locale]);
const value = (lines: readonly string[]) => shorten(lines.join('\n') || '–', limits.fieldValue);
