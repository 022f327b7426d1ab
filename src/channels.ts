import { z } from 'zod';
import { type Locale, localeSchema, type Persona, type Rules } from './debate/event.ts';
import { both } from './i18n/both.ts';

/** What may differ in one channel: who sits there, how long they argue, who may approve, which language. */
export const channelSchema = z.strictObject({
  /** Ids of the council's personas that take part; all when left out. */
  personas: z.array(z.string()).min(1).optional(),
  critiqueRounds: z.int().min(0).max(3).optional(),
  /** Replaces `approval.approvers` there. */
  approvers: z.array(z.string()).optional(),
  language: localeSchema.optional(),
});

/** By `platform:channel`, in the platform's own ids: `slack:C0123ABC`, `discord:112233445566`. */
export const channelsSchema = z
  .record(
    z
      .string()
      .regex(
        /^[a-z]+:\S+$/,
        both('PLATFORM:CHANNEL, for example slack:C0123ABC', '플랫폼:채널 꼴이어야 합니다. 예: slack:C0123ABC'),
      ),
    channelSchema,
  )
  .default({});

export type Settings = {
  readonly council: readonly Persona[];
  readonly rules: Rules;
  readonly language: Locale | 'auto';
};

/** The settings of a debate that opens in this channel. */
export function settingsIn(
  channels: z.infer<typeof channelsSchema>,
  usual: Settings,
  origin: { readonly platform: string; readonly channel: string },
): Settings {
  // Slack's channels are told apart by team as well; people know the last part.
  const own =
    channels[`${origin.platform}:${origin.channel}`] ??
    channels[`${origin.platform}:${origin.channel.split('/').at(-1)}`];
  if (!own) return usual;
  const { personas, critiqueRounds, approvers, language } = own;
  return {
    council: personas ? usual.council.filter((it) => personas.includes(it.id)) : usual.council,
    rules: {
      ...usual.rules,
      critiqueRounds: critiqueRounds ?? usual.rules.critiqueRounds,
      approvers: approvers ?? usual.rules.approvers,
    },
    language: language ?? usual.language,
  };
}
