import { z } from 'zod';
import { attachmentSchema, localeSchema, type Person, type Recorded } from '../../src/debate/event.ts';
import type { Activity } from '../../src/ports/activity.ts';
import type { Status } from '../../src/status.ts';
import type { Post } from '../post.ts';
import type { ThreadSummary } from './threads.ts';

/** A thread's id, chosen by the server or by the client that begins it. */
export const threadIdSchema = z.string().regex(/^[\w-]{1,64}$/, 'up to 64 letters, digits, _ and -');
const debate = z.string().min(1).max(200);
const client_id = z.string().min(1).max(100).optional();
const plan_hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex');

/** What a client may send. Unknown fields are ignored, so that clients can be newer or simpler than the server. */
export const incomingSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('user_message'),
    content: z.string(),
    timestamp: z.number().optional(),
    thread: threadIdSchema.optional(),
    files: z
      .array(attachmentSchema.extend({ blob: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex') }))
      .max(20)
      .default([]),
    locale: localeSchema.optional(),
    /** A message whose answer never came, sent again: it counts only if the first did not arrive. */
    resend: z.boolean().default(false),
    client_id,
  }),
  z.object({
    type: z.literal('follow'),
    thread: threadIdSchema,
    after: z.record(z.string().max(200), z.int().min(0)).default({}),
  }),
  z.object({ type: z.literal('approve'), debate, plan_hash, client_id }),
  z.object({ type: z.literal('deny'), debate, plan_hash, client_id }),
  z.object({ type: z.literal('withdraw'), debate, plan_hash, client_id }),
  z.object({ type: z.literal('stop'), debate, client_id }),
  z.object({ type: z.literal('rate'), debate, value: z.enum(['up', 'down', 'none']), client_id }),
]);
export type Incoming = z.infer<typeof incomingSchema>;
export type IncomingOf<T extends Incoming['type']> = Extract<Incoming, { type: T }>;

/** Where an event's message stands: resume with `follow {thread, after: {[debate]: seq}}`. */
export type Place = { readonly debate: string; readonly seq: number; readonly thread: string };

/** The original design's messages, each with its place. */
export type OriginalMessage = Place &
  (
    | { readonly type: 'ai_response'; readonly ai_name: string; readonly content: string }
    | { readonly type: 'discussion_update'; readonly discussion_state: Readonly<Record<string, unknown>> }
    | { readonly type: 'consensus_reached'; readonly consensus: Readonly<Record<string, unknown>> }
    | { readonly type: 'execution_result'; readonly result: Readonly<Record<string, unknown>> }
    | { readonly type: 'final_result'; readonly result: Readonly<Record<string, unknown>> }
  );

/** An event as the page gets it: what happened, and what it says in the thread (null: nothing). */
export type PostMessage = Place & {
  readonly type: 'post';
  readonly event: Recorded;
  readonly post: Post | null;
};

export type Outgoing =
  | OriginalMessage
  | PostMessage
  | {
      readonly type: 'hello';
      readonly you: Person;
      readonly limits: { readonly messageKb: number; readonly uploadMb: number };
    }
  /** All that was there when `follow` came has been sent. */
  | { readonly type: 'followed'; readonly thread: string }
  | { readonly type: 'threads'; readonly threads: readonly ThreadSummary[] }
  | { readonly type: 'activity'; readonly thread: string; readonly activity: Activity }
  | { readonly type: 'status'; readonly status: Status }
  | {
      readonly type: 'accepted';
      readonly client_id?: string | undefined;
      readonly debate: string;
      readonly thread?: string;
      readonly effect: string;
    }
  | {
      readonly type: 'error';
      readonly code: string;
      readonly message: string;
      readonly fix: string;
      readonly client_id?: string | undefined;
    };
