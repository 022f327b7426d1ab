import type { Brief } from '../../ports/agent.ts';
import { columnsIn, numericColumns, readHeader } from '../shared/columns.ts';
import { extensionOf } from '../shared/names.ts';
import { countIn } from '../shared/numbers.ts';
import { quote, quotePath } from '../shared/quote.ts';
import type { Terms } from '../shared/terms.ts';
import type { Parameter, Recipe } from './recipe.ts';

export type Filled = { readonly command: string } | { readonly missing: Parameter };

const hole =
  /\{(files|file|other|archive|folder|extension|newExtension|count|text\*|text\/|text|newText\/|newText|column|group|key|status|bytes|days|target|date|otherDate)(?::([^{}]*))?\}/g;

/** The recipe's command with every blank filled in, or the first blank that nothing fills. */
export function fill(recipe: Recipe, terms: Terms, brief: Brief): Filled {
  let missing: Parameter | undefined;
  const command = recipe.command.replace(hole, (_, name: string, fallback: string | undefined) => {
    const value = blankOf(name, recipe, terms, brief) ?? fallback;
    if (value === undefined) missing ??= name.replace(/[*/]$/, '') as Parameter;
    return value ?? '';
  });
  return missing === undefined ? { command } : { missing };
}

function blankOf(name: string, recipe: Recipe, terms: Terms, brief: Brief): string | undefined {
  switch (name) {
    case 'files':
      return filesOf(recipe, terms, brief);
    case 'file':
      return path(fileOf(recipe, terms, brief));
    case 'other':
      return path(terms.sources[1]);
    case 'archive':
    case 'target':
      return path(terms.output ?? terms.missing[0]);
    case 'folder':
      return path(folderOf(terms.text));
    case 'extension':
      return terms.extensions[0];
    case 'newExtension':
      return terms.extensions[1];
    case 'count':
      return text(countIn(terms.amounts));
    case 'text':
      return wrap(wanted(terms)[0]);
    case 'text*':
      return wanted(terms)[0] === undefined ? undefined : quote(`*${wanted(terms)[0]}*`);
    case 'text/':
      return wanted(terms)[0]?.replace(/[/&'\\]/g, '.');
    case 'newText/':
      return wanted(terms)[1]?.replace(/[/&'\\]/g, '.');
    case 'column':
    case 'group':
      return text(columnOf(name, recipe, terms, brief));
    case 'key':
      return keyOf(recipe, terms, brief);
    case 'status':
      return text(terms.amounts.find((it) => it.unit === 'status')?.value ?? countBetween(terms, 100, 599));
    case 'bytes':
      return text(terms.amounts.find((it) => it.unit === 'bytes')?.value);
    case 'days':
      return text(daysOf(terms));
    case 'date':
      return terms.dates[0];
    case 'otherDate':
      return terms.dates[1];
    default:
      return undefined;
  }
}

function filesOf(recipe: Recipe, terms: Terms, brief: Brief): string | undefined {
  if (terms.sources.length > 0) return terms.sources.map(quotePath).join(' ');
  if (terms.missing.length > 0) return undefined;
  const kinds = terms.extensions.length > 0 ? terms.extensions : undefined;
  if (kinds) {
    const there = kinds.filter((kind) =>
      brief.files.some((file) => extensionOf(file.path) === kind && !file.path.includes('/')),
    );
    return there.length === 0 ? undefined : there.map((kind) => `*.${kind}`).join(' ');
  }
  if (brief.files.length === 1 && brief.files[0]) return quotePath(brief.files[0].path);
  return /\b(?:all|every|each|these)\b|모든|전부|각|파일들/.test(terms.masked)
    ? '*'
    : fileOf(recipe, terms, brief) && path(fileOf(recipe, terms, brief));
}

function fileOf(recipe: Recipe, terms: Terms, brief: Brief): string | undefined {
  const kinds = recipe.kinds ?? [];
  const named = terms.sources.find((it) => kinds.includes(extensionOf(it))) ?? terms.sources[0];
  if (named !== undefined || terms.missing.length > 0) return named;
  const fitting = brief.files.filter(
    (file) => (kinds.length === 0 || kinds.includes(extensionOf(file.path))) && file.path !== terms.output,
  );
  const wide =
    terms.extensions.length > 0 ? fitting.filter((it) => terms.extensions.includes(extensionOf(it.path))) : fitting;
  return wide.length === 1 ? wide[0]?.path : undefined;
}

function folderOf(request: string): string | undefined {
  return (
    /\b(?:into|to|in|called|named)\s+(?:a |the )?(?:new )?(?:folder |directory )?(?:called |named )?["']?([\w가-힣-]+)["']?\s*(?:folder|directory)?[.!]?$/iu.exec(
      request,
    )?.[1] ?? /["']?([\w가-힣-]+)["']?\s*(?:이라는|라는)?\s*(?:폴더|디렉터리)(?:를|에|로)/u.exec(request)?.[1]
  );
}

function wanted(terms: Terms): readonly string[] {
  if (terms.quoted.length > 0) return terms.quoted;
  const english =
    /\b(?:containing|contains?|contain|for|word|text|mention(?:s|ing)?)\s+(?:the )?(?:word )?([A-Za-z0-9_@-]{2,})\b/.exec(
      terms.text,
    )?.[1];
  const korean = /([\p{L}\p{N}_@-]+?)(?:이라는|라는|이|가|을|를)\s*(?:단어|글자|포함|들어|검색|찾)/u.exec(
    terms.text,
  )?.[1];
  const found = english ?? korean;
  return found === undefined || /^(?:all|every|each|the|lines?|files?|words?|파일|줄|단어)$/i.test(found)
    ? []
    : [found];
}

function columnOf(role: 'column' | 'group', recipe: Recipe, terms: Terms, brief: Brief): number | undefined {
  const file = brief.files.find((it) => it.path === fileOf(recipe, terms, brief));
  if (file?.head === undefined) return undefined;
  const header = readHeader(file.head, file.path);
  const named = columnsIn(terms, header);
  const group = named.find((it) => it.role === 'group');
  if (role === 'group') return (group ?? named.at(-1))?.index;
  const rest = named.filter((it) => it !== group);
  return (rest.find((it) => it.numeric) ?? rest[0] ?? numericColumns(header)[0])?.index;
}

function keyOf(recipe: Recipe, terms: Terms, brief: Brief): string | undefined {
  const head = brief.files.find((it) => it.path === fileOf(recipe, terms, brief))?.head ?? '';
  const keys = [...new Set([...head.matchAll(/"([A-Za-z_]\w*)"\s*:/g)].map((it) => it[1] ?? ''))];
  return keys.find((key) => terms.masked.includes(key.toLowerCase()));
}

function daysOf(terms: Terms): number | undefined {
  const span = terms.amounts.find((it) => it.unit === 'days' || it.unit === 'weeks');
  return span === undefined ? undefined : span.value * (span.unit === 'weeks' ? 7 : 1);
}

function countBetween(terms: Terms, low: number, high: number): number | undefined {
  return terms.amounts.find((it) => it.value >= low && it.value <= high)?.value;
}

function path(name: string | undefined): string | undefined {
  return name === undefined ? undefined : quotePath(name);
}

function wrap(words: string | undefined): string | undefined {
  return words === undefined ? undefined : quote(words);
}

function text(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}
