import { expect, test } from 'vitest';
import type { EventOf, Locale } from '../../src/debate/event.ts';
import { aiin, opened, record } from '../../test/samples/record.ts';
import { presentAll } from '../present.ts';

type Use = Partial<EventOf<'tool.used'>>;

function post(use: Use, locale: Locale = 'en') {
  const debate = record('d', '2026-11-24T09:00:00Z');
  debate.add(0, opened({ text: 'count', locale, council: [aiin] }));
  debate.add(1, {
    type: 'tool.used',
    turn: 1,
    persona: 'aiin',
    stage: 'analysis',
    round: 0,
    tool: 'file_system',
    action: 'list',
    input: '',
    result: '',
    ok: true,
    durationMs: 3,
    ...use,
  });
  return presentAll(debate.events, { debate: 'd' })[0];
}

const said = (use: Use, locale?: Locale) =>
  (post(use, locale)?.blocks ?? []).map((it) => (it.kind === 'text' ? it.markdown : it.kind)).join('\n');

const code = { tool: 'code_executor', action: 'python' };

test.each<[string, Use]>([
  ['AIIN looked at the files.', {}],
  ['AIIN looked at the files in `logs`.', { input: 'logs' }],
  ['AIIN read `a*b.txt`.', { action: 'read', input: 'a*b.txt' }],
  ['AIIN searched the files for `error`.', { action: 'search', input: 'error' }],
  ['AIIN searched `a.log` for `error`.', { action: 'search', input: 'error\na.log' }],
  ['AIIN computed it: `print(6*7)` gave `42`.', { ...code, input: 'print(6*7)', result: '42' }],
  ['AIIN read `https://example.org/a`.', { tool: 'web_browser', action: 'read', input: 'https://example.org/a' }],
  [
    'AIIN took a picture of `https://example.org/a`.',
    { tool: 'web_browser', action: 'screenshot', input: 'https://example.org/a' },
  ],
  ['AIIN drew a picture: a \\*cat\\*', { tool: 'image_generator', action: 'draw', input: 'a *cat*' }],
  [
    'A file that AIIN attached is missing here: `a.svg`. It is over the limit of 25 MB.',
    { tool: 'attachment', action: 'show', input: 'a.svg', result: 'It is over the limit of 25 MB.', ok: false },
  ],
  ['AIIN attached a file: `chart.svg`', { tool: 'attachment', action: 'show', input: 'chart.svg' }],
  [
    'AIIN read `x`. It did not work: No \\*such\\* file.',
    { action: 'read', input: 'x', result: 'No *such* file', ok: false },
  ],
])('%s', (words, use) => {
  expect(said(use)).toBe(words);
  expect(post(use)).toMatchObject({ manner: 'aside', speaker: { id: 'parley' } });
});

test('a longer calculation is shown with its code and what it gave', () => {
  expect(said({ ...code, input: 'x = 6\nprint(x * 7)\n', result: '42' })).toBe(
    'AIIN tried it out on a copy:\n\n```python\nx = 6\nprint(x * 7)\n```\n\nIt gave:\n\n```\n42\n```',
  );
  expect(said({ ...code, action: 'node', input: '```', result: 'exit code 1\nbad', ok: false })).toBe(
    'AIIN tried it out on a copy:\n\n````js\n```\n````\n\nIt did not work:\n\n```\nexit code 1\nbad\n```',
  );
});

test('long answers are shortened', () => {
  const lines = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`).join('\n');
  expect(said({ ...code, input: 'x', result: lines })).toMatch(/line 12\n…\n```$/);
});

test('Korean', () => {
  expect(said({ ...code, input: 'print(6*7)', result: '42' }, 'ko')).toBe(
    'AIIN 님이 계산해 봤습니다. `print(6*7)`의 결과: `42`',
  );
});

test('what a tool made is attached', () => {
  const artifact = { path: 'picture.png', bytes: 3, mime: 'image/png', change: 'added' as const, blob: 'b' };
  expect(post({ tool: 'image_generator', action: 'draw', input: 'a cat', artifact })?.blocks[1]).toEqual({
    kind: 'artifacts',
    items: [artifact],
  });
});
