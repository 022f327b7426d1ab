import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

type Import = readonly [file: string, module: string];
const say = ([file, module]: Import) => `${file} imports ${module}`;

/** Lays files into an empty folder and says on which of their lines the linter refuses an import. */
async function lint(files: ReadonlyMap<string, readonly string[]>): Promise<{ path: string; line: number }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-imports-'));
  try {
    for (const name of ['biome.json', 'rooms.grit']) await cp(join(root, name), join(folder, name));
    for (const [file, lines] of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `${lines.join('\n')}\n`);
    }
    const { diagnostics } = await run(folder);
    return diagnostics.flatMap(({ category, location: { path, start } }) =>
      rules.includes(category) ? [{ path, line: start.line }] : [],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Which of these imports the linter refuses. */
async function refused(imports: readonly Import[]): Promise<string[]> {
  const files = Map.groupBy(imports, ([file]) => file);
  const written = [...files].map(
    ([file, lines]) => [file, lines.map(([, module], at) => `import { it as it${at} } from '${module}';`)] as const,
  );
  return (await lint(new Map(written))).flatMap(({ path, line }) => {
    const found = files.get(path)?.[line - 1];
    return found ? [say(found)] : [];
  });
}

const refusedLines = async (lines: readonly string[]) =>
  (await lint(new Map([['bots/deliver.ts', lines]]))).map(({ line }) => line).toSorted();

/** Between rooms, and (in rooms.grit) of libraries. */
const rules = ['lint/style/noRestrictedImports', 'plugin'];

type Report = { diagnostics: { category: string; location: { path: string; start: { line: number } } }[] };

function run(folder: string): Promise<Report> {
  const biome = join(root, 'node_modules/.bin/biome');
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
  return new Promise((resolve) => {
    execFile(biome, args, { cwd: folder }, (_error, stdout) => resolve(JSON.parse(stdout) as Report));
  });
}

const wrong: readonly Import[] = [
  ['src/debate/decide.ts', 'node:fs'],
  ['src/debate/decide.ts', '../errors.ts'],
  ['src/debate/decide.ts', '../ports/agent.ts'],
  ['src/debate/decide.ts', 'p-limit'],
  ['src/debate/decide.test.ts', 'node:fs'],
  ['src/policy/judge.ts', '../../bots/post.ts'],
  ['src/config.ts', '../workers/think.ts'],
  ['src/i18n/en/words.ts', '../../../sandbox/docker.ts'],
  ['src/config.ts', 'ioredis'],
  ['src/agents/aiin/agent.ts', 'ai'],
  ['src/agents/aiin/agent.ts', '@ai-sdk/openai-compatible'],
  ['src/compose.ts', 'bullmq'],
  ['bots/present.ts', '../workers/think.ts'],
  ['bots/web/server.ts', '../../sandbox/docker.ts'],
  ['bots/web/server.ts', 'ioredis'],
  ['bots/deliver.ts', 'hono'],
  ['bots/deliver.ts', 'discord.js'],
  ['bots/slack/app.ts', 'discord.js'],
  ['bots/discord/gateway.ts', '@slack/bolt'],
  ['bots/deliver.ts', 'hono/utils/http-status'],
  ['bots/slack/app.ts', 'ws'],
  ['bots/present.ts', 'marked'],
  ['bots/slack/write/rich.ts', 'mdast-util-gfm'],
  ['src/gabriel/gabriel.ts', 'linkedom'],
  ['src/agents/manus/api/api.ts', 'undici'],
  ['src/tools/definitions.ts', '@mozilla/readability'],
  ['src/tools/definitions.ts', 'turndown'],
  ['src/config.ts', 'ipaddr.js'],
  ['src/config.ts', 'yaml'],
  ['src/agents/aiin/agent.ts', 'unbash'],
  ['src/agents/aiin/agent.ts', 'minisearch'],
  ['src/doctor/print.ts', 'i18next'],
  ['workers/rehearse.ts', 'ssh2'],
  ['workers/rehearse.ts', 'ai'],
  ['bots/deliver.ts', 'p-retry'],
  ['workers/think.ts', '../bots/post.ts'],
  ['workers/execute.ts', '../sandbox/docker.ts'],
  ['workers/execute.ts', 'dockerode'],
  ['sandbox/docker.ts', '../workers/execute.ts'],
  ['sandbox/image/build.ts', '../../bots/post.ts'],
];

const right: readonly Import[] = [
  ['src/debate/decide.ts', 'zod'],
  ['src/debate/plan.ts', 'node:crypto'],
  ['src/debate/plan.ts', 'canonicalize'],
  ['src/debate/decide.ts', './plan.ts'],
  ['src/debate/decide.test.ts', 'fast-check'],
  ['src/store/ledger.ts', 'ioredis'],
  ['src/store/queue.ts', 'bullmq'],
  ['src/agents/language-model/agent.ts', 'ai'],
  ['src/agents/aiin/agent.ts', '../../ports/sandbox.ts'],
  ['src/agents/warden/defects.ts', 'unbash'],
  ['src/policy/walk.ts', 'unbash'],
  ['src/tools/pages/markdown.ts', 'turndown'],
  ['src/tools/pages/fetch.ts', 'undici'],
  ['src/gabriel/gabriel.ts', 'undici'],
  ['src/yaml-file.ts', 'yaml'],
  ['bots/terminal/prose.ts', 'marked'],
  ['bots/web/ui/app.tsx', 'preact/hooks'],
  ['bots/web/aid.ts', './ai'],
  ['bots/slack/set-up/examine.test.ts', 'yaml'],
  ['src/compose.ts', '../sandbox/docker.ts'],
  ['src/compose.ts', '../bots/web/server.ts'],
  ['bots/discord/gateway.ts', 'discord.js'],
  ['bots/slack/app.ts', '@slack/bolt'],
  ['bots/web/server.ts', 'hono/ws'],
  ['bots/web/server.ts', '../../src/intake.ts'],
  ['workers/think.ts', '../src/ports/sandbox.ts'],
  ['sandbox/docker.ts', 'dockerode'],
  ['test/whole-way.e2e.test.ts', '../sandbox/docker.ts'],
  ['bench/main.ts', 'ioredis'],
];

test('a library is pinned however it is imported', async () => {
  const loads = ["await import('bullmq');", "export { Queue } from 'bullmq';", "import type { Queue } from 'bullmq';"];
  expect(await refusedLines(loads)).toEqual([1, 2, 3]);
});

test('what a room may not import is an error, and nothing else is', async () => {
  expect((await refused([...wrong, ...right])).toSorted()).toEqual(wrong.map(say).toSorted());
});
