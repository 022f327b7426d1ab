import { expect, it } from 'vitest';
import { ParleyError } from '../../src/errors.ts';
import { problems } from '../problems.ts';
import { collectArtifacts } from './artifacts.ts';
import type { Keeper } from './keeper.ts';

const changes = ['a', 'b'].map((path) => ({ path, change: 'added' as const, bytes: 1 }));
const keeper = { read: async () => new Uint8Array(1) } as unknown as Keeper;

it('names files that there is no room for, and says so in both languages', async () => {
  let kept = 0;
  const put = async () => {
    if (++kept > 1) throw new ParleyError('storage.full', 'full', { fix: 'more' });
    return 'sha';
  };
  const { artifacts, left, unkept } = await collectArtifacts(keeper, { put, get: async () => null }, 10, changes);
  expect(artifacts.map(({ path, blob }) => [path, blob])).toEqual([
    ['a', 'sha'],
    ['b', undefined],
  ]);
  expect(problems.ofFiles(left, unkept)).toMatchObject({
    en: expect.stringMatching(/^For 1 .*storageMb/),
    ko: expect.stringMatching(/파일 1개는 .*작업 공간/),
  });
  expect(problems.ofFiles(0, 0)).toBeUndefined();
});

it('fails with what is no matter of room', async () => {
  const put = async () => Promise.reject(new Error('gone'));
  await expect(collectArtifacts(keeper, { put, get: async () => null }, 10, changes)).rejects.toThrow('gone');
});
