import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const here = import.meta.dirname;
const sources = join(here, 'ui');
/** What the page is made of. */
const folders = [sources, join(here, '..', '..', 'src', 'i18n')];

/** The folder of the built page; builds it first when it is missing or older than its sources. */
export async function builtPage(): Promise<string> {
  const out = join(here, '..', '..', 'dist', 'page');
  if (!(await isFresh(join(out, 'index.html')))) {
    const { build } = await import('vite');
    await build({
      root: sources,
      configFile: false,
      logLevel: 'error',
      base: '/',
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      build: {
        outDir: out,
        emptyOutDir: true,
        // The page's policy allows no inline script, style or data but images.
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        target: 'es2023',
      },
    });
  }
  return out;
}

async function isFresh(page: string): Promise<boolean> {
  if (!existsSync(page)) return false;
  const builtAt = (await stat(page)).mtimeMs;
  const files = (await Promise.all(folders.map((it) => readdir(it, { recursive: true, withFileTypes: true })))).flat();
  const times = await Promise.all(
    files.filter((file) => file.isFile()).map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs),
  );
  return times.every((time) => time <= builtAt);
}
