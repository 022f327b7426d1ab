import { type APIEmoji, CDNRoutes, type Client, type ImageFormat, RouteBases, Routes } from 'discord.js';
import type { Speaker } from '../../post.ts';
import type { Log } from '../deps.ts';
import { describe } from '../trouble.ts';
import { facePicture } from './face-picture.ts';

export type Faces = {
  /** A picture's public address; undefined where there is none, and Discord shows its own. */
  of(speaker: Speaker): Promise<string | undefined>;
};

/**
 * Pictures for personas without a public server of Parley's own: each face is kept as an emoji of the application,
 * which Discord serves to everyone at an address that stays. Found again by name, never uploaded twice.
 */
export function createFaces(client: Client<true>, log: Log): Faces {
  const route = Routes.applicationEmojis(client.application.id);
  const made = new Map<string, Promise<string | undefined>>();
  let there: Promise<APIEmoji[]> | null = null;

  const list = () => {
    there ??= client.rest.get(route).then((it) => (it as { items: APIEmoji[] }).items);
    return there;
  };

  async function upload(face: string): Promise<string | undefined> {
    const name = `parley_${face.replace(/[^a-z0-9]/gi, '_')}`.slice(0, 32);
    const known = (await list()).find((it) => it.name === name);
    const image = `data:image/png;base64,${facePicture(face).toString('base64')}`;
    const emoji = known ?? ((await client.rest.post(route, { body: { name, image } })) as APIEmoji);
    return emoji.id ? RouteBases.cdn + CDNRoutes.emoji(emoji.id, 'png' as ImageFormat.PNG) : undefined;
  }

  return {
    async of({ id, avatar }) {
      if (/^https:\/\//i.test(avatar)) return avatar;
      const face = avatar || id;
      const known = made.get(face);
      if (known) return known;
      const uploading = upload(face).catch((error) => {
        log.warn({ face }, `a persona has no picture: ${describe(error)}`);
        there = null;
        return undefined;
      });
      made.set(face, uploading);
      return uploading;
    },
  };
}
