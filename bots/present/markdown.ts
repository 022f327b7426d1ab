import { revealed } from '../../src/policy/hidden.ts';

/**
 * Text that others wrote, made harmless inside a sentence of Parley's own. Front ends read Markdown, so a name
 * like `*x*` or a reason with a link must come out as the characters it is made of.
 */

const special = /[\\`*_{}[\]()<>#+\-.!|~&$@=:]/g;
/** Characters whose meaning depends on where they stand; a backslash before them there is only noise. */
const harmlessInside = /^[-+.()=:$@]$/;
const codeSpan = /(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g;

/** One line of inert text; code spans with backticks stay code. */
export function plain(text: string): string {
  return byCode(oneLine(text), inert, (_, inside) => code(inside));
}

/** Changes the text outside code by `prose` and code spans by `span` (left as they are unless told). */
export function byCode(
  text: string,
  prose: (part: string) => string,
  span: (whole: string, inside: string) => string = (whole) => whole,
): string {
  let result = '';
  let from = 0;
  for (const found of text.matchAll(codeSpan)) {
    result += prose(text.slice(from, found.index)) + span(found[0], found[2] ?? '');
    from = found.index + found[0].length;
  }
  return result + prose(text.slice(from));
}

/** A name: inert, without code spans. */
export function name(text: string): string {
  return inert(oneLine(text));
}

/** A code span that holds the text whatever backticks are in it. */
export function code(text: string): string {
  const line = revealed(oneLine(text));
  if (line === '') return '';
  const ticks = '`'.repeat(longestRun(line, '`') + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return ticks + space + line + space + ticks;
}

/** A code block whose fence is longer than any run of backticks inside. */
export function fenced(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** With a full stop at the end, unless it ends like a sentence already. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…。]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** With a capital first letter, for a phrase that begins a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// Without what turns the direction of the words around it.
function oneLine(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function inert(text: string): string {
  const escaped = text.replace(special, (mark) => (harmlessInside.test(mark) ? mark : `\\${mark}`));
  // Most front ends make links of bare addresses, and lists of lines that begin like one.
  return escaped
    .replace(/(?<=[\w.+-])@/g, '\\@')
    .replace(/\b(https?|ftp|mailto|www)(:|\.)/gi, '$1\\$2')
    .replace(/^([-+=]|\d+[.)])/, escapeStart);
}

function escapeStart(start: string): string {
  return `${start.slice(0, -1)}\\${start.slice(-1)}`;
}

function longestRun(text: string, mark: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === mark ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
