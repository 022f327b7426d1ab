/**
 * Whatever people, files, programs or other minds wrote reaches a model between two lines of tildes that are longer
 * than any run of tildes inside. So no content can end its own block, whatever it says: the outline of a prompt is
 * Parley's alone.
 */

const shortest = 5;

/** @param label Parley's own words for what the block holds; never anything from outside. */
export function fence(label: string, content: string): string {
  const inside = tame(content);
  const line = '~'.repeat(Math.max(shortest, longestRun(inside) + 1));
  return `${line} ${label}\n${inside}\n${line}`;
}

function longestRun(text: string): number {
  return (text.match(/~+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

// Servers of open models turn these marks into role changes wherever they stand in a prompt.
const roleMarks =
  /<(?=\|)|<(?=\/?(?:start_of_turn|end_of_turn|s|bos|eos|think|tool_call|tool_response)>)|<(?=<\/?SYS>>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_RESULTS|TOOL_CALLS)\])/gi;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is where a terminal's colour begins
const colours = /\u001b\[[0-9;]*[A-Za-z]/g;

/** Without colours, invisible and reordering characters, and with a space in what a server might take for a role. */
function tame(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(colours, '')
    .replace(invisible, '\ufffd')
    .replace(roleMarks, (mark) => `${mark} `);
}

/** At most `max` characters, with a mark where something is missing. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1)).toWellFormed()}…`;
}
