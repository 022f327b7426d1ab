import type { Locale } from '../src/debate/event.ts';
import type { ParleyError } from '../src/errors.ts';
import type { LocalText } from '../src/i18n/local-text.ts';

/** What a step's report says besides how it ended. */
export const problems = {
  lost: {
    en: 'It may have started, but its container is gone; it is not run a second time.',
    ko: '시작되었을 수 있지만 컨테이너가 사라졌습니다. 다시 실행하지 않습니다.',
  },
  tooMany: {
    en: 'There are too many files here to tell which ones it changed.',
    ko: '파일이 너무 많아 어떤 파일이 바뀌었는지 알 수 없습니다.',
  },
  more: (left: number): LocalText => ({
    en: `It changed ${left} more files than are listed here.`,
    ko: `여기에 적힌 것 말고도 파일 ${left}개를 더 바꿨습니다.`,
  }),
  unknown(error: ParleyError): LocalText {
    const reason = (locale: Locale) => error.told(locale).message;
    return {
      en: `Which files it changed is not known: ${reason('en')}.`,
      ko: `어떤 파일이 바뀌었는지 알 수 없습니다: ${reason('ko')}.`,
    };
  },
} as const;
