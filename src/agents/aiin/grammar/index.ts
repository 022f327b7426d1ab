import type { Rule } from '../rule.ts';
import { archiveRules } from './archive.ts';
import { changeRules } from './change.ts';
import { csvRules } from './csv.ts';
import { rowRules } from './csv-rows.ts';
import { fileRules } from './files.ts';
import { folderRules } from './folders.ts';
import { jsonRules } from './json.ts';
import { logRules } from './logs.ts';
import { manageRules } from './manage.ts';
import { searchRules } from './search.ts';
import { systemRules } from './system.ts';
import { textRules } from './text.ts';

/** Everything AIIN can do. */
export const rules: readonly Rule[] = [
  ...logRules,
  ...csvRules,
  ...rowRules,
  ...jsonRules,
  ...fileRules,
  ...folderRules,
  ...textRules,
  ...searchRules,
  ...changeRules,
  ...archiveRules,
  ...manageRules,
  ...systemRules,
];
