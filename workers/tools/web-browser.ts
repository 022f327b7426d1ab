import { ParleyError } from '../../src/errors.ts';
import type { ToolInput } from '../../src/tools/definitions.ts';
import { PageProblem } from '../../src/tools/pages/problem.ts';
import { type Found, found, type Room, refused } from './room.ts';

const mostCharacters = 20_000;
const mostMissing = 5;

/** Reads or pictures a page over the allow-list of the persona's environment; no container has a network for that. */
export async function webBrowser({ url, action }: ToolInput<'web_browser'>, room: Room): Promise<Found> {
  const { environment, t } = room;
  if ((environment.egress ?? []).length === 0) return refused(t('noEgress', { environment: environment.name }));
  try {
    return action === 'screenshot' ? await screenshot(url, room) : await read(url, room);
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
    return refused(t(`page.${error.kind}`, { what: error.detail }));
  }
}

/** In this process: nothing of the page is run. */
async function read(url: string, { settings, environment, signal, t }: Room): Promise<Found> {
  const { egress = [] } = environment;
  if (!settings.readPage) return refused(t('noEgress', { environment: environment.name }));
  const page = await settings.readPage(url, { egress, seconds: settings.seconds, signal });
  const text =
    page.markdown.length > mostCharacters ? `${page.markdown.slice(0, mostCharacters).toWellFormed()}…` : page.markdown;
  return found(page.url === url ? text : `${page.url}\n\n${text}`);
}

/** In a browser in a container; the picture is kept for the thread, and the workspace stays as it is. */
async function screenshot(url: string, room: Room): Promise<Found> {
  const { deps, settings, environment, key, signal, t } = room;
  const { egress = [] } = environment;
  if (!settings.takeScreenshot) return refused(t('noBrowser'));
  const how = { key, egress, environment, seconds: settings.seconds, signal };
  const shot = await settings.takeScreenshot(url, how).catch((error: unknown) => {
    if (error instanceof ParleyError && error.code === 'image.missing') return null;
    throw error;
  });
  if (shot === null) return refused(t('noBrowser'));
  const blob = await deps.blobs.put(shot.png);
  const path = `screenshot-${blob.slice(0, 8)}.png`;
  const artifact = { path, bytes: shot.png.byteLength, mime: 'image/png', change: 'added' as const, blob };
  const size = `${shot.width}×${shot.height}`;
  const missing = shot.missing.slice(0, mostMissing).join(', ');
  const lines = [
    t('pictured', { path, size, url: shot.url }),
    ...(shot.title === '' ? [] : [t('titled', { title: shot.title })]),
    ...(missing === '' ? [] : [t('incomplete', { hosts: missing })]),
  ];
  return { ok: true, text: lines.join('\n'), artifact };
}
