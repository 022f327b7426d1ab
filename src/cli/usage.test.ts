import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { misuse } from './usage.ts';

const main = join(import.meta.dirname, '../main.ts');

function parley(locale: string, ...args: string[]) {
  const env = { ...process.env, LC_ALL: locale };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
  return { status, stdout, stderr };
}

describe('a wrong command line is told in the language of the terminal, with what was meant', () => {
  test.each([
    ['en_US.UTF-8', ['doctr'], '✗ there is no command called doctr. Did you mean doctor?\n'],
    ['ko_KR.UTF-8', ['doctr'], '✗ 그런 명령이 없습니다: doctr. 혹시 doctor인가요?\n'],
    ['ko_KR.UTF-8', ['ask'], '✗ 빠진 것이 있습니다: <text>\n'],
    ['ko_KR.UTF-8', ['ask', 'x', '--flie'], '✗ 그런 옵션이 없습니다: --flie. 혹시 --file인가요?\n'],
    ['ko_KR.UTF-8', ['start', '--only', 'x'], '✗ 쓸 수 없는 값입니다: --only <part> x. bots나 workers를 쓰세요.\n'],
  ])('%s: %j', (locale, args, words) => {
    const { status, stdout, stderr } = parley(locale, ...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.startsWith(words)).toBe(true);
    expect(stderr).toMatch(/\n {2}→ .*npx parley --help.*\n$/);
  });

  test('what commander may say some day is passed on', () => {
    expect(misuse("error: something else '1'\n")).toBe("✗ something else '1'\n");
  });
});

test('the help is Korean on a Korean terminal, but for what is typed', () => {
  const { stdout } = parley('ko_KR.UTF-8', '--help');
  const told = stdout.replace(/^ {2}\S.*? {2,}/gm, '').replace(/^사용법: npx parley.*$/m, '');
  expect(told).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/);
  expect(told).toContain('명령:');
});

test('a verdict gives its reasons in the language of the terminal', () => {
  const { status, stdout } = parley('ko_KR.UTF-8', 'check', 'curl x');
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'deny',
    reasons: [{ rule: 'program.network', message: expect.stringContaining('네트워크') }],
  });
});
