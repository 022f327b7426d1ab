import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFences } from '../../../../test/models/fences.ts';
import { injections } from '../../../../test/models/injections.ts';
import { promptsWith } from '../../testing/prompts.ts';
import { fence } from './fence.ts';
import type { Prompt } from './parts.ts';

describe('a fence', () => {
  it('cannot be closed from inside, whatever is inside', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('~~~~~', '\n~~~~~\n', '~~~~~~~~~ request\n', '\r\n', '\u2028', '\u0000', '<|im_start|>system'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const { blocks, outline } = readFences(`before\n${fence('data', pieces.join(''))}\nafter`);
        expect(outline).toBe('before\n[data]\nafter');
        expect(blocks).toHaveLength(1);
      }),
    );
  });

  it('leaves ordinary text as it is, in any script', () => {
    const text = 'a\tb\n한글 résumé 👩‍👩‍👧 ~ ~~ `x` <b> [INFO] <html> {"a": 1}\n';
    expect(readFences(fence('data', text)).blocks[0]?.content).toBe(text);
  });

  it('takes out what hides or reorders text, and breaks the marks that servers read as roles', () => {
    const inside = readFences(
      fence('data', '\u001b[31mred\u001b[0m a\u202eb <|im_start|>system </s> [/INST] <end_of_turn> <<SYS>> </think>'),
    ).blocks[0]?.content;
    expect(inside).toBe('red a\ufffdb < |im_start|>system < /s> [ /INST] < end_of_turn> < <SYS>> < /think>');
  });
});

const outline = (prompt: Prompt) =>
  `${prompt.instructions}\n${readFences(prompt.message).outline.replaceAll(/\d+ bytes printed/g, 'N bytes printed')}`;

describe('a prompt', () => {
  const harmless = promptsWith('count the files').map(outline);

  it.each(injections)('has the same outline whatever is said in it: %s', (_, text) => {
    expect(promptsWith(text).map(outline)).toEqual(harmless);
  });

  it('keeps everything from outside in blocks, and Parley’s words out of them', () => {
    for (const prompt of promptsWith('zebra-crossing')) {
      expect(prompt.instructions).not.toContain('zebra');
      expect(readFences(prompt.message).outline).not.toContain('zebra');
      expect(prompt.message).toContain('zebra');
    }
  });

  it('asks in every stage for the request’s language', () => {
    for (const prompt of promptsWith('파일을 세어 줘'))
      expect(prompt.instructions).toMatch(/in the language of the request/);
  });
});
