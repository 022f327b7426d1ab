import type { Locale } from '../../debate/event.ts';

type Words = {
  /** Manus wants to know something. */
  asks(question: string): string;
  /** Manus wants to do something that it may not do by itself. */
  asksLeave(what: string): string;
  joins(told: { key: string; profile: string }): string;
};

/** What this room says to people besides what every model's seat says. */
export const words: Record<Locale, Words> = {
  en: {
    asks: (question) => `Manus asks: ${question || 'for more detail.'}`,
    asksLeave: (what) => `Manus asks for leave: ${what || 'to go on.'} Reply “yes” or “no”.`,
    joins: ({ key, profile }) =>
      `Manus (${profile}) joins the council, because ${key} is set. Its tasks use that account’s credits.`,
  },
  ko: {
    asks: (question) => `Manus가 묻습니다: ${question || '더 자세히 알려 주세요.'}`,
    asksLeave: (what) => `Manus가 허락을 구합니다: ${what || '계속해도 될까요?'} “예” 또는 “아니요”로 답해 주세요.`,
    joins: ({ key, profile }) =>
      `${key}가 있어서 Manus(${profile})가 함께합니다. 작업에는 그 계정의 크레딧이 쓰입니다.`,
  },
};

const yes =
  /^\s*(?:y|yes|yes please|yep|ok|okay|sure|go ahead|allow|approve|네|예|응|그래|좋아|좋아요|좋습니다|허락|허락합니다|승인|승인합니다|✅|👍)[\s.!]*$/iu;

/** Whether a reply gives leave: it must say so and nothing else. */
export const isYes = (reply: string) => yes.test(reply);
