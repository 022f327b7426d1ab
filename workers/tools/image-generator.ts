import mime from 'mime';
import { evolve } from '../../src/debate/debate.ts';
import { workWords } from '../../src/i18n/work.ts';
import type { ToolInput } from '../../src/tools/definitions.ts';
import { outOfBudget } from '../afford.ts';
import { type Found, type Room, refused } from './room.ts';

/** A picture takes longer than other tools; thinking as a whole has its own limit. */
const mostSeconds = 75;
const pictures = /^image\/(?:png|jpeg|webp|gif)$/;

/** Has a picture drawn and keeps it for the thread; the workspace stays as it is. */
export async function imageGenerator({ prompt }: ToolInput<'image_generator'>, room: Room): Promise<Found> {
  const { deps, settings, state, signal, t } = room;
  if (!settings.makeImage) return refused(t('noImages'));
  const over = await tooDear(room);
  if (over) return refused(over);
  const timeout = AbortSignal.timeout(mostSeconds * 1000);
  const how = { locale: state.request.locale, signal: AbortSignal.any([signal, timeout]) };
  const made = await settings.makeImage(prompt, how).catch((error: unknown) => {
    if (!timeout.aborted || signal.aborted) throw error;
    return null;
  });
  if (made === null) return refused(t('slowImage', { seconds: String(mostSeconds) }));
  const cost = made.usage ? { usage: made.usage } : {};
  if (!pictures.test(made.mime)) return { ...refused(t('page.type', { what: made.mime })), ...cost };
  const blob = await deps.blobs.put(made.bytes);
  const path = `picture-${blob.slice(0, 8)}.${mime.getExtension(made.mime)}`;
  const artifact = { path, bytes: made.bytes.byteLength, mime: made.mime, change: 'added' as const, blob };
  return { ok: true, text: t('drawn', { path }), artifact, ...cost };
}

/** Why this persona may have no picture any more: a single stage can draw several. */
async function tooDear({ deps, state, persona }: Room): Promise<string | null> {
  const now = (await deps.ledger.read(state.id, state.seq)).reduce(evolve, state);
  const over = await outOfBudget(deps, now, persona, { tokens: true, usd: true });
  return over && workWords(state.request.locale)(over);
}
