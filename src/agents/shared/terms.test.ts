import { describe, expect, test } from 'vitest';
import { readTerms } from './terms.ts';

describe('a command that a person wrote out', () => {
  test.each([
    ['run `ls; echo ok`', 'ls; echo ok'],
    ['please run `ls|wc -l`', 'ls|wc -l'],
    ['run `X=1 env`', 'X=1 env'],
    ['run `[ -e a ] && cat a`', '[ -e a ] && cat a'],
    ['`printf "a  b"`를 실행해줘', 'printf "a  b"'],
    ['run `echo “curly”`', 'echo “curly”'],
    ['run ```sh\nfor f in *; do\n  echo "$f"\ndone\n```', 'for f in *; do\n  echo "$f"\ndone'],
    ['run: echo "a  b"', 'echo "a  b"'],
    ['`ls`', 'ls'],
  ])('%s', (request, command) => {
    expect(readTerms(request, []).literal).toBe(command);
  });

  test.each(['count the words in `notes.txt`', 'find `ls` in every file', 'run a search for `“quoted”`'])(
    'is not: %s',
    (request) => {
      expect(readTerms(request, []).literal).toBeUndefined();
    },
  );
});
