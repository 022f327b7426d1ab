import { z } from 'zod';
import type { Agent, Answer, Brief, Thinking, Toolbox } from '../../ports/agent.ts';
import { noTools } from '../../tools/none.ts';
import { type LanguageModelOptions, offered } from '../language-model/agent.ts';
import { proposalFrom, refusedCommands, remarksFrom, scoresFrom, unscored } from '../language-model/answer/answers.ts';
import { combineWire, critiqueWire, proposalWire, reviseWire, voteWire } from '../language-model/answer/wire.ts';
import { createDraft } from '../language-model/call/draft.ts';
import { ModelFailure, ModelTrouble } from '../language-model/call/failure.ts';
import { sortOut } from '../language-model/call/sort-out.ts';
import { analysePrompt } from '../language-model/prompts/analyse.ts';
import { combinePrompt } from '../language-model/prompts/combine.ts';
import { critiquePrompt } from '../language-model/prompts/critique.ts';
import { clip } from '../language-model/prompts/fence.ts';
import { integratePrompt } from '../language-model/prompts/integrate.ts';
import type { Prompt, Setting } from '../language-model/prompts/parts.ts';
import { proposePrompt } from '../language-model/prompts/propose.ts';
import { revisePrompt } from '../language-model/prompts/revise.ts';
import { votePrompt } from '../language-model/prompts/vote.ts';
import { abstain } from '../shared/abstain.ts';
import { manusKeyName } from './config.ts';
import { type ErrandDeps, runErrand } from './task/errand.ts';
import { createMeter } from './task/meter.ts';
import { words } from './words.ts';

export type ManusAgentOptions = Pick<LanguageModelOptions, 'role' | 'programs'>;

export type ManusAgentDeps = ErrandDeps & {
  /** US dollars; left out, what Manus costs is told in credits only. */
  readonly creditUsd?: number | undefined;
};

const textWire = z.object({ text: z.string().refine((it) => it.trim() !== '', 'must say something') });
const wholeText = (text: string) => ({ text });

/** Ends a stage early: Manus wants to know something first. */
class Asks extends Error {}

type Question<T> = {
  readonly prompt: Prompt;
  readonly wire: z.ZodType<T>;
  readonly fromText?: (text: string) => T;
  readonly mend?: (value: T) => readonly string[];
};

/** A persona whose mind is Manus. Throws `ModelFailure` (`agent.failed`), or the signal's reason. */
export function createManusAgent(deps: ManusAgentDeps, options: ManusAgentOptions): Agent {
  const stage = async <T>(
    brief: Brief,
    thinking: Thinking,
    work: (ask: <A>(question: Question<A>) => Promise<A>, setting: Setting) => Promise<Answer<T>>,
    tools: Toolbox = noTools,
  ): Promise<Answer<T>> => {
    const { locale } = brief;
    const { signal } = thinking;
    const meter = createMeter(deps.profile, deps.creditUsd, (usage) => thinking.spent?.(usage));

    const ask = async <A>({ prompt, wire, fromText, mend }: Question<A>): Promise<A> => {
      meter.asks(prompt);
      const draft = createDraft((delta) => thinking.say(delta));
      const outcome = await runErrand(deps, {
        brief,
        thinking,
        tools,
        prompt,
        wire,
        fromText,
        meter,
        heard: (texts) => fromText && texts.length > 0 && draft(texts.join('\n\n')),
        mend: mend ?? (() => []),
      });
      if (outcome.kind === 'done') return outcome.value;
      const say = outcome.wait.kind === 'words' ? words[locale].asks : words[locale].asksLeave;
      throw new Asks(outcome.again ? '' : clip(say(outcome.wait.about), 2000));
    };

    try {
      const setting = { role: options.role, programs: await offered(options), tools };
      return { ...(await work(ask, setting)), usage: meter.read() };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Asks) return { ...abstain(error.message), usage: meter.read() };
      const about = { model: 'Manus', keyName: manusKeyName, locale, usage: meter.read() };
      throw new ModelFailure(error instanceof ModelTrouble ? error : sortOut(error, []), about);
    }
  };

  /** A stage in which a claim can be computed before it is made. */
  const equipped: typeof stage = (brief, thinking, work) => stage(brief, thinking, work, thinking.tools);

  return {
    // It counts credits, not tokens; they are money where the operator says what one costs.
    costs: { tokens: false, usd: deps.creditUsd !== undefined },

    analyse: (brief, thinking) =>
      equipped(brief, thinking, async (ask, setting) => {
        const { text } = await ask({ prompt: analysePrompt(brief, setting), wire: textWire, fromText: wholeText });
        return { kind: 'answered', text: clip(text.trim(), 8000) };
      }),

    propose: (brief, thinking) =>
      equipped(brief, thinking, async (ask, setting) => {
        const wire = await ask({
          prompt: proposePrompt(brief, setting),
          wire: proposalWire,
          mend: (it) => refusedCommands(it, thinking),
        });
        const made = proposalFrom(wire, brief.self);
        return 'cannot' in made ? abstain(made.cannot) : { kind: 'answered', proposal: made };
      }),

    critique: (brief, packets, thinking) =>
      equipped(brief, thinking, async (ask, setting) => {
        const wire = await ask({ prompt: critiquePrompt(brief, packets, setting), wire: critiqueWire });
        return { kind: 'answered', remarks: remarksFrom(wire, packets) };
      }),

    revise: (brief, own, objections, thinking) =>
      stage(brief, thinking, async (ask, setting) => {
        const wire = await ask({
          prompt: revisePrompt(brief, own, objections, setting),
          wire: reviseWire,
          mend: (it) => refusedCommands(it.proposal, thinking),
        });
        const because = clip(wire.because, 2000);
        const made = wire.decision === 'revise' && wire.proposal ? proposalFrom(wire.proposal, brief.self) : null;
        return made === null || 'cannot' in made ? abstain(because) : { kind: 'answered', proposal: made, because };
      }),

    vote: (brief, packets, thinking) =>
      stage(brief, thinking, async (ask, setting) => {
        const wire = await ask({
          prompt: votePrompt(brief, packets, setting),
          wire: voteWire,
          mend: (it) => unscored(it, packets),
        });
        const scores = scoresFrom(wire, packets);
        if (scores.length === 0) throw new ModelTrouble('unusable', 'a ballot without a known label');
        return { kind: 'answered', scores };
      }),

    combine: (brief, own, other, thinking) =>
      stage(brief, thinking, async (ask, setting) => {
        const wire = await ask({
          prompt: combinePrompt(brief, own, other, setting),
          wire: combineWire,
          mend: (it) => refusedCommands(it.proposal, thinking),
        });
        const made = wire.decision === 'join' && wire.proposal ? proposalFrom(wire.proposal, brief.self) : null;
        return made === null || 'cannot' in made
          ? abstain(clip(wire.because, 2000))
          : { kind: 'answered', proposal: made };
      }),

    integrate: (brief, proposal, outcomes, thinking) =>
      stage(brief, thinking, async (ask, setting) => {
        const prompt = integratePrompt(brief, proposal, outcomes, setting);
        const { text } = await ask({ prompt, wire: textWire, fromText: wholeText });
        return { kind: 'answered', text: clip(text.trim(), 20_000) };
      }),
  };
}
