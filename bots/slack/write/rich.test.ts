import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockText, checkMessage } from '../../../test/slack/blocks.ts';
import { readMarkdown } from '../../markdown/index.ts';
import { messages, plainText } from './message.ts';

const bits = fc.constantFrom(
  ...[
    '# ',
    '- ',
    '  - ',
    '1. ',
    '> ',
    '**',
    '*',
    '_',
    '~~',
    '`',
    '```',
    '```js\n',
    '\n',
    '\n\n',
    '---\n',
    '|a|b|\n|-|-|\n',
  ],
  ...[
    '[x](https://a.example/b)',
    '<@U0ALEX>',
    '<!channel>',
    '@here',
    '&amp;',
    '한국어',
    '👩‍👩‍👧‍👦',
    'e\u0301',
    'word ',
    ' ',
    '<b>',
    '- [ ] ',
  ],
);
const markdowns = fc.oneof(
  fc.array(bits, { maxLength: 150 }).map((it) => it.join('')),
  fc.array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 60 })), { maxLength: 60 }).map((it) => it.join('')),
);

/** What a reader sees, without white space and what only marks text up. */
const bare = (text: string) => text.replace(/[\s▏•>.\d]/g, '');
const seen = (all: ReturnType<typeof messages>) =>
  bare(all.flatMap((it) => it.blocks.map((block) => blockText(block as never))).join(''));

describe('any Markdown', () => {
  test('is valid Block Kit within every limit, and nothing is lost', () => {
    fc.assert(
      fc.property(markdowns, fc.boolean(), (markdown, quiet) => {
        const parts = readMarkdown(markdown);
        const all = messages(parts, quiet);
        for (const message of all) expect(checkMessage(message)).toBeNull();
        expect(seen(all)).toBe(bare(plainText(parts)));
      }),
      { numRuns: 400 },
    );
  });

  test('of 50,000 characters as well', { timeout: 20_000 }, () => {
    for (const markdown of [
      'word '.repeat(10_000),
      'x'.repeat(50_000),
      '한'.repeat(50_000),
      `\`\`\`\n${'y\n'.repeat(25_000)}\`\`\``,
      '- item\n'.repeat(7_000),
      `a${'\u0301'.repeat(49_999)}`,
      '> '.repeat(20_000),
    ]) {
      const all = messages(readMarkdown(markdown));
      for (const message of all) expect(checkMessage(message)).toBeNull();
      expect(all.length).toBeLessThan(12);
    }
  });
});

const one = (markdown: string) =>
  messages(readMarkdown(markdown))
    .flatMap((it) => it.blocks.map((b) => blockText(b as never)))
    .join('\n');

test.each([
  ['# Title\n\nText\n\n- a\n  - b\n- c\n\n1. x\n2. y', 'Title\n\nText\n• a\n  • b\n• c\n1. x\n2. y'],
  ['3. third\n4. fourth', '3. third\n4. fourth'],
  ['1. one\n\n   ```\n   code\n   ```\n2. two', '1. one\n    code\n2. two'],
  ['> said\n> more', '▏ said\n▏ more'],
  ['|File|Size|\n|-|-|\n|a.csv|3|', 'File · Size\n• a.csv · 3'],
])('%j', (markdown, expected) => {
  expect(one(markdown)).toBe(expected);
});
