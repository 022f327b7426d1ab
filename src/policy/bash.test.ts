// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are shell texts
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPolicy } from './index.ts';
import { allowed } from './samples.fixture.ts';

const policy = createPolicy({ allow: [], review: [], deny: [] });

/** For each line, true when Bash itself can read it. */
function readable(lines: readonly string[]): boolean[] {
  const driver = `while IFS= read -r -d '' line; do bash -n -c "$line" </dev/null >/dev/null 2>&1; echo $?; done`;
  const { stdout } = spawnSync('bash', ['-c', driver], {
    input: lines.map((it) => `${it}\0`).join(''),
    encoding: 'utf8',
  });
  return stdout
    .trim()
    .split('\n')
    .map((code) => code === '0');
}

/** Allowed commands, broken or changed a little: a piece dropped, doubled, swapped or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...allowed),
    fc.array(fc.tuple(fc.nat(400), fc.nat(3), fc.constantFrom(...'"\'`$(){}[];&|<>\\#! =')), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([command, changes]) =>
    changes.reduce((text, [where, kind, sign]) => {
      const at = where % (text.length + 1);
      if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
      if (kind === 1) return text.slice(0, at) + sign + text.slice(at);
      if (kind === 2) return text.slice(0, at) + text.slice(at, at + 3) + text.slice(at);
      return text.slice(0, at) + sign + text.slice(at + 1);
    }, command),
  );
const assembled = fc
  .array(
    fc.constantFrom(
      'ls',
      'echo',
      'a',
      '"b c"',
      "'d'",
      '$x',
      '${y}',
      '$(',
      ')',
      '(',
      '{',
      '}',
      ';',
      '&&',
      '||',
      '|',
      '\n',
      'if',
      'then',
      'fi',
      'for',
      'in',
      'do',
      'done',
      'while',
      'case',
      'esac',
      ';;',
      '[[',
      ']]',
      '-f',
      '=',
      '<',
      '>',
      'f',
      '!',
      '((',
      '))',
      '1',
      '+',
      'x=1',
      '<<E',
      'E',
      '`',
      'time',
      'function',
      'a=(',
      '2>&1',
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(' '));

it('never allows what Bash cannot read', () => {
  const lines = [...fc.sample(mutated, { numRuns: 500, seed: 7 }), ...fc.sample(assembled, { numRuns: 400, seed: 7 })];
  const good = readable(lines);
  expect(good).toHaveLength(lines.length);
  const wrong = lines.filter((line, index) => !good[index] && policy.judge(line).verdict === 'allow');
  expect(wrong).toEqual([]);
  // The lines must be a fair mix, or the test says nothing.
  expect(good.filter(Boolean).length).toBeGreaterThan(150);
  expect(good.filter((it) => !it).length).toBeGreaterThan(150);
}, 60_000);

it('reads all daily commands as Bash does', () => {
  expect(readable(allowed).map((it, index) => it || allowed[index])).toEqual(allowed.map(() => true));
}, 30_000);
