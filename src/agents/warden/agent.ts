import type { Remark, Score } from '../../debate/event.ts';
import type { Agent, Brief, Labelled, Packet, Thinking } from '../../ports/agent.ts';
import { abstain } from '../shared/abstain.ts';
import { countIn } from '../shared/numbers.ts';
import { type Both, both, list, smooth } from '../shared/speech.ts';
import { type Terms, termsOf } from '../shared/terms.ts';
import { defectsOf } from './defects.ts';
import { overlap } from './relevance.ts';

const remarksPerPacket = 4;

/** Warden: proposes nothing; reads trees, verdicts and rehearsals, cites defects, votes by the evidence. */
export function createWarden(): Agent {
  return {
    async analyse(brief, thinking) {
      thinking.signal.throwIfAborted();
      return { kind: 'answered', text: concerns(termsOf(brief), brief) };
    },

    async propose(_brief, thinking) {
      thinking.signal.throwIfAborted();
      // It said so with its first words; saying it twice helps nobody.
      return abstain('');
    },

    async critique(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      if (packets.length === 0)
        return abstain(both('There is nothing on the table to check.', '살펴볼 안이 없습니다.')[brief.locale]);
      const terms = termsOf(brief);
      return { kind: 'answered', remarks: packets.flatMap((packet) => remarksOn(packet, brief, terms, thinking)) };
    },

    async revise(brief, _own, _objections, thinking) {
      thinking.signal.throwIfAborted();
      return abstain(both('I have no proposal to revise.', '제가 낸 안이 없어서 고칠 것도 없습니다.')[brief.locale]);
    },

    async vote(brief, packets, thinking) {
      thinking.signal.throwIfAborted();
      if (packets.length === 0)
        return abstain(both('There is nothing to vote on.', '투표할 안이 없습니다.')[brief.locale]);
      const terms = termsOf(brief);
      return { kind: 'answered', scores: packets.map((packet) => scoreOf(packet, brief, terms, thinking)) };
    },

    async combine(brief, _own, _other, thinking) {
      thinking.signal.throwIfAborted();
      return abstain(
        both(
          'Joining proposals is not my part; I only check them.',
          '안을 합치는 일은 제 몫이 아닙니다. 저는 살펴보기만 합니다.',
        )[brief.locale],
      );
    },

    async integrate(brief, _proposal, outcomes, thinking) {
      thinking.signal.throwIfAborted();
      const failed = outcomes.filter((it) => it.exitCode !== 0 || it.ending !== 'exited');
      const text =
        failed.length === 0
          ? both(`All ${outcomes.length} steps ended well.`, `${outcomes.length}단계가 모두 잘 끝났습니다.`)
          : both(
              `${failed.length} of ${outcomes.length} steps failed: ${list(
                failed.map((it) => it.step),
                'en',
              )}.`,
              `${outcomes.length}단계 중 ${failed.length}단계가 실패했습니다: ${list(
                failed.map((it) => it.step),
                'ko',
              )}.`,
            );
      return { kind: 'answered', text: text[brief.locale] };
    },
  };
}

/** What Warden will look for in this request, in a sentence or two. */
function concerns(terms: Terms, brief: Brief): string {
  const said: Both[] = [];
  if (terms.output !== undefined)
    said.push(
      both(
        `I want to see ${terms.output} come out of the rehearsal.`,
        `예행 연습에서 ${terms.output}이(가) 실제로 나오는지 보겠습니다.`,
      ),
    );
  if (terms.missing.length > 0)
    said.push(
      both(
        `I see no file called ${list(terms.missing, 'en')} here.`,
        `${list(terms.missing, 'ko')}은(는) 여기에 없습니다.`,
      ),
    );
  const odd = brief.files.find((file) => /[\s'"*?]/.test(file.path));
  if (odd)
    said.push(
      both(
        `Mind the name “${odd.path}”: it needs quotes.`,
        `“${odd.path}”처럼 공백이나 따옴표가 든 이름을 조심해야 합니다.`,
      ),
    );
  const takes = /\b(?:delete|remove|erase|move|rename|overwrite|replace)\b|지워|삭제|제거|옮|이름|덮어|바꿔/.test(
    terms.masked,
  );
  if (takes)
    said.push(
      both(
        'This touches files, so I will look at what is lost.',
        '파일을 건드리는 일이라 잃는 것이 없는지 보겠습니다.',
      ),
    );
  const wanted = countIn(terms.amounts);
  if (wanted !== undefined && wanted > 1)
    said.push(both(`I will count whether it is really ${wanted}.`, `정말 ${wanted}개가 나오는지 세어 보겠습니다.`));
  if (said.length === 0)
    said.push(
      both(
        'I check what the others bring: whether it runs, and whether your files stay as they are.',
        '다른 분들의 안이 실제로 실행되는지, 파일이 그대로 남는지 살펴보겠습니다.',
      ),
    );
  return said
    .slice(0, 2)
    .map((it) => smooth(it[brief.locale]))
    .join(' ');
}

function remarksOn(packet: Packet, brief: Brief, terms: Terms, thinking: Thinking): Labelled<Remark>[] {
  const { label } = packet;
  const defects = defectsOf(packet, brief, terms, thinking.judge).slice(0, remarksPerPacket);
  if (defects.length > 0) {
    return defects.map((it) => ({
      label,
      stance: 'defect' as const,
      text: smooth(it.text[brief.locale]),
      ...(it.step === undefined ? {} : { step: it.step }),
    }));
  }
  const seen =
    packet.rehearsal !== undefined && packet.rehearsal.unavailable === undefined && packet.proposal.steps.length > 0;
  const text = seen
    ? both(
        'I looked for unquoted names, swallowed failures and lost files, and found none.',
        '따옴표 없는 이름, 숨겨지는 실패, 사라지는 파일을 찾아봤는데 없습니다.',
      )
    : both(
        'I find nothing wrong on paper, though I have not seen it run.',
        '실행을 본 것은 아니지만 글로는 흠을 찾지 못했습니다.',
      );
  return [{ label, stance: 'concede', text: text[brief.locale] }];
}

function scoreOf(packet: Packet, brief: Brief, terms: Terms, thinking: Thinking): Labelled<Score> {
  const defects = defectsOf(packet, brief, terms, thinking.judge);
  const { share, missing } = overlap(packet, terms);
  const proven =
    packet.rehearsal !== undefined &&
    packet.rehearsal.unavailable === undefined &&
    packet.rehearsal.steps.some((it) => it.run !== undefined);
  const lost = defects.reduce((sum, it) => sum + it.feasibility, 0);
  const beside = defects.reduce((sum, it) => sum + it.relevance, 0);
  const [worst] = defects;
  const reason =
    worst?.text ??
    (missing.length > 0
      ? both(
          `It says nothing about ${list(missing.slice(0, 3), 'en')}.`,
          `${list(missing.slice(0, 3), 'ko')}에 대한 내용이 없습니다.`,
        )
      : both(
          proven ? 'I saw it run, and it speaks of everything you named.' : 'It speaks of everything you named.',
          proven ? '실행을 직접 봤고, 말씀하신 것이 다 들어 있습니다.' : '말씀하신 것이 다 들어 있습니다.',
        ));
  return {
    label: packet.label,
    feasibility: bounded((proven ? 9.5 : packet.proposal.steps.length === 0 ? 7 : 6) - lost),
    relevance: bounded(2 + share * 7.5 - beside),
    reason: smooth(reason[brief.locale]).slice(0, 500),
  };
}

function bounded(points: number): number {
  return Math.round(Math.min(10, Math.max(0, points)) * 10) / 10;
}
