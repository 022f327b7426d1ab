import { openWhole, type Whole } from '../chat/whole.ts';
import { type Discord, startDiscord } from './stand-in.ts';

export type WholeDiscord = Whole & { readonly discord: Discord };

/** A whole Parley on Discord's stand-in. */
export async function openDiscord(redisUrl: string): Promise<WholeDiscord> {
  const discord = await startDiscord();
  const chat = {
    name: 'discord',
    config: { token: discord.world.token, apiUrl: discord.apiUrl, uploadMb: 25 },
  } as const;
  return { discord, ...(await openWhole(redisUrl, { chat, close: () => discord.close() })) };
}
