import { type FinishReason, jsonSchema, type LanguageModelUsage, type ModelMessage, Output, streamText } from 'ai';
import type { z } from 'zod';
import type { Toolbox } from '../../../ports/agent.ts';
import type { ResolvedModel } from '../providers/providers.ts';
import { languageModelOf } from '../providers/sdk.ts';
import { offer } from '../tools.ts';
import { ModelTrouble } from './failure.ts';

// The SDK would print its warnings to the console.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

/** A server that began to answer and then says nothing for this long is taken for gone. */
const silenceMs = 30_000;

/** More than any stage can use; a server that goes on forever would fill the memory. */
const mostCharacters = 200_000;

export type Question = {
  readonly instructions: string;
  readonly messages: readonly ModelMessage[];
  /** Set when the answer is an object: what the server is asked to keep to. */
  readonly schema?: z.core.JSONSchema.BaseSchema | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** What the model may use before it answers. */
  readonly tools?: Toolbox | undefined;
};

export type Reply = {
  readonly text: string;
  readonly finish: FinishReason;
};

export type Listener = {
  /** The whole text so far, at each piece. */
  heard(text: string): void;
  /** What one request to the server used. */
  spent(usage: LanguageModelUsage): void;
};

/**
 * One question, streamed; with tools it may take several requests, and what the last of them says is the answer.
 * Throws whatever went wrong, unsorted.
 */
export async function callModel(
  model: ResolvedModel,
  question: Question,
  signal: AbortSignal,
  { heard, spent }: Listener,
): Promise<Reply> {
  const { schema, tools } = question;
  const hangUp = new AbortController();
  const result = streamText({
    model: await languageModelOf(model),
    instructions: question.instructions,
    messages: [...question.messages],
    abortSignal: AbortSignal.any([signal, hangUp.signal]),
    // Retried by `persist`, which also keeps to waits that are longer than the SDK honours.
    maxRetries: 0,
    timeout: { chunkMs: silenceMs },
    onError: () => undefined,
    ...(question.maxOutputTokens === undefined ? {} : { maxOutputTokens: question.maxOutputTokens }),
    ...(schema === undefined ? {} : { output: objectLike(schema) }),
    ...(tools === undefined ? {} : offer(tools)),
  });
  let text = '';
  let earlier = '';
  try {
    for await (const part of result.stream) {
      if (part.type === 'text-delta') {
        text += part.text;
        if (text.length > mostCharacters) throw new ModelTrouble('endless', `over ${mostCharacters} characters`);
        heard(text);
      } else if (part.type === 'start-step') {
        // What a model says before it uses a tool is not its answer, unless nothing comes after.
        if (text.trim() !== '') earlier = text;
        text = '';
      } else if (part.type === 'finish-step') spent(part.usage);
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'abort') {
        signal.throwIfAborted();
        throw new ModelTrouble('stalled', `silent for ${silenceMs / 1000} s`);
      } else if (part.type === 'finish') {
        return { text: text.trim() === '' ? earlier : text, finish: part.finishReason };
      }
    }
    throw new ModelTrouble('cut', 'the stream ended without an end');
  } finally {
    hangUp.abort();
  }
}

// Only for what the server is asked: the answer is read by `readObject`, which forgives more. The SDK would parse all
// that came so far again at each piece.
function objectLike(schema: z.core.JSONSchema.BaseSchema) {
  return {
    ...Output.object({ schema: jsonSchema(schema as object), name: 'answer' }),
    parsePartialOutput: async ({ text }: { text: string }) => ({ partial: { length: text.length } }),
  };
}
