import { describe, expect, it } from 'vitest';
import { readTerms } from '../shared/terms.ts';
import { briefOf, policy } from '../testing/workshop.ts';
import { caveats } from './caveats.ts';
import { fill } from './fill.ts';
import { recipes } from './recipes/index.ts';
import { lookUp } from './search.ts';

const files = [
  { path: 'a b.txt', bytes: 3, head: 'one\n' },
  { path: 'c.txt', bytes: 3, head: 'one\n' },
  { path: 'd.csv', bytes: 30, head: 'name,price\nx,1\n' },
  { path: 'e.json', bytes: 30, head: '[{"name":"x"}]' },
  { path: 'f.log', bytes: 9, head: 'x' },
  { path: 'g.zip', bytes: 9 },
  { path: 'h.tar', bytes: 9 },
  { path: 'i.tsv', bytes: 9, head: 'a\tb\n' },
];
// Something for every blank, so that every page can be filled in.
const request =
  'in "a b.txt" and c.txt replace "x\'y" by "$(z)" for name and price, .txt to .md, 5 of status 500 over 3 KB in 2 days ' +
  'from 2026-01-01 to 2026-02-01 as "new file.txt" into the folder archive';

describe('the book', () => {
  it('has at least 80 pages with names of their own', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(80);
    expect(new Set(recipes.map((it) => it.id)).size).toBe(recipes.length);
  });

  it.each(recipes.map((recipe) => [recipe.id, recipe] as const))(
    '%s fills into a command that the policy lets through',
    (_, recipe) => {
      const filled = fill(recipe, readTerms(request, files), briefOf(request, files));
      const command =
        'command' in filled
          ? filled.command
          : recipe.command.replace(/\{\w+[*/]?(?::([^{}]*))?\}/g, (_all, fallback) => fallback ?? '1');
      expect(command).not.toMatch(/\{(?:file|count|text|column)\b/);
      expect(policy.judge(command), command).not.toMatchObject({ verdict: 'deny' });
    },
  );

  it('knows every caveat that a page names', () => {
    for (const recipe of recipes) for (const name of recipe.caveats) expect(Object.keys(caveats)).toContain(name);
  });

  it('finds most pages by their own titles, in both languages', () => {
    for (const locale of ['en', 'ko'] as const) {
      const lost = recipes.filter(
        (recipe) =>
          !lookUp(readTerms(recipe.title[locale], []))
            .slice(0, 5)
            .some((hit) => hit.recipe === recipe),
      );
      expect(lost.map((it) => it.id).length, lost.map((it) => it.id).join()).toBeLessThan(recipes.length / 10);
    }
  });

  it('forgives a slip of the finger', () => {
    expect(lookUp(readTerms('find the lagest files', []))[0]?.recipe.id).toBe('largest-files');
  });
});
