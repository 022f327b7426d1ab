export { renderTerminal } from './terminal.ts';
export { renderMarkdown } from './transcript.ts';
