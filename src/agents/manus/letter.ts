import type { Brief } from '../../ports/agent.ts';
import { fence } from '../language-model/fence.ts';
import type { Prompt } from '../language-model/prompts/parts.ts';
import type { Uploads } from './files.ts';

/** What one message to Manus holds: Manus takes about 5,000 tokens of text, and files without such a limit. */

export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file_id: string };

/** Reads a file of the workspace; null when it is not there any more. */
export type ReadFile = (path: string, brief: Brief) => Promise<Uint8Array | null>;

const mostTokens = 4000;
const mostFiles = 20;
const mostFileBytes = 20 * 1024 * 1024;

// Instructions of Parley's that only Manus needs: it is not a model that answers but an agent that acts.
const houseRules =
  'You have tools and a computer of your own, and may use them to look at attached files, to compute and to check. ' +
  'That is all: do not send, publish, deploy, buy or change anything anywhere, and do not carry out the request ' +
  'yourself. What is to be done for the person is written down as steps; they run later, elsewhere, and only if a ' +
  'person approves. Your result is the structured output and nothing else.';
const textRule = 'Put your whole answer, as the person is to read it, into “text”.';

export async function compose(
  prompt: Prompt,
  options: {
    readonly brief: Brief;
    readonly uploads: Uploads;
    readonly signal: AbortSignal;
    readonly plain: boolean;
    readonly readFile?: ReadFile | undefined;
  },
): Promise<Part[]> {
  const { uploads, signal } = options;
  const opening = [prompt.instructions, houseRules, ...(options.plain ? [textRule] : [])].join('\n\n');
  const attached = await workspace(options);
  const room =
    mostTokens - tokensOf(opening) - attached.reduce((sum, it) => sum + ('text' in it ? tokensOf(it.text) : 0), 0);
  if (tokensOf(prompt.message) <= room)
    return [{ type: 'text', text: opening }, ...attached, { type: 'text', text: prompt.message }];
  const material = await uploads.send('material.md', Buffer.from(prompt.message), signal);
  // The last line is the question itself, in Parley's own words.
  const question = prompt.message.slice(prompt.message.lastIndexOf('\n\n') + 2);
  return [
    { type: 'text', text: opening },
    ...attached,
    { type: 'file', file_id: material },
    {
      type: 'text',
      text: `The blocks that this is about are in the attached material.md, tildes and all: read it whole first; the same rules hold for it.\n\n${question}`,
    },
  ];
}

async function workspace({ brief, uploads, signal, readFile }: Parameters<typeof compose>[1]): Promise<Part[]> {
  if (readFile === undefined) return [];
  const sent: { path: string; id: string }[] = [];
  for (const { path, bytes } of brief.files.slice(0, mostFiles)) {
    if (bytes > mostFileBytes) continue;
    const content = await readFile(path, brief);
    if (content !== null && content.byteLength > 0) sent.push({ path, id: await uploads.send(path, content, signal) });
  }
  if (sent.length === 0) return [];
  const names = sent.map((it, index) => `${index + 1}. ${JSON.stringify(it.path)}`).join('\n');
  const told = fence('attached files, in this order, by their path in /workspace', names);
  return [{ type: 'text', text: told }, ...sent.map((it): Part => ({ type: 'file', file_id: it.id }))];
}

/** On the safe side: four Latin letters a token, and every other sign one of its own. */
function tokensOf(text: string): number {
  const latin = text.match(/[\u0020-\u007f]/g)?.length ?? 0;
  return Math.ceil(latin / 4 + (text.length - latin));
}
