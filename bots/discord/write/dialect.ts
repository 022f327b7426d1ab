import type { Code, Dialect, Line, Run } from '../../markdown/index.ts';

/** Characters that Discord would read as markup. Mentions, emoji and time stamps all begin with `<`. */
const special = /[\\*_~`|<>[\]]/g;
/** Takes no room, is not white space, and keeps neighbours from being read together. */
const nothing = '\u200b';
const fenceLanguage = /^[a-z0-9_+\-.#]{1,20}$/i;

/** Text as Discord shows it letter by letter; pings, invites and bare addresses in it are dead. */
export function inert(text: string): string {
  return text
    .replace(special, '\\$&')
    .replace(/[@＠](?=\s*(?:everyone|here)\b)/giu, `$&${nothing}`)
    .replace(/:\/\//g, `:${nothing}//`)
    .replace(/(discord(?:app)?\.(?:gg|com))(?=\/)/gi, `$1${nothing}`);
}

/** A code block that its text cannot leave. */
export function fence(text: string, language = ''): string {
  const kept = text.replace(/`(?=`)/g, `\`${nothing}`).replace(/\n+$/, '');
  const closing = kept.endsWith('`') ? nothing : '';
  return `\`\`\`${fenceLanguage.test(language) ? language : ''}\n${kept === '' ? nothing : kept}${closing}\n\`\`\``;
}

/** A code span that its text cannot leave. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.trim() === '') return line;
  if (!line.includes('`')) return `\`${line}\``;
  const kept = line.replace(/`(?=`)/g, `\`${nothing}`);
  return `\`\` ${kept} \`\``;
}

export const discordDialect: Dialect = {
  line({ lead, runs }: Line): string {
    const loud = lead.heading > 2;
    const marked = loud
      ? runs.map((run) => ({ ...run, marks: [...new Set([...run.marks, 'strong' as const])] }))
      : runs;
    const text = writeRuns(marked);
    const heading = lead.heading === 1 ? '## ' : lead.heading === 2 ? '### ' : '';
    const item = lead.depth === 0 ? '' : `${'  '.repeat(Math.min(lead.depth, 5) - 1)}${lead.marker || ' '} `;
    const quote = lead.quote ? '> ' : '';
    return quote + item + heading + atStart(text);
  },
  code: ({ text, language }: Code) => fence(text, language),
};

// What would begin a heading, list, quote or small print at a line's start.
function atStart(text: string): string {
  return text.replace(/^(\s*)([#+-]|\d+(?=[.)]))/, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}${nothing}` : `${space}\\${mark}`,
  );
}

function writeRuns(runs: readonly Run[]): string {
  let text = '';
  for (const run of runs) {
    const written = writeRun(run);
    // Two markers that touch would be read as one.
    const touching = /[*~`]$/.test(text) && /^[*~`]/.test(written);
    text += touching ? nothing + written : written;
  }
  return text;
}

function writeRun({ text, marks }: Run): string {
  if (marks.includes('code')) return codeSpan(text);
  if (marks.includes('link')) return `<${text}>`;
  const around = ['strong', 'emphasis', 'strike'].filter((it) => marks.includes(it as 'strong'));
  const words = text.trim();
  if (around.length === 0 || words === '') return inert(text);
  // Markers hold only next to words: the spaces go outside.
  const start = text.slice(0, text.indexOf(words));
  const end = text.slice(start.length + words.length);
  const signs = around.map((it) => ({ strong: '**', emphasis: '*', strike: '~~' })[it] ?? '');
  return `${start}${signs.join('')}${inert(words)}${signs.toReversed().join('')}${end}`;
}
