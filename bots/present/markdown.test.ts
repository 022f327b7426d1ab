import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { code, fenced, name, plain, sentence } from './markdown.ts';

const marks = fc.stringMatching(/^[`*_~[\]()<>!#+\-.|&\\:/ a1\n@=]*$/);
const texts = fc.oneof(
  marks,
  fc.string(),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '[x](http://a)',
    'https://evil.example',
    'www.evil.example',
    '&lt;b&gt;',
    'a@b.co',
  ),
);
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function flat(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token) => [token, ...('tokens' in token && token.tokens ? flat(token.tokens) : [])]);
}

describe('text of others in a sentence', () => {
  test('a name reads as the characters it is made of, wherever it stands', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = flat(lexer(`${name(text)} said: ${name(text)}.`));
        expect(
          tokens.map((it) => it.type).filter((it) => !['paragraph', 'text', 'escape', 'space'].includes(it)),
        ).toEqual([]);
        const shown = tokens
          .filter((it) => !('tokens' in it && it.tokens) && it.type !== 'space')
          .map((it) => ('text' in it ? it.text : it.raw))
          .join('');
        expect(shown.trim()).toBe(`${oneLine(text)} said: ${oneLine(text)}.`.trim());
      }),
      { numRuns: 500 },
    );
  });

  test('a remark keeps its code spans and nothing else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const types = flat(lexer(`Step 1: ${plain(text)} End`)).map((it) => it.type);
        expect(types.filter((it) => !['paragraph', 'text', 'escape', 'space', 'codespan'].includes(it))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(plain('use `a*b` *now*')).toBe('use `a*b` \\*now\\*');
    expect(plain('one ` tick')).toBe('one \\` tick');
  });
});

describe('code', () => {
  test('a code block holds any text and ends where it should', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          marks.map((it) => `\`\`\`\n${it}\n\`\`\`\``),
        ),
        (text) => {
          const [block, ...rest] = lexer(`${fenced(text)}\n\nafter`).filter((it) => it.type !== 'space');
          expect(block?.type).toBe('code');
          expect(rest.map((it) => it.raw)).toEqual(['after']);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a code span holds backticks', () => {
    expect(code('a`b')).toBe('``a`b``');
    expect(code('`')).toBe('`` ` ``');
    expect(code('two\nlines')).toBe('`two lines`');
  });
});

test('a reason ends like a sentence, once', () => {
  expect(sentence('too slow')).toBe('too slow.');
  expect(sentence('Why? ')).toBe('Why?');
  expect(sentence('안 됩니다.')).toBe('안 됩니다.');
});
