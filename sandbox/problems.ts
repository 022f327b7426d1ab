import type { Locale } from '../src/debate/event.ts';
import type { ParleyError } from '../src/errors.ts';
import type { LocalText } from '../src/i18n/local-text.ts';

const more = (left: number) => ({
  en: `It changed ${left} more files than are listed here.`,
  ko: `여기에 적힌 것 말고도 파일 ${left}개를 더 바꿨습니다.`,
});

const noRoom = (unkept: number) => ({
  en: `For ${unkept} of the files there was no room here (limits.storageMb); they are in the workspace only.`,
  ko: `자리가 없어(limits.storageMb) 파일 ${unkept}개는 여기 올리지 못했습니다. 작업 공간에는 있습니다.`,
});

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
  /** Undefined when all files are listed and kept. */
  ofFiles(left: number, unkept: number): LocalText | undefined {
    const told = [...(left > 0 ? [more(left)] : []), ...(unkept > 0 ? [noRoom(unkept)] : [])];
    if (told.length === 0) return undefined;
    return { en: told.map((it) => it.en).join(' '), ko: told.map((it) => it.ko).join(' ') };
  },
  unknown(error: ParleyError): LocalText {
    const reason = (locale: Locale) => error.told(locale).message;
    return {
      en: `Which files it changed is not known: ${reason('en')}.`,
      ko: `어떤 파일이 바뀌었는지 알 수 없습니다: ${reason('ko')}.`,
    };
  },
} as const;
