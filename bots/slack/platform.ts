import { createStates } from '../../src/states.ts';
import { attend } from '../attend.ts';
import type { ChatPlatform } from '../chat-platform.ts';
import { listen } from './app.ts';
import { createClient, whoAmI } from './client.ts';
import type { SlackDeps } from './deps.ts';
import type { Desk } from './desk.ts';
import { createInTurn, createOnce } from './hear/once.ts';
import { createNotes } from './notes.ts';
import { createPacer } from './pacer.ts';
import { createPeople } from './people.ts';
import { roomOf } from './place.ts';
import { createLive } from './write/live.ts';
import { createSending } from './write/send.ts';

const messageEveryMs = 1_000;
/** Edits have a budget of their own, tens a minute; drafts need no more. */
const editsPerMessage = 3;

/** Slack as a place where people and personas talk. Throws `DeliveryError` when Slack refuses the tokens. */
export async function createSlackPlatform(deps: SlackDeps): Promise<ChatPlatform> {
  const { config, log } = deps;
  const client = createClient(config, log);
  const self = await whoAmI(client);
  const everyMs = config.messageEveryMs ?? messageEveryMs;
  const pacer = createPacer(everyMs);
  const people = createPeople(client, self, log);
  const notes = createNotes(client, log);
  const sending = createSending({ config, blobs: deps.blobs, log, client, pacer, people });
  const live = createLive(client, pacer, everyMs * editsPerMessage);
  const states = createStates(deps.ledger);
  const desk: Desk = {
    ...deps,
    client,
    self,
    people,
    notes,
    states,
    once: createOnce(),
    inTurn: createInTurn(),
  };

  const platform: ChatPlatform = {
    name: 'slack',
    async post(delivery) {
      await live.settle(roomOf(delivery.place), delivery.post.speaker);
      return sending.post(delivery);
    },
    recall: (place, marks) => sending.recall(roomOf(place), marks),
    busy: (place, personas) =>
      live.busy(
        roomOf(place),
        personas.map((it) => it.name),
        'en',
      ),
    draft: (place, speaker, text) => live.draft(roomOf(place), speaker, text),
    note: (place, text) => notes.toAll(roomOf(place), text),
    async close() {
      await unattend();
      await ears.close();
      await live.close();
    },
  };
  const ears = await listen(desk);
  const unattend = await attend({ platform, ledger: deps.ledger, activity: deps.activity });
  return platform;
}
