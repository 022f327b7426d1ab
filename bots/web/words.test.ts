import { expect, test } from 'vitest';
import { isKnown, localeOf, say } from './words.ts';

test('every word exists in both languages, with the same places to fill', () => {
  const codes = [
    'message.invalid',
    'message.too-large',
    'not-an-approver',
    'ended',
    'token',
    'unexpected',
    'debate.unknown',
  ];
  for (const code of codes) {
    expect(isKnown(code)).toBe(true);
    const values = { detail: 'D', limit: 7 };
    for (const text of Object.values(say('ko', code, values))) expect(text).toMatch(/[가-힣]/);
    for (const text of Object.values(say('en', code, values))) expect(text).not.toMatch(/\{\{/);
  }
  expect(say('en', 'no.such.code').message).toBe(say('en', 'unexpected').message);
});

test('the first language of a header decides', () => {
  expect(localeOf('ko-KR,ko;q=0.9,en;q=0.8')).toBe('ko');
  expect(localeOf('en-US,ko;q=0.5')).toBe('en');
  expect(localeOf(undefined)).toBe('en');
});
