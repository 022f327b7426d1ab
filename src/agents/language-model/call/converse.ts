import type { ModelMessage } from 'ai';
import type { z } from 'zod';
import type { Toolbox } from '../../../ports/agent.ts';
import { noTools } from '../../../tools/none.ts';
import { readObject } from '../answer/read-object.ts';
import { schemaFor } from '../answer/wire.ts';
import { clip, fence } from '../prompts/fence.ts';
import type { Prompt } from '../prompts/parts.ts';
import type { ResolvedModel } from '../providers/providers.ts';
import { isBroken } from './breaker.ts';
import { callModel, type Question, type Reply } from './call.ts';
import { ModelTrouble } from './failure.ts';
import { persist } from './persist.ts';
import type { Meter } from './usage.ts';

/** What surrounds one question to a model. */
export type Talk = {
  readonly model: ResolvedModel;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly maxOutputTokens: number | undefined;
  /** What the model may use before its first answer; a mended one is written from what it knows. */
  readonly tools?: Toolbox | undefined;
  /** The whole answer so far, at each piece. */
  heard(text: string): void;
};

/** How much of an unusable answer is shown back to its model. */
const shownBack = 6000;

/** An answer in plain words. Throws `ModelTrouble`, or the signal's reason. */
export async function askText(prompt: Prompt, talk: Talk): Promise<string> {
  talk.meter.asks(prompt);
  const question: Question = { instructions: prompt.instructions, messages: opening(prompt) };
  let reply = await send(talk, { ...question, tools: talk.tools });
  // It went on using tools until it had to stop.
  if (reply.text.trim() === '' && reply.finish === 'tool-calls') reply = await send(talk, question);
  const text = reply.text.trim();
  if (text === '') throw new ModelTrouble('unusable', `empty answer, finish reason ${reply.finish}`);
  return text;
}

/**
 * An answer as an object. When it cannot be read, or `mend` finds faults in it, the model is told and asked once
 * more; faults that it does not mend are then let pass, as `mend` only names what is better mended.
 */
export async function askObject<T>(
  prompt: Prompt,
  wire: z.ZodType<T>,
  talk: Talk,
  mend: (value: T) => readonly string[] = () => [],
): Promise<T> {
  talk.meter.asks(prompt);
  const messages = opening(prompt);
  const schema = schemaFor(wire);
  let kept: T | undefined;
  for (const last of [false, true]) {
    const tools = last ? undefined : talk.tools;
    const reply = await send(talk, { instructions: prompt.instructions, messages, schema, tools });
    const read =
      reply.finish === 'length'
        ? { problems: ['It grew too long and was cut. Give it whole, and much shorter.'] }
        : readObject(reply.text, wire);
    const problems = 'value' in read ? mend(read.value) : read.problems;
    if ('value' in read) {
      if (problems.length === 0 || last) return read.value;
      kept = read.value;
    }
    messages.push(
      { role: 'assistant', content: clip(reply.text, shownBack).trim() || '(nothing)' },
      {
        role: 'user',
        content: `That answer cannot be used as it is:\n${fence('what is wrong with it', problems.join('\n'))}\nGive the whole JSON object again, mended, and nothing else.`,
      },
    );
  }
  if (kept !== undefined) return kept;
  throw new ModelTrouble('unusable', 'no readable object in two answers');
}

const opening = (prompt: Prompt): ModelMessage[] => [{ role: 'user', content: prompt.message }];

/** Models whose servers turned out to refuse schemas; they are asked for JSON in plain text. */
const plain = new WeakSet<ResolvedModel>();
/** Models that turned out to know no tools. */
const toolless = new WeakSet<ResolvedModel>();

/** What of the tools is worth telling a model about. */
export const usable = (model: ResolvedModel, tools: Toolbox): Toolbox => (toolless.has(model) ? noTools : tools);

async function send(talk: Talk, question: Question): Promise<Reply> {
  const { model } = talk;
  const { tools } = question;
  if (tools === undefined || usable(model, tools).names.length === 0)
    return shaped(talk, { ...question, tools: undefined });
  try {
    return await shaped(talk, takesBoth(model) ? question : { ...question, schema: undefined });
  } catch (error) {
    if (!isRefusedRequest(error)) throw error;
    const reply = await shaped(talk, { ...question, tools: undefined });
    if (!plain.has(model)) toolless.add(model);
    return reply;
  }
}

/** Elsewhere a schema forbids tool calls or is refused beside them; the form is then asked for in words, and read leniently. */
const takesBoth = ({ provider }: ResolvedModel) => provider.type === 'openai' || provider.type === 'anthropic';

async function shaped(talk: Talk, question: Question): Promise<Reply> {
  const { model } = talk;
  const structured = question.schema !== undefined && model.provider.structured && !plain.has(model);
  if (!structured) return once(talk, { ...question, schema: undefined });
  try {
    return await once(talk, question);
  } catch (error) {
    // Beside tools it is not known which of the two was refused.
    if (!isRefusedRequest(error) || question.tools !== undefined) throw error;
    const reply = await once(talk, { ...question, schema: undefined });
    plain.add(model);
    return reply;
  }
}

const isRefusedRequest = (error: unknown) => error instanceof ModelTrouble && error.kind === 'request';

async function once(talk: Talk, question: Question): Promise<Reply> {
  const { provider } = talk.model;
  if (provider.apiKeyEnv !== undefined && provider.apiKey === undefined)
    throw new ModelTrouble('noKey', `${provider.apiKeyEnv} is not set`);
  const secrets = provider.apiKey === undefined ? [] : [provider.apiKey];
  const asked: Question = { ...question, maxOutputTokens: talk.maxOutputTokens };
  const listener = { heard: talk.heard, spent: talk.meter.add };
  try {
    const reply = await provider.breaker.call(() =>
      persist(() => callModel(talk.model, asked, talk.signal, listener), { signal: talk.signal, secrets }),
    );
    if (reply.finish === 'content-filter') throw new ModelTrouble('refused', 'the provider marked it as a refusal');
    return reply;
  } catch (error) {
    throw isBroken(error) ? new ModelTrouble('resting', 'three calls in a row failed') : error;
  }
}
