import { readFileSync } from 'node:fs';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Locale } from './debate/event.ts';
import { ParleyError } from './errors.ts';
import { bothOf } from './i18n/both.ts';
import { fault } from './i18n/faults/index.ts';
import { inLanguage } from './i18n/local-text.ts';

/**
 * Reads a YAML file into what `schema` describes. Throws `config.invalid`: every mistake on a line of its own,
 * with `file:line:column`, the setting's name and what is wrong with it.
 */
export function readYamlFile<T extends z.ZodType>(path: string, schema: T): z.infer<T> {
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const broken = document.errors[0];
  if (broken) throw fault('config.invalid', 'yamlBroken', { place: at(broken.pos[0]), reason: broken.message });
  const content = plain(document, path) ?? {};
  const checked = schema.safeParse(content);
  if (checked.success) return checked.data;
  const inKorean = schema.safeParse(content, { error: z.locales.ko().localeError });
  const told = (issues: readonly z.core.$ZodIssue[] = [], locale: Locale) =>
    issues
      .flatMap((issue) => problemsOf(issue, locale))
      .map(({ where, what }) => ({ offset: offsetOf(document.contents, where), where, what }))
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, where, what }) => `${at(offset)}: ${where.join('.') || top[locale]}: ${what}`)
      .join('\n');
  throw new ParleyError(
    'config.invalid',
    { en: told(checked.error.issues, 'en'), ko: told(inKorean.error?.issues, 'ko') },
    { fix: correct },
  );
}

const top = { en: 'the file', ko: '파일 전체' };
const unknown = { en: 'unknown setting', ko: '모르는 설정입니다' };
const correct = {
  en: 'Correct these lines; the README lists every setting under "Configuration".',
  ko: '이 줄들을 고치세요. 모든 설정은 README.ko.md의 "설정"에 있습니다.',
};

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? '';
    throw fault('config.invalid', 'fileUnreadable', { path, reason }, { cause });
  }
}

// Aliases are the one thing that passes the parser and still fails here: unknown ones, and bombs of them.
function plain(document: ReturnType<typeof parseDocument>, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw fault('config.invalid', 'yamlUnusable', { path, reason: (cause as Error).message }, { cause });
  }
}

function problemsOf(issue: z.core.$ZodIssue, locale: Locale): { where: PropertyKey[]; what: string }[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ where: issue.path, what: inLanguage(bothOf(issue.message), locale) }];
  return issue.keys.map((key) => ({ where: [...issue.path, key], what: unknown[locale] }));
}

type Node = { range?: [number, number, number]; get?: (key: unknown, keep: boolean) => unknown } | null | undefined;

/** Where in the text a setting is named; for one that is missing, where its parent is. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents as Node;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const pair =
      isMap(node) && node.items.find((item) => String((item.key as { value?: unknown }).value) === String(part));
    const next = node?.get?.(part, true) as Node;
    offset = (pair ? (pair.key as Node) : next)?.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}
