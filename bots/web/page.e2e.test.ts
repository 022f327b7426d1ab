import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DebateEvent, Recorded } from '../../src/debate/event.ts';
import { errorsByHour } from '../../test/samples/errors-by-hour.ts';
import { createWebServer } from './server.ts';
import { launchBrowser, openPage, watch } from './testing/browser.ts';
import { sampleStatus, startTestServer } from './testing/test-server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  for (const close of closers.splice(0)) await close();
});

const csv = Buffer.from('hour,errors\n09,14\n10,3\n14,27\n');

async function started(options: Partial<Parameters<typeof startTestServer>[0]> = {}) {
  const it = await startTestServer({ sample: errorsByHour, files: { 'errors-by-hour.csv': csv }, ...options });
  closers.push(() => it.server.close());
  return it;
}

async function ask(page: Page, text = '@parley count the errors by hour'): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.keyboard.press('Enter');
}

const count = (page: Page, selector: string) => page.locator(selector).count();

test('a person asks with a file, reads the debate, approves, and looks at the result', async () => {
  const status = { ...sampleStatus, docker: { ok: true, detail: 'Docker 20.10' } };
  const { url, ledger } = await started({ status });
  const { page, complaints } = await openPage(browser, url);
  const reconnected = page.waitForEvent('websocket');
  await page.getByRole('button', { name: 'Change your name' }).click();
  await page.getByLabel('Your name').fill('Kim');
  await page.keyboard.press('Enter');
  await reconnected;
  await page.setInputFiles('input[type=file]', {
    name: 'access.log',
    mimeType: 'text/plain',
    buffer: Buffer.from('a b'),
  });
  await page.getByText('3 bytes').waitFor();
  await ask(page);

  const card = page.getByRole('region', { name: 'May this run?' });
  await card.waitFor();
  for (const name of ['AIIN', 'Manual', 'Sage', 'Warden'])
    expect(await page.locator('.post .speaker', { hasText: name }).count()).toBeGreaterThan(0);
  expect(await page.locator('.votes tbody tr').count()).toBe(3);
  expect(await card.locator('.step').count()).toBe(2);
  expect(await card.locator('.evidence .badge', { hasText: 'Allowed' }).count()).toBe(2);
  await card.locator('.terminal', { hasText: 'hour,errors' }).waitFor();
  expect(await page.title()).toBe('✅? Parley');
  expect(await page.getByText('Connect a model').count()).toBe(1);

  await card.getByRole('button', { name: 'Approve' }).click();
  await page.locator('.part.result').waitFor();
  await page.locator('.approval.approved').waitFor();
  await page.locator('.data td', { hasText: '27' }).waitFor();
  await page.getByRole('button', { name: 'errors', exact: true }).click();
  await page.getByRole('button', { name: 'errors', exact: true }).click();
  expect(await page.locator('.data tbody tr').first().textContent()).toBe('1427');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download: errors-by-hour.csv' }).click();
  expect((await download).suggestedFilename()).toBe('errors-by-hour.csv');
  await page.getByRole('button', { name: 'Helpful', exact: true }).click();
  await page.locator('.thumb[aria-pressed=true]').waitFor();
  expect(await page.title()).toBe('Parley');

  const [debate = ''] = await ledger.recent(1);
  const [opened] = await ledger.read(debate);
  expect(opened?.event).toMatchObject({
    request: { author: { name: 'Kim' }, attachments: [{ name: 'access.log', bytes: 3 }] },
  });
  expect(complaints).toEqual([]);
});

test('two tabs show the same; a yes in one folds the card in the other', async () => {
  const { url } = await started();
  const { page, context, complaints } = await openPage(browser, url);
  await ask(page);
  await page.locator('.approval.open').waitFor();
  const other = await context.newPage();
  const more = watch(other, new URL(url).host);
  await other.goto(page.url());
  await other.locator('.approval.open').waitFor();
  expect(await count(other, '.post')).toBe(await count(page, '.post'));
  await other.getByRole('button', { name: 'Decline' }).click();
  await page.locator('.approval.denied').waitFor();
  expect(await count(page, '.decide')).toBe(0);
  expect([...complaints, ...more]).toEqual([]);
});

