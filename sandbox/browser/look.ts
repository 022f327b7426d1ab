import { z } from 'zod';
import type { Sight } from '../../src/ports/browser.ts';
import type { Devtools } from './devtools.ts';

/** What a person would see without scrolling, and how far down the picture goes. */
const view = { width: 1280, height: 800, mostHeight: 3200 } as const;
/** A larger picture is taken again, of the window only. */
const mostBytes = 4 * 1024 * 1024;
/** After it has loaded, a page may fetch what it shows; so long it is waited for to fall silent. */
const silenceMs = 3000;

type Reason = Extract<Sight, { shown: false }>['reason'];

const nothing = z.unknown();
const createdSchema = z.object({ targetId: z.string() });
const attachedSchema = z.object({ sessionId: z.string() });
const navigatedSchema = z.object({
  loaderId: z.string().optional(),
  errorText: z.string().optional(),
  isDownload: z.boolean().default(false),
});
const treeSchema = z.object({
  frameTree: z.object({ frame: z.object({ url: z.string(), unreachableUrl: z.string().optional() }) }),
});
const infoSchema = z.object({ targetInfo: z.object({ title: z.string() }) });
const layoutSchema = z.object({ cssContentSize: z.object({ height: z.number() }) });
const capturedSchema = z.object({ data: z.base64() });

const ofDocument = { type: z.literal('Document'), frameId: z.string() };
const requestSchema = z.object({ ...ofDocument, requestId: z.string(), request: z.object({ url: z.string() }) });
const responseSchema = z.object({
  ...ofDocument,
  response: z.object({ status: z.number(), mimeType: z.string().max(100) }),
});
const failureSchema = z.object({ requestId: z.string() });
const lifecycleSchema = z.object({ frameId: z.string(), loaderId: z.string(), name: z.string() });

/** Opens a page in a fresh Chromium and pictures it from its top. Rejects when Chromium does not do as it is told. */
export async function look(devtools: Devtools, order: { url: string; seconds: number }): Promise<Sight> {
  const { send } = devtools;
  const { targetId } = await send('Target.createTarget', { url: 'about:blank' }, createdSchema);
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true }, attachedSchema);
  await send('Browser.setDownloadBehavior', { behavior: 'deny' }, nothing);
  devtools.enter(sessionId);
  const page = follow(devtools, targetId, order.url);
  const metrics = { width: view.width, height: view.height, deviceScaleFactor: 1, mobile: false };
  await Promise.all([
    send('Page.enable', {}, nothing),
    send('Page.setLifecycleEventsEnabled', { enabled: true }, nothing),
    send('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 }, nothing),
    send('Emulation.setDeviceMetricsOverride', metrics, nothing),
  ]);

  const refused = (reason: Reason, detail?: string): Sight => ({
    url: page.url(),
    shown: false,
    reason,
    ...(detail === undefined ? {} : { detail }),
  });
  const deadline = Date.now() + order.seconds * 1000;
  // Its answer comes with the page's first bytes, which a server may keep to itself.
  const navigating = send('Page.navigate', { url: order.url }, navigatedSchema);
  const began = await Promise.race([navigating, page.until(() => false, deadline)]);
  if (page.crashed()) return refused('unreadable');
  if (began === undefined) return refused('slow', `${order.seconds} s`);
  if (began.isDownload) return refused('type', page.mime());
  if (began.errorText !== undefined) return refused(reasonOf(began.errorText));
  page.expect(began.loaderId);
  const failed = () => page.status() >= 400;
  await page.until(() => page.loaded() || failed(), deadline);
  await page.until(() => page.silent() || failed(), Math.min(deadline, Date.now() + silenceMs));
  if (page.crashed()) return refused('unreadable');
  if (failed()) return refused('status', String(page.status()));

  // A script may have led it elsewhere meanwhile, also to where nothing answers.
  const { frame } = (await send('Page.getFrameTree', {}, treeSchema)).frameTree;
  if (frame.unreachableUrl !== undefined) return { ...refused('unreachable'), url: frame.unreachableUrl };
  const { title } = (await send('Target.getTargetInfo', {}, infoSchema)).targetInfo;
  return { url: frame.url, shown: true, title: title.slice(0, 200), ...(await picture(devtools)) };
}

