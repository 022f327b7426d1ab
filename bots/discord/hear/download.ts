import type { Attachment as DiscordAttachment } from 'discord.js';
import type { Attachment } from '../../../src/debate/event.ts';
import { formatBytes } from '../../../src/i18n/index.ts';
import type { Intake } from '../../../src/intake.ts';
import { notTaken } from '../../chat/not-taken.ts';
import type { Tongue } from '../../chat/tongue.ts';

export type Taken = { readonly attachments: readonly Attachment[]; readonly problems: readonly string[] };

/** Files beyond these make a message that nobody means. */
const mostFiles = 20;
const fetchMs = 60_000;

/** Fetches what a person attached and keeps it for the workspace. What is too large is never fetched. */
export async function takeAttachments(
  given: Iterable<DiscordAttachment>,
  { intake, uploadMb }: { intake: Intake; uploadMb: number },
  tongue: Tongue,
): Promise<Taken> {
  const attachments: Attachment[] = [];
  const problems: string[] = [];
  const mostBytes = uploadMb * 1024 * 1024;
  for (const file of [...given].slice(0, mostFiles)) {
    const name = safeName(file.name);
    const refused = (bytes: number) =>
      tongue.words('file.refused', {
        name,
        size: formatBytes(bytes, tongue.locale),
        limit: formatBytes(mostBytes, tongue.locale),
      });
    if (file.size > mostBytes) {
      problems.push(refused(file.size));
      continue;
    }
    try {
      const bytes = await download(file.url, mostBytes);
      if (bytes === null) problems.push(refused(file.size));
      else attachments.push(await intake.attach(freeName(name, attachments), bytes));
    } catch (error) {
      problems.push(notTaken(error, name, tongue));
    }
  }
  return { attachments, problems };
}

// The size that was announced is a claim; the bytes are counted as they come.
async function download(url: string, mostBytes: number): Promise<Uint8Array | null> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(fetchMs) });
  if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function safeName(name: string): string {
  const kept = name.replace(/[\p{Cc}/\\]/gu, '_').replace(/^\.+/, '_');
  return kept.trim().slice(-200) || 'file';
}

function freeName(name: string, taken: readonly Attachment[]): string {
  if (taken.every((it) => it.name !== name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; ; number++) {
    const free = `${stem}-${number}${extension}`;
    if (taken.every((it) => it.name !== free)) return free;
  }
}
