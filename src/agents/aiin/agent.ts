import type { Remark } from '../../debate/event.ts';
import type { Proposal } from '../../debate/plan.ts';
import type { Agent, Answer, Brief, Labelled, Packet } from '../../ports/agent.ts';
import { abstain } from '../shared/abstain.ts';
import { both, smooth, task } from '../shared/speech.ts';
import { commandsOf, faultsOf } from './checks.ts';
import { type Understanding, understand } from './plan.ts';
import { read, type Wishes } from './reading.ts';
import { expectationOf, methodOf, satisfied } from './telling.ts';
import { account, excuse, firstThoughts } from './voice.ts';

/**
 * AIIN: turns natural language, Korean and English, into commands by its own grammar. Offline and
 * deterministic; what the grammar does not know it leaves alone.
 */
export function createAiin(): Agent {
  return {
    async analyse(brief, thinking) {
      thinking.signal.throwIfAborted();
      const understanding = understand(brief, thinking.judge);
      // What ends here is said once, and whole.
      if (understanding.kind === 'unknown' || understanding.kind === 'trouble')
        return abstain(excuse(understanding, brief.locale) ?? '');
      return { kind: 'answered', text: firstThoughts(understanding, brief) };
    },

    async propose(brief, thinking) {
      thinking.signal.throwIfAborted();
      const understanding = understand(brief, thinking.judge);
      const excused = excuse(understanding, brief.locale);
      if (excused !== null) return abstain(excused);
      const proposal = proposalOf(understanding, brief);
      return proposal === null
        ? abstain(excuse({ kind: 'unknown', lost: [], nearby: [] }, brief.locale) ?? '')
        : { kind: 'answered', proposal };
    },

    async critique(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      if (packets.length === 0)
        return abstain(both('There is nothing else to judge.', '살펴볼 다른 안이 없습니다.')[brief.locale]);
      const reading = read(brief);
      const mine = understand(brief, thinking.judge);
      if (mine.kind === 'unknown') {
        return abstain(
          both(
            'I did not understand the request well enough to judge the others.',
            '요청을 제대로 이해하지 못해서 다른 안을 평가하지 않겠습니다.',
          )[brief.locale],
        );
      }
      if (mine.kind === 'unsafe') {
        const text = both(
          'What is asked here is not safe, however it is done.',
          '어떻게 하든 이 요청 자체가 안전하지 않습니다.',
        )[brief.locale];
        return { kind: 'answered', remarks: packets.map(({ label }) => ({ label, stance: 'defect' as const, text })) };
      }
      const remarks = packets.flatMap((packet): Labelled<Remark>[] => {
        const faults = faultsOf(packet, reading);
        if (faults.length === 0) {
          const text = smooth(satisfied(packet, reading)[brief.locale]);
          return [{ label: packet.label, stance: 'concede' as const, text }];
        }
        return faults.slice(0, 4).map((fault) => ({
          label: packet.label,
          stance: 'defect' as const,
          text: smooth(fault.text[brief.locale]),
          ...(fault.step === undefined ? {} : { step: fault.step }),
        }));
      });
      return { kind: 'answered', remarks };
    },

    async revise(brief, own, objections, thinking) {
      thinking.signal.throwIfAborted();
      const said = objections.map((it) => it.text).join('\n');
      const failed = own.rehearsal?.steps.some((it) => it.run !== undefined && it.run.exitCode !== 0) ?? false;
      const wishes: Wishes = { hidden: /hidden|숨김|숨은/i.test(said), lenient: failed };
      const keep = both(
        'I keep to what was asked: none of this changes the question.',
        '지적을 다시 봤지만 물으신 내용이 달라지지는 않습니다.',
      )[brief.locale];
      if (!wishes.hidden && !wishes.lenient) return abstain(keep);
      const proposal = proposalOf(understand(brief, thinking.judge, wishes), brief);
      if (proposal === null || commandsOf({ label: '', proposal }) === commandsOf(own)) return abstain(keep);
      const because = wishes.hidden
        ? both(
            'Fair point: hidden files are files too. I let them in.',
            '맞는 말씀입니다. 숨김 파일도 파일이니 함께 넣었습니다.',
          )
        : both(
            'It failed in the rehearsal, so I made it stop less easily on a part that finds nothing.',
            '예행 연습에서 실패해서, 중간에 아무것도 찾지 못해도 멈추지 않게 고쳤습니다.',
          );
      return { kind: 'answered', proposal, because: because[brief.locale] };
    },

    async vote(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      const reading = read(brief);
      if (understand(brief, thinking.judge).kind === 'unknown') {
        return abstain(
          both(
            'I did not understand the request, so my vote would be a guess.',
            '요청을 이해하지 못해서 투표하면 짐작이 됩니다.',
          )[brief.locale],
        );
      }
      if (understand(brief, thinking.judge).kind === 'unsafe') {
        const reason = both('The request is not safe.', '요청이 안전하지 않습니다.')[brief.locale];
        return {
          kind: 'answered',
          scores: packets.map(({ label }) => ({ label, feasibility: 1, relevance: 1, reason })),
        };
      }
      return { kind: 'answered', scores: packets.map((packet) => score(packet, reading, brief)) };
    },

    async combine(brief, own, other, thinking): Promise<Answer<{ proposal: Proposal }>> {
      thinking.signal.throwIfAborted();
      const joined = join(brief, own, other);
      return joined === null
        ? abstain(
            both(
              'The other proposal adds nothing that was asked for and that mine lacks.',
              '다른 안에는 제 안에 없는 요청 사항이 더 없습니다.',
            )[brief.locale],
          )
        : { kind: 'answered', proposal: joined };
    },

    async integrate(brief, proposal, outcomes, thinking) {
      thinking.signal.throwIfAborted();
      return { kind: 'answered', text: account(brief, proposal, outcomes) };
    },
  };
}

