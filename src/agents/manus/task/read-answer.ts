import type { z } from 'zod';
import { type ReadObject, readObject } from '../../language-model/answer/read-object.ts';
import { equippedWire, type ToolRequest } from '../tools.ts';
import type { Errand } from './errand.ts';
import type { Round } from './round.ts';

/** What a round of Manus came to: an answer, tools that it needs first, or what is wrong with what it gave. */
export type Read<T> = ReadObject<T> | { readonly tools: readonly ToolRequest[] };

export function readAnswer<T>(round: Round, errand: Errand<T>, mayUse: boolean): Read<T> {
  const { fromText } = errand;
  const problems: string[] = [];
  if (round.object !== undefined) {
    const read = readEither(JSON.stringify(round.object), errand, mayUse);
    if (!('problems' in read)) return read;
    problems.push(...read.problems);
  }
  // Now and then the object is written into the words instead.
  const text = round.texts.at(-1);
  if (text !== undefined) {
    const read = readEither(text, errand, mayUse);
    if (!('problems' in read)) return read;
    if (fromText && round.object === undefined) return { value: fromText(text) };
    if (problems.length === 0) problems.push(...read.problems);
  }
  return { problems: problems.length > 0 ? problems : ['There is no structured output.'] };
}

/** As an answer beside tools, or as the answer alone: Manus gives either, whatever it was asked for. */
function readEither<T>(text: string, { wire, tools }: Errand<T>, mayUse: boolean): Read<T> {
  const alone = readObject(text, wire as z.ZodType<T>);
  if (tools.names.length === 0 || 'value' in alone) return alone;
  const read = readObject(text, equippedWire(wire));
  if (!('value' in read)) return mayUse ? read : alone;
  const { tools: wanted, answer } = read.value;
  if (mayUse && wanted.length > 0) return { tools: wanted };
  return answer === null ? { problems: ['No tool can be used any more: give the answer itself.'] } : { value: answer };
}
