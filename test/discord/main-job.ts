import type { APIMessage, APIUser } from 'discord.js';
import type { WholeDiscord } from './whole.ts';

/** The main job's file: a small access log, with answers of status 500 at nine (two) and at two o'clock (three). */
const accessLog = ['09', '09', '10', '14', '14', '14']
  .map(
    (hour, index) =>
      `10.0.0.${index} - - [23/Nov/2026:${hour}:12:4${index} +0000] "GET /cart HTTP/1.1" ${index === 2 ? 200 : 500} 512`,
  )
  .join('\n');

export const request = 'Count status 500 per hour in access.log and save the result as errors.csv';

export type Asked = { readonly jiwon: APIUser; readonly asked: APIMessage };

/** Jiwon mentions Parley with the log attached. */
export function ask({ discord }: WholeDiscord, text = request): Asked {
  const channel = discord.channel('ops');
  const jiwon = discord.person('Jiwon');
  return { jiwon, asked: discord.mention(jiwon, channel.id, text, { 'access.log': `${accessLog}\n` }) };
}

/** The approval card, once it is there with everything on it. */
export function card({ discord }: WholeDiscord, { asked }: Asked): Promise<APIMessage> {
  const find = () => discord.messages(asked.id).find((it) => it.components?.length && it.reactions?.length === 3);
  return discord.until(find, 'the approval card', 60_000);
}

/** The result, once it is there with 👍 and 👎 on it. */
export function result({ discord }: WholeDiscord, { asked }: Asked): Promise<APIMessage> {
  const find = () =>
    discord.messages(asked.id).find((it) => it.reactions?.some((reaction) => reaction.emoji.name === '👎'));
  return discord.until(find, 'the result', 60_000);
}
