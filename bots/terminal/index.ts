export { renderTerminal } from './terminal.ts';
export { renderListing, renderMarkdown } from './transcript.ts';
