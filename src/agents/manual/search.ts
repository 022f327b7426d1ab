import MiniSearch from 'minisearch';
import type { WorkspaceFile } from '../../debate/event.ts';
import { extensionOf } from '../shared/names.ts';
import type { Terms } from '../shared/terms.ts';
import type { Recipe } from './recipe.ts';
import { recipes } from './recipes/index.ts';

export type Hit = {
  readonly recipe: Recipe;
  /** Likeness as the index scores it, without an upper bound. */
  readonly score: number;
  /** Share of the request's words that the page knows, 0 to 1. */
  readonly coverage: number;
};

const idle = new Set(
  (
    'a an the of in on at to for and or is are was were be it its this that these those there here me my i you your we please can could ' +
    'would will do does did give want need let with from into as by what which who how much any some so them they then also save write store ' +
    'put get make have has had not no using use result results folder file files show tell one two three five ten'
  ).split(' '),
);
const idleKorean =
  /^(?:이|그|저|좀|해|주세|줘|줄래|해줘|에서|저장|파일(?:을|를|은|이|의|에서|들)?$|있는|가장|제일|목록|찾아|보여|알려|만들|출력|모든|각각|전부|결과|얼마|무엇|뭐|몇|것|내용|하고|해서|폴더에|폴더의|폴더에서|안에|중에서|중에|중$|개(?:를|만|의)?$|여기|에|구해|골라|로$|으로$|을$|를$|은$|는$|가$|의$|와$|과$|도$|인$|뒤|다음|하나|어떤|이름으로|별로$|건|번|세어|차트|그래프|표로|세줘|세서|세기)/;

/** Words of a text as the index knows them: Latin words without plural endings, Korean in pairs of letters. */
export function tokens(text: string): string[] {
  return [...text.toLowerCase().matchAll(wordPattern)].flatMap(([word]) => tokensOf(word));
}

/** Particles and polite endings: they say how, not what. */
const ending =
  /(?<=[가-힣])(?:에서|으로|을|를|이|가|은|는|의|에|로|와|과|도|만|해줘요?|해주세요|해 ?줄래|하기|줘|주세요)$/;
const wordPattern = /[a-z0-9_.+-]*[a-z0-9]|[가-힣]+/g;

function tokensOf(word: string): string[] {
  if (/^[가-힣]/.test(word)) {
    const stem = word.replace(ending, '');
    if (stem !== word && stem !== '') return tokensOf(stem);
    if (word.length === 1) return [word];
    return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
  }
  if (/^\d/.test(word) || idle.has(word)) return [];
  return [word.length > 3 && !/ss$|us$/.test(word) ? word.replace(/s$/, '') : word];
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
export function lookUp(terms: Terms, files: readonly WorkspaceFile[] = []): Hit[] {
  const kinds = [...terms.sources, ...terms.missing].map(extensionOf).filter((kind) => kind !== '');
  const words = [...terms.masked.replaceAll('§', ' ').matchAll(wordPattern)]
    .map(([word]) => word)
    .filter(
      (word) =>
        !word.startsWith('.') &&
        !(word === terms.format && !kinds.includes(word)) &&
        !idleKorean.test(word) &&
        !isColumn(word, terms, files),
    )
    .map(tokensOf)
    .filter((it) => it.length > 0);
  const query = [...new Set([...words.flat(), ...kinds])];
  if (query.length === 0) return [];
  const count = Math.max(1, words.length);
  return index.search(query.join(' ')).flatMap((hit) => {
    const recipe = byId.get(hit.id as string);
    if (recipe === undefined) return [];
    const known = new Set(hit.queryTerms);
    const met = words.filter((it) => it.some((token) => known.has(token))).length;
    return [{ recipe, score: hit.score, coverage: Math.min(1, met / count) }];
  });
}

/** A word that names a column of the table at hand says nothing about what to do with it. */
function isColumn(word: string, terms: Terms, files: readonly WorkspaceFile[]): boolean {
  const stem = word.replace(/(?:별로?|을|를|의|이|가|은|는|s)$/, '');
  return files.some((file) => {
    const [first = ''] = (file.head ?? '').toLowerCase().split('\n');
    return terms.sources.includes(file.path) && file.path.endsWith('.csv') && first.split(',').includes(stem);
  });
}
