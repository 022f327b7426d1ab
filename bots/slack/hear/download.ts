import type { webApi } from '@slack/bolt';
import type { Attachment, Locale } from '../../../src/debate/event.ts';
import { formatBytes } from '../../../src/i18n/index.ts';
import { notTaken } from '../../chat/not-taken.ts';
import { tongueOf } from '../../chat/tongue.ts';
import type { Client } from '../connect/client.ts';
import type { SlackDeps } from '../deps.ts';
import { slackWords } from '../words.ts';

/** A file as events describe it. */
export type SlackFile = NonNullable<webApi.FilesInfoResponse['file']>;

export type Taken = { readonly attachments: readonly Attachment[]; readonly remarks: readonly string[] };

const timeoutMs = 60_000;

type Deps = Pick<SlackDeps, 'config' | 'intake' | 'log'> & { readonly client: Client };

/** Keeps the files of a message; what cannot be taken is told to whoever sent it, and the rest goes on. */
export async function takeFiles(files: readonly SlackFile[], deps: Deps, locale: Locale): Promise<Taken> {
  const attachments: Attachment[] = [];
  const remarks: string[] = [];
  const { words } = tongueOf(locale);
  const maxBytes = deps.config.uploadMb * 1024 * 1024;
  for (const told of files) {
    const file = told.file_access === 'check_file_info' && told.id ? await lookUp(deps, told) : told;
    const name = cleanName(file);
    const tooLarge = () =>
      words('file.refused', {
        name,
        size: formatBytes(file.size ?? 0, locale),
        limit: formatBytes(maxBytes, locale),
      });
    if (file.mode === 'external' || file.is_external || !file.url_private_download) {
      remarks.push(slackWords(locale)('file.external', { name }));
    } else if ((file.size ?? 0) > maxBytes) {
      remarks.push(tooLarge());
    } else {
      try {
        const bytes = await download(new URL(file.url_private_download), deps.config, maxBytes);
        if (bytes) attachments.push(await deps.intake.attach(name, bytes));
        else remarks.push(tooLarge());
      } catch (error) {
        deps.log.warn(
          {
            file: file.id ?? '',
            fix: 'Check that the app has the scope files:read and that this machine reaches files.slack.com.',
          },
          `slack: a file could not be fetched: ${error instanceof Error ? error.message : String(error)}`,
        );
        remarks.push(notTaken(error, name, tongueOf(locale)));
      }
    }
  }
  return { attachments, remarks };
}

// Files from other workspaces come as a mere id.
async function lookUp({ client }: Deps, told: SlackFile): Promise<SlackFile> {
  const { file } = await client.files.info({ file: told.id as string }).catch(() => ({ file: undefined }));
  return file ?? told;
}

function cleanName({ name, id }: SlackFile): string {
  const kept = (name ?? '').replace(/[\p{Cc}\p{Cf}/\\]/gu, '_').trim();
  return (kept === '' || /^\.+$/.test(kept) ? `file-${id}` : kept).slice(0, 200).toWellFormed();
}

/** Null when there is more than allowed, whatever Slack said about the size. */
async function download(url: URL, config: SlackDeps['config'], maxBytes: number): Promise<Uint8Array | null> {
  if (!isSlack(url, config)) throw new Error('the address is not Slack’s');
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${config.botToken}` },
    // The token must not follow a redirect to somebody else, and Slack redirects to a log-in page when it refuses it.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok || !answer.body) throw new Error(`Slack answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isSlack(url: URL, { apiUrl }: SlackDeps['config']): boolean {
  if (apiUrl) {
    const { protocol, host } = new URL(apiUrl);
    return url.protocol === protocol && (url.host === host || url.host.endsWith(`.${host}`));
  }
  return url.protocol === 'https:' && /(^|\.)slack(-files)?\.com$/.test(url.hostname);
}
