import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { examineBots } from './index.ts';

const config = readConfig({ env: { PARLEY_DATA: '/nowhere' } });

test('settings of a platform that cannot be used are a finding of that platform, in both languages', async () => {
  expect(await examineBots(config, {})).toEqual([]);
  expect(await examineBots(config, { SLACK_BOT_TOKEN: 'mine' })).toEqual([
    {
      name: 'slack',
      state: 'bad',
      detail: { en: expect.stringContaining('xoxb-'), ko: expect.stringContaining('xoxb-로 시작합니다') },
      fix: { en: expect.any(String), ko: expect.any(String) },
    },
  ]);
});
