/**
 * What is going on right now and would be pointless to keep for ever: drafts, output as it streams, who is
 * thinking. Losing one harms nothing; the ledger has the outcome.
 */
export type Activity =
  | {
      readonly type: 'persona.state';
      readonly debate: string;
      readonly persona: string;
      readonly state: 'idle' | 'thinking' | 'voting' | 'executing';
      readonly at: number;
    }
  | {
      readonly type: 'draft';
      readonly debate: string;
      readonly persona: string;
      readonly stage: string;
      /** All of it so far, not the newest piece. */
      readonly text: string;
    }
  | {
      readonly type: 'step.output';
      readonly debate: string;
      readonly turn: number;
      readonly step: string;
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      /** True while rehearsing, false in the real run. */
      readonly rehearsal: boolean;
    };

export type ActivityFeed = {
  publish(activity: Activity): Promise<void>;
  /** Recent activity of a debate that is still kept (about the last 1,000), oldest first. */
  recent(debate: string): Promise<Activity[]>;
  watch(heard: (activity: Activity) => void): Promise<() => Promise<void>>;
};
