import type { Locale } from '../debate/event.ts';
import { type Translator, translatorFor } from './translator.ts';

/** Reasons that workers write into the ledger for people to read, in the request's language. */
const en = {
  tooSlow: 'no answer within {{seconds}} seconds',
  unusable: 'the answer came in a form that cannot be used',
  broken: 'something went wrong while thinking',
  notSeated: 'is not connected any more',
  overBudget: 'I have used up what I may cost in this debate, so I leave the rest to the others.',
  dayIsOver: 'What models may cost in this channel today is used up, so I leave it to the others until tomorrow (UTC).',
  nothingToScore: 'had nothing to score',
  shutDown: 'Parley was shut down while this ran.',
  lost: 'The worker that ran this disappeared, and no trace of how it ended is left. It was not run again.',
  lostAtGabriel:
    'The connection to Gabriel, where this ran, was lost: it may have run, but how it ended is not known. It was not run again.',
  forbidden: 'The policy no longer allows this command, so it was not run: {{reason}}',
  attachmentGone: '{{name}} is no longer there; please attach it again.',
  sandboxAway: 'the sandbox cannot be reached right now',
  sandboxFailed: 'the sandbox failed',
  gabrielAway: 'Gabriel, where this was to run, cannot be reached right now. It was not run.',
  gabrielRefused: 'Gabriel, where this was to run, did not take the command. It was not run.',
} as const;

const ko = {
  tooSlow: '{{seconds}}초 안에 답하지 못했습니다',
  unusable: '쓸 수 없는 형식으로 답했습니다',
  broken: '생각하는 중에 문제가 생겼습니다',
  notSeated: '더 이상 연결되어 있지 않습니다',
  overBudget: '이 토론에서 쓸 수 있는 비용을 다 써서, 나머지는 다른 분들께 맡기겠습니다.',
  dayIsOver: '오늘 이 채널에서 모델이 쓸 수 있는 비용을 다 써서, 내일(UTC)까지는 다른 분들께 맡기겠습니다.',
  nothingToScore: '평가할 제안이 없었습니다',
  shutDown: '실행 중에 Parley가 종료되었습니다.',
  lost: '이 단계를 실행하던 작업자가 사라졌고 결과를 알 수 없습니다. 다시 실행하지 않았습니다.',
  lostAtGabriel:
    '실행하던 Gabriel과 연결이 끊겼습니다. 실행되었을 수 있지만 결과를 알 수 없습니다. 다시 실행하지 않았습니다.',
  forbidden: '이제 정책이 허용하지 않는 명령이라 실행하지 않았습니다: {{reason}}',
  attachmentGone: '{{name}} 파일이 더 이상 없습니다. 다시 첨부해 주세요.',
  sandboxAway: '지금 샌드박스에 연결할 수 없습니다',
  sandboxFailed: '샌드박스에 문제가 생겼습니다',
  gabrielAway: '이 명령을 실행할 Gabriel에 지금 연결할 수 없습니다. 실행하지 않았습니다.',
  gabrielRefused: '이 명령을 실행할 Gabriel이 명령을 받아들이지 않았습니다. 실행하지 않았습니다.',
} as const;

export type WorkWords = Translator<typeof en>;

const made = new Map<Locale, WorkWords>();

export function workWords(locale: Locale): WorkWords {
  const known = made.get(locale) ?? translatorFor({ en, ko }, locale);
  made.set(locale, known);
  return known;
}
