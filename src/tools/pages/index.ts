import { convert } from './convert.ts';
import { createFetcher, type Fetched, type Fetcher } from './fetch.ts';
import { PageProblem } from './problem.ts';

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

async function converted(html: string, url: string, signal: AbortSignal): Promise<string> {
  const markdown = await convert(html, url, signal);
  if (markdown === null) throw new PageProblem('unreadable', new URL(url).host);
  return markdown;
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
