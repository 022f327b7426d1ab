import type { Locale, Persona } from '../debate/event.ts';
import { formatNumber } from './format.ts';

type Weighed = Pick<Persona, 'weight' | 'record'>;

/** `0.6 → 0.63 (8 👍, 2 👎, 5 plans ran well)`, or just the weight where no record moved it. */
export function formatWeight({ weight, record }: Weighed, locale: Locale): string {
  const now = formatNumber(weight, locale, 2);
  if (!record) return now;
  const { base, up, down, ranWell, ranBadly } = record;
  const count = (value: number) => formatNumber(value, locale);
  const facts = [
    ...(up > 0 ? [`${count(up)} 👍`] : []),
    ...(down > 0 ? [`${count(down)} 👎`] : []),
    ...(ranWell > 0 ? [words[locale].ranWell(ranWell, count(ranWell))] : []),
    ...(ranBadly > 0 ? [words[locale].ranBadly(ranBadly, count(ranBadly))] : []),
  ];
  const before = formatNumber(base, locale, 2);
  return `${before === now ? now : `${before} → ${now}`} (${facts.join(', ')})`;
}

// Plain functions, since the page shows this as well and carries no translator.
const words: Record<Locale, Record<'ranWell' | 'ranBadly', (count: number, told: string) => string>> = {
  en: {
    ranWell: (count, told) => (count === 1 ? 'one plan ran well' : `${told} plans ran well`),
    ranBadly: (count, told) =>
      count === 1 ? 'one plan failed or was called off' : `${told} plans failed or were called off`,
  },
  ko: {
    ranWell: (_, told) => `잘 끝난 계획 ${told}개`,
    ranBadly: (_, told) => `실패하거나 취소된 계획 ${told}개`,
  },
};
