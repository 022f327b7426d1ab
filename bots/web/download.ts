import { safeFileName } from './upload.ts';

const images: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
};
const texts = new Set(
  'txt csv tsv json ndjson md log yaml yml toml ini conf sh bash py js ts mjs css html xml sql diff patch env'.split(
    ' ',
  ),
);

/**
 * Headers for a file that anybody may have made. Only raster images and plain text open in place; everything
 * else is a download. SVG keeps its type so that `<img>` can draw it, where scripts never run, but as a page of
 * its own it is a download too, and a sandbox.
 */
export function downloadHeaders(name: string, inlineWanted: boolean): Record<string, string> {
  const safe = safeFileName(name);
  const extension = /\.([^.]+)$/.exec(safe)?.[1]?.toLowerCase() ?? '';
  const inline = images[extension] ?? (texts.has(extension) || !extension ? 'text/plain; charset=utf-8' : undefined);
  const type = extension === 'svg' ? 'image/svg+xml' : (inline ?? 'application/octet-stream');
  const disposition = inlineWanted && inline !== undefined ? 'inline' : 'attachment';
  return {
    'content-type': type,
    'content-disposition': `${disposition}; filename="${ascii(safe)}"; filename*=UTF-8''${encode(safe)}`,
    'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, max-age=3600, immutable',
  };
}

function ascii(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
}

function encode(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
