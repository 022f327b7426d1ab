import { quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import type { Reading } from '../reading.ts';
import type { Attempt } from './files-query.ts';
import { scanOf, showing } from './scan.ts';

const wrapping =
  /\b(?:setting|option|config(?:uration)?|key|field|value|set|configured|defined|listening|use[ds]?|using|entry|json|file)\b|(?:설정|값|키|항목|옵션|필드|파일)(?:값)?(?:된|되어|돼)?(?:을|를|이|가|은|는|의|으로)?(?![가-힣])|(?:얼마|몇)(?:이야|야|인지|번|번이야|지|이지|인가요)?|(?:설정|지정|적혀|정해)[가-힣]*/iu;

/** "What port is set in config.json?": one value of a JSON object, by its name or its path. */
export function jsonQuery(reading: Reading): Attempt {
  const [path] = reading.sources;
  const file = reading.files.find((it) => it.path === path);
  if (path === undefined || reading.sources.length !== 1 || !path.endsWith('.json') || file?.head === undefined)
    return null;
  const value = parsed(file.head);
  if (value === null || Array.isArray(value)) return null;
  const scan = scanOf(reading.plain);
  scan.take(/§/);
  const all = paths(value, []);
  const named = all
    .filter((it) => it.length > 1)
    .find(
      (it) => scan.take(new RegExp(`(?<![\\w.])${it.join('\\s*(?:\\.|의|->|>|/|\\s)\\s*')}(?!\\w)`, 'iu')) !== null,
    );
  const chosen = named ?? single(all, scan);
  if (chosen === undefined) return null;
  scan.takeAll(wrapping);
  scan.takeAll(showing);
  const left = scan.left();
  if (left.length > 0) return { left };
  const name = chosen.join('.');
  return {
    doing: both(`look up ${name} in ${path}`, `${path}에서 ${name} 값을 찾기`),
    produce: `jq -r ${`'.${chosen.map((it) => `["${it}"]`).join('')} | if type == "string" then . else tojson end'`} ${quotePath(path)}`,
  };
}

function single(all: readonly string[][], scan: ReturnType<typeof scanOf>): string[] | undefined {
  for (const path of [...all].sort((a, b) => b.length - a.length)) {
    const key = path.at(-1) ?? '';
    if (all.filter((it) => it.at(-1) === key).length > 1) continue;
    if (scan.take(new RegExp(`(?<![\\w.])${key}(?:s)?(?![\\w])`, 'iu'))) {
      for (const parent of path.slice(0, -1)) scan.take(new RegExp(`(?<![\\w.])${parent}(?!\\w)`, 'iu'));
      return path;
    }
  }
  return undefined;
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** Every path of plain keys in the object. */
function paths(value: object, above: readonly string[]): string[][] {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (!/^[\w가-힣-]+$/.test(key)) return [];
    const path = [...above, key];
    const nested = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? paths(inner, path) : [];
    return [path, ...nested];
  });
}
