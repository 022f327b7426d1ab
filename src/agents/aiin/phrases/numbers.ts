import { both } from '../../shared/speech.ts';
import type { Phrase } from '../phrase.ts';
import type { Draft } from '../rule.ts';

const ask =
  '(?:은|는|이|가|을|를)?\\s*(?:얼마(?:야|지|예요|인가요|입니까|인지)?|몇(?:이야|이지|인가요)?|뭐야|뭔가요|구해\\S*|계산\\S*|알려\\S*)?';
const large = 1_000_000;

type Compute = (numbers: readonly number[], match: RegExpExecArray) => Draft | null;

function computed(id: string, says: RegExp, may: string, compute: Compute): Phrase {
  return {
    id,
    says,
    may,
    build(reading, match) {
      if (reading.sources.length > 0) return null;
      const numbers = match
        .slice(1)
        .flatMap((it) => (it !== undefined && /^-?\d/.test(it) ? [Number(it.replaceAll(',', ''))] : []));
      return numbers.some((it) => Math.abs(it) > 1e15) ? null : compute(numbers, match);
    },
  };
}

const python = (en: string, ko: string, program: string): Draft => ({
  doing: both(en, ko),
  produce: `python3 -c '${program}'`,
});
const N = '(-?\\d[\\d,]*(?:\\.\\d+)?)';

const units: readonly (readonly [RegExp, string, string, number])[] = [
  [/^(?:km|kilomet(?:er|re)s?|킬로미터|킬로)$/i, 'km', 'length', 1000],
  [/^(?:m|met(?:er|re)s?|미터)$/i, 'm', 'length', 1],
  [/^(?:cm|centimet(?:er|re)s?|센티미터|센티|센치)$/i, 'cm', 'length', 0.01],
  [/^(?:mm|밀리미터|밀리)$/i, 'mm', 'length', 0.001],
  [/^(?:mi|miles?|마일)$/i, 'mi', 'length', 1609.344],
  [/^(?:ft|feet|foot|피트)$/i, 'ft', 'length', 0.3048],
  [/^(?:in|inch(?:es)?|인치)$/i, 'in', 'length', 0.0254],
  [/^(?:kg|kilograms?|kilos?|킬로그램)$/i, 'kg', 'mass', 1000],
  [/^(?:g|grams?|그램)$/i, 'g', 'mass', 1],
  [/^(?:lb|lbs|pounds?|파운드)$/i, 'lb', 'mass', 453.592_37],
  [/^(?:oz|ounces?|온스)$/i, 'oz', 'mass', 28.349_523_125],
  [/^(?:hours?|시간)$/i, 'h', 'time', 3600],
  [/^(?:minutes?|분)$/i, 'min', 'time', 60],
  [/^(?:seconds?|초)$/i, 's', 'time', 1],
  [/^(?:days?|일)$/i, 'd', 'time', 86_400],
];
const unitWord = '([a-z]+|[가-힣]{1,5}?)';
const unitOf = (word: string | undefined) => units.find(([pattern]) => pattern.test(word ?? ''));

