import { type ErrorCode, ParleyError } from '../../errors.ts';
import { type Parameter, type Translator, translatorFor } from '../translator.ts';
import { en } from './en.ts';
import { ko } from './ko.ts';

export type FaultName = keyof typeof en;

type Needed<K extends FaultName> = Parameter<typeof en, `${K}.message`> | Parameter<typeof en, `${K}.fix`>;
type More = { readonly retryable?: boolean; readonly cause?: unknown };
type Rest<K extends FaultName> = [Needed<K>] extends [never]
  ? [parameters?: Readonly<Record<string, never>>, more?: More]
  : [parameters: { readonly [N in Needed<K>]: string | number }, more?: More];

type Any = (key: string, parameters: object) => string;
let made: { readonly en: Any; readonly ko: Any } | undefined;

/** An error in the words of the catalogue, in both languages: whoever tells it knows who listens. */
export function fault<K extends FaultName>(code: ErrorCode, name: K, ...[parameters = {}, more]: Rest<K>): ParleyError {
  made ??= { en: speaker('en'), ko: speaker('ko') };
  const { en: english, ko: korean } = made;
  const say = (part: string) => ({
    en: english(`${name}.${part}`, parameters),
    ko: korean(`${name}.${part}`, parameters),
  });
  return new ParleyError(code, say('message'), { fix: say('fix'), ...more });
}

const speaker = (locale: 'en' | 'ko') => translatorFor({ en, ko }, locale) as Translator<typeof en> as Any;
