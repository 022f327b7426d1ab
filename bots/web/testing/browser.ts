import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') });
}

/** A page of its own browser profile, and everything it complained of or asked other servers for. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1360, height: 860 }, ...options });
  const page = await context.newPage();
  const complaints = watch(page, new URL(url).host);
  await page.goto(url);
  return { context, page, complaints };
}

/** Collects console errors, uncaught errors, dialogs, and requests to anywhere but `host`. */
export function watch(page: Page, host: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol.startsWith('http') && address.host !== host) complaints.push(`request: ${request.url()}`);
  });
  return complaints;
}
