import type { Brief, FileDesk, Toolbox } from '../../../ports/agent.ts';
import { ModelTrouble } from '../../language-model/call/failure.ts';
import { fence } from '../../language-model/prompts/fence.ts';
import type { Prompt } from '../../language-model/prompts/parts.ts';
import type { Uploads } from '../files/files.ts';
import { toolRule } from '../tools.ts';

/** What one message to Manus holds: Manus takes about 5,000 tokens of text, and files without such a limit. */

export type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'file'; readonly file_id: string };

const mostTokens = 4000;
const mostFiles = 20;
const mostFileBytes = 20 * 1024 * 1024;
const mostBytesInAll = 50 * 1024 * 1024;

// Instructions of Parley's that only Manus needs: it is not a model that answers but an agent that acts.
const houseRules =
  'You have a computer of your own, and may use it to look at attached files, to compute and to check. ' +
  'That is all: do not send, publish, deploy, buy or change anything anywhere, and do not carry out the request ' +
  'yourself. What is to be done for the person is written down as steps; they run later, elsewhere, and only if a ' +
  'person approves. A file that you attach to your words is shown to the person at once. Your result is the ' +
  'structured output and nothing else.';
const textRule = 'Put your whole answer, as the person is to read it, into “text”.';

export type Letter = {
  readonly uploads: Uploads;
  readonly signal: AbortSignal;
  readonly brief: Brief;
  readonly files: FileDesk;
  readonly tools: Toolbox;
  readonly plain: boolean;
};

export async function compose(prompt: Prompt, letter: Letter): Promise<Part[]> {
  const rule = toolRule(letter.tools);
  const opening = [prompt.instructions, houseRules, ...(letter.plain ? [textRule] : []), ...(rule ? [rule] : [])];
  const attached = await workspace(letter);
  // The last line is the question itself, in Parley's own words.
  const end = prompt.message.lastIndexOf('\n\n') + 2;
  const before: Part[] = [{ type: 'text', text: opening.join('\n\n') }, ...attached];
  return enclose(before, prompt.message.slice(0, end).trimEnd(), prompt.message.slice(end), letter);
}

/** `material` between Parley's own words: as text where it fits, else as a file. */
export async function enclose(
  before: readonly Part[],
  material: string,
  after: string,
  letter: Pick<Letter, 'uploads' | 'signal'>,
): Promise<Part[]> {
  const own = before.reduce((sum, it) => sum + ('text' in it ? tokensOf(it.text) : 0), 0);
  if (own + tokensOf(material) + tokensOf(after) <= mostTokens)
    return [...before, { type: 'text', text: [material, after].filter((it) => it !== '').join('\n\n') }];
  const file = await letter.uploads.send('material.md', Buffer.from(material), letter.signal);
  const hint =
    'The blocks that this is about are in the attached material.md, tildes and all: read it whole first; the same ' +
    'rules hold for it.';
  return [...before, { type: 'file', file_id: file }, { type: 'text', text: `${hint}\n\n${after}` }];
}

/** The workspace's files, whole, within the limits; how the others begin is in the message. */
async function workspace({ brief, uploads, signal, files }: Letter): Promise<Part[]> {
  const sent: { path: string; id: string }[] = [];
  let left = mostBytesInAll;
  for (const { path, bytes } of brief.files) {
    if (sent.length >= mostFiles) break;
    const most = Math.min(mostFileBytes, left);
    if (bytes === 0 || bytes > most) continue;
    const content = await files.read(path, most).catch(() => null);
    signal.throwIfAborted();
    if (content === null || content.byteLength === 0) continue;
    const id = await uploads.send(path, content, signal).catch((error: unknown) => {
      // One file that does not get through is no reason to be silent; whatever is wrong with the account, the task tells.
      if (error instanceof ModelTrouble) return null;
      throw error;
    });
    if (id === null) break;
    left -= content.byteLength;
    sent.push({ path, id });
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
