import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'preact/hooks';

// HTML in a text is shown as it was written: who writes `<b>` talks about HTML more often than in it.
marked.use({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  },
});

const cleaner = DOMPurify(window);
cleaner.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer nofollow');
  }
});

const allowed = {
  ALLOWED_TAGS:
    'a b strong i em del s code pre p br hr ul ol li blockquote h1 h2 h3 h4 h5 h6 table thead tbody tr th td'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['href', 'title', 'start', 'align', 'target', 'rel'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
};

/** Null for lists nested deeper than anybody writes: they exhaust the parser's stack. */
function toHtml(text: string): string | null {
  try {
    return cleaner.sanitize(marked.parse(text, { async: false }), allowed);
  } catch {
    return null;
  }
}

/** Markdown that anybody may have written: no scripts, no pictures from elsewhere, links open on their own. */
export function Markdown({ text }: { text: string }) {
  const html = useMemo(() => toHtml(text), [text]);
  if (html === null) return <pre class="markdown">{text}</pre>;
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
}
