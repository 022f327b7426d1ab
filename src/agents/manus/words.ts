import type { Locale } from '../../debate/event.ts';

type Words = {
  /** Manus wants to know something. */
  asks(question: string): string;
  /** Manus wants to do something that it may not do by itself. */
  asksLeave(what: string): string;
  joins(told: { key: string; profile: string }): string;
  /** Why a file that Manus attached is not in the thread. */
  readonly files: {
    readonly unreachable: string;
    readonly refused: string;
    tooMuch(megabytes: number): string;
    tooMany(told: { most: number; more: number }): string;
  };
  /** For the status monitor: what came in by webhook. */
  webhooks(told: { heard: number; refused: Readonly<Partial<Record<Refused, number>>> }): string;
};

type Refused = 'forged' | 'stale' | 'replayed' | 'malformed';
const refusedEn: Record<Refused, (count: number) => string> = {
  forged: (count) => `${count} forged`,
  stale: (count) => `${count} stale`,
  replayed: (count) => `${count} replayed`,
  malformed: (count) => `${count} malformed`,
};
const refusedKo: Record<Refused, (count: number) => string> = {
  forged: (count) => `위조 ${count}건 거부`,
  stale: (count) => `기한 지남 ${count}건 거부`,
  replayed: (count) => `재전송 ${count}건 거부`,
  malformed: (count) => `형식 오류 ${count}건`,
};

function listed(first: string, refused: Readonly<Partial<Record<Refused, number>>>, say: typeof refusedEn): string {
  const others = (Object.keys(say) as Refused[]).flatMap((it) => (refused[it] ? [say[it](refused[it])] : []));
  return [first, ...others].join(', ');
}

/** What this room says to people besides what every model's seat says. */
export const words: Record<Locale, Words> = {
  en: {
    asks: (question) => `Manus asks: ${question || 'for more detail.'}`,
    asksLeave: (what) => `Manus asks for leave: ${what || 'to go on.'} Reply “yes” or “no”.`,
    joins: ({ key, profile }) =>
      `Manus (${profile}) joins the council, because ${key} is set. Its tasks use that account’s credits.`,
    files: {
      unreachable: 'Manus’s server did not hand it over.',
      refused: 'Its link is not one that may be followed.',
      tooMuch: (megabytes) => `It is over the limit of ${megabytes} MB.`,
      tooMany: ({ most, more }) =>
        `Only ${most} files are shown${more > 0 ? `; ${more} more were left at Manus` : ''}.`,
    },
    webhooks: ({ heard, refused }) => listed(`webhooks: ${heard} heard`, refused, refusedEn),
  },
  ko: {
    asks: (question) => `Manus가 묻습니다: ${question || '더 자세히 알려 주세요.'}`,
    asksLeave: (what) => `Manus가 허락을 구합니다: ${what || '계속해도 될까요?'} “예” 또는 “아니요”로 답해 주세요.`,
    joins: ({ key, profile }) =>
      `${key}가 있어서 Manus(${profile})가 함께합니다. 작업에는 그 계정의 크레딧이 쓰입니다.`,
    files: {
      unreachable: 'Manus 서버에서 받지 못했습니다.',
      refused: '따라가도 되는 링크가 아닙니다.',
      tooMuch: (megabytes) => `크기 한도(${megabytes}MB)를 넘습니다.`,
      tooMany: ({ most, more }) =>
        `파일은 ${most}개까지만 보여 드립니다.${more > 0 ? ` ${more}개가 Manus에 더 있습니다.` : ''}`,
    },
    webhooks: ({ heard, refused }) => listed(`웹훅 ${heard}건 받음`, refused, refusedKo),
  },
};

const yes =
  /^\s*(?:y|yes|yes please|yep|ok|okay|sure|go ahead|allow|approve|네|예|응|그래|좋아|좋아요|좋습니다|허락|허락합니다|승인|승인합니다|✅|👍)[\s.!]*$/iu;

/** Whether a reply gives leave: it must say so and nothing else. */
export const isYes = (reply: string) => yes.test(reply);
