import type { Browser, PageOrder, Sight } from '../../ports/browser.ts';
import { createGateway } from './gateway.ts';
import { PageProblem } from './problem.ts';
import { createReach, type Reach } from './reach.ts';

export type Screenshot = Extract<Sight, { shown: true }> & {
  /** Hosts that parts of the page lie on and that were not asked, or did not answer. */
  readonly missing: readonly string[];
};

/** A picture of a page, made over the allow-list. Throws `PageProblem`, the browser's errors, or the signal's reason. */
export type Screenshotter = (
  address: string,
  how: Omit<PageOrder, 'url'> & { readonly egress: readonly string[]; readonly signal: AbortSignal },
) => Promise<Screenshot>;

/** @param reach for tests: what of the world can be reached */
export function createScreenshotter(browser: Browser, reach: Reach = createReach()): Screenshotter {
  return async (address, { egress, signal, ...order }) => {
    if (!URL.canParse(address)) throw new PageProblem('address', address.slice(0, 200));
    const url = new URL(address);
    // What is refused anyway needs no browser.
    await reach(url, egress, signal);
    const gateway = createGateway({ reach, egress, signal });
    const sight = await browser.look({ ...order, url: url.href }, gateway.serve, signal);
    const { host } = URL.canParse(sight.url) ? new URL(sight.url) : url;
    if (!sight.shown) throw gateway.refusals.get(host) ?? new PageProblem(sight.reason, sight.detail || host);
    return { ...sight, missing: [...gateway.refusals.keys()] };
  };
}
