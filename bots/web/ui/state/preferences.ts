import { computed, effect, signal } from '@preact/signals';
import type { Locale } from '../../../../src/debate/event.ts';
import { translatorFor } from '../../../../src/i18n/translator.ts';
import type { LocalText } from '../../../../src/status.ts';
import { en } from '../words/en.ts';
import { ko } from '../words/ko.ts';

type Theme = 'light' | 'dark';

const darkQuery = matchMedia('(prefers-color-scheme: dark)');
const systemTheme = signal<Theme>(darkQuery.matches ? 'dark' : 'light');
darkQuery.addEventListener('change', () => {
  systemTheme.value = darkQuery.matches ? 'dark' : 'light';
});
const chosenTheme = signal<Theme | null>(stored('parley.theme', ['light', 'dark'] as const));

export const theme = computed<Theme>(() => chosenTheme.value ?? systemTheme.value);
export const locale = signal<Locale>(
  stored('parley.language', ['en', 'ko'] as const) ?? (/^ko\b/i.test(navigator.language) ? 'ko' : 'en'),
);

const translators = { en: translatorFor({ en, ko }, 'en'), ko: translatorFor({ en, ko }, 'ko') };

/** The page's own words in the language chosen; reading it in a component keeps the component up to date. */
export const words = computed(() => translators[locale.value]);

/** The text in the language chosen. */
export function local(text: LocalText | undefined): string {
  return typeof text === 'object' ? text[locale.value] : (text ?? '');
}

export function toggleTheme(): void {
  chosenTheme.value = theme.value === 'dark' ? 'light' : 'dark';
  localStorage.setItem('parley.theme', chosenTheme.value);
}

export function toggleLanguage(): void {
  locale.value = locale.value === 'ko' ? 'en' : 'ko';
  localStorage.setItem('parley.language', locale.value);
}

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  document.documentElement.lang = locale.value;
});

function stored<T extends string>(key: string, allowed: readonly T[]): T | null {
  const value = localStorage.getItem(key);
  return allowed.find((it) => it === value) ?? null;
}
