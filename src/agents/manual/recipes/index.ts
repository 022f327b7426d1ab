import type { Recipe } from '../recipe.ts';
import { fileRecipes } from './files.ts';
import { logRecipes } from './logs.ts';
import { tableRecipes } from './tables.ts';
import { textRecipes } from './text.ts';
import { upkeepRecipes } from './upkeep.ts';

/** The whole book. */
export const recipes: readonly Recipe[] = [
  ...fileRecipes,
  ...textRecipes,
  ...tableRecipes,
  ...logRecipes,
  ...upkeepRecipes,
];
