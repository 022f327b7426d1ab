import type { z } from 'zod';
import type { Usage } from '../../debate/event.ts';
import { proposalSchema } from '../../debate/plan.ts';
import type { Agent, Answer, Brief, Thinking, Toolbox } from '../../ports/agent.ts';
import { noTools } from '../../tools/none.ts';
import { abstain } from '../shared/abstain.ts';
import { proposalFrom, refusedCommands, remarksFrom, scoresFrom, unscored } from './answer/answers.ts';
import { partialString } from './answer/read-object.ts';
import { combineWire, critiqueWire, proposalWire, reviseWire, voteWire } from './answer/wire.ts';
import { askObject, askText, type Talk, usable } from './call/converse.ts';
import { createDraft } from './call/draft.ts';
import { ModelFailure, ModelTrouble } from './call/failure.ts';
import { costsOf, createMeter } from './call/usage.ts';
import { analysePrompt } from './prompts/analyse.ts';
import { combinePrompt } from './prompts/combine.ts';
import { critiquePrompt } from './prompts/critique.ts';
import { clip } from './prompts/fence.ts';
import { integratePrompt } from './prompts/integrate.ts';
import type { Prompt, Setting } from './prompts/parts.ts';
import { proposePrompt } from './prompts/propose.ts';
import { revisePrompt } from './prompts/revise.ts';
import { votePrompt } from './prompts/vote.ts';
import type { ResolvedModel } from './providers/providers.ts';
import { settled, words } from './words.ts';

export type LanguageModelOptions = {
  readonly model: ResolvedModel;
  /** The operator's words about this persona's point of view. */
  readonly role?: string | undefined;
  /** Names of the programs in the persona's environment; asked for when a plan is to be written. */
  readonly programs?: (() => Promise<ReadonlySet<string>>) | undefined;
  readonly maxOutputTokens?: number | undefined;
};

/** Room for a plan of twelve steps and some thinking before it. */
const usualOutputTokens = 8000;

