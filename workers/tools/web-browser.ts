import type { ToolInput } from '../../src/tools/definitions.ts';
import { PageProblem } from '../../src/tools/pages/index.ts';
import { type Found, found, type Room, refused } from './room.ts';

const mostCharacters = 20_000;

/** Reads a page in this process, since no container has a network, over the allow-list of the persona's environment. */
export async function webBrowser({ url }: ToolInput<'web_browser'>, room: Room): Promise<Found> {
  const { settings, environment, signal, t } = room;
  const { egress = [] } = environment;
  if (egress.length === 0 || !settings.readPage) return refused(t('noEgress', { environment: environment.name }));
  try {
    const page = await settings.readPage(url, { egress, seconds: settings.seconds, signal });
    const text =
      page.markdown.length > mostCharacters
        ? `${page.markdown.slice(0, mostCharacters).toWellFormed()}…`
        : page.markdown;
    return found(page.url === url ? text : `${page.url}\n\n${text}`);
  } catch (error) {
    if (!(error instanceof PageProblem)) throw error;
    return refused(t(`page.${error.kind}`, { what: error.detail }));
  }
}
