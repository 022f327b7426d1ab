import { expect, test } from 'vitest';
import { run, which } from './command.mjs';
import { Interrupted, SetupProblem } from './problem.mjs';

const fix = 'Do it by hand.';
const quiet = new AbortController().signal;

test('a command that fails says what it said, and what to do', async () => {
  const failing = run('sh', ['-c', 'echo no room left >&2; exit 3'], { signal: quiet, fix });
  const error = await failing.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SetupProblem);
  expect(error).toMatchObject({ fix, message: expect.stringMatching(/ended with 3:\nno room left/) });
});

test('an interrupted command may finish what it is writing', async () => {
  const controller = new AbortController();
  let said = '';
  const running = run('sh', ['-c', 'trap "echo put in order; exit 0" INT; echo ready; while :; do sleep 0.05; done'], {
    signal: controller.signal,
    fix,
    heard: (text) => {
      said += text;
      if (text.includes('ready')) controller.abort();
    },
  });
  await expect(running).rejects.toBeInstanceOf(Interrupted);
  expect(said).toContain('put in order');
});

test('nothing is begun after an interruption', async () => {
  await expect(run('false', [], { signal: AbortSignal.abort(), fix })).rejects.toBeInstanceOf(Interrupted);
});

test('programs are found in PATH, and what is not there is not', () => {
  expect(which('sh')).toMatch(/\/sh$/);
  expect(which('no-such-program-of-parley')).toBeUndefined();
});
