import type { Origin } from '../../src/intake.ts';

/** A thread in Slack's own words. `thread` is the time stamp of the message that the thread hangs on. */
export type Room = { readonly team: string; readonly channel: string; readonly thread: string };

/** Time stamps are unique in a channel only, and channels in a team: ids outside Slack name all three. */
export function originOf({ team, channel, thread }: Room): Origin {
  return { platform: 'slack', channel: `${team}/${channel}`, thread };
}

export function roomOf(place: Origin): Room {
  const [team = '', channel = ''] = place.channel.split('/');
  return { team, channel, thread: place.thread };
}

export function messageId({ team, channel }: Pick<Room, 'team' | 'channel'>, ts: string): string {
  return `${team}/${channel}/${ts}`;
}
