import { text } from 'node:stream/consumers';
import { toMarkdown } from './markdown.ts';

/** Runs as a process of its own, which can be ended whatever the page makes it do. stdin: HTML; stdout: Markdown. */
process.stdout.write(toMarkdown(await text(process.stdin), process.argv[2] ?? ''));
