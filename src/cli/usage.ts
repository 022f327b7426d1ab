import { words } from './words.ts';

const patterns: readonly [RegExp, (found: readonly string[]) => string][] = [
  [/unknown command '(.+?)'/, ([what = '']) => words('wrong.command', { what })],
  [/unknown option '(.+?)'/, ([what = '']) => words('wrong.option', { what })],
  [/missing required argument '(.+?)'/, ([what = '']) => words('wrong.argument', { what: `<${what}>` })],
  [/option '(.+?)' argument missing/, ([what = '']) => words('wrong.value', { what })],
  [
    /option '(.+?)' argument '(.*?)' is invalid\. (.*)/,
    ([what = '', value = '', why = '']) => words('wrong.invalid', { what, value, why }),
  ],
  [/too many arguments/, () => words('wrong.many')],
];

/** What commander says of a wrong command line, in the terminal's language and as other errors look. */
export function misuse(said: string): string {
  const text = said.replace(/^error: /, '').trim();
  const meant = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(text)?.[1];
  const hint = meant === undefined ? '' : words('wrong.meant', { what: meant });
  for (const [pattern, tell] of patterns) {
    const found = pattern.exec(text);
    if (found) return `✗ ${tell(found.slice(1))}${hint}\n`;
  }
  return `✗ ${text}\n`;
}

const titles: Readonly<Record<string, () => string>> = {
  'Usage:': () => words('help.usage'),
  'Options:': () => words('help.options'),
  'Commands:': () => words('help.commands'),
  'Arguments:': () => words('help.arguments'),
};

/** The headings of a help text. */
export const heading = (title: string): string => titles[title]?.() ?? title;
