import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { noTools } from '../../../tools/none.ts';
import { promptsWith } from '../../testing/prompts.ts';

/** By what the ledger calls a prompt: how its words begin to differ is visible there only if the version counts up. */
const words = {
  'analyse@2': 'e161cd9e5a28',
  'combine@1': '9b6b03f56d8f',
  'critique@2': 'cbcbfcecec66',
  'integrate@1': '89df4f92a831',
  'propose@2': 'e81d6a735555',
  'revise@1': '294cea06c42d',
  'vote@1': '9af56d13cea4',
};

const setting = {
  role: 'r',
  programs: ['ls'],
  tools: { ...noTools, names: ['file_system' as const], most: 4 },
};

test('whoever changes the words of a prompt counts up its version', () => {
  const now = Object.fromEntries(
    promptsWith('x', setting).map(({ name, version, instructions, message }) => [
      `${name}@${version}`,
      createHash('sha256').update(`${instructions}\n${message}`).digest('hex').slice(0, 12),
    ]),
  );
  expect(now, 'raise `version` in the prompt’s file, and note the new hash here').toEqual(words);
});
