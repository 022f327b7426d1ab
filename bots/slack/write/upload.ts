import type { File } from '../../chat/enclose.ts';
import { DeliveryError } from '../../chat-platform.ts';
import type { Client } from '../connect/client.ts';
import type { Room } from '../place.ts';

const timeoutMs = 60_000;

/** Sends the bytes of a file, which nobody sees until it is shared, and returns its id. */
export async function upload(client: Client, { name, bytes }: File): Promise<string> {
  const { upload_url, file_id } = await client.files.getUploadURLExternal({ filename: name, length: bytes.byteLength });
  const answer = await fetch(upload_url as string, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'application/octet-stream' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  await answer.body?.cancel();
  if (!answer.ok)
    throw new DeliveryError('retry', `Slack answered ${answer.status} to an upload`, { fix: 'See slack-status.com.' });
  return file_id as string;
}

/** Shows uploaded files in the thread. */
export async function share(client: Client, room: Room, ids: readonly string[]): Promise<void> {
  const [first, ...others] = ids.map((id) => ({ id }));
  if (!first) return;
  const where = { channel_id: room.channel, thread_ts: room.thread };
  await client.files.completeUploadExternal({ ...where, files: [first, ...others] });
}
