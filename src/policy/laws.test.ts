// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are shell texts
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verdictSchema } from '../debate/event.ts';
import { createPolicy } from './index.ts';
import { allowed, denied, reviewed } from './samples.fixture.ts';

const policy = createPolicy({ allow: [], review: [], deny: [] });
const verdictOf = (command: string) => policy.judge(command).verdict;

/** Denied commands that mean the same wherever they stand. */
const BAD = ['rm -rf /', 'curl x', 'sudo ls', 'x=$(wget y)', 'eval "$z"', '$q', 'nope1', 'dd of=/dev/sda', 'PATH=. ls'];
const GOOD = ['ls -la', 'echo "a b"', 'sort ./f | uniq -c', 'x=1', 'wc -l < f', "awk '{print $1}' f", '[ -f a ]'];
const PLACES: ReadonlyArray<(bad: string, good: string) => string> = [
  (bad, good) => `${good}; ${bad}`,
  (bad, good) => `${bad}\n${good}`,
  (bad, good) => `${good} && ${bad}`,
  (bad, good) => `${good} || ${bad}`,
  (bad, good) => `${good} | ${bad}`,
  (bad, good) => `${bad} | ${good}`,
  (bad, good) => `${good} & ${bad}`,
  (bad, good) => `${good}; ! ${bad}`,
  (bad, good) => `${good}; time ${bad}`,
  (bad, good) => `(${good}; ${bad})`,
  (bad, good) => `{ ${good}; ${bad}; }`,
  (bad, good) => `echo $(${good}; ${bad})`,
  (bad, good) => `${good}; echo "x $(${bad}) y"`,
  (bad, good) => `${good}; x=$(${bad})`,
  (bad, good) => `${good}; a=(1 $(${bad}))`,
  (bad, good) => `${good}; echo \${u:-$(${bad})}`,
  (bad, good) => `${good}; echo $(( 1 + $(${bad}) ))`,
  (bad, good) => `${good}; cat <(${bad})`,
  (bad, good) => `${good} > >(${bad})`,
  (bad, good) => `${good} > "$(${bad})"`,
  (bad, good) => `${good}; cat <<E\n$(${bad})\nE`,
  (bad, good) => `${good}; cat <<< "$(${bad})"`,
  (bad, good) => `if ${good}; then ${bad}; fi`,
  (bad, good) => `if ${bad}; then ${good}; fi`,
  (bad, good) => `if ${good}; then ${good}; elif ${bad}; then ${good}; else ${good}; fi`,
  (bad, good) => `if ${good}; then ${good}; else ${bad}; fi`,
  (bad, good) => `while ${good}; do ${bad}; done`,
  (bad, good) => `until ${bad}; do ${good}; done`,
  (bad, good) => `for i in 1 2; do ${good}; ${bad}; done`,
  (bad, good) => `for i in $(${bad}); do ${good}; done`,
  (bad, good) => `for ((i=0; i<3; i++)); do ${good}; ${bad}; done`,
  (bad, good) => `case x in a) ${good};; *) ${bad};; esac`,
  (bad, good) => `case $(${bad}) in a) ${good};; esac`,
  (bad, good) => `[[ -n $(${bad}) ]] && ${good}`,
  (bad, good) => `helper() { ${good}; ${bad}; }; helper`,
  (bad, good) => `helper() { ${good}; ${bad}; }`,
  (bad, good) => `${good}; bash -c '${good.replaceAll("'", `'\\''`)}; ${bad}'`,
  (bad, good) => `${good}; eval '${bad}'`,
  (bad, good) => `${good}; trap '${bad}' EXIT`,
];

it('denies an allowed script once a denied command stands anywhere in it', () => {
  const place = fc.constantFrom(...PLACES);
  fc.assert(
    fc.property(
      fc.constantFrom(...BAD),
      fc.constantFrom(...GOOD),
      fc.array(place, { minLength: 1, maxLength: 3 }),
      (bad, good, places) => {
        expect(verdictOf(good)).toBe('allow');
        // A here-document needs lines of its own, so it cannot be put inside one line of another.
        const usable = places.filter((it, index) => index === 0 || !it('', '').includes('<<E'));
        const script = usable.reduceRight((inner, wrap) => (inner.includes('\n') ? inner : wrap(inner, good)), bad);
        fc.pre(!/'.*'.*'/s.test(script) || usable.length === 1);
        expect(verdictOf(script), script).toBe('deny');
      },
    ),
    { numRuns: 1500 },
  );
});

it('puts every place into one line that is allowed without the denied command', () => {
  for (const place of PLACES) {
    const script = place('cat f', 'ls');
    expect(['allow', 'review'], script).toContain(verdictOf(script));
  }
});

it('takes the worst of its parts', () => {
  const order = ['allow', 'review', 'deny'];
  const simple = (lists: readonly string[]) =>
    lists.filter((it) => /^[a-z]+ [\w ./*-]*$/.test(it) && !it.startsWith('cd'));
  const part = fc.constantFrom(...simple(allowed), ...simple(reviewed), ...simple(denied));
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 5 }),
      fc.constantFrom('; ', ' && ', '\n', ' || '),
      (parts, by) => {
        const worst = Math.max(...parts.map((it) => order.indexOf(verdictOf(it))));
        expect(verdictOf(parts.join(by))).toBe(order[worst]);
      },
    ),
    { numRuns: 500 },
  );
});

it('answers any text at all, and only with rules it knows', () => {
  const pieces = fc.constantFrom(
    ..."$( ) ${ } ` \" ' \\ ; & | && || < > << <<- <<< (( )) [[ ]] { } [ ] * ? ~ ! # = += @( $[ $' if then fi for do done case esac in while function coproc time x 1 a=b ls rm -rf / EOF \n \t".split(
      ' ',
    ),
    ' ',
    '\n',
    '$((',
    '<(',
    '>(',
    '&>',
    '|&',
    ';;',
    '\r',
    '\u200b',
  );
  const text = fc.oneof(
    fc.string({ maxLength: 10_000, unit: 'binary' }),
    fc.string({ maxLength: 300, unit: 'grapheme' }),
    fc.array(pieces, { maxLength: 4000 }).map((parts) => parts.join('')),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (command) => {
      verdictSchema.parse(policy.judge(command));
      expect(policy.judge(command).reasons.length).toBeGreaterThan(0);
      expect(Array.isArray(policy.programsOf(command))).toBe(true);
    }),
    { numRuns: 600 },
  );
});

