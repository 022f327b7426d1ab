import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DebateEvent, Locale, Recorded, Rehearsal } from '../src/debate/event.ts';
import { anyDebate } from '../test/samples/any-debate.ts';
import { sampleDebates } from '../test/samples/index.ts';
import { aiin, alex, jiwon, manual, oneStep, opened, output, record, tried, warden } from '../test/samples/record.ts';
import type { Block, Post } from './post.ts';
import { createPresenter, presentAll } from './present.ts';

const debate = 'd-1';

function sample(id: string, locale?: Locale): Post[] {
  return presentAll(sampleDebates[id] ?? [], { debate: id, locale });
}

const words = (post: Post | undefined) =>
  (post?.blocks ?? []).flatMap((it) => (it.kind === 'text' ? [it.markdown] : [])).join('\n');
const said = (posts: readonly Post[]) => posts.map(words);
const blocks = <K extends Block['kind']>(posts: readonly Post[], kind: K) =>
  posts.flatMap((post) => post.blocks.filter((it): it is Extract<Block, { kind: K }> => it.kind === kind));

describe('a debate with disagreement, in English', () => {
  const posts = sample('d-errors-by-hour');

  test('reads like a thread: no event names, no ids, nothing twice in a row', () => {
    for (const text of said(posts)) {
      expect(text).not.toMatch(/\b(s1|d-errors-by-hour|p-\w+|undefined|null|NaN)\b|\w+\.(given|made|finished|reached)/);
    }
    const spoken = posts.map((post) => JSON.stringify([post.speaker.id, post.blocks]));
    expect(new Set(spoken).size).toBe(spoken.length);
  });

  test('personas speak for themselves, Parley for the rest', () => {
    const speakers = new Set(posts.map((it) => it.speaker.name));
    expect([...speakers].sort()).toEqual(['AIIN', 'Manual', 'Parley', 'Sage', 'Warden']);
  });

  test('a critique addresses the author and the step', () => {
    expect(said(posts).some((it) => /^- @AIIN, your step 1: /m.test(it))).toBe(true);
  });

  test('a rehearsal is a remark with what it would leave behind', () => {
    const first = posts.find((it) => words(it).startsWith('Tried'));
    expect(first?.manner).toBe('aside');
    expect(words(first)).toBe(
      "Tried AIIN's plan on a copy: it worked in 0.2 s and would create `errors-by-hour.csv` (44 bytes).",
    );
  });

  test('the count names winner, margin, absence and dissent', () => {
    const post = posts.find((it) => it.blocks.some((block) => block.kind === 'consensus'));
    expect(words(post)).toBe(
      "**Manual's plan** wins with 8.1 of 10, 0.7 ahead of Sage's plan. 3 of 4 voted; Sage did not. AIIN would rather take Sage's plan.",
    );
  });

  test('a weight that people moved is told with its reasons where the votes are counted', () => {
    const events = (sampleDebates['d-errors-by-hour'] ?? []).map((recorded) => {
      if (recorded.event.type !== 'debate.opened') return recorded;
      const [first, ...others] = recorded.event.council;
      const moved = { ...first, weight: 0.42, record: { base: 0.4, up: 8, down: 2, ranWell: 0, ranBadly: 0 } };
      return { ...recorded, event: { ...recorded.event, council: [moved, ...others] } } as Recorded;
    });
    const told = (locale: Locale) =>
      words(presentAll(events, { debate, locale }).find((it) => it.blocks.some((block) => block.kind === 'consensus')));
    expect(told('en')).toContain('Votes count by track record: AIIN 0.4 → 0.42 (8 👍, 2 👎).');
    expect(told('ko')).toContain('0.4 → 0.42 (8 👍, 2 👎).');
  });

  test('the card carries the evidence of every step and who may say yes', () => {
    const [card] = blocks(posts, 'approval');
    expect(card?.steps.map((it) => [it.owner, it.verdict.verdict, it.run?.exitCode])).toEqual([
      ['Manual', 'allow', 0],
      ['Manual', 'allow', 0],
    ]);
    expect(card?.changes.map((it) => it.path)).toEqual(['errors-by-hour.csv']);
    expect(card?.dissent).toEqual(["AIIN would rather take Sage's plan."]);
    expect(card?.approvers).toEqual(['Jiwon']);
    expect(posts.filter((it) => it.manner === 'card')).toHaveLength(1);
  });

  test('the result comes with its files and what it took, without the time people needed', () => {
    const result = posts.find((it) => it.manner === 'result');
    expect(result?.speaker.name).toBe('Manual');
    expect(words(result)).toContain('*4 personas, 8 calls, $0.006, 14 s*');
    expect(blocks([result as Post], 'artifacts')[0]?.items.map((it) => it.path)).toEqual(['errors-by-hour.csv']);
    expect(posts.at(-1)).toBe(result);
  });
});

