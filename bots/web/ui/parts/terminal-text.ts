const esc = String.fromCharCode(27);
const bell = String.fromCharCode(7);
const title = `\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)`;
const movement = '\\[[0-9;?]*[A-LN-Za-ln-z]';
const rest = '[()][A-Z0-9]|[=>78cDEHMNOZ]';
const notColours = new RegExp(`${esc}(?:${title}|${movement}|${rest})`, 'g');
const otherControls = new RegExp(`(?![\\n\\t${esc}])\\p{Cc}`, 'gu');
const directions = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Terminal output as text with colours: cursor movements, titles and direction marks are left out, and of a line
 * that overwrites itself only its last state is kept.
 */
export function readable(text: string): string {
  return text
    .replace(notColours, '')
    .replace(/\r+\n/g, '\n')
    .replace(/[^\n]*\r(?=[^\n])/g, '')
    .replace(otherControls, '')
    .replace(directions, '');
}
