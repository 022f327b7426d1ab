import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

type Import = readonly [file: string, module: string];
const say = ([file, module]: Import) => `${file} imports ${module}`;

/** Lays files with these imports into an empty folder and says which of them the linter refuses. */
async function refused(imports: readonly Import[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-imports-'));
  try {
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
    const files = Map.groupBy(imports, ([file]) => file);
    for (const [file, lines] of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      const text = lines.map(([, module], index) => `import { it as it${index} } from '${module}';\n`).join('');
      await writeFile(join(folder, file), text);
    }
    const report = await lint(folder);
    return report.diagnostics.flatMap(({ category, location }) => {
      const line = files.get(location.path)?.[location.start.line - 1];
      return category === 'lint/style/noRestrictedImports' && line ? [say(line)] : [];
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Report = { diagnostics: { category: string; location: { path: string; start: { line: number } } }[] };

function lint(folder: string): Promise<Report> {
  const biome = join(root, 'node_modules/.bin/biome');
  const only = '--only=style/noRestrictedImports';
  const args = ['lint', '--vcs-enabled=false', only, '--reporter=json', '--max-diagnostics=none', '.'];
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

test('what a room may not import is an error, and nothing else is', async () => {
  expect((await refused([...wrong, ...right])).toSorted()).toEqual(wrong.map(say).toSorted());
});
