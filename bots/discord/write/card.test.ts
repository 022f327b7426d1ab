import { expect, test } from 'vitest';
import { tongueOf } from '../../chat/tongue.ts';
import type { Block } from '../../post.ts';
import { approvalCard } from './card.ts';

type Approval = Extract<Block, { kind: 'approval' }>;
const card = (command: string, changes: Approval['changes']) =>
  approvalCard(
    {
      kind: 'approval',
      turn: 1,
      planHash: 'f'.repeat(64),
      steps: [
        {
          id: 's1',
          owner: 'AIIN',
          purpose: 'Do it',
          command,
          verdict: { verdict: 'allow', reasons: [] },
          missingPrograms: [],
        },
      ],
      changes,
      dissent: [],
      approvers: ['Jiwon'],
      needed: 1,
      expiresAt: 0,
    },
    tongueOf('en'),
    (it) => it,
  );

test('the longest command is there whole, in messages before the card', () => {
  const lines = Array.from({ length: 400 }, (_, index) => `echo line-${index}`);
  const { before } = card(lines.join('\n'), []);
  const shown = before.join('\n').split('\n');
  expect(lines.filter((it) => !shown.includes(it))).toEqual([]);
});

test('of more files than there is room for, it says how many are left out', () => {
  const paths = Array.from({ length: 200 }, (_, index) => `a-rather-long-folder/file-${index}.txt`);
  const { embed } = card(
    'ls',
    paths.map((path) => ({ path, change: 'added', bytes: 1 })),
  );
  const value = embed.fields?.[0]?.value ?? '';
  const named = paths.filter((it) => value.includes(`\`${it}\``)).length;
  expect(value).toContain(`… +${200 - named}`);
  expect(value.length).toBeLessThanOrEqual(1024);
});
