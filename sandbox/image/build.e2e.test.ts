import { beforeAll, expect, it } from 'vitest';
import { connectDocker } from '../engine/engine.ts';
import { ensureImage } from './build.ts';
import { build } from './engine-build.ts';

const docker = connectDocker();
const work = { docker, tag: 'parley-sandbox:1', signal: new AbortController().signal };

beforeAll(async () => {
  await ensureImage({ ...work, progress: () => {} });
}, 300_000);

it('does nothing when the image of this content is there', async () => {
  const lines: string[] = [];
  expect(await ensureImage({ ...work, progress: (line) => lines.push(line) })).toBe(false);
  expect(lines).toEqual([]);
});

it('runs nothing as root and stays small', async () => {
  const { Config, Size } = await docker.getImage(work.tag).inspect();
  expect(Config.User).toBe('agent');
  expect(Size).toBeLessThan(350 * 1000 * 1000);
});

it('says why when a build fails', async () => {
  const content = Buffer.from('FROM parley-sandbox:1\nRUN exit 3\n');
  const options = { base: work.tag, content: 'x' };
  const building = build(
    { ...work, tag: 'parley-test-never:1', progress: () => {} },
    [{ name: 'Dockerfile', content }],
    options,
  );
  await expect(building).rejects.toThrow('returned a non-zero code: 3');
});

it('stops when it is told to', async () => {
  const stopped = ensureImage({ ...work, tag: 'parley-test-never:1', signal: AbortSignal.abort(), progress: () => {} });
  await expect(stopped).rejects.toThrow('aborted');
});
