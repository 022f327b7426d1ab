import type { Locale } from '../../debate/event.ts';

/** The same sentence in both languages of the house. */
export type Both = { readonly en: string; readonly ko: string };

export function both(en: string, ko: string): Both {
  return { en, ko };
}

/** Joins names the way people do: "a, b and c". */
export function list(names: readonly string[], locale: Locale): string {
  if (names.length < 2) return names[0] ?? '';
  const last = names.at(-1) as string;
  const rest = names.slice(0, -1).join(', ');
  return locale === 'ko' ? `${rest}, ${last}` : `${rest} and ${last}`;
}

type Particle = '을' | '이' | '은' | '로' | '와';
const withoutFinal: Record<Particle, string> = { 을: '를', 이: '가', 은: '는', 로: '로', 와: '와' };
const withFinal: Record<Particle, string> = { 을: '을', 이: '이', 은: '은', 로: '으로', 와: '과' };

/** `word` with the Korean particle that fits its last sound; file names are read letter by letter. */
export function withParticle(word: string, particle: Particle): string {
  const last = word.replace(/[^\p{L}\p{N}]+$/u, '').at(-1) ?? word.at(-1) ?? '';
  const final = finalOf(last);
  const closed = particle === '로' ? final !== 0 && final !== 8 : final !== 0;
  return word + (closed ? withFinal : withoutFinal)[particle];
}

/** Index of the final consonant: 0 for none, 8 for ㄹ. */
function finalOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) return (code - 0xac00) % 28;
  if (/[lrLR178]/.test(letter)) return 8;
  return /[mnMN036]/.test(letter) ? 1 : 0;
}

/** Settles every "을(를)", "(으)로" and the like by the sound before it. */
export function smooth(korean: string): string {
  return korean
    .replace(/(\S+)을\(를\)/g, (_, word: string) => withParticle(word, '을'))
    .replace(/(\S+)이\(가\)/g, (_, word: string) => withParticle(word, '이'))
    .replace(/(\S+)은\(는\)/g, (_, word: string) => withParticle(word, '은'))
    .replace(/(\S+)와\(과\)/g, (_, word: string) => withParticle(word, '와'))
    .replace(/(\S+)\(으\)로/g, (_, word: string) => withParticle(word, '로'));
}

/** The bare task, as a step is headed: "Pack the files", "파일을 묶기". */
export function task(doing: Both, locale: Locale): string {
  const korean = smooth(doing.ko);
  return locale === 'en'
    ? doing.en.charAt(0).toUpperCase() + doing.en.slice(1)
    : korean.endsWith('기')
      ? korean
      : `${korean}하기`;
}

/** "You want to …", said back before anything is done. */
export function wish(doing: Both, locale: Locale): string {
  if (locale === 'en') return `You want me to ${doing.en}.`;
  const korean = smooth(doing.ko);
  return `${korean.endsWith('기') ? korean.slice(0, -1) : `${korean}하`}고 싶으신 거군요.`;
}

/** Shortens to one line of at most `limit` characters. */
export function clip(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

/** Output without terminal colours and control characters. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes are what is removed here
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}