test('a server that goes away and comes back costs no post, doubles none, and gets what was typed', async () => {
  let resume = () => {};
  const gate = new Promise<void>((resolve) => {
    resume = resolve;
  });
  const pause = (event: DebateEvent) => (event.type === 'critique.given' ? gate : Promise.resolve());
  const { url, deps, server, intake, ledger } = await started({ pause });
  const { page } = await openPage(browser, url);
  await ask(page);
  await page.locator('.post', { hasText: 'Sage' }).first().waitFor();
  await server.close();
  await page.locator('.banner.lost').waitFor();
  await ask(page, 'only the mornings');
  await page.getByText('Waiting for the connection').waitFor();
  resume();
  await intake.idle();

  const again = await createWebServer({ ...deps, config: { ...deps.config, port: Number(new URL(url).port) } });
  closers.push(() => again.close());
  await page.locator('.approval').waitFor();
  await page.getByText('Waiting for the connection').waitFor({ state: 'detached' });
  await page.locator('.person:not(.pending)', { hasText: 'only the mornings' }).waitFor();
  const [debate = ''] = await ledger.recent(1);
  const said = (await ledger.read(debate)).filter(({ event }) => event.type === 'person.said');
  expect(said).toHaveLength(1);

  const shown = await page.locator('.part').allTextContents();
  await page.reload();
  await page.locator('.person', { hasText: 'only the mornings' }).waitFor();
  expect(await page.locator('.part').allTextContents()).toEqual(shown);
});

test('who is at it and what a step prints is seen as it happens, until somebody stops it', async () => {
  const held = new Promise<void>(() => {});
  const pause = (event: DebateEvent) => (event.type === 'step.finished' ? held : Promise.resolve());
  const { url, activity, ledger, intake } = await started({ pause });
  const { page, complaints } = await openPage(browser, url);
  await ask(page);
  const [approve, stop] = [
    page.getByRole('button', { name: 'Approve' }),
    page.getByRole('button', { name: 'Stop this debate' }),
  ];
  await approve.click();
  await page.getByText('Running: Count status 500 per hour').waitFor();
  const [debate = ''] = await ledger.recent(1);
  const output = { type: 'step.output', debate, turn: 1, step: 's1', rehearsal: false } as const;
  await activity.publish({ type: 'persona.state', debate, persona: 'manual', state: 'executing', at: 0 });
  await activity.publish({ type: 'persona.state', debate, persona: 'sage', state: 'thinking', at: 0 });
  await activity.publish({ type: 'draft', debate, persona: 'sage', stage: 'integration', text: 'I' });
  await activity.publish({ type: 'draft', debate, persona: 'sage', stage: 'integration', text: 'I **see**' });
  await activity.publish({ ...output, stream: 'stdout', text: 'line one\n' });
  await activity.publish({ ...output, stream: 'stderr', text: '\u001b[31mline two\u001b[0m\n' });
  await page.locator('.running .terminal', { hasText: 'line one' }).locator('.fg-ansi-red').waitFor();
  await page.getByText('Manual is at work').waitFor();
  await page.locator('.draft strong', { hasText: 'see' }).waitFor();
  await page.locator('.persona.is-executing', { hasText: 'Manual' }).waitFor();

  await page.reload();
  await page.locator('.running .terminal', { hasText: 'line two' }).waitFor();
  await stop.click();
  await page.locator('.running, .typing, .draft').first().waitFor({ state: 'detached' });
  expect(intake.calls).toContain('debate.stopped');
  expect(await stop.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a phone of 360 points scrolls in one direction only, and its drawers open and close', async () => {
  const { url } = await started();
  const { page, complaints } = await openPage(browser, url, { viewport: { width: 360, height: 740 }, hasTouch: true });
  await ask(page);
  await page.locator('.approval.open').waitFor();
  const widest = () =>
    page.evaluate(() =>
      Math.max(...['html', '.conversation', '.column'].map((it) => document.querySelector(it)?.scrollWidth ?? 0)),
    );
  expect(await widest()).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Approve' }).tap();
  await page.locator('.part.result').waitFor();
  expect(await widest()).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'Show conversations' }).tap();
  await page.locator('.sidebar .thread').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show status' }).tap();
  await page.locator('.monitor .ill', { hasText: 'sudo systemctl start docker' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.banner', { hasText: 'Docker: ill. Start it' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a Korean browser reads Korean, can switch, and dark follows the system', async () => {
  const { url } = await started();
  const { page } = await openPage(browser, url, { locale: 'ko-KR', colorScheme: 'dark' });
  await page.getByText('무엇을 함께 풀어 볼까요?').waitFor();
  await page.getByLabel('메시지').fill('시간대별로 오류를 세어 줘');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '승인', exact: true }).waitFor();
  await page.locator('.part', { hasText: '사본' }).first().waitFor();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  await page.getByRole('button', { name: '밝은 화면과 어두운 화면 바꾸기' }).click();
  expect(await background()).not.toBe(dark);
  await page.getByRole('button', { name: 'Show in English' }).click();
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await page.locator('.part', { hasText: 'on a copy' }).first().waitFor();
});

