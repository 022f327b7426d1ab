import { z } from 'zod';

/** What a call to an agent cost. */
export const usageSchema = z.strictObject({
  latencyMs: z.number().min(0),
  inputTokens: z.int().min(0).optional(),
  outputTokens: z.int().min(0).optional(),
  costUsd: z.number().min(0).optional(),
  /** What it took from an account that counts in credits. */
  credits: z.number().min(0).optional(),
  /** Calls to a model's server that were answered. */
  calls: z.int().min(0).optional(),
  /** The model as configured, and name and version of the prompt it was asked with: `propose@1`. */
  model: z.string().optional(),
  prompt: z.string().optional(),
});
export type Usage = z.infer<typeof usageSchema>;
