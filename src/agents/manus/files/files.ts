import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ModelTrouble } from '../../language-model/call/failure.ts';
import type { ManusApi } from '../api/api.ts';

const uploadShape = z.looseObject({ file: z.looseObject({ id: z.string() }), upload_url: z.url() });
const transferMs = 60_000;
/** Manus keeps uploads for two days. */
const keptMs = 40 * 60 * 60_000;
const mostRemembered = 500;

export type Uploads = {
  /** The file's id with Manus; what was sent before is not sent again. */
  send(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<string>;
};

export function createUploads(api: ManusApi): Uploads {
  const sent = new Map<string, { readonly id: string; readonly at: number }>();
  return {
    async send(name, bytes, signal) {
      const filename = uploadName(name);
      const content = `${filename}\n${createHash('sha256').update(bytes).digest('hex')}`;
      const known = sent.get(content);
      if (known && Date.now() - known.at < keptMs) return known.id;
      const { file, upload_url } = await api.post('file.upload', { filename }, uploadShape, signal);
      // The address is signed for this one upload: the key has no business there.
      const response = await fetch(upload_url, {
        method: 'PUT',
        body: bytes as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': 'application/octet-stream' },
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(transferMs)]),
      }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw new ModelTrouble('cut', `upload: ${error instanceof Error ? error.name : 'failed'}`);
      });
      await response.body?.cancel();
      if (!response.ok) throw new ModelTrouble('down', 'upload', { status: response.status });
      if (sent.size >= mostRemembered) sent.delete(sent.keys().next().value as string);
      sent.set(content, { id: file.id, at: Date.now() });
      return file.id;
    },
  };
}

/** Without folders, and with an ending that Manus takes: it refuses programs and scripts. */
export function uploadName(path: string): string {
  const flat = path.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '_').replace(/^[._ -]+/, '');
  const name = flat.slice(-120) || 'file';
  return /\.(?:txt|md|csv|tsv|json|jsonl|xml|ya?ml|html?|log|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|webp|svg|zip|parquet)$/i.test(
    name,
  )
    ? name
    : `${name}.txt`;
}
