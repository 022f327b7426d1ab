import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proposalSchema } from '../debate/plan.ts';
import { createAgent } from './seat.ts';
import { briefOf, policy, thinking } from './testing/workshop.ts';

const words = fc.constantFrom(
  ...'count words lines largest files sort save to by in and then delete replace with rename move zip unzip top 5 500 3MB over average sum price city column status hour first last .txt .csv csv json 파일 단어 수를 가장 큰 줄 정렬 저장해줘 로 으로 에서 별로 평균 삭제 모두 압축 풀어줘 바꿔줘 이름 "$(rm -rf /)" "a\'b" `ls` ../etc ; | && > notes.txt sales.csv gone.txt \'; it\'s -rf'.split(
    ' ',
  ),
);
const request = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 12 }).map((list) => list.join(' ')),
  fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
);
const files = [
  { path: 'notes.txt', bytes: 3, head: 'a b\n' },
  { path: 'sales.csv', bytes: 30, head: 'city,price\nx,1\n' },
  { path: "it's a $(name).txt", bytes: 3, head: 'x' },
];

it.each(['aiin', 'manual'] as const)(
  '%s answers any words with a sound proposal or a reason, and never a denied command',
  (kind) =>
    fc.assert(
      fc.asyncProperty(request, async (text) => {
        const answer = await createAgent(kind).propose(briefOf(text, files), thinking);
        if (answer.kind === 'abstained') {
          expect(answer.reason.length).toBeGreaterThan(5);
          return;
        }
        proposalSchema.parse(answer.proposal);
        for (const step of answer.proposal.steps) expect(policy.judge(step.action.command).verdict).not.toBe('deny');
      }),
      { numRuns: 400 },
    ),
);
