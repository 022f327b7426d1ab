import type { Packet } from '../../ports/agent.ts';
import type { Terms } from '../shared/terms.ts';

/** How much of what the request names shows up in the proposal: 0 to 1, with what is missing. */
export function overlap(packet: Packet, terms: Terms): { share: number; missing: string[] } {
  const { proposal, rehearsal } = packet;
  if (proposal.steps.length === 0) return { share: 0.8, missing: [] };
  const commands = proposal.steps.map((step) => step.action.command).join('\n');
  const paths = rehearsal?.changes.map((it) => it.path) ?? [];
  const text = `${commands}\n${paths.join('\n')}`.toLowerCase();
  const wanted = [
    ...terms.sources,
    ...terms.quoted,
    ...(terms.output === undefined ? [] : [terms.output]),
    ...(terms.extensions.length > 3 ? [] : terms.extensions.map((it) => `.${it}`)),
    ...(terms.format === undefined ? [] : [terms.format]),
    ...terms.dates,
  ];
  const numbers = terms.amounts.filter((it) => it.unit === 'plain' || it.unit === 'status').map((it) => it.value);
  const missing = [
    ...wanted.filter((term) => !text.includes(term.toLowerCase())),
    // A count may appear one higher, for a header line.
    ...numbers.filter((it) => !new RegExp(`(?<!\\d)(?:${it}|${it + 1})(?!\\d)`).test(commands)).map(String),
  ];
  const all = wanted.length + numbers.length;
  return { share: all === 0 ? 0.7 : 1 - missing.length / all, missing };
}
