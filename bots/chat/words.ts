import type { Locale } from '../../src/debate/event.ts';
import { type Korean, type Translator, translatorFor } from '../../src/i18n/translator.ts';

/** What the adapter itself says: buttons, refusals, command descriptions, and what to do about missing permissions. */
const en = {
  button: { approve: 'Run it', deny: "Don't", stop: 'Stop' },
  refused: {
    'not-an-approver': '{{name}}, thanks, but approving this one is up to others, so nothing has changed.',
    'needs-another': '{{name}}, your yes is noted; one more person has to agree.',
    'nothing-to-approve': '{{name}}, that is no longer up for a decision.',
    'already-decided': '{{name}}, that has been decided already.',
    'too-late': '{{name}}, it is too late for that: it is running. 🛑 stops it.',
    ended: '{{name}}, this one is over already.',
  },
  done: { approve: 'Noted: run it.', deny: 'Noted: nothing will run.', stop: 'Stopped.' },
  step: { allow: 'allowed', review: 'look closely', deny: 'forbidden', untried: 'not tried' },
  card: {
    changes: 'Files that would change',
    until: 'Open until {{time}}',
    dissent: 'Other opinions',
    more: 'The steps are in the messages above.',
  },
  output: {
    whole: 'The whole output is attached.',
    kept: 'Beginning and end are attached; {{size}} between them were not kept.',
    cut: '… {{size}} left out …',
    none: 'No output.',
  },
  file: {
    tooLarge: '{{name}} ({{size}}) is too large to attach here.',
    tooLargeLink: '{{name}} ({{size}}) is too large to attach here: {{link}}',
    gone: '{{name}} is no longer kept.',
    refused: '{{name}} was not taken: it has {{size}}, and {{limit}} is the limit.',
    failed: '{{name}} could not be fetched; please attach it again.',
    noRoom: '{{name}} was not taken: {{reason}}. {{fix}}',
  },
  ask: {
    empty: 'Tell me what to do in the same message, for example: “{{bot}} count the error lines in this log per hour”.',
    quoted: '{{name}} asks: {{text}}',
    failed: 'I could not take that just now; please send it again in a moment.',
    started: 'On it: {{link}}',
    heard: 'Noted.',
    stopped: 'Stopped.',
    reply: 'About this message of {{name}}:',
    late: 'I was away when you wrote this. I have read it now.',
  },
  stop: {
    where: 'Use this inside the thread of the debate that should stop.',
    nothing: 'Nothing is going on in this thread.',
  },
  status: {
    title: 'Parley',
    personas: 'At the table',
    idle: 'free',
    thinking: 'thinking',
    voting: 'voting',
    executing: 'running a step',
    absent: 'absent',
    calls_one: 'one call',
    calls_other: '{{count, number}} calls',
    median: 'median {{time}}',
    failures_one: 'one failure',
    failures_other: '{{count, number}} failures',
    queues: 'Waiting work',
    quiet: 'nothing',
    waiting: '{{queue}}: {{waiting}} waiting, {{active}} running',
    services: 'Services',
    weight: 'weight {{weight}}',
  },
  help: {
    text: [
      '**Mention me with what should be done**, files attached if need be. A thread opens; the AIs at my table think it over, argue and vote there.',
      'The winning plan is tried on a copy first and shown to you. **Nothing runs before a ✅.**',
      '✅ runs it · ❌ drops it · taking ✅ back calls it off until the first step starts · 🛑 on any of my posts, or the word “stop”, ends everything.',
      'Reply in the thread to change the plan. 👍 and 👎 on a result tell me how it was.',
      '`/parley ask` · `/parley status` · `/parley stop` · `/parley personas` · `/parley help`',
    ].join('\n'),
  },
  trouble: {
    thread:
      'I cannot open a thread here. Someone who manages this server can mend it: give me “Create Public Threads” and “Send Messages in Threads” in this channel.',
    threads: 'This server has no room for another active thread. Archive one and ask again.',
    silent: 'I can no longer write in {{place}}. {{fix}}',
  },
} as const;

