import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planOf } from '../../../../test/models/sensible.ts';
import { createDraft } from '../call/draft.ts';
import { partialString, readObject } from './read-object.ts';
import { proposalWire } from './wire.ts';

const plan = {
  ...planOf('m'),
  approach: 'Count "them" \\ with {braces}\nand 한글.',
  steps: [{ purpose: 'p', command: 'printf \'{"a": "}"}\' && rm -rf ./tmp/x' }],
};
const texts = [JSON.stringify(plan), JSON.stringify(plan, null, 2)];

describe('reading an object', () => {
  it('finds it in whatever stands around it', () => {
    const prose = fc.string({ unit: 'grapheme' }).map((it) => it.replaceAll(/[{}]/g, ''));
    fc.assert(
      fc.property(fc.constantFrom(...texts), prose, prose, (text, before, after) => {
        expect(readObject(`${before}${text}${after}`, proposalWire)).toEqual({ value: plan });
      }),
    );
  });

  it('never completes what broke off: half a command is another command', () => {
    for (const text of texts)
      for (let length = 0; length < text.length; length += 1)
        expect(readObject(text.slice(0, length), proposalWire)).toHaveProperty('problems');
  });

  it('does not choose among several', () => {
    const other = JSON.stringify({ ...plan, approach: 'Or so.' });
    expect(readObject(`${texts[0]} or ${other}`, proposalWire)).toHaveProperty('problems');
    expect(readObject(`{"note": 1} ${texts[0]}`, proposalWire)).toEqual({ value: plan });
  });

  it('never throws', () => {
    const text = fc.array(fc.constantFrom('{', '}', '"', '\\', ':', ',', '[', '\n', 'a', "'", '한', '1'), {
      maxLength: 40,
    });
    fc.assert(fc.property(text, (it) => void readObject(it.join(''), proposalWire)));
  });
});

describe('a draft', () => {
  it('shows a string of an object while it is being written, and never takes a letter back', () => {
    for (const text of texts) {
      let shown = '';
      for (let length = 0; length <= text.length; length += 1) {
        const now = partialString(text.slice(0, length), 'approach');
        if (now.length > shown.length) {
          expect(now.startsWith(shown)).toBe(true);
          expect(plan.approach.startsWith(now)).toBe(true);
          shown = now;
        }
      }
      expect(shown).toBe(plan.approach);
    }
  });

  it('says each piece once, in order', () => {
    const said: string[] = [];
    const draft = createDraft((delta) => said.push(delta));
    for (const text of ['a', 'ab', 'a', 'axy', 'abc']) draft(text);
    expect('abc'.startsWith(said.join(''))).toBe(true);
  });
});