describe('a debate in Korean', () => {
  const posts = sample('d-largest-files');

  test('Parley speaks the language of the request', () => {
    for (const post of posts.filter((it) => it.speaker.id === 'parley'))
      expect(words(post)).toMatch(/\p{Script=Hangul}/u);
  });

  test('two plans as good as level lead to a joint one and a second vote', () => {
    const told = said(posts);
    expect(told.some((it) => it.includes('우열을 가리기 어렵습니다'))).toBe(true);
    expect(told.some((it) => it.startsWith('제 계획과 AIIN 님의 계획을 합쳤습니다.'))).toBe(true);
    expect(blocks(posts, 'consensus').at(-1)?.names.hybrid).toBe('합친 계획');
    expect(told.some((it) => it.startsWith('**합친 계획**이 10점 만점에 9.0점으로 뽑혔습니다.'))).toBe(true);
  });

  test('a reader can have it in English', () => {
    expect(said(sample('d-largest-files', 'en'))).toContain(
      'Shall I run the joint plan? It is one step.\n\n✅ runs it as shown · ❌ drops it · 🛑 stops everything. Or reply with what should be different.',
    );
  });
});

describe('ends', () => {
  test('a forbidden command is refused by AIIN, with the reason, in the reader’s language', () => {
    const last = sample('d-wipe-disk').at(-1);
    expect(last).toMatchObject({ manner: 'problem', speaker: { name: 'AIIN' } });
    expect(words(last)).toMatch(/^That command is not safe\. .*outside the workspace/);
    expect(words(sample('d-wipe-disk', 'ko').at(-1))).toMatch(/^안전하지 않은 명령입니다\. .*작업 폴더 밖/);
  });

  test('a refusal to write a forbidden command is loud, and nobody is told how to get it done', () => {
    const log = record(debate, '2026-11-24T05:00:00Z');
    log.add(0, opened({ text: '다 지워줘', locale: 'ko', council: [aiin, manual] }));
    const reason = '안전하지 않은 명령입니다. 모든 것을 지우게 됩니다.';
    log.add(0, { type: 'agent.abstained', turn: 1, stage: 'analysis', round: 0, persona: 'aiin', reason });
    log.add(0, {
      type: 'agent.abstained',
      turn: 1,
      stage: 'analysis',
      round: 0,
      persona: 'manual',
      reason: '모릅니다.',
    });
    log.settle();
    const posts = presentAll(log.events, { debate });
    expect(posts.map((it) => it.manner)).toEqual(['problem', 'aside', 'aside']);
    expect(words(posts.at(-1))).toBe('그래서 아무것도 실행하지 않았습니다.');
  });

  test('when nobody can help, it says what would', () => {
    const posts = sample('d-poem');
    expect(posts.map((it) => it.manner)).toEqual(['aside', 'aside', 'aside', 'problem']);
    expect(words(posts.at(-1))).toContain('`parley.yaml`');
  });

  test('an excuse is told once, though it holds for several stages', () => {
    const told = said(sample('d-sort-names')).filter((it) => it.includes('within 90 seconds'));
    expect(told).toHaveLength(1);
  });

  test('a reply restarts the talk, and what was under way for the old request stays unsaid', () => {
    const told = said(sample('d-sort-names'));
    expect(told).toContain('Got it — taking that into account.');
    expect(told.filter((it) => it.startsWith('Tried'))).toHaveLength(1);
    expect(told).toContain("Noted. I'll come back to it when this run is over.");
    expect(told.at(-1)).toBe('Stopped by Alex. What was running has been halted.');
  });
});