test('what personas, files and tables say is text, never code', async () => {
  const evil =
    '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>[x](javascript:window.pwned=1) ![i](https://evil.example/i.png)';
  const name = '"><img src=x onerror=alert(1)>.csv';
  const bad = Buffer.from(`${evil},"<svg onload=alert(1)>"\n1,${evil}\n`);
  const poison = (event: DebateEvent): DebateEvent => {
    if (event.type === 'analysis.given') return { ...event, text: evil };
    if (event.type === 'debate.opened')
      return {
        ...event,
        council: event.council.map((it) => ({ ...it, name: `<b>${it.name}`, avatar: 'https://evil.example/a.png' })),
      };
    if (event.type === 'step.finished')
      return {
        ...event,
        output: { head: `\u001b[31m${evil}\u001b]8;;javascript:alert(1)\u0007x`, tail: '', bytes: 99 },
      };
    if (event.type === 'result.integrated')
      return {
        ...event,
        text: evil,
        artifacts: [{ path: name, bytes: 9, mime: 'text/csv', change: 'added', blob: 'a'.repeat(64) }],
      };
    return event;
  };
  const sample: Recorded[] = errorsByHour.map((it) => ({ ...it, event: poison(it.event) }));
  const { url } = await started({ sample, files: { [name]: bad } });
  const { page, complaints } = await openPage(browser, url);
  await ask(page, evil);
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.locator('.data td').first().waitFor();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(await count(page, '.conversation img, .conversation script, .conversation [href^="javascript"]')).toBe(0);
  expect(complaints).toEqual([]);
});

test('a file that is too large, and one that is dropped, are told on their chips', async () => {
  const { url } = await started({ config: { uploadMb: 0.01 } });
  const { page } = await openPage(browser, url);
  await page.locator('.persona').first().waitFor();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['x'.repeat(20_000)], 'big.bin'));
    transfer.items.add(new File(['1,2'], '표.csv'));
    return transfer;
  });
  await page.dispatchEvent('.conversation-frame', 'drop', { dataTransfer: data });
  await page.locator('.chip.bad', { hasText: 'larger than 0.01 MB' }).waitFor();
  await page.locator('.chip:not(.bad)', { hasText: '표.csv' }).waitFor();
  await page.getByRole('button', { name: 'Remove big.bin' }).click();
  expect(await count(page, '.chip')).toBe(1);
});
