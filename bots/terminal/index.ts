export { renderTerminal, type TerminalOptions } from './terminal.ts';
export { renderMarkdown } from './transcript.ts';
