import type { types } from '@slack/bolt';
import type { Locale } from '../../src/debate/event.ts';
import { formatDateTime, formatDuration } from '../../src/i18n/index.ts';
import { formatWeight } from '../../src/i18n/weight.ts';
import { inLanguage, type Status } from '../../src/status.ts';
import { tongueOf } from '../chat/tongue.ts';
import { noLead, type Part, plainLine, type Run } from '../markdown/index.ts';
import { slackWords } from './words.ts';
import { type Block, context, messages } from './write/message.ts';

const plain = (text: string): Run => ({ text, marks: [] });
const strong = (text: string): Run => ({ text, marks: ['strong'] });
const item = (runs: readonly Run[]): Part => ({
  kind: 'line',
  gap: false,
  lead: { ...noLead, depth: 1, marker: '-' },
  runs,
});

const signs = { idle: '⚪', thinking: '🟢', voting: '🗳️', executing: '⚙️', absent: '🚫' } as const;

/** Who is at the table: state, how quick, how often, how reliable, how much they count. */
export function personaParts({ personas }: Status, locale: Locale): Part[] {
  const { words } = tongueOf(locale);
  const own = slackWords(locale);
  return personas.map((it) => {
    const facts = [
      words(`status.${it.state}`),
      ...(it.lastLatencyMs === null ? [] : [own('status.last', { time: formatDuration(it.lastLatencyMs, locale) })]),
      ...(it.p50LatencyMs === null ? [] : [words('status.median', { time: formatDuration(it.p50LatencyMs, locale) })]),
      words('status.calls', { count: it.calls }),
      ...(it.failures === 0 ? [] : [words('status.failures', { count: it.failures })]),
      words('status.weight', { weight: formatWeight(it, locale) }),
      inLanguage(it.model, locale),
      ...[it.why, it.fix].flatMap((text) => (text === undefined ? [] : inLanguage(text, locale))),
    ];
    return item([plain(`${signs[it.state]} `), strong(it.name), plain(` — ${facts.join(' · ')}`)]);
  });
}

/** The whole board. `open` counts debates that go on. */
export function statusParts(report: Status, open: number, locale: Locale): Part[] {
  const { words } = tongueOf(locale);
  const own = slackWords(locale);
  const busy = report.queues.filter((it) => it.waiting + it.active + it.delayed + it.failed > 0);
  const title = (text: string) => plainLine(text, ['strong'], true);
  const service = (name: string, { ok, detail, fix }: Status['redis']) =>
    item([
      plain(`${ok ? '🟢' : '🔴'} `),
      strong(name),
      plain(` — ${inLanguage(detail, locale)}${!ok && fix ? ` ${inLanguage(fix, locale)}` : ''}`),
    ]);
  return [
    plainLine(own('status.open', { count: open })),
    title(words('status.personas')),
    ...personaParts(report, locale),
    ...(report.offline ? [plainLine(own('status.offline'), ['emphasis'])] : []),
    title(words('status.queues')),
    ...(busy.length === 0
      ? [item([plain(words('status.quiet'))])]
      : busy.map((it) =>
          item([
            plain(
              words('status.waiting', {
                queue: it.queue,
                waiting: String(it.waiting + it.delayed),
                active: String(it.active),
              }),
            ),
          ]),
        )),
    title(words('status.services')),
    service(own('status.redis'), report.redis),
    service(own('status.docker'), report.docker),
  ];
}

export const refreshAction = 'parley_refresh';

/** The App Home as status monitor. */
export function homeView(report: Status, open: number, locale: Locale): types.HomeView {
  const own = slackWords(locale);
  const plainText = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: true });
  const board: Block[] = messages(statusParts(report, open, locale)).flatMap((it) => [...it.blocks]);
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plainText('Parley') },
      ...board.slice(0, 90),
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: refreshAction, text: plainText(own('status.refresh')) }],
      },
      context(own('status.asOf', { time: formatDateTime(Date.now(), locale) })),
    ],
  };
}