/** What happens to the page, as far as it matters here. */
function follow(devtools: Devtools, mainFrame: string, address: string) {
  let url = address;
  let answer = { status: 0, mime: '' };
  let loader = '';
  const reached = new Set<string>();
  /** The document that was asked for and is not there yet; it will be the next loader. */
  let awaited: string | null = null;
  let crashed = false;
  let changed: () => void = () => undefined;

  const expect = (id = loader) => {
    if (id !== loader) reached.clear();
    loader = id;
    if (id === awaited) awaited = null;
  };

  devtools.listen((event) => {
    if (event === null || event.method === 'Inspector.targetCrashed') crashed = true;
    else if (event.method === 'Network.requestWillBeSent') {
      const { data } = requestSchema.safeParse(event.params);
      if (data?.frameId !== mainFrame) return;
      url = data.request.url;
      awaited = data.requestId;
    } else if (event.method === 'Network.responseReceived') {
      const { data } = responseSchema.safeParse(event.params);
      if (data?.frameId === mainFrame) answer = { status: data.response.status, mime: data.response.mimeType };
    } else if (event.method === 'Network.loadingFailed') {
      if (failureSchema.safeParse(event.params).data?.requestId === awaited) awaited = null;
    } else if (event.method === 'Page.javascriptDialogOpening') {
      void devtools.send('Page.handleJavaScriptDialog', { accept: false }, nothing).catch(() => undefined);
    } else if (event.method === 'Page.lifecycleEvent') {
      const { data } = lifecycleSchema.safeParse(event.params);
      if (data?.frameId !== mainFrame) return;
      // Whatever came before the newest document no longer counts.
      if (data.name === 'init') expect(data.loaderId);
      if (data.loaderId === loader) reached.add(data.name);
    } else return;
    changed();
  });
  return {
    url: () => url,
    status: () => answer.status,
    mime: () => answer.mime,
    expect,
    loaded: () => awaited === null && reached.has('load'),
    silent: () => awaited === null && reached.has('networkIdle'),
    crashed: () => crashed,
    /** Resolves when it is so, when the page is gone, or at that time. */
    until: (condition: () => boolean, deadline: number) =>
      new Promise<undefined>((resolve) => {
        const timer = setTimeout(() => over(), Math.max(0, deadline - Date.now()));
        const over = () => {
          clearTimeout(timer);
          resolve(undefined);
        };
        changed = () => {
          if (crashed || condition()) over();
        };
        changed();
      }),
  };
}

async function picture({ send }: Devtools): Promise<{ png: Uint8Array; width: number; height: number }> {
  const { cssContentSize } = await send('Page.getLayoutMetrics', {}, layoutSchema);
  const whole = Math.round(Math.min(Math.max(cssContentSize.height, view.height), view.mostHeight));
  for (const height of [whole, view.height]) {
    const clip = { x: 0, y: 0, width: view.width, height, scale: 1 };
    const params = { format: 'png', clip, captureBeyondViewport: true };
    const { data } = await send('Page.captureScreenshot', params, capturedSchema);
    const png = Buffer.from(data, 'base64');
    if (png.length <= mostBytes) return { png, ...sizeOf(png) };
  }
  throw new Error('the picture is too large');
}

/** Width and height of a PNG, from its header; anything else throws. */
function sizeOf(png: Buffer): { width: number; height: number } {
  if (png.length < 33 || png.toString('latin1', 0, 16) !== '\x89PNG\r\n\x1a\n\0\0\0\rIHDR')
    throw new Error('no picture');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (width !== view.width || height < 1 || height > view.mostHeight) throw new Error('another picture');
  return { width, height };
}

function reasonOf(errorText: string): Reason {
  if (/ERR_CERT|ERR_SSL/.test(errorText)) return 'certificate';
  return errorText.includes('ERR_ABORTED') ? 'type' : 'unreachable';
}
