import { describe, expect, it } from 'vitest';
import type { Locale } from '../debate/event.ts';
import type { Agent, Packet } from '../ports/agent.ts';
import { type AgentKind, createAgent, describe as introduce, offlineNotice } from './seat.ts';
import { briefOf, openWorkshop, thinking } from './testing/workshop.ts';

const kinds: AgentKind[] = ['aiin', 'manual', 'warden'];
const council = Object.fromEntries(kinds.map((kind) => [kind, createAgent(kind)])) as Record<AgentKind, Agent>;

/** A small debate: proposals are rehearsed in folders of their own, then everyone judges those of the others. */
async function debate(request: string, files: readonly string[], from: AgentKind[] = ['aiin', 'manual']) {
  const packets: (Packet & { author: AgentKind })[] = [];
  const shop = openWorkshop(files);
  const brief = briefOf(request, shop.files);
  shop.close();
  for (const author of from) {
    const answer = await council[author].propose(brief, thinking);
    if (answer.kind === 'abstained') continue;
    const bench = openWorkshop(files);
    packets.push({ author, label: author, proposal: answer.proposal, rehearsal: bench.run(answer.proposal).rehearsal });
    bench.close();
  }
  const remarks = new Map<AgentKind, { label: string; stance: string; text: string }[]>();
  const scores = new Map<AgentKind, { label: string; total: number }[]>();
  for (const kind of kinds) {
    const others = packets.filter((it) => it.author !== kind);
    const critique = await council[kind].critique(brief, others, thinking);
    if (critique.kind === 'answered') remarks.set(kind, [...critique.remarks]);
    const ballot = await council[kind].vote(brief, packets, thinking);
    if (ballot.kind === 'answered')
      scores.set(
        kind,
        ballot.scores.map((it) => ({ label: it.label, total: it.feasibility + it.relevance })),
      );
  }
  return { brief, packets, remarks, scores };
}

