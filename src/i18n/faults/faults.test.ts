import { describe, expect, test } from 'vitest';
import { translatorFor } from '../translator.ts';
import { en } from './en.ts';
import { fault } from './index.ts';
import { ko } from './ko.ts';

const parameters = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)/g)].map((it) => it[1] ?? ''))].sort();
const names = Object.keys(en) as (keyof typeof en)[];

/** Commands, settings and addresses are the same in every language; sentences are not. */
const withoutCode = (text: string) =>
  text.replace(/`[^`]*`|"[^"]*"|\([^)가-힣]*\)|\{\{\w+\}\}|[\w./:-]*[=/:.]\S*|--\w+/g, ' ');

describe('what can go wrong', () => {
  test.each(names)('%s is told in Korean with the same facts and the way out, and in no English sentence', (name) => {
    for (const part of ['message', 'fix'] as const) {
      expect(parameters(ko[name][part]), part).toEqual(parameters(en[name][part]));
      expect(ko[name][part]).toMatch(/[가-힣]/);
      expect(withoutCode(ko[name][part])).not.toMatch(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+ [A-Za-z]+/);
    }
  });

  test.each(['en', 'ko'] as const)('no parameter stays open in %s', (locale) => {
    const t = translatorFor({ en, ko }, locale) as (key: string, values: object) => string;
    for (const name of names)
      for (const part of ['message', 'fix'] as const) {
        const values = Object.fromEntries(parameters(en[name][part]).map((it) => [it, `<${it}>`]));
        expect(t(`${name}.${part}`, values)).not.toMatch(/\{\{|undefined/);
      }
  });

  test('is one error that each reader hears in their language, and the log in English', () => {
    const error = fault('config.invalid', 'portNumber', { value: 'many' });
    expect(error).toMatchObject({ code: 'config.invalid', message: 'PARLEY_PORT=many is not a port number' });
    expect(error.told('ko').message).toBe('포트 번호가 아닙니다: PARLEY_PORT=many');
    expect(error.told('en')).toEqual({ message: error.message, fix: error.fix });
    expect(fault('redis.unreachable', 'redisElsewhere', {}, { retryable: true }).retryable).toBe(true);
  });
});
