import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokens } from './shell-tokens.ts';

test('whatever is shown is the whole command, character by character', () => {
  const piece = fc.constantFrom(
    'cat',
    ' ',
    '|',
    "'a b'",
    '"',
    "'",
    '<<EOF\n',
    'EOF',
    '\n',
    '$x',
    '${y',
    '#',
    '-n',
    '>',
    '표',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((it) => it.join('')),
      ),
      (source) => {
        expect(
          tokens(source)
            .map((it) => it.text)
            .join(''),
        ).toBe(source);
      },
    ),
  );
});

test('programs, flags, strings and here-documents are told apart', () => {
  const kinds = (source: string) =>
    tokens(source)
      .filter((it) => it.kind !== 'space')
      .map((it) => [it.kind, it.text.trim()]);
  expect(kinds("ls -l | grep 'a b' > out.txt")).toEqual([
    ['program', 'ls'],
    ['flag', '-l'],
    ['operator', '|'],
    ['program', 'grep'],
    ['string', "'a b'"],
    ['operator', '>'],
    ['word', 'out.txt'],
  ]);
  expect(kinds("python3 - <<'PY'\nimport csv\nPY").at(-1)).toEqual(['string', 'import csv\nPY']);
});
