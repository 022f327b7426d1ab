/**
 * Markdown of models and of Parley on its way into chats: read once into parts (`readMarkdown`), then written in a
 * platform's own `Dialect` and cut at its limits (`cutParts`).
 */
export { cutParts, groupParts } from './cut.ts';
export { type Code, type Dialect, type Line, noLead, type Part, plainLine, type Run } from './parts.ts';
export { readMarkdown } from './read.ts';
