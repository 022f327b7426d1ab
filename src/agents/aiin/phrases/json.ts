import { quote, quotePath } from '../../shared/quote.ts';
import { both } from '../../shared/speech.ts';
import type { Phrase } from '../phrase.ts';
import type { Reading } from '../reading.ts';

type Json = { readonly path: string; readonly list: boolean; readonly fields: readonly string[] };

function theJson(reading: Reading): Json | null {
  const [name] = reading.sources;
  const file = reading.files.find((it) => it.path === name);
  if (!name?.endsWith('.json') || reading.sources.length !== 1 || file?.head === undefined) return null;
  const fields = [...new Set([...file.head.matchAll(/"([A-Za-z_]\w*)"\s*:/g)].map((it) => it[1] ?? ''))];
  return { path: quotePath(name), list: file.head.trimStart().startsWith('['), fields };
}

const fieldIn = (json: Json, word: string | undefined) =>
  json.fields.find((it) => it.toLowerCase() === word?.toLowerCase() || `${it.toLowerCase()}s` === word?.toLowerCase());

export const jsonPhrases: readonly Phrase[] = [
  {
    id: 'json.top-keys',
    says: /\b(?:top[- ]?level )?keys\b|(?:최상위\s*)?키\s*(?:목록|들|이름|가|를)\S*/iu,
    may: 'column structure maximum first',
    build(reading) {
      const json = theJson(reading);
      if (json === null || json.list) return null;
      return {
        doing: both('list the top-level keys', '최상위 키를 나열'),
        produce: `jq -r 'keys_unsorted[]' ${json.path}`,
      };
    },
  },
  {
    id: 'json.value-of',
    says: /\b(?:what(?:'s| is)|show|get|tell me|read) (?:me )?(?:the )?(?:value of )?(?:the )?(\w+)(?: value| setting)?\b|(\w+)\s*(?:값|설정)?(?:이|은|을|를|의 값은?)?\s*(?:뭐|무엇|얼마|몇|알려|보여)\S*/iu,
    may: 'column',
    build(reading, match) {
      const json = theJson(reading);
      const field = json === null ? undefined : fieldIn(json, match[1] ?? match[2]);
      if (json === null || json.list || field === undefined || reading.has('count', 'sum', 'average')) return null;
      return {
        doing: both(`look up ${field}`, `${field} 값을 찾기`),
        produce: `jq -c '.. | objects | select(has("${field}")) | .${field}' ${json.path}`,
      };
    },
  },
  {
    id: 'json.equals-number',
    says: /\b(?:with|where|whose) (?:a |an )?(\w+) (?:of |is |equal to |= ?)?(-?\d+(?:\.\d+)?)\b/iu,
    may: 'rows',
    build(reading, match) {
      const json = theJson(reading);
      const field = json === null ? undefined : fieldIn(json, match[1]);
      if (json === null || !json.list || field === undefined || reading.has('count', 'greater', 'lesser', 'large'))
        return null;
      return {
        doing: both(`keep the items whose ${field} is ${match[2]}`, `${field}이(가) ${match[2]}인 항목만 고르기`),
        produce: `jq ${quote(`[.[] | select(.${field} == ${match[2]})]`)} ${json.path}`,
      };
    },
  },
  {
    id: 'json.extreme',
    says: /\b(most expensive|priciest|cheapest)\b|(?:가장|제일)\s*(비싼|싼|저렴한)/iu,
    may: 'maximum minimum rows',
    build(reading, match) {
      const json = theJson(reading);
      const field = json === null ? undefined : fieldIn(json, 'price');
      if (json === null || !json.list || field === undefined) return null;
      const most = /^(?:most|prici|비싼)/i.test(match[1] ?? match[2] ?? '');
      return {
        doing: both(
          `find the item with the ${most ? 'highest' : 'lowest'} ${field}`,
          `${field}이(가) 가장 ${most ? '높은' : '낮은'} 항목을 찾기`,
        ),
        produce: `jq ${quote(`${most ? 'max' : 'min'}_by(.${field})`)} ${json.path}`,
      };
    },
  },
  {
    id: 'json.sort-by',
    says: /\bsort(?:ed)?\b[^.]*\bby (\w+)|(\w+)\s*(?:순으로|순서로|순서대로|기준으로|기준|값으로)\s*(?:내림차순(?:으로)?|오름차순(?:으로)?|큰 순(?:으로)?|높은 순(?:으로)?)?\s*정렬\S*/iu,
    may: 'sort ascending descending rows',
    build(reading, match) {
      const json = theJson(reading);
      const field = json === null ? undefined : fieldIn(json, match[1] ?? match[2]);
      if (json === null || !json.list || field === undefined) return null;
      const down = reading.has('descending');
      return {
        doing: both(`sort the items by ${field}`, `${field} 기준으로 항목을 정렬`),
        produce: `jq ${quote(`sort_by(.${field})${down ? ' | reverse' : ''}`)} ${json.path}`,
      };
    },
  },
];