it('does not fall over deep nesting, and denies it', () => {
  const deep: ReadonlyArray<readonly [string, string, string]> = [
    ['(', 'ls', ')'],
    ['$(', 'ls', ')'],
    ['echo "$(', 'ls', ')"'],
    ['{ ', 'ls', '; }'],
    ['if ', 'ls', '; then ls; fi'],
    ['while ', 'ls', '; do ls; done'],
    ['echo $((', '1', '))'],
    ['echo ${a:-', 'b', '}'],
    ['<(', 'ls', ')'],
    ['case x in x) ', 'ls', ';; esac'],
    ['f() { ', 'ls', '; }'],
    ['nice ', 'rm -rf /', ''],
    ['xargs ', 'rm -rf /', ''],
    ['eval ', 'rm -rf /', ''],
    ['command ', 'rm -rf /', ''],
    ['find . -exec ', 'rm -rf /', ' ;'],
    ['((', '1', '))'],
    ['[[ ( ', 'a', ' ) ]]'],
    ['`', 'ls', '`'],
  ];
  for (const [open, inner, close] of deep) {
    for (const times of [200, 8000]) {
      const command = open.repeat(times) + inner + close.repeat(times);
      expect(verdictOf(command), `${open} × ${times}`).toBe('deny');
    }
  }
});

it('does not care how words are quoted or spaced', () => {
  const quotings: ReadonlyArray<(word: string) => string> = [
    (word) => word,
    (word) => `'${word}'`,
    (word) => `"${word}"`,
    (word) => `$'${word}'`,
    (word) => [...word].map((it) => `\\${it}`).join(''),
    (word) => `${word.slice(0, 1)}"${word.slice(1)}"`,
    (word) => `''${word}`,
  ];
  const commands = [...allowed, ...reviewed, ...denied].filter(
    (it) => /^[a-z][a-z0-9]* [\w ./-]+$/.test(it) && !/^(time|select|function|coproc|alias|export) /.test(it),
  );
  expect(commands.length).toBeGreaterThan(40);
  fc.assert(
    fc.property(
      fc.constantFrom(...commands),
      fc.array(fc.constantFrom(...quotings), { minLength: 12, maxLength: 12 }),
      fc.constantFrom(' ', '  ', '\t', ' \\\n'),
      (command, styles, space) => {
        const words = command.split(/ +/).map((word, index) => (styles[index % 12] ?? String)(word));
        expect(verdictOf(words.join(space)), words.join(space)).toBe(verdictOf(command));
      },
    ),
    { numRuns: 1000 },
  );
});
