/** A unit of work for a worker. Its outcome is appended to the ledger under `key`. */
export type Task =
  | { readonly kind: 'prepare'; readonly key: string; readonly turn: number }
  | { readonly kind: 'analyse' | 'propose'; readonly key: string; readonly turn: number; readonly persona: string }
  | {
      readonly kind: 'rehearse';
      readonly key: string;
      readonly turn: number;
      readonly proposal: string;
      readonly revision: number;
    }
  | {
      readonly kind: 'critique' | 'revise';
      readonly key: string;
      readonly turn: number;
      readonly round: number;
      readonly persona: string;
    }
  | {
      readonly kind: 'vote';
      readonly key: string;
      readonly turn: number;
      readonly round: number;
      readonly persona: string;
    }
  | { readonly kind: 'combine'; readonly key: string; readonly turn: number; readonly persona: string }
  | { readonly kind: 'warm'; readonly key: string; readonly turn: number }
  | { readonly kind: 'execute'; readonly key: string; readonly turn: number; readonly step: string }
  | { readonly kind: 'integrate'; readonly key: string; readonly turn: number; readonly persona: string | null };
