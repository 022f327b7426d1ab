import { parentPort, workerData } from 'node:worker_threads';
import { toMarkdown } from './markdown.ts';

/** Runs in a thread of its own, which can be ended whatever the page makes it do. */
const { html, url } = workerData as { html: string; url: string };
parentPort?.postMessage(toMarkdown(html, url));