/** Small computations that are more than a sum, done by Python. */
export const numberPhrases: readonly Phrase[] = [
  computed(
    'numbers.prime',
    /\bis (\d+) (?:a )?prime(?: number)?\b|\bcheck (?:if|whether) (\d+) is (?:a )?prime(?: number)?\b|(\d+)(?:은|는|이|가)?\s*소수(?:야|인가요|인지|입니까|니|인가|이야|냐|예요)?\S*/iu,
    '',
    ([n]) =>
      n === undefined || n > 1e12 || !Number.isInteger(n)
        ? null
        : python(
            `test whether ${n} is prime`,
            `${n}이(가) 소수인지 확인`,
            `n = ${n}; p = n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1)); print(n, "is prime" if p else "is not prime")`,
          ),
  ),
  computed(
    'numbers.primes-up-to',
    /\b(?:all )?(?:the )?primes?(?: numbers)? (?:up to|below|under|less than|until) (\d+)\b|(\d+)\s*(?:까지의|이하의|보다 작은|이하|까지)\s*(?:모든\s*)?소수\S*/iu,
    'lesser small all',
    ([n], match) =>
      n === undefined || n > large
        ? null
        : python(
            `list the primes up to ${n}`,
            `${n}까지의 소수를 나열`,
            `print(*[n for n in range(2, ${/below|under|less|작은/i.test(match[0]) ? n : n + 1}) if all(n % d for d in range(2, int(n ** 0.5) + 1))])`,
          ),
  ),
  computed(
    'numbers.sum-of-range',
    new RegExp(
      `\\b(?:sum of |add(?: up)? |total of )(?:all )?(?:the )?(?:numbers |integers )?(?:from )?${N} (?:to|through|up to|and) ${N}(?: together)?|${N}부터\\s*${N}까지(?:의)?\\s*(?:수|숫자|정수)?(?:를|의)?\\s*(?:다|모두|전부)?\\s*(?:합|더하|더한|합계|합산|더해)\\S*\\s*${ask}`,
      'iu',
    ),
    'sum numbers total',
    ([a, b]) =>
      a === undefined || b === undefined || !Number.isInteger(a) || !Number.isInteger(b)
        ? null
        : python(`add the numbers from ${a} to ${b}`, `${a}부터 ${b}까지 더하기`, `print(sum(range(${a}, ${b + 1})))`),
  ),
  computed(
    'numbers.leap-year',
    /\b(?:is|was|will) (\d{4}) (?:be )?(?:a )?leap year\b|(\d{4})\s*년?(?:은|는|이|도)?\s*윤년\S*/iu,
    'verify',
    ([n]) =>
      n === undefined
        ? null
        : python(
            `look whether ${n} is a leap year`,
            `${n}년이 윤년인지 확인`,
            `import calendar; print(${n}, "is a leap year" if calendar.isleap(${n}) else "is not a leap year")`,
          ),
  ),
  computed(
    'numbers.factorial',
    new RegExp(
      `\\b(?:factorial of (\\d+)|(\\d+) factorial)\\b|(\\d+)(?:의)?\\s*(?:팩토리얼|계승)\\s*${ask}|(?<!\\S)(\\d+)!(?!\\S)`,
      'iu',
    ),
    '',
    ([n]) =>
      n === undefined || n > 2000
        ? null
        : python(`work out ${n} factorial`, `${n} 팩토리얼을 계산`, `import math; print(math.factorial(${n}))`),
  ),
  computed(
    'numbers.common',
    new RegExp(
      `\\b(gcd|greatest common divisor|greatest common factor|lcm|least common multiple) of (\\d+) and (\\d+)|(\\d+)(?:와|과|이랑|랑|하고|,)?\\s*(\\d+)(?:의)?\\s*(최대\\s*공약수|최소\\s*공배수)\\s*${ask}`,
      'iu',
    ),
    'common maximum minimum',
    ([a, b], match) => {
      const lcm = /lcm|multiple|공배수/i.test(match[0]);
      return a === undefined || b === undefined
        ? null
        : python(
            `work out the ${lcm ? 'least common multiple' : 'greatest common divisor'} of ${a} and ${b}`,
            `${a}와(과) ${b}의 ${lcm ? '최소공배수' : '최대공약수'}를 구하기`,
            `import math; print(math.${lcm ? 'lcm' : 'gcd'}(${a}, ${b}))`,
          );
    },
  ),
  computed(
    'numbers.remainder',
    new RegExp(
      `\\b(?:remainder (?:of|when) ${N} (?:is )?divided by ${N}|${N} (?:mod|modulo) ${N})|${N}(?:을|를)?\\s*${N}(?:로|으로)\\s*나[눈누]\\S*\\s*나머지\\s*${ask}`,
      'iu',
    ),
    'split',
    ([a, b]) =>
      a === undefined || b === undefined || b === 0
        ? null
        : python(
            `work out what is left of ${a} divided by ${b}`,
            `${a}을(를) ${b}(으)로 나눈 나머지를 구하기`,
            `print(${a} % ${b})`,
          ),
  ),
  computed(
    'numbers.temperature',
    new RegExp(
      `${N}\\s*(?:degrees? )?°?(c|f|celsius|fahrenheit)(?: degrees)?\\s*(?:to|in|into|as)\\s*(?:degrees? )?°?(?:c|f|celsius|fahrenheit)\\b|(섭씨|화씨)\\s*${N}\\s*도(?:는|를|은|가)?\\s*(?:섭씨|화씨)(?:로|온도로)?\\s*(?:몇\\s*도\\S*|바꿔\\S*|변환\\S*|얼마\\S*)?`,
      'iu',
    ),
    'convert replace',
    ([t], match) => {
      const fromCelsius = /^c/i.test(match[2] ?? '') || match[3] === '섭씨';
      return t === undefined
        ? null
        : python(
            fromCelsius ? `turn ${t} °C into °F` : `turn ${t} °F into °C`,
            fromCelsius ? `섭씨 ${t}도를 화씨로 바꾸기` : `화씨 ${t}도를 섭씨로 바꾸기`,
            `print(f"{${fromCelsius ? `${t} * 9 / 5 + 32` : `(${t} - 32) * 5 / 9`}:.10g}")`,
          );
    },
  ),
  computed(
    'numbers.from-base',
    /\b(?:convert )?(?:0b)?([01]{2,}) (?:from binary|binary)? ?(?:to|in|into) decimal\b|\bbinary ([01]+) (?:to|in|into) decimal\b|이진수\s*([01]+)(?:을|를)?\s*(?:십진수|10진수)로\S*/iu,
    'convert',
    (_numbers, match) => {
      const bits = match.slice(1).find((it) => it !== undefined) ?? '0';
      return python(
        `read ${bits} as a binary number`,
        `이진수 ${bits}을(를) 십진수로 바꾸기`,
        `print(int("${bits}", 2))`,
      );
    },
  ),
  {
    id: 'numbers.units',
    says: new RegExp(
      `(?:\\bhow many ([a-z]+) (?:are |is )?(?:in|make) ${N}\\s*([a-z]+)\\b|${N}\\s*${unitWord}\\s*(?:to|in|into|as)\\s+([a-z]+)\\b|${N}\\s*${unitWord}(?:은|는|을|를|이|가)?\\s*(?:몇\\s*([가-힣a-z]{1,5}?)(?:야|이야|인가요|예요|이지|지|인지)?(?=[\\s?.!]|$)|([가-힣a-z]{1,5}?)로\\s*(?:바꿔|변환|환산|바꾸|얼마)\\S*))`,
      'iu',
    ),
    may: 'convert count days hour time',
    build(reading, match) {
      const from = unitOf(match[3] ?? match[5] ?? match[8]);
      const to = unitOf(match[1] ?? match[6] ?? match[9] ?? match[10]);
      const amount = Number((match[2] ?? match[4] ?? match[7] ?? '').replaceAll(',', ''));
      if (from === undefined || to === undefined || from[2] !== to[2] || from === to || reading.sources.length > 0)
        return null;
      return python(
        `turn ${amount} ${from[1]} into ${to[1]}`,
        `${amount} ${from[1]}을(를) ${to[1]}(으)로 바꾸기`,
        `print(f"{${amount} * ${from[3]} / ${to[3]}:.10g}")`,
      );
    },
  },
];
