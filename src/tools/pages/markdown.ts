import { gfm } from '@joplin/turndown-plugin-gfm';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import TurndownService from 'turndown';

const mostElements = 30_000;
const noise = 'script, style, noscript, template, iframe, object, embed, svg, canvas, form, nav, link, meta';

/** The main part of a page as Markdown, with its title; the whole page where no main part stands out. */
export function toMarkdown(html: string, url: string): string {
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`);
  absolute(document, url);
  const title = document.title.trim();
  const whole = document.body?.cloneNode(true) as HTMLElement | undefined;
  const article = mainPart(document);
  const root = article ?? whole;
  if (!root) return title;
  for (const element of root.querySelectorAll(noise)) element.remove();
  const service = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' });
  service.use(gfm);
  const text = service
    // As text: its own parser knows what a table is made of.
    .turndown(root.outerHTML)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return title === '' || text.startsWith(`# ${title}`) ? text : `# ${title}\n\n${text}`;
}

function mainPart(document: Document): HTMLElement | null {
  try {
    const reader = new Readability<HTMLElement>(document, {
      maxElemsToParse: mostElements,
      charThreshold: 200,
      serializer: (element) => element as HTMLElement,
    });
    return reader.parse()?.content ?? null;
  } catch {
    return null;
  }
}

/** Links lead where they led on the page; those that run code lead nowhere. */
function absolute(document: Document, url: string): void {
  for (const [selector, name] of [
    ['a[href]', 'href'],
    ['img[src]', 'src'],
  ] as const) {
    for (const element of document.querySelectorAll(selector)) {
      const value = element.getAttribute(name) ?? '';
      const target = URL.canParse(value, url) ? new URL(value, url) : null;
      if (target && /^https?:$/.test(target.protocol)) element.setAttribute(name, target.href);
      else element.removeAttribute(name);
    }
  }
}