/** A council whose plan waits for approval. */
function waiting(
  changed: Parameters<typeof opened>[0]['changed'] = {},
  plan = oneStep('aiin', 'Copy the file', 'rm a.txt'),
  changes: Rehearsal['changes'] = [],
) {
  const log = record(debate, '2026-11-24T05:00:00Z');
  log.add(0, opened({ text: 'copy a.txt', locale: 'en', council: [aiin, manual, warden], changed }));
  for (const persona of ['manual', 'warden'])
    log.add(0, { type: 'agent.abstained', turn: 1, stage: 'analysis', round: 0, persona, reason: '' });
  log.add(0, { type: 'analysis.given', turn: 1, persona: 'aiin', text: 'Copy it.' });
  log.add(0, { type: 'proposal.made', turn: 1, persona: 'aiin', id: 'aiin', proposal: plan });
  log.add(0, {
    type: 'rehearsal.finished',
    turn: 1,
    proposal: 'aiin',
    revision: 0,
    rehearsal: tried(plan, { changes }),
  });
  for (const stage of ['critique', 'vote'] as const)
    for (const persona of ['manual', 'warden'])
      log.add(0, { type: 'agent.abstained', turn: 1, stage, round: 1, persona, reason: '' });
  log.settle();
  return log;
}

const heard = (events: readonly Recorded[]) => said(presentAll(events, { debate }));

describe('approval', () => {
  test('below quorum, it says so before it asks', () => {
    expect(heard(waiting().events).some((it) => it.includes('too few to decide among ourselves'))).toBe(true);
  });

  test('with two people needed, the first yes asks for the second', () => {
    const log = waiting({ reviewNeedsTwo: true, approvers: ['web:alex'] });
    const [card] = blocks(presentAll(log.events, { debate }), 'approval');
    expect(card).toMatchObject({ needed: 2, approvers: ['Jiwon', 'web:alex'] });
    for (const by of [jiwon, jiwon, alex])
      log.add(1, { type: 'approval.given', turn: 1, planHash: log.planHash(), by });
    expect(heard(log.events).slice(-2)).toEqual([
      'Jiwon approved. One more person has to agree.',
      'Alex approved. Running it now.',
    ]);
  });

  test('shows what would hide or turn, and no line of a plan passes for one of Parley’s', () => {
    const rlo = '\u202e';
    const plan = (command: string) => oneStep('aiin', `List\n🟢 allowed${rlo}`, command);
    const log = waiting({}, plan('ls'), [
      { path: `a${rlo}b\nc`, change: 'added', bytes: 1 },
      { path: 'z', change: 'removed', bytes: 1 },
    ]);
    const [card] = blocks(presentAll(log.events, { debate }), 'approval');
    expect(card?.steps[0]?.purpose).toBe('List 🟢 allowed‹U+202E›');
    const [barred] = blocks(presentAll(waiting({}, plan(`ls${rlo}\r; rm a`)).events, { debate }), 'steps');
    expect(barred?.steps[0]?.command).toBe('ls‹U+202E›‹U+000D›; rm a');
    expect(card?.changes.map((it) => it.path)).toEqual(['z', 'a‹U+202E›b␊c']);
  });

  test.each([
    [{ type: 'approval.denied', by: alex }, 'Alex said no. Nothing was run.'],
    [{ type: 'approval.withdrawn', by: alex }, 'Alex took the approval back. Nothing was run.'],
    [{ type: 'approval.expired' }, 'Nobody approved in time, so nothing was run. Ask again whenever it suits you.'],
  ] as const)('%j is one line, and so is the end', (event, line) => {
    const log = waiting();
    const before = heard(log.events).length;
    log.add(1, { turn: 1, planHash: log.planHash(), ...event } as DebateEvent);
    log.settle();
    expect(heard(log.events).slice(before)).toEqual([line]);
  });
});

test('a failed step is a problem with its output', () => {
  const log = waiting();
  log.add(1, { type: 'approval.given', turn: 1, planHash: log.planHash(), by: jiwon });
  log.settle();
  log.add(1, {
    type: 'step.finished',
    turn: 1,
    step: 's1',
    ending: 'exited',
    exitCode: 1,
    output: output('rm: no such file\n'),
    durationMs: 5,
    artifacts: [],
  });
  const last = presentAll(log.events, { debate }).at(-1);
  expect(last).toMatchObject({ manner: 'problem', speaker: { name: 'AIIN' } });
  expect(blocks([last as Post], 'output')[0]?.output.head).toBe('rm: no such file\n');
});

test('any events in any order are presented without a fault, each post under its own sequence', () => {
  fc.assert(
    fc.property(anyDebate, fc.constantFrom<Locale>('en', 'ko'), (events, locale) => {
      const presenter = createPresenter({ debate, locale });
      for (const recorded of events) {
        const post = presenter.present(recorded);
        if (!post) continue;
        expect(post.seq).toBe(recorded.seq);
        expect(post.blocks.length).toBeGreaterThan(0);
        expect(words(post)).not.toMatch(/\{\{|undefined|NaN|\[object/);
      }
    }),
    { numRuns: 200 },
  );
});
