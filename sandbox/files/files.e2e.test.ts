import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { buildImage, createRig, environment, type Rig } from '../rig.ts';

let rig: Rig;
beforeAll(async () => {
  await buildImage();
}, 300_000);
beforeEach(() => {
  rig = createRig();
  const { end } = rig;
  onTestFinished(end);
});

const bytes = (text: string) => Buffer.from(text);
const read = async (path: string, limit = 1000) => {
  const content = await rig.sandbox.read(rig.workspace, environment, path, limit);
  return content === null ? null : Buffer.from(content).toString();
};

it('lays attachments into the workspace under safe names and lists them with their beginning', async () => {
  const files = await rig.sandbox.prepare(rig.workspace, environment, [
    { path: '../../etc/passwd', bytes: bytes('no root here') },
    { path: '보고서.txt', bytes: bytes('가'.repeat(3000)) },
    { path: 'data.csv', bytes: bytes('a,b\n') },
    { path: 'data.csv', bytes: bytes('c,d\n') },
    { path: '-rf', bytes: bytes('x') },
    { path: 'photo.bin', bytes: Uint8Array.from([1, 0, 255]) },
  ]);
  expect(files).toEqual([
    { path: '_rf', bytes: 1, head: 'x' },
    { path: 'data-2.csv', bytes: 4, head: 'c,d\n' },
    { path: 'data.csv', bytes: 4, head: 'a,b\n' },
    { path: 'photo.bin', bytes: 3 },
    { path: '보고서.txt', bytes: 9000, head: '가'.repeat(1000) },
    { path: 'etc/passwd', bytes: 12, head: 'no root here' },
  ]);
  expect(await read('etc/passwd')).toBe('no root here');
  const owned = await rig.run('echo more >> data.csv && rm -- _rf && cat data.csv');
  expect(owned).toMatchObject({ exitCode: 0, output: { head: 'a,b\nmore\n' } });
});

it('replaces a file of the same name, and never writes through a link', async () => {
  await rig.sandbox.prepare(rig.workspace, environment, [{ path: 'a.txt', bytes: bytes('old') }]);
  await rig.run('echo safe > target; ln -s target link.txt; mkdir real; ln -s real folder');
  await rig.sandbox.prepare(rig.workspace, environment, [
    { path: 'a.txt', bytes: bytes('new') },
    { path: 'link.txt', bytes: bytes('mine') },
  ]);
  expect([await read('a.txt'), await read('link.txt'), await read('target')]).toEqual(['new', 'mine', 'safe\n']);
  const through = rig.sandbox.prepare(rig.workspace, environment, [{ path: 'folder/x', bytes: bytes('x') }]);
  await expect(through).rejects.toMatchObject({ code: 'sandbox.failed' });
});

it('reads only regular files inside the workspace, whatever a command left there', async () => {
  await rig.run(
    'echo ok > plain; ln -s /etc/shadow shadow; ln -s /etc etc; mkfifo pipe; mkdir d; ln -s ../plain d/inside; ' +
      'truncate -s 60M sparse; echo n > $\'new\\nline\'; echo q > "quote\'s \\".txt"; chmod 000 plain; chmod 644 plain',
  );
  const files = await rig.sandbox.list(rig.workspace, environment);
  expect(files.map(({ path }) => path)).toEqual(['new\nline', 'plain', 'quote\'s ".txt', 'sparse']);
  expect(await read('plain')).toBe('ok\n');
  expect(await read('new\nline')).toBe('n\n');
  for (const path of [
    'shadow',
    'etc/passwd',
    'pipe',
    'd',
    'd/inside',
    'sparse',
    'none',
    '../etc/passwd',
    '/etc/passwd',
    '',
  ])
    expect(await read(path)).toBeNull();
});

it('lists at most 2,000 files and opens at most 200 of them', async () => {
  await rig.run('mkdir deep; for i in $(seq 2500); do echo $i > deep/$i; done');
  const files = await rig.sandbox.list(rig.workspace, environment);
  expect(files).toHaveLength(2000);
  expect(files.filter(({ head }) => head !== undefined)).toHaveLength(200);
});

it('refuses more than the disk limit', async () => {
  const large = [{ path: 'large', bytes: new Uint8Array(65 * 1024 * 1024) }];
  await expect(rig.sandbox.prepare(rig.workspace, environment, large)).rejects.toMatchObject({
    code: 'input.too-large',
  });
});

it('knows the programs of the image', async () => {
  const programs = await rig.sandbox.programs(environment);
  for (const name of ['bash', 'python3', 'python', 'node', 'jq', 'rg', 'gawk', 'sort', 'sqlite3', 'unzip'])
    expect(programs).toContain(name);
  expect(programs).not.toContain('docker');
});

it('reports the engine it speaks to', async () => {
  expect(await rig.sandbox.health()).toMatchObject({ ok: true, engine: expect.stringMatching(/^Docker \d+/) });
});
