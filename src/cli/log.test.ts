import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that logs and is killed right after. */
function logging(data: string, lines: number) {
  const script = `import { openLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))};
    const log = openLog(${JSON.stringify(data)}, 4096);
    for (let line = 0; line < ${lines}; line++) log.info({ line }, 'a line');
    process.kill(process.pid, 'SIGKILL');`;
  const { signal, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return { signal, stderr };
}

const kept = (data: string) =>
  ['parley.4.log', 'parley.3.log', 'parley.2.log', 'parley.1.log', 'parley.log'].flatMap((name) =>
    readFileSync(join(data, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).line as number),
  );

test('what is logged last is on disk when the process is killed, in few small files that only this user can read', () => {
  const data = join(folder, 'data');
  expect(logging(data, 1000)).toEqual({ signal: 'SIGKILL', stderr: '' });
  expect(statSync(data).mode & 0o777).toBe(0o700);
  const lines = kept(data);
  expect(lines).toEqual(Array.from({ length: lines.length }, (_, at) => 1000 - lines.length + at));
  expect(lines.length).toBeGreaterThan(100);
  expect(readdirSync(data)).toHaveLength(5);
  for (const name of readdirSync(data)) {
    const { size, mode } = statSync(join(data, name));
    expect({ name, small: size < 5 * 1024, mode: mode & 0o777 }).toEqual({ name, small: true, mode: 0o600 });
  }
});

test('of an error it keeps what went wrong, and nothing of what a library was given', () => {
  const script = `import { openLog } from ${JSON.stringify(join(import.meta.dirname, 'log.ts'))};
    const cause = Object.assign(new Error('WRONGPASS'), { command: { name: 'auth', args: ['top-secret'] } });
    const error = Object.assign(new Error('no', { cause }), { code: 'E1', command: { args: ['what Jiwon said'] } });
    openLog(${JSON.stringify(folder)}).info({ error }, 'failed');`;
  spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  const text = readFileSync(join(folder, 'parley.log'), 'utf8');
  expect(JSON.parse(text).error).toMatchObject({ type: 'Error', message: expect.stringContaining('no'), code: 'E1' });
  expect(text).not.toMatch(/top-secret|Jiwon/);
});

test('a log that others could read is closed to them', () => {
  writeFileSync(join(folder, 'parley.log'), '', { mode: 0o644 });
  logging(folder, 1);
  expect(statSync(join(folder, 'parley.log')).mode & 0o777).toBe(0o600);
});

test('a log that cannot be written is told once, and nothing else stops', () => {
  mkdirSync(join(folder, 'parley.log'));
  const { signal, stderr } = logging(folder, 3);
  expect(signal).toBe('SIGKILL');
  expect(stderr).toMatch(/^! .*parley\.log: .*\n$/);
});
