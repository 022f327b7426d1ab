import type { Spent } from '../debate/debate.ts';

type Place = { readonly platform: string; readonly channel: string };

/** What models have cost in each channel, by day (UTC). */
export type Spending = {
  add(place: Place, spent: Spent): Promise<void>;
  today(place: Place): Promise<Spent>;
};