describe('the council', () => {
  it('differs on the word chart: AIIN objects to the total among the files', async () => {
    const { packets, remarks, scores } = await debate('count the words in every .txt file and chart them as CSV', [
      'notes.txt',
      'my essay.txt',
    ]);
    expect(packets.map((it) => it.author)).toEqual(['aiin', 'manual']);
    expect(packets[0]?.proposal.steps[0]?.action.command).not.toBe(packets[1]?.proposal.steps[0]?.action.command);
    expect(remarks.get('aiin')).toMatchObject([
      { label: 'manual', stance: 'defect', text: expect.stringMatching(/total/) },
    ]);
    const aiin = scores.get('aiin');
    expect(aiin?.[0]?.total).toBeGreaterThan(aiin?.[1]?.total ?? 20);
  });

  it('differs on which lines: AIIN shows them, Manual counts them', async () => {
    const { remarks } = await debate('which lines of access.log have status 500, by hour?', ['access.log']);
    expect(
      remarks
        .get('aiin')
        ?.map((it) => it.text)
        .join(),
    ).toMatch(/only counts them/);
  });

  it('answers the owner’s own example with both, and Warden judges by what ran', async () => {
    const { packets, scores, remarks } = await debate(
      '이 폴더에서 가장 큰 파일 5개를 찾아서 목록을 report.txt로 저장해줘',
      ['notes.txt', 'big.dat', 'photo.jpg'],
    );
    expect(packets).toHaveLength(2);
    for (const packet of packets)
      expect(packet.rehearsal?.changes).toMatchObject([{ path: 'report.txt', change: 'added' }]);
    expect(scores.get('warden')).toHaveLength(2);
    for (const list of remarks.values()) for (const remark of list) expect(remark.text).toMatch(/[가-힣]/);
  });

  it('prefers different proposals at times', async () => {
    const requests: [string, string[]][] = [
      ['how many rows does sales.csv have?', ['sales.csv']],
      ['sum of the quantity column in sales.csv', ['sales.csv']],
      ['list the 3 largest files', ['notes.txt', '.hidden.txt', 'big.dat']],
      ['count the files', ['notes.txt', '.hidden.txt']],
      ['list the .md files', ['docs/guide.md', 'notes.txt']],
      ['count the words in every .txt file', ['notes.txt', 'docs/deep/old.txt']],
    ];
    let defects = 0;
    let split = 0;
    for (const [request, files] of requests) {
      const { remarks, scores, packets } = await debate(request, files);
      defects += [...remarks.values()].flat().filter((it) => it.stance === 'defect').length;
      const favourites = new Set(
        [...scores.values()]
          .filter((it) => it.length > 1)
          .map((it) => [...it].sort((a, b) => b.total - a.total)[0]?.label),
      );
      if (packets.length > 1 && favourites.size > 1) split += 1;
    }
    expect(defects).toBeGreaterThan(3);
    expect(split).toBeGreaterThan(0);
  });

  it('revises for an objection that holds, and keeps its own otherwise', async () => {
    const { brief, packets } = await debate('count the words in every .txt file and chart them as CSV', [
      'notes.txt',
      'my essay.txt',
    ]);
    const own = packets.find((it) => it.author === 'manual') as Packet;
    const revised = await council.manual.revise(
      brief,
      own,
      [{ text: 'The total stands among the files.', step: 's1' }],
      thinking,
    );
    if (revised.kind === 'abstained') throw new Error(revised.reason);
    const bench = openWorkshop(['notes.txt', 'my essay.txt']);
    expect(bench.run(revised.proposal).output.trim()).toBe('file,words\nmy essay.txt,10\nnotes.txt,17');
    bench.close();
    const kept = await council.aiin.revise(brief, packets[0] as Packet, [{ text: 'I just do not like it.' }], thinking);
    expect(kept).toMatchObject({ kind: 'abstained', reason: expect.stringMatching(/keep/) });
  });

  it('lets hidden files in when someone points them out', async () => {
    const shop = openWorkshop(['.hidden.txt', 'notes.txt']);
    const brief = briefOf('count the files', shop.files);
    const first = await council.aiin.propose(brief, thinking);
    if (first.kind === 'abstained') throw new Error(first.reason);
    const own = { label: 'own', proposal: first.proposal };
    const revised = await council.aiin.revise(brief, own, [{ text: 'This walks past hidden files.' }], thinking);
    if (revised.kind === 'abstained') throw new Error(revised.reason);
    expect([shop.run(first.proposal).output.trim(), shop.run(revised.proposal).output.trim()]).toEqual(['1', '2']);
    shop.close();
  });

  it('joins proposals only when the other makes a file that was asked for and is lacking', async () => {
    const shop = openWorkshop(['notes.txt']);
    const brief = briefOf('count the words of notes.txt and save them to words.txt', shop.files);
    const step = (command: string) => ({
      label: 'x',
      proposal: {
        approach: 'Count.',
        expectedOutcome: '',
        confidence: 0.5,
        steps: [{ id: 's1', owner: 'x', purpose: 'Count.', action: { kind: 'shell' as const, command } }],
      },
    });
    const [lacking, making] = [step('wc -w notes.txt'), step('wc -w notes.txt > words.txt')];
    const joined = await council.aiin.combine(brief, lacking, making, thinking);
    expect(joined).toMatchObject({
      kind: 'answered',
      proposal: { steps: [{ id: 's1' }, { id: 's2', action: making.proposal.steps[0]?.action }] },
    });
    expect(await council.aiin.combine(brief, making, lacking, thinking)).toMatchObject({ kind: 'abstained' });
    shop.close();
  });

  it('condemns whatever serves an unsafe request', async () => {
    const brief = briefOf('delete everything', []);
    const packet = {
      label: 'A',
      proposal: { approach: 'x', expectedOutcome: '', confidence: 1, steps: [], answer: 'sure' },
    };
    expect(await council.aiin.critique(brief, [packet], thinking)).toMatchObject({ remarks: [{ stance: 'defect' }] });
  });

  it('takes what a person adds into account', async () => {
    const shop = openWorkshop(['notes.txt', 'big.dat', 'photo.jpg']);
    const brief = briefOf('list the 3 largest files', shop.files, {
      additions: ['only 1 please, and save it as top.txt'],
    });
    const answer = await council.aiin.propose(brief, thinking);
    if (answer.kind === 'abstained') throw new Error(answer.reason);
    shop.run(answer.proposal);
    expect(shop.read('top.txt').trim()).toBe('5000\tbig.dat');
    shop.close();
  });

  it('follows up on the last request of the thread', async () => {
    const shop = openWorkshop(['notes.txt', 'list-a.txt']);
    const history = [{ request: 'count the words in every .txt file', result: 'done' }];
    const answer = await council.aiin.propose(
      briefOf('now save that as counts.csv', shop.files, { history }),
      thinking,
    );
    if (answer.kind === 'abstained') throw new Error(answer.reason);
    shop.run(answer.proposal);
    expect(shop.read('counts.csv')).toBe('file,words\nnotes.txt,17\nlist-a.txt,4\n');
    shop.close();
  });

  it('tells how much came out and where, without repeating the output that stands above it', async () => {
    const request = 'count the words in every .txt file and chart them as CSV';
    const { brief, packets } = await debate(request, ['notes.txt', 'my essay.txt']);
    const [packet] = packets;
    const step = packet?.rehearsal?.steps[0];
    if (packet === undefined || step?.run === undefined) throw new Error('no rehearsal');
    const command = packet.proposal.steps[0]?.action.command ?? '';
    const outcome = { step: 's1', command, ...step.run };
    const told = await council.aiin.integrate(brief, packet.proposal, [outcome], thinking);
    expect(told).toMatchObject({ text: expect.stringMatching(/3 lines came out.*words-per-file\.csv\.$/) });
    const failed = await council.aiin.integrate(brief, packet.proposal, [{ ...outcome, exitCode: 3 }], thinking);
    expect(failed).toMatchObject({ text: expect.stringMatching(/exit code 3/) });
  });

  it('stops when told to', async () => {
    const stopped = { ...thinking, signal: AbortSignal.abort() };
    for (const kind of kinds)
      await expect(council[kind].propose(briefOf('list the files', []), stopped)).rejects.toThrow();
  });

  it('is honest about being offline, in both languages', () => {
    for (const locale of ['en', 'ko'] as Locale[]) {
      for (const kind of kinds) expect(introduce(kind, locale)).toMatch(/Offline|오프라인/);
      expect(offlineNotice[locale]).toMatch(/connect a model|모델을 연결/);
    }
  });
});