/** A persona whose mind is a language model. Throws `ModelFailure` (`agent.failed`), or the signal's reason. */
export function createLanguageModelAgent(options: LanguageModelOptions): Agent {
  const { model } = options;

  /** Runs one stage: whatever is asked, the answer tells its usage, and what fails tells why. */
  const stage = async <T>(
    brief: Brief,
    thinking: Thinking,
    work: (talk: Talk, setting: Setting) => Promise<Answer<T>>,
    toolbox: Toolbox = noTools,
  ): Promise<Answer<T>> => {
    const tools = usable(model, toolbox);
    const meter = createMeter(model.spec, model.provider.prices, thinking.spent);
    const talk: Talk = {
      model,
      meter,
      signal: thinking.signal,
      maxOutputTokens: options.maxOutputTokens ?? usualOutputTokens,
      tools,
      heard: () => undefined,
    };
    const { locale } = brief;
    const told = { model: model.spec, keyName: model.provider.apiKeyEnv ?? '', locale };
    try {
      const setting = { role: options.role, programs: await offered(options), tools };
      return { ...(await work(talk, setting)), usage: meter.read() };
    } catch (error) {
      thinking.signal.throwIfAborted();
      const trouble = error instanceof ModelTrouble ? error : new ModelTrouble('broken', nameOf(error));
      const usage: Usage = meter.read();
      if (trouble.kind === 'refused') {
        const say = words[locale].failures.refused.message;
        return { ...abstain(settled(say({ model: model.spec, key: '', status: '' }), locale)), usage };
      }
      throw new ModelFailure(trouble, { ...told, usage });
    }
  };

  /** A stage in which a claim can be computed before it is made. */
  const equipped: typeof stage = (brief, thinking, work) => stage(brief, thinking, work, thinking.tools);

  const spoken = (prompt: Prompt, talk: Talk, thinking: Thinking, max: number) => {
    const draft = createDraft((delta) => thinking.say(delta));
    return askText(prompt, { ...talk, heard: draft }).then((text) => clip(text, max));
  };

  /** Asks for an object whose `key` a person may read while it is being written. */
  const written = <T>(
    prompt: Prompt,
    wire: z.ZodType<T>,
    talk: Talk,
    thinking: Thinking,
    key: string,
    mend: (value: T) => readonly string[],
  ) => {
    const draft = createDraft(
      (delta) => thinking.say(delta),
      (soFar) => partialString(soFar, key),
    );
    return askObject(prompt, wire, { ...talk, heard: draft }, mend);
  };

  return {
    costs: costsOf(model),

    analyse: (brief, thinking) =>
      equipped(brief, thinking, async (talk, setting) => ({
        kind: 'answered',
        text: await spoken(analysePrompt(brief, setting), talk, thinking, 8000),
      })),

    propose: (brief, thinking) =>
      equipped(brief, thinking, async (talk, setting) => {
        const prompt = proposePrompt(brief, setting);
        const wire = await written(prompt, proposalWire, talk, thinking, 'approach', (it) =>
          refusedCommands(it, thinking),
        );
        const made = proposalFrom(wire, brief.self);
        return 'cannot' in made ? abstain(made.cannot) : { kind: 'answered', proposal: made };
      }),

    critique: (brief, packets, thinking) =>
      equipped(brief, thinking, async (talk, setting) => {
        const wire = await askObject(critiquePrompt(brief, packets, setting), critiqueWire, talk);
        return { kind: 'answered', remarks: remarksFrom(wire, packets) };
      }),

    revise: (brief, own, objections, thinking) =>
      stage(brief, thinking, async (talk, setting) => {
        const prompt = revisePrompt(brief, own, objections, setting);
        const wire = await written(prompt, reviseWire, talk, thinking, 'because', (it) =>
          refusedCommands(it.proposal, thinking),
        );
        const because = clip(wire.because, 2000);
        const made = wire.decision === 'revise' && wire.proposal ? proposalFrom(wire.proposal, brief.self) : null;
        return made === null || 'cannot' in made
          ? abstain(because)
          : { kind: 'answered', proposal: proposalSchema.parse(made), because };
      }),

    vote: (brief, packets, thinking) =>
      stage(brief, thinking, async (talk, setting) => {
        const wire = await askObject(votePrompt(brief, packets, setting), voteWire, talk, (it) =>
          unscored(it, packets),
        );
        const scores = scoresFrom(wire, packets);
        if (scores.length === 0) throw new ModelTrouble('unusable', 'a ballot without a known label');
        return { kind: 'answered', scores };
      }),

    combine: (brief, own, other, thinking) =>
      stage(brief, thinking, async (talk, setting) => {
        const prompt = combinePrompt(brief, own, other, setting);
        const wire = await written(prompt, combineWire, talk, thinking, 'because', (it) =>
          refusedCommands(it.proposal, thinking),
        );
        const made = wire.decision === 'join' && wire.proposal ? proposalFrom(wire.proposal, brief.self) : null;
        return made === null || 'cannot' in made
          ? abstain(clip(wire.because, 2000))
          : { kind: 'answered', proposal: made };
      }),

    integrate: (brief, proposal, outcomes, thinking) =>
      stage(brief, thinking, async (talk, setting) => ({
        kind: 'answered',
        text: await spoken(integratePrompt(brief, proposal, outcomes, setting), talk, thinking, 20_000),
      })),
  };
}

/** Programs worth telling a model about: the rest of an image is plumbing, or goes without saying. */
const notable =
  'awk bc bzip2 column csvtool curl date diff ffmpeg file find gawk git grep gzip iconv jq less convert magick node npm ' +
  'pandoc patch pdftotext perl psql python3 rg ruby rsync sed sort sqlite3 tar tree unzip uniq xmllint xxd xz yq zip zstd';

/** Those of them that this persona's environment has. */
export async function offered(options: Pick<LanguageModelOptions, 'programs'>): Promise<string[]> {
  const there = await options.programs?.();
  return there === undefined ? [] : notable.split(' ').filter((it) => there.has(it));
}

const nameOf = (error: unknown) =>
  error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'unknown';
