import { describe, expect, it } from 'vitest';
import { verdictSchema } from '../debate/event.ts';
import { createPolicy, ruleMessage } from './index.ts';
import { rules } from './rules.ts';
import { allowed, denied, reviewed } from './samples.fixture.ts';

const policy = createPolicy({ allow: [], review: [], deny: [] });
const rulesOf = (command: string) => policy.judge(command).reasons.map((reason) => reason.rule);

describe('verdicts', () => {
  it.each(allowed)('allows %j', (command) => {
    expect(policy.judge(command)).toMatchObject({ verdict: 'allow' });
  });
  it.each(reviewed)('asks for a look at %j', (command) => {
    expect(policy.judge(command)).toMatchObject({ verdict: 'review' });
  });
  it.each(denied)('denies %j', (command) => {
    expect(policy.judge(command)).toMatchObject({ verdict: 'deny' });
  });
  it.each(denied.filter((it) => !/^[^\x20-\x7e]|\r|<</.test(it)))(
    'denies it after a harmless one: ls && %j',
    (command) => {
      expect(policy.judge(`ls && ${command}`)).toMatchObject({
        verdict: /^\s*(#.*)?$/.test(command) ? expect.anything() : 'deny',
      });
    },
  );
});

describe('reasons', () => {
  it('name the rule for what the original design blocked', () => {
    expect(rulesOf('rm -rf build')).toContain('delete.recursive');
    expect(rulesOf('sudo rm x')).toContain('privilege.delete');
    expect(rulesOf('format c:')).toContain('disk.format');
    expect(rulesOf('del /s /q x')).toContain('windows.delete');
  });

  it('give one per program when all is allowed, and leave those out otherwise', () => {
    expect(policy.judge('cat a | sort | sort -u').reasons).toEqual([
      { word: 'cat', rule: 'allowed.files', message: '“cat” is everyday work with files.' },
      { word: 'sort', rule: 'allowed.text', message: '“sort” works on text.' },
    ]);
    expect(rulesOf('cat a | curl x')).toEqual(['program.network']);
  });

  it('name an option once', () => {
    expect(policy.judge('sqlite3 -init x data.db .tables').reasons.map((it) => it.word)).toContain('-init');
  });

  it('show invisible characters by their number and never the marks of unknown text', () => {
    expect(policy.judge('l\u200bs').reasons).toMatchObject([{ word: 'U+200B', rule: 'text.hidden-character' }]);
    const all = [...allowed, ...reviewed, ...denied].flatMap((command) => policy.judge(command).reasons);
    expect(all.filter((it) => /[\uFFFB\uFFFE\uFFFF]/.test(it.word + it.message))).toEqual([]);
  });

  it('exist for every verdict, in the shape of the ledger', () => {
    for (const command of [...allowed, ...reviewed, ...denied]) {
      const verdict = verdictSchema.parse(policy.judge(command));
      expect(verdict.reasons.length, command).toBeGreaterThan(0);
      expect(verdict.reasons.every((reason) => reason.rule in rules)).toBe(true);
    }
  });

  it('are there in both languages', () => {
    expect(ruleMessage('program.unknown', 'foo', 'ko')).toBe('“foo”은(는) Parley가 아는 프로그램이 아닙니다.');
    for (const rule of Object.values(rules)) {
      expect(rule.en).toMatch(/^[“A-Z].*\.$/);
      expect(rule.ko).toMatch(/[가-힣].*\.$/);
    }
    expect(ruleMessage('of.the-future', 'x', 'en')).toBe('of.the-future: x');
  });
});

describe('settings', () => {
  const judge = (settings: Partial<Parameters<typeof createPolicy>[0]>, command: string) =>
    createPolicy({ allow: [], review: [], deny: [], ...settings }).judge(command);

  it('widen, narrow, and let deny win', () => {
    expect(judge({ allow: ['cowsay'] }, 'cowsay hi')).toMatchObject({
      verdict: 'allow',
      reasons: [{ rule: 'allowed.settings' }],
    });
    expect(judge({ allow: ['python3'] }, 'python3 a.py').verdict).toBe('allow');
    expect(judge({ review: ['ls'] }, 'ls').verdict).toBe('review');
    expect(judge({ deny: ['ls'], allow: ['ls'], review: ['ls'] }, 'ls').verdict).toBe('deny');
    expect(judge({ deny: ['echo'] }, 'echo x').verdict).toBe('deny');
    expect(judge({ deny: ['sort'] }, 'find . | xargs -0 nice sort').verdict).toBe('deny');
  });

  it('do not excuse what an allowed program is made to do', () => {
    expect(judge({ allow: ['rm'] }, 'rm -rf build').verdict).toBe('allow');
    expect(judge({ allow: ['rm'] }, 'rm -rf /').verdict).toBe('deny');
    expect(judge({ allow: ['xargs'] }, 'xargs curl').verdict).toBe('deny');
    expect(judge({ allow: ['bash'] }, 'bash -c "python3 x"').verdict).toBe('review');
  });
});

describe('programs', () => {
  it.each([
    ['ls | sort', ['ls', 'sort']],
    ['echo x; cd a; [ -f b ]', []],
    ['if true; then cat a; fi > "$(date)"', ['cat', 'date']],
    ['find . -exec sh -c \'wc -l "$1"\' _ {} \\;', ['find', 'sh', 'wc']],
    ['xargs -n1 echo', ['echo', 'xargs']],
    ['/usr/bin/env python3 a.py; ./own', ['env', 'python3']],
    ['f() { jq . a; }; f', ['jq']],
    ['awk \'{print | "sort"}\' f', ['awk', 'sort']],
    ["ls '", []],
  ])('of %j are %j', (command, programs) => {
    expect(policy.programsOf(command)).toEqual(programs);
  });
});