const ko: Korean<typeof en> = {
  button: { approve: '실행', deny: '실행 안 함', stop: '중지' },
  refused: {
    'not-an-approver': '{{name}} 님, 고맙지만 이 건은 다른 분이 승인해야 합니다. 바뀐 것은 없습니다.',
    'needs-another': '{{name}} 님의 승인을 기록했습니다. 한 분이 더 동의해야 합니다.',
    'nothing-to-approve': '{{name}} 님, 이 건은 더 이상 승인할 수 없습니다.',
    'already-decided': '{{name}} 님, 이미 결정된 건입니다.',
    'too-late': '{{name}} 님, 이미 실행 중이라 되돌릴 수 없습니다. 🛑를 누르면 멈춥니다.',
    ended: '{{name}} 님, 이 건은 이미 끝났습니다.',
  },
  done: { approve: '확인: 실행합니다.', deny: '확인: 실행하지 않습니다.', stop: '중지했습니다.' },
  step: { allow: '허용', review: '확인 필요', deny: '금지', untried: '시험하지 않음' },
  card: {
    changes: '바뀔 파일',
    until: '마감: {{time}}',
    dissent: '다른 의견',
    more: '단계는 위 메시지에 있습니다.',
  },
  output: {
    whole: '전체 출력을 첨부했습니다.',
    kept: '출력의 처음과 끝을 첨부했습니다. 그 사이 {{size}}는 보관하지 않았습니다.',
    cut: '… {{size}} 생략 …',
    none: '출력이 없습니다.',
  },
  file: {
    tooLarge: '{{name}} ({{size}}): 너무 커서 첨부할 수 없습니다.',
    tooLargeLink: '{{name}} ({{size}}): 너무 커서 첨부할 수 없습니다. {{link}}',
    gone: '{{name}}: 더 이상 보관되어 있지 않습니다.',
    refused: '{{name}}: {{size}}라서 받지 못했습니다. 한도는 {{limit}}입니다.',
    failed: '{{name}}: 가져오지 못했습니다. 다시 첨부해 주세요.',
    noRoom: '{{name}}: {{reason}}. {{fix}}',
  },
  ask: {
    empty: '할 일을 같은 메시지에 적어 주세요. 예: “{{bot}} 이 로그의 오류를 시간대별로 세어 줘”.',
    quoted: '{{name}} 님의 요청: {{text}}',
    failed: '지금은 받을 수 없습니다. 잠시 뒤에 다시 보내 주세요.',
    started: '시작했습니다: {{link}}',
    heard: '확인했습니다.',
    stopped: '중지했습니다.',
    reply: '{{name}} 님의 이 메시지에 대해:',
    late: '자리를 비운 사이에 쓰신 글을 이제 읽었습니다.',
  },
  stop: {
    where: '멈출 토론의 스레드 안에서 사용해 주세요.',
    nothing: '이 스레드에서 진행 중인 것이 없습니다.',
  },
  status: {
    title: 'Parley',
    personas: '참여자',
    idle: '대기',
    thinking: '생각 중',
    voting: '투표 중',
    executing: '실행 중',
    absent: '불참',
    calls_other: '호출 {{count, number}}회',
    median: '중앙값 {{time}}',
    failures_other: '실패 {{count, number}}회',
    queues: '대기 중인 작업',
    quiet: '없음',
    waiting: '{{queue}}: 대기 {{waiting}}, 실행 {{active}}',
    services: '서비스',
    weight: '가중치 {{weight}}',
  },
  help: {
    text: [
      '**저를 멘션하고 할 일을 적어 주세요.** 파일을 첨부해도 됩니다. 스레드가 열리고 AI들이 그 안에서 생각하고 토론하고 투표합니다.',
      '뽑힌 계획은 먼저 복사본에서 시험한 뒤 보여 드립니다. **✅ 전에는 아무것도 실행하지 않습니다.**',
      '✅ 실행 · ❌ 취소 · 첫 단계가 시작되기 전에 ✅를 빼면 취소 · 제 글에 🛑를 달거나 “중지”라고 쓰면 모두 멈춥니다.',
      '계획을 바꾸려면 스레드에 답글을 쓰세요. 결과에 👍나 👎를 달아 평가할 수 있습니다.',
      '`/parley ask` · `/parley status` · `/parley stop` · `/parley personas` · `/parley help`',
    ].join('\n'),
  },
  trouble: {
    thread:
      '이 채널에서는 스레드를 만들 수 없습니다. 서버 관리자가 이 채널에서 저에게 “공개 스레드 만들기”와 “스레드에서 메시지 보내기” 권한을 주면 됩니다.',
    threads: '이 서버에는 활성 스레드를 더 만들 수 없습니다. 하나를 보관 처리한 뒤 다시 요청해 주세요.',
    silent: '{{place}}에 더 이상 쓸 수 없습니다. {{fix}}',
  },
};

export type Words = Translator<typeof en>;

const made = new Map<Locale, Words>();

export function wordsIn(locale: Locale): Words {
  const known = made.get(locale) ?? translatorFor({ en, ko }, locale);
  made.set(locale, known);
  return known;
}

/** Discord's language codes are `ko`, `en-US`, `en-GB`, … */
export function localeOf(discord: string): Locale {
  return discord.startsWith('ko') ? 'ko' : 'en';
}
