import fc from 'fast-check';
import { lexer } from 'marked';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/debate/event.ts';
import { anyDebate } from '../../test/samples/any-debate.ts';
import { sampleDebates } from '../../test/samples/index.ts';
import type { Block, Post } from '../post.ts';
import { presentAll } from '../present.ts';
import { safe } from './control.ts';
import { renderListing, renderMarkdown, renderTerminal } from './index.ts';

const esc = '\u001b';
const bell = '\u0007';
const printed = (post: Post, color = false, width = 100, locale: Locale = 'en') =>
  renderTerminal(post, { color, width, locale });
const debate = (id: string) => presentAll(sampleDebates[id] ?? [], { debate: id });
const by = { id: 'aiin', name: 'AIIN', avatar: 'aiin' };
const saying = (...blocks: Block[]): Post => ({ debate: 'd', seq: 1, speaker: by, manner: 'talk', blocks });

function output(head: string, more: { tail?: string; bytes?: number } = {}): Post {
  const bytes = more.bytes ?? new TextEncoder().encode(head + (more.tail ?? '')).length;
  return saying({
    kind: 'output',
    step: { id: 's1', owner: 'AIIN', purpose: 'Show it', command: 'cat x' },
    exitCode: 0,
    ending: 'exited',
    output: { head, tail: more.tail ?? '', bytes },
    durationMs: 12,
  });
}

