import { createInstance } from 'i18next';
import type { Locale } from '../debate/event.ts';

/** Phrases by topic. `name_one` and `name_other` are one phrase, chosen by the parameter `count`. */
export type Phrases = { readonly [key: string]: string | Phrases };

/**
 * What a Korean resource must hold to match an English one: the same keys, with any text. Korean has one
 * plural form, so the `_one` forms are left out.
 */
export type Korean<T extends Phrases> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends Phrases ? Korean<T[K]> : string;
};

type Leaf<T extends Phrases, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends Phrases ? Leaf<T[K], `${Prefix}${K}.`> : `${Prefix}${K}`;
}[keyof T & string];

type Base<K extends string> = K extends `${infer B}_one` | `${infer B}_other` ? B : K;

/** Every key of a resource, with plural forms folded into one: `topic.name`. */
export type Key<T extends Phrases> = Base<Leaf<T>>;

type At<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : `${K}_other` extends keyof T
      ? T[`${K}_other`]
      : never;

type Names<S> = S extends `${string}{{${infer N}}}${infer Rest}`
  ? (N extends `${infer Name}, ${string}` ? Name : N) | Names<Rest>
  : never;

type Counted<T extends Phrases, K extends string> = `${K}_other` extends Leaf<T> ? 'count' : never;
/** Names of the parameters of a phrase. */
export type Parameter<T extends Phrases, K extends string> = Names<At<T, K>> | Counted<T, K>;

type Arguments<T extends Phrases, K extends string> = [Parameter<T, K>] extends [never]
  ? []
  : [parameters: { readonly [N in Parameter<T, K>]: N extends 'count' ? number : string }];

/** `t('topic.name', {who: 'Kim'})`: the compiler checks the key and that every parameter is given. */
export type Translator<T extends Phrases> = <K extends Key<T>>(key: K, ...rest: Arguments<T, K>) => string;

/**
 * Makes the translator for one pair of resources. Parameters are inserted as they are: escaping is the
 * business of whoever knows where the text goes.
 */
export function translatorFor<const T extends Phrases>(
  resources: { readonly en: T; readonly ko: Korean<T> },
  locale: Locale,
): Translator<T> {
  const instance = createInstance();
  const ready = instance.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    resources: { [locale]: { translation: resources[locale] } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // With resources at hand and `initAsync: false` everything is in place on return; this only satisfies the promise.
  ready.catch(() => undefined);
  return ((key: string, parameters: Record<string, string | number> = {}) =>
    instance.t(key, { ...parameters, nest: false, interpolation: { escapeValue: false } })) as Translator<T>;
}
