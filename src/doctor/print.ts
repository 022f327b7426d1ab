import colors from 'picocolors';
import stringWidth from 'string-width';
import type { Locale } from '../debate/event.ts';
import { translatorFor } from '../i18n/translator.ts';
import type { Finding, State } from './finding.ts';
import { en, ko } from './words.ts';

const marks: Record<State, string> = { ok: '✓', warn: '!', bad: '✗' };

/** The findings as aligned text for a terminal, and what they come to. Ends with a line break. */
export function printFindings(
  findings: readonly Finding[],
  { locale, color = false }: { locale: Locale; color?: boolean },
): string {
  const t = translatorFor({ en, ko }, locale);
  const paint = colors.createColors(color);
  const hues = { ok: paint.green, warn: paint.yellow, bad: paint.red };
  const titles = findings.map(({ name }) => t(`name.${name}`));
  const width = Math.max(...titles.map((title) => stringWidth(title)));
  const lines = findings.flatMap(({ state, detail, fix }, index) => {
    const title = titles[index] ?? '';
    const [first, ...more] = detail.split('\n');
    const margin = ' '.repeat(width + 4);
    return [
      `${hues[state](marks[state])} ${title}${' '.repeat(width - stringWidth(title))}  ${first}`,
      ...more.map((line) => margin + line),
      ...(fix === undefined ? [] : fix.split('\n').map((line, at) => `${margin}${at === 0 ? '→' : ' '} ${line}`)),
    ];
  });
  return `${lines.join('\n')}\n\n${summary(findings, t)}\n`;
}

function summary(findings: readonly Finding[], t: ReturnType<typeof translatorFor<typeof en>>): string {
  const count = (state: State) => findings.filter((finding) => finding.state === state).length;
  if (count('bad') > 0) return t('summary.broken', { count: count('bad') });
  if (count('warn') > 0) return t('summary.warned', { count: count('warn') });
  return t('summary.ready');
}
