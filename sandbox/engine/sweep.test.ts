import { expect, it } from 'vitest';
import { browserName, keeperName, rehearsalName, stepName, warmName } from './names.ts';
import { isLeftover } from './sweep.ts';

const live = new Set(['open']);

it.each([
  ['a step of an open debate that ended long ago', stepName('open/step/1/s1'), false, 9999, false],
  ['a running step of an open debate', stepName('open/step/1/s1'), true, 9999, false],
  ['a step of a closed debate', stepName('closed/step/1/s1'), false, 5, true],
  ['a running step of a closed debate', stepName('closed/step/1/s1'), true, 5, true],
  ['a warm container that waits, of whatever worker', warmName(), true, 9999, false],
  ['a warm container whose worker died', warmName(), false, 61, true],
  ['a warm container that is being started', warmName(), false, 2, false],
  ['a keeper at work', keeperName(), true, 9999, false],
  ['a keeper that never started', keeperName(), false, 61, true],
  ['a rehearsal of an open debate', rehearsalName('open/rehearse/1'), true, 9999, false],
  ['what a rehearsal of an open debate left', rehearsalName('open/rehearse/1'), false, 61, true],
  ['a rehearsal of a closed debate', rehearsalName('closed/rehearse/1'), true, 5, true],
  ['a browser of an open debate', browserName('open/analyse/1/aiin/tool/1'), true, 9999, false],
  ['a browser of an open debate that never started', browserName('open/analyse/1/aiin/tool/1'), false, 61, true],
  ['a browser of a closed debate', browserName('closed/analyse/1/aiin/tool/1'), true, 5, true],
])('%s', (_, name, running, ageSeconds, leftover) => {
  expect(isLeftover({ name, running, ageSeconds }, live)).toBe(leftover);
});
