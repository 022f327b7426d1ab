import type { Attachment, DebateEvent, Locale, Person } from './debate/event.ts';

/** A place where people talk: platform name, channel and thread in that platform's own ids. */
export type Origin = { readonly platform: string; readonly channel: string; readonly thread: string };

export type Said = { readonly by: Person; readonly text: string; readonly attachments: readonly Attachment[] };

/** What became of a person's click: done, too late or not theirs to decide, with the reason as an i18n key. */
export type Heard =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'not-an-approver'
        | 'needs-another'
        | 'nothing-to-approve'
        | 'already-decided'
        | 'too-late'
        | 'ended';
    };

/**
 * The front desk: everything a person can do, whatever the front end. Each call appends to the ledger and
 * asks for the next decision; none waits for agents or containers.
 */
export type Intake = {
  /** Keeps a file for a request or reply. Throws `input.too-large`. */
  attach(name: string, bytes: Uint8Array): Promise<Attachment>;
  /** A message in a thread: opens a debate, steers the open one, or follows up the last one. Stop words stop. */
  say(
    origin: Origin,
    said: Said,
    locale?: Locale,
  ): Promise<{ debate: string; effect: 'opened' | 'steered' | 'followed-up' | 'stopped' }>;
  approve(debate: string, planHash: string, by: Person): Promise<Heard>;
  deny(debate: string, planHash: string, by: Person): Promise<Heard>;
  withdraw(debate: string, planHash: string, by: Person): Promise<Heard>;
  stop(debate: string, by: Person): Promise<Heard>;
  rate(debate: string, by: Person, value: 'up' | 'down' | 'none'): Promise<Heard>;
};

/** Events as they are, for those who need only types. */
export type { DebateEvent };
