/**
 * Text of others on its way to a terminal: colours may stay, everything else that a terminal would obey
 * (cursor moves, titles, clipboard, links, bidirectional overrides) must not get through.
 */

const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const range = (from: number, to: number) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;

const csi = `(?:${esc}\\[|\\u009b)[0-?]*[ -/]*[@-~]`;
// A string sequence that never ends takes only its opening with it: what follows stays readable.
const string = `(?:${esc}[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])(?:[^${bell}${esc}\\u009c]*(?:${bell}|${esc}\\\\|\\u009c))?`;
const sequence = new RegExp(`${csi}|${string}|${esc}[ -/]*[0-~]?`, 'gu');
const color = new RegExp(`^${esc}\\[[0-9;:]*m$`, 'u');
const control = new RegExp(`[${range(0, 8)}${range(0x0b, 0x1f)}\\u007f-\\u009f]`, 'gu');
// Colours have been let through already, so the escape that begins one is no stray character.
const controlButColor = new RegExp(`${esc}\\[[0-9;:]*m|${control.source}`, 'gu');
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The text with colour sequences only (`colors`), or with none; other control characters become visible. */
export function safe(text: string, options: { colors: boolean }): string {
  const kept = text.replace(sequence, (found) => (options.colors && color.test(found) ? found : ''));
  return kept
    .split('\n')
    .map((line) => overwritten(line.replace(/\r+$/, '')))
    .join('\n')
    .replace(controlButColor, (found) => (found.length > 1 ? found : picture(found)))
    .replace(direction, '');
}

/** Lines that each carry their own colours: what is printed before or after a line does not change it. */
export function colorLines(text: string): string[] {
  let active = '';
  return text.split('\n').map((line) => {
    const before = active;
    for (const [found] of line.matchAll(new RegExp(`${esc}\\[[0-9;:]*m`, 'gu')))
      active = /\[0*m$/.test(found) ? '' : active + found;
    const colored = before + line;
    return colored.includes(esc) ? `${colored}${esc}[0m` : line;
  });
}

// A progress bar writes over itself: what stood there last is what a person would have seen.
function overwritten(line: string): string {
  return line.slice(line.lastIndexOf('\r') + 1);
}

function picture(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '�';
}
