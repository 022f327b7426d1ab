import { expect, test } from 'vitest';
import { channelsSchema, settingsIn } from './channels.ts';
import { persona, rules } from './debate/sample.ts';

const usual = { council: [persona('a'), persona('b')], rules, language: 'auto' as const };
const channels = channelsSchema.parse({
  'slack:C1': { personas: ['b'], critiqueRounds: 0, approvers: ['slack:T1/U9'], language: 'ko' },
});

test('a channel has its own personas, rounds, approvers and language', () => {
  const own = settingsIn(channels, usual, { platform: 'slack', channel: 'T1/C1' });
  expect(own.council.map((it) => it.id)).toEqual(['b']);
  expect(own.rules).toEqual({ ...rules, critiqueRounds: 0, approvers: ['slack:T1/U9'] });
  expect(own.language).toBe('ko');
});

test('others have the usual ones, also the same name on another platform', () => {
  expect(settingsIn(channels, usual, { platform: 'discord', channel: 'C1' })).toBe(usual);
  expect(settingsIn(channels, usual, { platform: 'slack', channel: 'T1/C2' })).toBe(usual);
});
