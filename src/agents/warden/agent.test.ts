import { describe, expect, it } from 'vitest';
import type { Rehearsal } from '../../debate/event.ts';
import type { Proposal } from '../../debate/plan.ts';
import type { Packet } from '../../ports/agent.ts';
import { briefOf, policy, thinking } from '../testing/workshop.ts';
import { createWarden } from './agent.ts';
import { readShape } from './shape.ts';

const warden = createWarden();
const files = [
  { path: 'notes.txt', bytes: 10, head: 'one two\n' },
  { path: 'sales.csv', bytes: 20, head: 'a,b\n1,2\n' },
];

function packet(
  command: string,
  seen: Partial<Rehearsal> & { exitCode?: number; output?: string; missing?: string[] } = {},
): Packet {
  const proposal: Proposal = {
    approach: 'Do it.',
    expectedOutcome: '',
    confidence: 0.8,
    steps: [{ id: 's1', owner: 'x', purpose: 'Do it.', action: { kind: 'shell', command } }],
  };
  const output = seen.output ?? 'something\n';
  const run = {
    ending: 'exited' as const,
    exitCode: seen.exitCode ?? 0,
    output: { head: output, tail: '', bytes: output.length },
    durationMs: 3,
  };
  const steps = [{ step: 's1', verdict: policy.judge(command), missingPrograms: seen.missing ?? [], run }];
  return { label: 'A', proposal, rehearsal: { steps, changes: seen.changes ?? [] } };
}

async function said(request: string, it: Packet): Promise<string> {
  const answer = await warden.critique(briefOf(request, files), [it], thinking);
  if (answer.kind === 'abstained') return answer.reason;
  return answer.remarks.map((remark) => `${remark.stance}: ${remark.text}`).join('\n');
}

describe('Warden cites', () => {
  it.each([
    [
      'a failed step',
      'count the words',
      packet('wc -w gone.txt', { exitCode: 1, output: 'wc: gone.txt: No such file' }),
      /exit code 1.*gone\.txt/,
    ],
    ['a missing program', 'count the words', packet('cowsay hi', { missing: ['cowsay'] }), /no cowsay/],
    ['a file that was asked for and not made', 'save the list to out.txt', packet('ls -1'), /asked for out\.txt/],
    [
      'an overwritten input',
      'count the words of notes.txt',
      packet('sort -o notes.txt notes.txt', { changes: [{ path: 'notes.txt', change: 'changed', bytes: 3 }] }),
      /overwrites notes\.txt/,
    ],
    [
      'a removed file',
      'list the files',
      packet('rm notes.txt', { changes: [{ path: 'notes.txt', change: 'removed', bytes: 0 }] }),
      /remove notes\.txt/,
    ],
    [
      'no output and no change',
      'list the files',
      packet('true', { output: '' }),
      /printed nothing and changed nothing/,
    ],
    ['an unquoted variable', 'list the files', packet('for f in *; do wc $f; done'), /\$f is not in quotes/],
    ['xargs without -0', 'count the words', packet('find . -name "*.txt" | xargs wc -w'), /without -0/],
    ['a long pipe without pipefail', 'list the files', packet('ls | sort | head -n 3'), /pipefail/],
    ['a review verdict', 'list the files', packet('rm -v notes.txt'), /look at this before it runs.*rm/],
    ['a denied command', 'list the files', packet('sudo ls'), /policy forbids/],
    ['broken syntax', 'list the files', packet('echo "oops'), /cannot read this/],
    [
      'in Korean',
      '단어 수를 세어줘',
      packet('wc -w gone.txt', { exitCode: 1, output: '' }),
      /종료 코드 1로 실패했습니다/,
    ],
  ] as const)('%s', async (_, request, it, words) => {
    expect(await said(request, it)).toMatch(words);
  });

  it('nothing when there is nothing to cite, and concedes', async () => {
    const clean = packet('set -o pipefail\nwc -w notes.txt', { output: '2 notes.txt\n' });
    expect(await said('count the words of notes.txt', clean)).toMatch(/^concede: /);
  });
});

describe('Warden votes by the evidence', () => {
  it('above all on whether it ran', async () => {
    const good = { ...packet('wc -w notes.txt'), label: 'A' };
    const failed = { ...packet('wc -w notes.txt', { exitCode: 2 }), label: 'B' };
    const denied = { ...packet('sudo wc -w notes.txt'), label: 'C' };
    const answer = await warden.vote(briefOf('count the words of notes.txt', files), [good, failed, denied], thinking);
    if (answer.kind === 'abstained') throw new Error(answer.reason);
    const [a, b, c] = answer.scores;
    expect(a?.feasibility).toBeGreaterThan(8);
    expect(b?.feasibility).toBeLessThan(4);
    expect(c?.feasibility).toBeLessThan(2);
    for (const score of answer.scores) {
      expect(score.feasibility).toBeGreaterThanOrEqual(0);
      expect(score.relevance).toBeLessThanOrEqual(10);
    }
  });

  it('and on whether it is about what was asked', async () => {
    const about = { ...packet('head -n 3 notes.txt'), label: 'A' };
    const beside = { ...packet('head -n 7 sales.csv'), label: 'B' };
    const answer = await warden.vote(briefOf('show the first 3 lines of notes.txt', files), [about, beside], thinking);
    if (answer.kind === 'abstained') throw new Error(answer.reason);
    expect(answer.scores[0]?.relevance).toBeGreaterThan((answer.scores[1]?.relevance ?? 10) + 3);
  });
});

describe('Warden proposes nothing', () => {
  it('and says with its first words what it will look at', async () => {
    const brief = briefOf('파일 목록', files);
    expect(await warden.analyse(brief, thinking)).toMatchObject({ text: expect.stringContaining('살펴보겠습니다') });
    expect(await warden.propose(brief, thinking)).toEqual({ kind: 'abstained', reason: '' });
  });
});

describe('the shape of a command', () => {
  it('sees through compound commands', () => {
    expect(readShape('set -o pipefail; for f in *; do cat "$f" | sort | uniq; done')).toEqual({
      unquoted: [],
      plainXargs: false,
      longPipe: true,
      pipefail: true,
      removes: false,
    });
    expect(readShape('find . -type f -print0 | xargs -0 rm')).toMatchObject({ plainXargs: false, removes: true });
    expect(readShape('if true; then')).toBeNull();
    expect(readShape('x'.repeat(9000))).toBeNull();
  });
});
