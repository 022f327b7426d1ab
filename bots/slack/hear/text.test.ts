import { expect, test } from 'vitest';
import { namedIn, readText } from './text.ts';

const read = (text: string) => readText(text, 'U0PARLEY', (id) => (id === 'U1' ? 'Kim' : undefined));

test.each([
  ['<@U0PARLEY> count <@U1> and <@U2>', 'count @Kim and @U2'],
  ['hey <@U0PARLEY|parley>, do', 'hey , do'],
  ['see <https://a.example/x?a=1&amp;b=2>', 'see https://a.example/x?a=1&b=2'],
  ['<https://a.example|the page>', 'the page (https://a.example)'],
  ['<http://report.csv|report.csv>', 'report.csv'],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['<!here> <!subteam^S1|@ops> <!date^1^{date}|today>', '@here @ops today'],
  ['in <#C1|general> and <#C2>', 'in #general and #C2'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['&amp;lt;', '&lt;'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test('blanks at the ends of lines go, however many', () => {
  const begun = performance.now();
  expect(read(`a${' '.repeat(40_000)}b \t\nc  \n`)).toBe(`a${' '.repeat(40_000)}b\nc`);
  expect(namedIn('<@U1|'.repeat(8000), 'U0PARLEY')).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(5000);
});

test('who else is named', () => {
  expect(namedIn('<@U0PARLEY> ask <@U1|kim> or <@W2>', 'U0PARLEY')).toEqual(['U1', 'W2']);
});
