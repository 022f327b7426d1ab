import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createDockerSandbox } from '../../sandbox/docker.ts';
import { connectDocker } from '../../sandbox/engine/engine.ts';
import { ensureImage } from '../../sandbox/image/build.ts';
import type { WorkspaceFile } from '../../src/debate/event.ts';
import type { Environment } from '../../src/ports/sandbox.ts';
import type { Seen } from './check.ts';
import { type FixtureName, fixtures } from './fixtures.ts';

export type Case = { readonly id: string; readonly fixture: FixtureName; readonly commands: readonly string[] };
export type Outcome = Seen & { readonly exitCode: number };

type Folder = { source: string; make: string | null; ages: Record<string, number> };

const environment: Environment = {
  name: 'bench',
  image: 'parley-sandbox:1',
  network: 'none',
  runtime: 'runc',
  memoryMb: 512,
  cpus: 1,
  processes: 128,
  seconds: 300,
  outputKb: 1024,
  diskMb: 256,
};

const house = 'bench-aiin';
const workspace = 'bench';
const persona = 'aiin';
const nothing = { put: async () => '', get: async () => null };
const quiet = new AbortController().signal;

/**
 * A sandbox with all fixtures in its workspace. All cases share one container, each with a copy of its folder in
 * `/tmp`: a container per case would measure the engine.
 */
export async function openTryOut() {
  const docker = connectDocker();
  await ensureImage({ docker, tag: environment.image, signal: quiet, progress: () => {} });
  const sandbox = createDockerSandbox({ house, blobs: nothing, artifactMb: 1 });
  await sandbox.discard(workspace);
  const keys: string[] = [];
  const run = async (command: string) => {
    const key = `bench-${randomUUID()}/step/1/s1`;
    keys.push(key);
    const report = await sandbox.run({ key, workspace, persona, environment, command }, false, quiet, () => {});
    if (report.exitCode !== 0)
      throw new Error(`the sandbox did not do its part: ${report.problem ?? report.output.tail + report.output.head}`);
  };
  const put = (files: Readonly<Record<string, string | Buffer>>) =>
    sandbox.prepare(
      workspace,
      environment,
      Object.entries(files).map(([path, content]) => ({ path, bytes: Buffer.from(content) })),
    );
  const folders: Record<string, Folder> = {};
  for (const [name, { files, make = null }] of Object.entries<(typeof fixtures)['box']>(fixtures)) {
    const source = `/workspace/folders/${name}`;
    folders[name] = {
      source,
      make,
      ages: Object.fromEntries(Object.entries(files).map(([path, [, age]]) => [path, age])),
    };
    await put(
      Object.fromEntries(Object.entries(files).map(([path, [content]]) => [`folders/${name}/${path}`, content])),
    );
  }
  const made = Object.values(folders).filter((it) => it.make !== null);
  await run(made.map(({ source, make }) => `(cd ${source} && ${make})`).join(' && '));
  const listed = await sandbox.list(workspace, environment);

  return {
    /** The folder's files as an agent is told about them. */
    filesOf(fixture: FixtureName): WorkspaceFile[] {
      const place = `folders/${fixture}/`;
      return listed
        .filter(({ path }) => path.startsWith(place))
        .map((file) => ({ ...file, path: file.path.slice(place.length) }));
    },
    async run(cases: readonly Case[]): Promise<Map<string, Outcome>> {
      const program = await readFile(new URL('run-cases.py', import.meta.url), 'utf8');
      await put({ 'run-cases.py': program, 'cases.json': JSON.stringify({ fixtures: folders, cases }) });
      await run('python3 run-cases.py cases.json outcomes.json');
      const bytes = await sandbox.read(workspace, environment, 'outcomes.json', 256 * 1024 * 1024);
      const outcomes: { id: string; output: string; exitCode: number; before: Packed; after: Packed }[] = JSON.parse(
        Buffer.from(bytes ?? '').toString('utf8'),
      );
      return new Map(
        outcomes.map(({ id, output, exitCode, before, after }) => [
          id,
          { output, exitCode, before: unpack(before), after: unpack(after) },
        ]),
      );
    },
    async close() {
      await Promise.all(keys.map((key) => sandbox.forget(key)));
      await sandbox.discard(workspace);
      await sandbox.close();
    },
  };
}

type Packed = Readonly<Record<string, string>>;

function unpack(files: Packed): Map<string, Buffer> {
  return new Map(Object.entries(files).map(([path, content]) => [path, Buffer.from(content, 'base64')]));
}
