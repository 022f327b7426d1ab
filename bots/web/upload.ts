import { ParleyError } from '../../src/errors.ts';
import { shortName } from '../../src/short-name.ts';

/** Form fields and boundaries around a file in a multipart body. */
const envelopeBytes = 64 * 1024;

export type Upload = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Reads one uploaded file: `multipart/form-data` with a file field, or the raw body with `?name=`.
 * Throws `input.too-large` as soon as the limit is passed, and `input.invalid` when there is no file.
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const type = request.headers.get('content-type') ?? '';
  const isForm = type.toLowerCase().startsWith('multipart/form-data');
  const body = await readLimited(request, isForm ? maxBytes + envelopeBytes : maxBytes, maxBytes);
  if (!isForm) return { name: safeFileName(new URL(request.url).searchParams.get('name') ?? 'file'), bytes: body };
  const file = await fileInForm(body, type);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length > maxBytes) throw tooLarge(maxBytes);
  return { name: safeFileName(file.name), bytes };
}

/**
 * A name that is safe in a folder and on a command line: the last path segment, composed (NFC, since macOS sends
 * Hangul decomposed), without control or direction characters, no leading hyphen, at most 200 bytes.
 */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .trim()
    .replace(/^-+/, '_');
  if (/^\.*$/.test(clean)) return 'file';
  return shortName(clean, 200);
}

async function readLimited(request: Request, maxBytes: number, toldBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(toldBytes);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge(toldBytes);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

async function fileInForm(body: Uint8Array<ArrayBuffer>, type: string): Promise<File> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch((cause: unknown) => {
    throw new ParleyError('input.invalid', 'The form could not be read', {
      fix: 'Send multipart/form-data with one file field, or the raw bytes with ?name=.',
      cause,
    });
  });
  for (const value of form.values()) if (typeof value !== 'string') return value;
  throw new ParleyError('input.invalid', 'The form holds no file', { fix: 'Add the file as a form field.' });
}

function tooLarge(maxBytes: number): ParleyError {
  const limit = `${Math.round((maxBytes / 1024 / 1024) * 10) / 10} MB`;
  return new ParleyError('input.too-large', `The file is larger than ${limit}`, {
    fix: `Send a smaller file, or raise limits.uploadMb in parley.yaml (now ${limit}).`,
  });
}
