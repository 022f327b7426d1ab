import { z } from 'zod';

/** What people made of a persona's winning plans, as a debate keeps it that began with it. */
export const recordSchema = z.strictObject({
  /** The weight of the configuration, which this record moved. */
  base: z.number().positive(),
  /** Ratings of results: each person's last word on each. */
  up: z.int().min(0),
  down: z.int().min(0),
  /** Approved plans that ran to a good end. */
  ranWell: z.int().min(0),
  /** Approved plans that failed, and plans that were called off. */
  ranBadly: z.int().min(0),
});
export type Marks = Omit<z.infer<typeof recordSchema>, 'base'>;