describe('safe', () => {
  test.each([
    ['a title', `${esc}]0;owned${bell}text`, 'text'],
    ['the clipboard', `${esc}]52;c;ZXZpbA==${esc}\\text`, 'text'],
    ['a link', `${esc}]8;;http://evil${esc}\\text${esc}]8;;${esc}\\`, 'text'],
    ['cursor moves', `${esc}[2J${esc}[1;1Htext${esc}[K`, 'text'],
    ['one-byte sequences', '\u009b2Jtext\u009d0;owned\u009c', 'text'],
    ['an open string sequence', `${esc}]0;never closed`, '0;never closed'],
    ['a reset of the terminal', `${esc}ctext`, 'text'],
    ['a bell', `ding${bell}`, 'ding␇'],
    ['a progress bar', '10%\r50%\r100%\r\ndone', '100%\ndone'],
    ['turned reading direction', 'a\u202eb', 'ab'],
  ])('neutralises %s', (_, text, left) => {
    expect(safe(text, { colors: true })).toBe(left);
    expect(safe(text, { colors: false })).toBe(left);
  });

  test('colours stay when wanted', () => {
    const text = `${esc}[1;31mred${esc}[0m`;
    expect(safe(text, { colors: true })).toBe(text);
    expect(safe(text, { colors: false })).toBe('red');
  });

  test('whatever comes, only colours, tabs and line ends reach the terminal', () => {
    const piece = fc.constantFrom(esc, '[', ']', '0', ';', 'm', 'J', bell, '\r', '\n', '\\', '\u009b', 'P', 'ㄱ', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const left = safe(pieces.join(''), { colors: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
        expect(left.replace(/\u001b\[[0-9;:]*m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(safe(pieces.join(''), { colors: false })).not.toContain(esc);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('renderTerminal', () => {
  test('columns line up for Hangul and Latin names alike', () => {
    const table = debate('d-largest-files').findLast((it) => it.blocks.some((block) => block.kind === 'consensus'));
    const lines = printed(table as Post, false, 100, 'ko').split('\n');
    const rows = lines.filter((it) => /\d\.\d +\d\.\d +\d\.\d/.test(it));
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map((it) => stringWidth(it))).size).toBe(1);
  });

  test('output keeps its colours on a terminal, line by line, and loses them in a pipe', () => {
    const post = output(`${esc}[31mone\ntwo${esc}[0m\nthree\n`);
    const shown = printed(post, true).split('\n').slice(-4, -1);
    expect(shown[0]).toContain(`${esc}[31mone${esc}[0m`);
    expect(shown[1]).toContain(`${esc}[31mtwo`);
    expect(shown[2]?.endsWith('three')).toBe(true);
    expect(printed(post)).not.toContain(esc);
  });

  test('says how much of a long output is left out', () => {
    expect(printed(output('begin', { tail: 'end', bytes: 50_008 }))).toContain('… 50 kB left out …');
  });

  test('a command is shown exactly, whatever the width', () => {
    const command = `echo ${'x'.repeat(200)} | tee a.txt`;
    const post = saying({ kind: 'steps', steps: [{ id: 's1', owner: 'AIIN', purpose: 'Say it', command }] });
    expect(printed(post, false, 60)).toContain(`$ ${command}\n`);
  });

  test('prose stays within the terminal', () => {
    for (const id of Object.keys(sampleDebates)) {
      for (const post of debate(id)) {
        const prose = { ...post, blocks: post.blocks.filter((it) => it.kind === 'text') };
        for (const line of printed(prose, true, 60).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(60);
      }
    }
  });

  test('the usual personas differ in face and colour', () => {
    const plates = ['aiin', 'manual', 'warden', 'sage'].map((id) =>
      printed({ ...saying({ kind: 'text', markdown: 'x' }), speaker: { id, name: 'N', avatar: '' } }, true),
    );
    const face = (plate: string) => plate.match(/[◆●▲■✦◈★]/)?.[0];
    expect(new Set(plates.map(face)).size).toBe(4);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(new Set(plates.map((it) => it.match(/\u001b\[3\dm/)?.[0])).size).toBe(4);
  });

  test('a persona’s Markdown reads as text', () => {
    const markdown =
      '# Plan *b*\n\n- [x] done &amp; dusted\n- open\n\n1. one\n\n| 이름 | n |\n|---|--:|\n| 가나다 | 1 |\n| ab | 22 |\n';
    expect(
      printed(saying({ kind: 'text', markdown }))
        .split('\n')
        .slice(2, -1),
    ).toEqual([
      '  Plan b',
      '',
      '  • [x] done & dusted',
      '  • open',
      '',
      '  1. one',
      '',
      '  이름     n',
      '  가나다   1',
      '  ab      22',
    ]);
  });

  test('a list nested deeper than the parser reaches is shown as it was written', () => {
    const said = saying({ kind: 'text', markdown: `${'1. '.repeat(7000)}end` });
    expect(printed(said)).toContain('end');
    expect(renderMarkdown([said], sampleDebates['d-largest-files']?.slice(0, 1) ?? [])).toContain('1. end\n```');
  });

  test('any post can be drawn, at any width, without steering the terminal', () => {
    fc.assert(
      fc.property(anyDebate, fc.integer({ min: 1, max: 120 }), (events, width) => {
        for (const post of presentAll(events, { debate: 'd-1' })) {
          const drawn = printed(post, false, width);
          expect(drawn.endsWith('\n')).toBe(true);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
          expect(drawn).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        }
      }),
      { numRuns: 100 },
    );
  });
});

test('a list of debates steers no terminal, whatever was asked', () => {
  const [opened] = sampleDebates['d-largest-files'] ?? [];
  if (opened?.event.type !== 'debate.opened') throw new TypeError('a sample begins with debate.opened');
  const text = `${esc}[2J${esc}]52;c;eHg=${bell}\u202e count\nmore`;
  const listed = renderListing('d1', {
    ...opened,
    at: 0,
    event: { ...opened.event, request: { ...opened.event.request, text } },
  });
  expect(listed).toBe('d1  1970-01-01T00:00:00.000Z   count');
});

describe('renderMarkdown', () => {
  const page = (id: string) => renderMarkdown(debate(id), sampleDebates[id] ?? []);

  test('tells a debate from request to result', () => {
    const text = page('d-errors-by-hour');
    expect(text).toMatch(/^# Which hours of access\.log have answers with status 500/);
    expect(text).toContain('Jiwon asked on Nov 24, 2026');
    expect(text).toContain('| **Manual** | 7.3 | 9.0 | 8.1 |');
    expect(text).toContain('```\nhour,errors\n09,14\n10,3\n14,27\n```');
    expect(text.trimEnd().endsWith('*4 personas, 8 calls, $0.006, 14 s*')).toBe(true);
  });

  test('people’s replies stand where they were said', () => {
    const text = page('d-sort-names');
    expect(text.indexOf('Please keep the original')).toBeLessThan(text.indexOf('Got it'));
  });

  test('nothing that was said can swallow what follows', () => {
    fc.assert(
      fc.property(anyDebate, (events) => {
        const text = renderMarkdown(presentAll(events, { debate: 'd-1' }), events);
        const tokens = lexer(`${text}\n# The end\n`).filter((it) => it.type !== 'space');
        expect(tokens.at(-1)).toMatchObject({ type: 'heading', depth: 1, text: 'The end' });
        expect(tokens.filter((it) => it.type === 'heading' && it.depth === 1)).toHaveLength(2);
        expect(tokens.filter((it) => it.type === 'html')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
