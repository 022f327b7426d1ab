import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { createTranslator, detectLocale, formatBytes, formatDuration, formatList, formatMoney } from './index.ts';
import { ko } from './ko.ts';
import { type Phrases, translatorFor } from './translator.ts';

type Leaf = { readonly key: string; readonly text: string };

function leaves(phrases: Phrases, prefix = ''): Leaf[] {
  return Object.entries(phrases).flatMap(([key, value]) =>
    typeof value === 'string' ? [{ key: prefix + key, text: value }] : leaves(value, `${prefix}${key}.`),
  );
}

const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((it) => it[1] ?? '').sort();
const base = (key: string) => key.replace(/_(one|other)$/, '');

describe('phrases', () => {
  test('Korean has each English phrase, and tells the same facts', () => {
    const korean = new Map(leaves(ko).map((it) => [it.key, it.text]));
    for (const { key, text } of leaves(en)) {
      if (key.endsWith('_one')) continue;
      const other = korean.get(key);
      expect(other, key).toBeDefined();
      // A number may be left out where the plural form says it, never added from nowhere.
      const facts = (words: string) => parameters(words).filter((it) => it !== 'count');
      expect([...new Set(facts(other ?? ''))], key).toEqual([...new Set(facts(text))]);
    }
  });

  test.each(['en', 'ko'] as const)('no phrase in %s leaves a parameter open', (locale) => {
    const t = createTranslator(locale) as (key: string, values: object) => string;
    for (const { key, text } of leaves(en)) {
      for (const count of [1, 2, 5000]) {
        const values = Object.fromEntries(parameters(text).map((it) => [it, `<${it}>`]));
        const said = t(base(key), { ...values, count });
        expect(said, key).not.toMatch(/\{\{|\}\}|undefined|NaN/);
        expect(said, key).not.toBe(base(key));
      }
    }
  });

  test('one and many differ in English', () => {
    const t = createTranslator('en');
    expect(t('result.calls', { count: 1 })).toBe('one call');
    expect(t('result.calls', { count: 1200 })).toBe('1,200 calls');
  });

  test('what is inserted is never read as a phrase', () => {
    const t = createTranslator('en');
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(t('person.stopped', { name })).toBe(`Stopped by ${name}.`);
      }),
    );
    expect(t('person.stopped', { name: '{{reason}} $t(closed.unsafe) $&' })).toBe(
      'Stopped by {{reason}} $t(closed.unsafe) $&.',
    );
  });

  test('the compiler knows keys and parameters, also of other resources', () => {
    const t = createTranslator('en');
    // @ts-expect-error there is no such phrase
    t('person.stoped', { name: 'x' });
    // @ts-expect-error the name is missing
    t('person.stopped');
    // @ts-expect-error a counted phrase needs its count
    t('result.calls', {});
    const page = { greet: 'Hello {{who}}', files_one: 'one file', files_other: '{{count}} files' } as const;
    // @ts-expect-error a Korean phrase is missing
    translatorFor({ en: page, ko: { greet: '{{who}} 님' } }, 'en');
    const own = translatorFor({ en: page, ko: { greet: '{{who}} 님', files_other: '파일 {{count}}개' } }, 'ko');
    expect(own('greet', { who: '지원' })).toBe('지원 님');
    expect(own('files', { count: 1 })).toBe('파일 1개');
  });
});

describe('detectLocale', () => {
  test.each([
    ['이 폴더에서 가장 큰 파일 5개를 찾아서 report.txt로 저장해줘', 'ko'],
    ['access.log에서 status 500 찾아줘', 'ko'],
    ['git log 보여줘', 'ko'],
    ['src/components/very/long/path.tsx 지워줘', 'ko'],
    ['이 로그 좀 요약해줘\nERROR connection refused at port 80\nERROR again and again and again', 'ko'],
    ['```\nERROR connection refused\n``` 무슨 뜻이야?', 'ko'],
    ['list the largest files', 'en'],
    ['What does 안녕하세요 mean in English?', 'en'],
    ['Translate this for me please\n안녕하세요 저는 학생입니다 만나서 반갑습니다', 'en'],
    ['rename 보고서.txt to report.txt please', 'en'],
    ['12345', 'en'],
    ['', 'en'],
    ['안녕', 'ko'],
  ])('%j is %s', (text, locale) => {
    expect(detectLocale(text)).toBe(locale);
  });
});

describe('formats', () => {
  test.each([
    [0, '0 bytes', '0byte'],
    [1, '1 byte', '1byte'],
    [1200, '1.2 kB', '1.2kB'],
    [999_499, '999 kB', '999kB'],
    [999_500, '1 MB', '1MB'],
  ])('%d bytes', (bytes, english, korean) => {
    expect(formatBytes(bytes, 'en')).toBe(english);
    expect(formatBytes(bytes, 'ko')).toBe(korean);
  });

  test.each([
    [12, '12 ms', '12ms'],
    [300, '0.3 s', '0.3초'],
    [14_000, '14 s', '14초'],
    [59_700, '1 min', '1분'],
    [125_000, '2 min 5 s', '2분 5초'],
    [3_599_900, '1 hr', '1시간'],
    [3_780_000, '1 hr 3 min', '1시간 3분'],
  ])('%d ms', (ms, english, korean) => {
    expect(formatDuration(ms, 'en')).toBe(english);
    expect(formatDuration(ms, 'ko')).toBe(korean);
  });

  test('small money keeps digits that say something', () => {
    expect(formatMoney(0.00612, 'en')).toBe('$0.0061');
    expect(formatMoney(12.345, 'en')).toBe('$12.35');
  });

  test('lists need no particle in Korean', () => {
    expect(formatList(['AIIN', 'Manual', 'Warden'], 'en')).toBe('AIIN, Manual and Warden');
    expect(formatList(['AIIN', 'Manual', 'Warden'], 'ko')).toBe('AIIN, Manual, Warden');
  });
});
