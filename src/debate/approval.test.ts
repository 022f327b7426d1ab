import { describe, expect, test } from 'vitest';
import { judgeApproval, judgeRefusal } from './approval.ts';
import { type DebateState, fold } from './debate.ts';
import { decide } from './decide.ts';
import type { DebateEvent, Rules } from './event.ts';
import { planHash } from './plan.ts';
import { opened, persona, proposal, record, rehearsed, requester } from './sample.ts';

const other = { id: 'web:o', name: 'Other' };
const boss = { id: 'web:boss', name: 'Boss' };
const plan = { debate: 'd', turn: 1, workspace: 'w', steps: proposal('ls').steps };
const hash = planHash(plan);

function waiting(rules: Partial<Rules> = {}, more: DebateEvent[] = [], needed = 1): DebateState {
  const events: DebateEvent[] = [
    opened([persona('a')], rules),
    { type: 'proposal.made', turn: 1, persona: 'a', id: 'a', proposal: proposal('ls') },
    { type: 'rehearsal.finished', turn: 1, proposal: 'a', revision: 0, rehearsal: rehearsed() },
    { type: 'approval.requested', turn: 1, plan, planHash: hash, proposal: 'a', needed, expiresAt: 10_000 },
  ];
  return fold('d', record([...events, ...more])) as DebateState;
}

describe('approval', () => {
  test('is the requester’s, and of those the configuration names', () => {
    expect(judgeApproval(waiting(), hash, requester, 2000)).toHaveProperty('ruling');
    expect(judgeApproval(waiting(), hash, other, 2000)).toEqual({ refusal: 'not-an-approver' });
    expect(judgeApproval(waiting({ approvers: ['web:o'] }), hash, other, 2000)).toHaveProperty('ruling');
    expect(judgeApproval(waiting({ approvers: ['*'] }), hash, other, 2000)).toHaveProperty('ruling');
  });

  test('is bound to the plan’s hash: one changed letter is another plan', () => {
    const changed = planHash({ ...plan, steps: proposal('ls ').steps });
    expect(changed).not.toBe(hash);
    expect(judgeApproval(waiting(), changed, requester, 2000)).toEqual({ refusal: 'nothing-to-approve' });
  });

  test('of two people, when needed, starts nothing after the first', () => {
    const given: DebateEvent = { type: 'approval.given', turn: 1, planHash: hash, by: requester };
    const one = waiting({ approvers: ['web:boss'] }, [given], 2);
    expect(decide(one, 2000).rulings).toEqual([]);
    expect(judgeApproval(one, hash, requester, 2000)).toEqual({ refusal: 'needs-another' });
    const two = waiting({ approvers: ['web:boss'] }, [given, { ...given, by: boss }], 2);
    expect(decide(two, 2000).rulings[0]?.event.type).toBe('execution.begun');
  });

  test('and its withdrawal contend for one key, so only one of them can count', () => {
    const given: DebateEvent = { type: 'approval.given', turn: 1, planHash: hash, by: requester };
    const state = waiting({}, [given]);
    const withdrawn = judgeRefusal(state, hash, requester, 'withdrawn');
    expect(withdrawn).toMatchObject({ ruling: { key: decide(state, 2000).rulings[0]?.key } });
  });

  test('cannot be taken back once the run has begun, nor denied twice', () => {
    const given: DebateEvent = { type: 'approval.given', turn: 1, planHash: hash, by: requester };
    const begun = waiting({}, [given, { type: 'execution.begun', turn: 1, planHash: hash }]);
    expect(judgeRefusal(begun, hash, requester, 'withdrawn')).toEqual({ refusal: 'too-late' });
    const denied = waiting({}, [{ type: 'approval.denied', turn: 1, planHash: hash, by: requester }]);
    expect(judgeApproval(denied, hash, requester, 2000)).toEqual({ refusal: 'already-decided' });
  });

  test('that comes when its time is over starts nothing, also when nobody was there to say that it had expired', () => {
    expect(judgeApproval(waiting(), hash, requester, 9_999)).toHaveProperty('ruling');
    expect(judgeApproval(waiting(), hash, requester, 10_000)).toEqual({ refusal: 'nothing-to-approve' });
  });

  test('in time counts, however late the run begins', () => {
    const given: DebateEvent = { type: 'approval.given', turn: 1, planHash: hash, by: requester };
    expect(decide(waiting({}, [given]), 20_000).rulings[0]?.event.type).toBe('execution.begun');
  });
});
