import mime from 'mime';
import type { ToolInput } from '../../src/tools/definitions.ts';
import { type Found, type Room, refused } from './room.ts';

/** A picture takes longer than other tools; thinking as a whole has its own limit. */
const mostSeconds = 75;
const pictures = /^image\/(?:png|jpeg|webp|gif)$/;

/** Has a picture drawn and keeps it for the thread; the workspace stays as it is. */
export async function imageGenerator({ prompt }: ToolInput<'image_generator'>, room: Room): Promise<Found> {
  const { deps, settings, state, signal, t } = room;
  if (!settings.makeImage) return refused(t('noImages'));
  const timeout = AbortSignal.timeout(mostSeconds * 1000);
  const how = { locale: state.request.locale, signal: AbortSignal.any([signal, timeout]) };
  const made = await settings.makeImage(prompt, how).catch((error: unknown) => {
    if (!timeout.aborted || signal.aborted) throw error;
    return null;
  });
  if (made === null) return refused(t('slowImage', { seconds: String(mostSeconds) }));
  if (!pictures.test(made.mime)) return refused(t('page.type', { what: made.mime }));
  const blob = await deps.blobs.put(made.bytes);
  const path = `picture-${blob.slice(0, 8)}.${mime.getExtension(made.mime)}`;
  const artifact = { path, bytes: made.bytes.byteLength, mime: made.mime, change: 'added' as const, blob };
  return { ok: true, text: t('drawn', { path }), artifact };
}