function proposalOf(understanding: Understanding, brief: Brief): Proposal | null {
  const { locale, self } = brief;
  if (understanding.kind === 'sum') {
    const { expression, value } = understanding;
    return {
      approach: both('I worked it out myself; no command is needed.', '명령 없이 제가 직접 계산했습니다.')[locale],
      expectedOutcome: `${expression} = ${value}`,
      confidence: 0.99,
      steps: [],
      answer: `${expression} = **${value}**`,
    };
  }
  if (understanding.kind === 'literal') {
    const { command } = understanding;
    return {
      approach: both('I run the command exactly as you wrote it.', '적어 주신 명령을 그대로 실행합니다.')[locale],
      expectedOutcome: both('Whatever your command prints.', '그 명령이 내놓는 결과가 나옵니다.')[locale],
      confidence: 0.9,
      steps: [
        {
          id: 's1',
          owner: self,
          purpose: both('Run your command.', '적어 주신 명령을 실행합니다.')[locale],
          action: { kind: 'shell', command },
        },
      ],
    };
  }
  if (understanding.kind !== 'work') return null;
  const { works, reading } = understanding;
  const doubt =
    reading.unexplained.length * 0.1 + (reading.sources.length + reading.extensions.length === 0 ? 0.05 : 0);
  return {
    approach: methodOf(works)[locale],
    expectedOutcome: smooth(expectationOf(works)[locale]),
    confidence: Math.max(0.3, Math.round((0.92 - doubt) * 100) / 100),
    steps: works.map((work, position) => ({
      id: `s${position + 1}`,
      owner: self,
      purpose: task(work.doing, locale),
      action: { kind: 'shell' as const, command: work.command },
    })),
  };
}

function score(packet: Packet, reading: ReturnType<typeof read>, brief: Brief) {
  const faults = faultsOf(packet, reading);
  const grave = faults.filter((it) => it.grave).length;
  const runs = packet.rehearsal?.steps ?? [];
  const failed = runs.some((it) => it.verdict.verdict === 'deny' || (it.run !== undefined && it.run.exitCode !== 0));
  const known = packet.rehearsal !== undefined && packet.rehearsal.unavailable === undefined;
  const reviewed = runs.some((it) => it.verdict.verdict === 'review');
  const answered = packet.proposal.steps.length === 0;
  const feasibility = failed ? 1.5 : answered ? 8 : known ? (reviewed ? 8 : 9) : 5.5;
  const relevance = Math.max(1, 9 - grave * 3 - (faults.length - grave) * 1.2);
  const reason = faults[0]?.text[brief.locale] ?? satisfied(packet, reading)[brief.locale];
  return { label: packet.label, feasibility, relevance: Math.round(relevance * 10) / 10, reason: smooth(reason) };
}

/** Own steps and those of the other's that make a file which the request names and own steps do not make. */
function join(brief: Brief, own: Packet, other: Packet): Proposal | null {
  const reading = read(brief);
  const wanted = [reading.output, ...reading.missing].filter((name): name is string => name !== undefined);
  const lacking = wanted.filter((name) => !commandsOf(own).includes(name));
  const extra = other.proposal.steps.filter((step) => lacking.some((name) => step.action.command.includes(name)));
  if (extra.length === 0 || own.proposal.steps.length + extra.length > 12) return null;
  const steps = [...own.proposal.steps, ...extra].map((step, position) => ({ ...step, id: `s${position + 1}` }));
  return {
    ...own.proposal,
    approach: `${own.proposal.approach} ${both(`From the other proposal I take the part that makes ${lacking.join(', ')}.`, smooth(`다른 안에서는 ${lacking.join(', ')}을(를) 만드는 부분을 가져옵니다.`))[brief.locale]}`,
    steps,
  };
}
