import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createFetcher, type Fetched, type Fetcher, PageProblem } from './fetch.ts';

export { PageProblem } from './fetch.ts';

/** A page as Markdown, read over the allow-list. Throws `PageProblem`, or the signal's reason. */
export type PageReader = (
  url: string,
  how: { readonly egress: readonly string[]; readonly seconds: number; readonly signal: AbortSignal },
) => Promise<{ readonly url: string; readonly markdown: string }>;

export function createPageReader(fetcher: Fetcher = createFetcher()): PageReader {
  return async (address, { egress, seconds, signal }) => {
    const timeout = AbortSignal.timeout(seconds * 1000);
    const either = AbortSignal.any([signal, timeout]);
    try {
      const fetched = await fetcher(address, egress, either);
      const text = textOf(fetched);
      const isHtml = /html/.test(fetched.mime);
      return { url: fetched.url, markdown: isHtml ? await converted(text, fetched.url, either) : text };
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new PageProblem('slow', `${seconds} s`);
      throw error;
    }
  };
}

/** In a thread with memory of its own: a page made to be hard to read then stops nobody else's work. */
async function converted(html: string, url: string, signal: AbortSignal): Promise<string> {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { html, url },
    resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 4 },
    env: {},
  });
  // One that comes after the answer was given up has nobody else to hear it, and would end the process.
  thread.on('error', () => undefined);
  try {
    const [markdown] = await once(thread, 'message', { signal });
    return String(markdown);
  } catch {
    signal.throwIfAborted();
    throw new PageProblem('unreadable', new URL(url).host);
  } finally {
    // Not waited for: a thread that fights for memory takes its time to end.
    void thread.terminate();
  }
}

function textOf({ charset, mime, bytes }: Fetched): string {
  const start = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  const declared = /html|xml/.test(mime) ? /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(start)?.[1] : undefined;
  for (const label of [charset, declared, 'utf-8']) {
    if (!label) continue;
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {
      // A charset that nobody knows: the next guess.
    }
  }
  return '';
}
