/**
 * What people write arrives in Slack's own markup: entities, and angle brackets around everything that Slack knows.
 * Agents read it as plain text.
 */
export function readText(text: string, bot: string, nameOf: (userId: string) => string | undefined): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => open(inside, bot, nameOf))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

function open(inside: string, bot: string, nameOf: (userId: string) => string | undefined): string {
  const bar = inside.indexOf('|');
  const [target, label] = bar < 0 ? [inside, ''] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target === `@${bot}`) return '';
  if (target.startsWith('@')) return `@${label.replace(/^@/, '') || nameOf(target.slice(1)) || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!subteam^')) return label || '@group';
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`;
  const address = target.replace(/^mailto:/, '');
  // Slack makes links of file names like report.csv: then the label is what was written.
  if (label !== '' && target.replace(/^https?:\/\//, '').replace(/\/$/, '') === label) return label;
  return label === '' || label === address ? address : `${label} (${address})`;
}

/** Who is named in a text besides the bot. */
export function namedIn(text: string, bot: string): string[] {
  return [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, id]) => (id && id !== bot ? [id] : []));
}
