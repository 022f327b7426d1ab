import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutParts, type Part, readMarkdown } from '../../markdown/index.ts';
import { codeSpan, discordDialect, fence, inert } from './dialect.ts';

const write = (markdown: string, limit = 2000) => cutParts(readMarkdown(markdown), discordDialect, limit);
const one = (markdown: string) => write(markdown).join('\n---\n');

const bits = fc.constantFrom(
  '# ',
  '## ',
  '- ',
  '  - ',
  '1. ',
  '> ',
  '**',
  '*',
  '__',
  '~~',
  '`',
  '```',
  '```js\n',
  '\n',
  '\n\n',
  '| a | b |\n|---|---|\n',
  '[x](https://a.example/b)',
  '![p](http://p)',
  '<@123>',
  '@everyone',
  '<https://x.example>',
  '||',
  '\\',
  '한국어',
  '👩‍👩‍👧‍👦',
  'é',
  'word ',
  'a',
  ' ',
  '<b>',
  '&amp;',
  '-# ',
  '---\n',
  '***',
  '\u0301',
);
const markdowns = fc.oneof(
  fc.array(bits, { maxLength: 120 }).map((it) => it.join('')),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(fc.oneof(bits, fc.string({ unit: 'binary', maxLength: 60 })), { maxLength: 60 }).map((it) => it.join('')),
);

/** All that a reader sees, without white space and what only marks text up. */
const visible = (parts: readonly Part[]) =>
  bare(parts.map((part) => (part.kind === 'code' ? part.text : part.runs.map((run) => run.text).join(''))).join(''));
const bare = (text: string) => text.replace(/[\s\u200b\\*_~`|<>[\]()#+:.\d-]/g, '');

describe('any Markdown', () => {
  test('every message keeps the limit, closes what it opens, and nothing is lost', () => {
    fc.assert(
      fc.property(markdowns, fc.integer({ min: 100, max: 2000 }), (markdown, limit) => {
        const parts = readMarkdown(markdown);
        const messages = cutParts(parts, discordDialect, limit);
        for (const message of messages) {
          expect(message.length).toBeLessThanOrEqual(limit);
          expect(message.trim()).not.toBe('');
          expect(message.isWellFormed()).toBe(true);
          expect((message.match(/```/g)?.length ?? 0) % 2).toBe(0);
        }
        const fences = messages.map((it) => it.replace(/^```[a-z0-9_+\-.#]*$/gim, '')).join('');
        expect(bare(fences)).toBe(visible(parts));
      }),
      { numRuns: 400 },
    );
  });

  test('no cut falls inside a grapheme', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('👩‍👩‍👧‍👦', '한', 'e\u0301', '🇰🇷', 'x'), { minLength: 200, maxLength: 900 }),
        (all) => {
          for (const markdown of [all.join(''), `\`\`\`\n${all.join('')}\n\`\`\``]) {
            const text = write(markdown, 200).map((it) => it.replace(/```\n?|\n/g, ''));
            const graphemes = (of: string) => [...new Intl.Segmenter().segment(of)].map((it) => it.segment);
            expect(text.flatMap(graphemes)).toEqual(graphemes(all.join('')));
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('messages of 50,000 characters and more', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(bits, { minLength: 9_000, maxLength: 16_000 }), (all) => {
        const parts = readMarkdown(all.join(''));
        const messages = cutParts(parts, discordDialect, 1_968);
        expect(messages.every((it) => it.length <= 1_968)).toBe(true);
        expect(messages.every((it) => (it.match(/```/g)?.length ?? 0) % 2 === 0)).toBe(true);
        const fences = messages.map((it) => it.replace(/^```[a-z0-9_+\-.#]*$/gim, '')).join('');
        expect(bare(fences)).toBe(visible(parts));
      }),
      { numRuns: 4 },
    );
  });

  test('50,000 characters in one line, one word, one code block, deep nesting', { timeout: 20_000 }, () => {
    for (const markdown of [
      'word '.repeat(10_000),
      'x'.repeat(50_000),
      `\`\`\`\n${'y\n'.repeat(25_000)}\`\`\``,
      `a${'\u0301'.repeat(49_999)}`,
      '> '.repeat(20_000),
      '*'.repeat(50_000),
      ']'.repeat(50_000),
      'x]'.repeat(25_000),
      '[^a]'.repeat(12_500),
    ]) {
      const messages = write(markdown);
      expect(messages.every((it) => it.length <= 2000)).toBe(true);
      expect(messages.length).toBeLessThan(60);
    }
  });
});

describe('what people see', () => {
  test('tables become lines, headings stay modest, lists nest', () => {
    expect(one('# Big\n\n| File | Size |\n|---|---|\n| a.csv | 3 |')).toBe(
      '## Big\n\n**File** · **Size**\n- a.csv · 3',
    );
    expect(one('- a\n  - b\n    1. c')).toBe('- a\n  - b\n    1. c');
    expect(one('#### Small print')).toBe('**Small print**');
  });

  test('a code block that is cut is closed and opened again with its language', () => {
    const messages = write(`\`\`\`js\n${'let x = 1;\n'.repeat(40)}\`\`\``, 200);
    for (const message of messages) expect(message).toMatch(/^```js\n[^`]*\n```$/);
  });

  test('links show where they lead', () => {
    expect(one('[your bank](https://evil.example/x)')).toBe('your bank (<https://evil.example/x>)');
    expect(one('see https://a.example')).toBe('see <https://a.example>');
    expect(one('[run](javascript:alert)')).toBe('run (javascript:alert)');
  });

  test('mentions, emoji, time stamps and commands stay text', () => {
    for (const text of ['<@1234>', '<@&12>', '<#12>', '<:a:12>', '<t:1:R>', '</x:12>', '<id:guide>'])
      expect(inert(text)).toMatch(/^\\</);
    expect(inert('@everyone @here ＠everyone @ here')).not.toMatch(/[@＠]\s*(everyone|here)/);
    expect(inert('discord.gg/abc https://x')).toBe('discord.gg\u200b/abc https:\u200b//x');
  });

  test('code cannot be left', () => {
    expect(fence('a ``` b ````')).toBe('```\na `\u200b`\u200b` b `\u200b`\u200b`\u200b`\u200b\n```');
    expect(codeSpan('a`b')).toBe('`` a`b ``');
    expect(codeSpan('``')).toBe('`` `\u200b` ``');
  });
});
