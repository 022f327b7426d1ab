import MiniSearch from 'minisearch';
import { extensionOf } from '../shared/names.ts';
import type { Terms } from '../shared/terms.ts';
import type { Recipe } from './recipe.ts';
import { recipes } from './recipes/index.ts';

export type Hit = {
  readonly recipe: Recipe;
  /** Likeness as the index scores it, without an upper bound. */
  readonly score: number;
  /** Share of the query's words that the page knows, 0 to 1. */
  readonly coverage: number;
};

const idle = new Set(
  (
    'a an the of in on at to for and or is are was were be it its this that these those there here me my i you your we please can could ' +
    'would will do does did give want need let with from into as by what which who how much any some so them they then also save write store ' +
    'put get make have has had not no using use result results folder file files'
  ).split(' '),
);
const idleKorean = new Set([
  '해줘',
  '주세',
  '세요',
  '해주',
  '줘요',
  '에서',
  '으로',
  '하고',
  '해서',
  '저장',
  '파일',
  '있는',
  '인가',
  '가장',
  '이',
]);

/** Words of a text as the index knows them: Latin words without plural endings, Korean in pairs of letters. */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const [word] of text.toLowerCase().matchAll(/[a-z0-9_.+-]*[a-z0-9]|[가-힣]+/g)) {
    if (/^[가-힣]/.test(word)) {
      if (word.length === 1) found.push(word);
      for (let at = 0; at + 2 <= word.length; at += 1) found.push(word.slice(at, at + 2));
    } else if (!/^\d/.test(word) && !idle.has(word)) {
      found.push(word.length > 3 && !/ss$|us$/.test(word) ? word.replace(/s$/, '') : word);
    }
  }
  return found;
}

const index = new MiniSearch<{ id: string; title: string; keywords: string }>({
  fields: ['title', 'keywords'],
  tokenize: tokens,
  processTerm: (term) => term,
  searchOptions: {
    boost: { title: 1.6 },
    prefix: (term) => term.length > 3,
    fuzzy: (term) => (/^[a-z]{5,}$/.test(term) ? 0.2 : false),
  },
});
index.addAll(
  recipes.map(({ id, title, keywords }) => ({
    id,
    title: `${title.en} ${title.ko}`,
    keywords: `${keywords.en} ${keywords.ko}`,
  })),
);
const byId = new Map(recipes.map((recipe) => [recipe.id, recipe]));

/** Pages that read like the request, the most alike first. */
export function lookUp(terms: Terms): Hit[] {
  const kinds = [...terms.sources, ...terms.missing].map(extensionOf).filter((kind) => kind !== '');
  const words = [...tokens(terms.masked.replaceAll('§', ' ')).filter((it) => !idleKorean.has(it)), ...kinds];
  const query = [...new Set(words)];
  if (query.length === 0) return [];
  return index.search(query.join(' ')).flatMap((hit) => {
    const recipe = byId.get(hit.id as string);
    return recipe === undefined
      ? []
      : [{ recipe, score: hit.score, coverage: new Set(hit.queryTerms).size / query.length }];
  });
}
