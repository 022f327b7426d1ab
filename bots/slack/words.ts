import type { Locale } from '../../src/debate/event.ts';
import { type Korean, type Translator, translatorFor } from '../../src/i18n/translator.ts';

/** What only Slack's adapter says. */
const en = {
  thinking_one: '{{names}} is thinking…',
  thinking_other: '{{names}} are thinking…',
  confirm: {
    title: 'Run this plan?',
    text_one: 'It is one step, run exactly as shown.',
    text_other: 'It has {{count}} steps, run exactly as shown.',
    yes: 'Run it',
    no: 'Not yet',
  },
  card: { until: 'Open until {{time}}.', group: 'the group {{id}}', only: 'Only for {{names}}.' },
  file: {
    external: '{{name}} is kept outside Slack, where I cannot read it. Please attach the file itself.',
    notAttached: '{{name}} could not be attached: {{reason}}',
  },
  silent: 'I can no longer write in the thread about “{{text}}”. {{fix}}',
  ask: {
    invite: 'I am not in this channel. Add me with `/invite` and ask again.',
    asks: '{{name}} asks:',
    empty: 'Tell me what to do in the same message, for example: “@Parley count the error lines in this log per hour”.',
    usage: 'Write what should be done behind it: `/parley ask count the error lines in access.log`',
  },
  stop: {
    none: 'Nothing is going on in this channel.',
    done: 'Stopped: {{text}}',
    which:
      'Several things are going on here. Put 🛑 on one of my posts in the thread that should stop, or write “stop” there:',
  },
  status: {
    open_one: 'One debate is going on.',
    open_other: '{{count, number}} debates are going on.',
    last: 'last {{time}}',
    refresh: 'Refresh',
    asOf: 'As of {{time}}',
    redis: 'Redis',
    docker: 'Docker',
    offline: 'Everyone at the table works by rules, without a language model.',
  },
} as const;

const ko: Korean<typeof en> = {
  thinking_other: '{{names}} 생각 중…',
  confirm: {
    title: '이 계획을 실행할까요?',
    text_other: '{{count}}단계를 보이는 그대로 실행합니다.',
    yes: '실행',
    no: '아직',
  },
  card: { until: '마감: {{time}}', group: '그룹 {{id}}', only: '{{names}}만 볼 수 있습니다.' },
  file: {
    external: '{{name}}: Slack 밖에 있는 파일이라 읽을 수 없습니다. 파일 자체를 첨부해 주세요.',
    notAttached: '{{name}}: 첨부하지 못했습니다. {{reason}}',
  },
  silent: '“{{text}}” 스레드에 더 이상 쓸 수 없습니다. {{fix}}',
  ask: {
    invite: '이 채널에 제가 없습니다. `/invite`로 추가한 뒤 다시 요청해 주세요.',
    asks: '{{name}} 님의 요청:',
    empty: '할 일을 같은 메시지에 적어 주세요. 예: “@Parley 이 로그의 오류를 시간대별로 세어 줘”.',
    usage: '할 일을 뒤에 적어 주세요: `/parley ask access.log의 오류를 세어 줘`',
  },
  stop: {
    none: '이 채널에서 진행 중인 것이 없습니다.',
    done: '중지했습니다: {{text}}',
    which: '여러 토론이 진행 중입니다. 멈출 스레드에서 제 글에 🛑를 달거나 “중지”라고 써 주세요:',
  },
  status: {
    open_other: '진행 중인 토론 {{count, number}}건',
    last: '최근 {{time}}',
    refresh: '새로 고침',
    asOf: '{{time}} 기준',
    redis: 'Redis',
    docker: 'Docker',
    offline: '모두 언어 모델 없이 규칙으로 움직입니다.',
  },
};

export type SlackWords = Translator<typeof en>;

const made = new Map<Locale, SlackWords>();

export function slackWords(locale: Locale): SlackWords {
  const known = made.get(locale) ?? translatorFor({ en, ko }, locale);
  made.set(locale, known);
  return known;
}
