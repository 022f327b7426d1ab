import { z } from 'zod';
import { clip } from '../../language-model/prompts/fence.ts';
import type { ManusApi } from '../api/api.ts';
import type { Wait } from './notes.ts';

/** What a task's messages tell of one round: from a question of ours to where Manus stops. */

const attachmentShape = z.looseObject({ filename: z.string().nullish(), url: z.string().nullish() });

const messageShape = z.looseObject({
  id: z.string(),
  assistant_message: z
    .looseObject({ content: z.string().nullish(), attachments: z.array(attachmentShape).nullish() })
    .nullish(),
  error_message: z.looseObject({ error_type: z.string().nullish(), content: z.string().nullish() }).nullish(),
  status_update: z
    .looseObject({
      agent_status: z.string().nullish(),
      status_detail: z
        .looseObject({
          waiting_for_event_id: z.string().nullish(),
          waiting_for_event_type: z.string().nullish(),
          waiting_description: z.string().nullish(),
          confirm_input_schema: z.unknown(),
        })
        .nullish(),
    })
    .nullish(),
  structured_output_result: z.looseObject({ success: z.boolean().nullish(), value: z.unknown() }).nullish(),
});

const listShape = z.looseObject({
  messages: z.array(messageShape).nullish(),
  has_more: z.boolean().nullish(),
  next_cursor: z.string().nullish(),
});

export type ProducedFile = { readonly name: string; readonly url: string };

export type Round = {
  readonly status: 'running' | 'stopped' | 'waiting' | 'error';
  readonly wait: Wait | null;
  /** The object that was asked for; undefined when there is none. */
  readonly object: unknown;
  /** What Manus wrote, oldest first. */
  readonly texts: readonly string[];
  readonly files: readonly ProducedFile[];
  readonly trouble: string;
  /** The newest message: where the next round begins. */
  readonly newest: string | null;
};

/** Of a question; people are not told more. */
const mostAbout = 2000;
const pageSize = 100;
const mostPages = 5;

/** Reads all that came after the message `since`. */
export async function readRound(
  api: ManusApi,
  task: string,
  since: string | null,
  signal: AbortSignal,
): Promise<Round> {
  const newestFirst: z.infer<typeof messageShape>[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { task_id: task, order: 'desc', limit: String(pageSize), ...(cursor ? { cursor } : {}) };
    const { messages, has_more, next_cursor } = await api.get('task.listMessages', query, listShape, signal);
    const fresh = messages ?? [];
    const known = fresh.findIndex((it) => it.id === since);
    newestFirst.push(...(known < 0 ? fresh : fresh.slice(0, known)));
    if (known >= 0 || !has_more || !next_cursor) break;
    cursor = next_cursor;
  }
  const messages = newestFirst.toReversed();
  const update = newestFirst.find((it) => it.status_update?.agent_status)?.status_update;
  const texts = messages.flatMap(({ assistant_message: said }) => (said?.content?.trim() ? [said.content.trim()] : []));
  const result = newestFirst.find((it) => it.structured_output_result)?.structured_output_result;
  const trouble = newestFirst.find((it) => it.error_message)?.error_message;
  const detail = update?.status_detail;
  const status = statusOf(update?.agent_status);
  return {
    status,
    wait:
      status === 'waiting'
        ? {
            kind:
              !detail?.waiting_for_event_type || detail.waiting_for_event_type === 'messageAskUser' ? 'words' : 'leave',
            event: detail?.waiting_for_event_id ?? '',
            about: clip(detail?.waiting_description?.trim() || texts.at(-1) || '', mostAbout),
            no: noTo(detail?.confirm_input_schema),
          }
        : null,
    object: result?.success === false ? undefined : (result?.value ?? undefined),
    texts,
    files: messages.flatMap(({ assistant_message: said }) =>
      (said?.attachments ?? []).flatMap(({ filename, url }) => (url ? [{ name: filename ?? 'file', url }] : [])),
    ),
    trouble: `${trouble?.error_type ?? ''} ${trouble?.content ?? ''}`.trim(),
    newest: newestFirst[0]?.id ?? since,
  };
}

function statusOf(said: string | null | undefined): Round['status'] {
  return said === 'stopped' || said === 'waiting' || said === 'error' ? said : 'running';
}

function noTo(schema: unknown): Wait['no'] {
  const properties = (schema as { properties?: Record<string, unknown> | null } | null | undefined)?.properties ?? {};
  return 'action' in properties && !('accept' in properties) ? 'skip' : 'refuse';
}
