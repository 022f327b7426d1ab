import type { DebateState } from './debate.ts';
import { type Ruling, verdictKeyOf } from './decide.ts';
import type { Person } from './event.ts';

export type Refusal =
  | 'not-an-approver'
  | 'needs-another'
  | 'nothing-to-approve'
  | 'already-decided'
  | 'too-late'
  | 'ended';
export type Judged = { readonly ruling: Ruling } | { readonly refusal: Refusal };

/** The requester and the configured people and groups may approve; `*` lets everyone. */
export function mayApprove(state: DebateState, person: Person): boolean {
  const { approvers } = state.rules;
  if (person.id === state.request.author.id || approvers.includes('*')) return true;
  return [person.id, ...(person.groups ?? [])].some((it) => approvers.includes(it));
}

/** What a person's yes to the plan with this hash leads to. One that comes too late counts for nothing, told or not. */
export function judgeApproval(state: DebateState, planHash: string, by: Person, now: number): Judged {
  const refusal = refuse(state, planHash, by);
  if (refusal) return { refusal };
  if (state.approval && now >= state.approval.expiresAt) return { refusal: 'nothing-to-approve' };
  if (state.approval?.given.some((it) => it.id === by.id)) {
    return { refusal: state.approval.given.length < state.approval.needed ? 'needs-another' : 'already-decided' };
  }
  const key = [state.id, 'approve', state.turn, by.id].join('/');
  return { ruling: { key, event: { type: 'approval.given', turn: state.turn, planHash, by } } };
}

/** What ❌, or taking ✅ back, leads to: both call the plan off while no step may have started. */
export function judgeRefusal(state: DebateState, planHash: string, by: Person, how: 'denied' | 'withdrawn'): Judged {
  const refusal = refuse(state, planHash, by);
  if (refusal) return { refusal: refusal === 'already-decided' ? 'too-late' : refusal };
  return { ruling: { key: verdictKeyOf(state), event: { type: `approval.${how}`, turn: state.turn, planHash, by } } };
}

function refuse(state: DebateState, planHash: string, by: Person): Refusal | null {
  if (state.end) return 'ended';
  if (!state.approval || state.approval.planHash !== planHash) return 'nothing-to-approve';
  if (!mayApprove(state, by)) return 'not-an-approver';
  return state.approval.verdict ? 'already-decided' : null;
}
