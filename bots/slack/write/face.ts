import type { Speaker } from '../../post.ts';
import { limits, shorten } from './message.ts';

/** Who speaks, as `chat.postMessage` takes it. */
export type Face =
  | { readonly username: string; readonly icon_url: string }
  | { readonly username: string; readonly icon_emoji: string };

const own: Readonly<Record<string, string>> = {
  parley: ':speech_balloon:',
  aiin: ':robot_face:',
  manual: ':orange_book:',
  warden: ':shield:',
};
const others = [':fox_face:', ':owl:', ':octopus:', ':dolphin:', ':bee:', ':penguin:', ':whale:', ':turtle:'] as const;

/** A picture by URL where there is one; else an emoji, always the same for the same persona. */
export function faceOf({ id, name, avatar }: Speaker): Face {
  const username = shorten(
    name
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .replace(/\s+/g, ' ')
      .trim() || id,
    limits.userName,
  );
  if (/^https:\/\//i.test(avatar)) return { username, icon_url: avatar };
  const number = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  return { username, icon_emoji: own[id] ?? others[number % others.length] ?? ':speech_balloon:' };
}

/** Parley itself, where no post says so. */
export const parleyFace = faceOf({ id: 'parley', name: 'Parley', avatar: 'parley' });
