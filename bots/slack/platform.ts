import type { Locale } from '../../src/debate/event.ts';
import { inLanguage } from '../../src/i18n/local-text.ts';
import { type Origin, workspaceOf } from '../../src/intake.ts';
import { createStates } from '../../src/states.ts';
import { attend } from '../attend.ts';
import { createAttention } from '../chat/attention.ts';
import { createComplaints } from '../chat/complaints.ts';
import { createInTurn, createOnce } from '../chat/once.ts';
import type { ChatPlatform } from '../chat-platform.ts';
import { listen } from './connect/app.ts';
import { createClients, whoAmI } from './connect/client.ts';
import type { SlackDeps } from './deps.ts';
import type { Desk } from './desk.ts';
import { createPeople } from './people.ts';
import { roomOf } from './place.ts';
import { deliveryError, describe } from './trouble.ts';
import { slackWords } from './words.ts';
import { createLive } from './write/live.ts';
import { oneLine } from './write/message.ts';
import { createNotes } from './write/notes.ts';
import { createPacer } from './write/pacer.ts';
import { createSending } from './write/post.ts';
import { createRetire } from './write/retire.ts';

const messageEveryMs = 1_000;
/** Edits have a budget of their own, tens a minute; drafts need no more. */
const editsPerMessage = 3;

export type SlackPlatform = ChatPlatform & {
  /** Name of the workspace that it is in. */
  readonly workspace: string;
  /** Its id, `T…`: only threads of this workspace are told here. */
  readonly team: string;
};

/**
 * Slack as a place where people and personas talk. Throws `ParleyError` (`config.invalid`, `platform.unreachable`)
 * with a fix when Slack cannot be reached with these tokens.
 */
export async function createSlackPlatform(deps: SlackDeps): Promise<SlackPlatform> {
  const { config, log } = deps;
  const { saying, asking } = createClients(config, log);
  const self = await whoAmI(saying);
  const everyMs = config.messageEveryMs ?? messageEveryMs;
  const startedAt = Date.now();
  /** A thread that another process may have written in before this one began. */
  const isOlder = (thread: string) => Number(thread) * 1000 < startedAt;
  const pacer = createPacer(everyMs);
  const people = createPeople(asking, self, log);
  const notes = createNotes(asking, log);
  const sending = createSending({ config, blobs: deps.blobs, log, saying, asking, self, pacer, people });
  const live = createLive(saying, pacer, everyMs * editsPerMessage);
  const states = createStates(deps.ledger);
  const desk: Desk = {
    ...deps,
    client: asking,
    saying,
    self,
    people,
    notes,
    states,
    once: createOnce(),
    inTurn: createInTurn(),
    attention: createAttention(deps.hearing, (channel) => channel.startsWith(`${self.team}/`)),
  };

  const retire = createRetire({ client: asking, deliveries: deps.deliveries, ledger: deps.ledger, states });
  const told = (what: string) => (error: unknown) => log.warn({ error: describe(error) }, `slack: ${what}`);
  const localeOf = async (place: Origin): Promise<Locale> => {
    const debate = (await deps.ledger.inWorkspace(workspaceOf(place))).at(-1);
    return (debate ? await states.load(debate) : null)?.request.locale ?? 'en';
  };

  const complain = createComplaints({
    ledger: deps.ledger,
    log,
    async tell({ author, text }, error, locale) {
      const user = /^slack:([UW][A-Z0-9]+)$/.exec(author.id)?.[1];
      // Written to a person, a message arrives in Parley's own conversation with them.
      if (user !== undefined)
        await notes.toAll(
          { channel: user },
          slackWords(locale)('silent', { text: oneLine(text), fix: inLanguage(error.fixFor, locale) }),
        );
    },
  });

  const platform: SlackPlatform = {
    name: 'slack',
    workspace: self.workspace,
    team: self.team,
    serves: (place) => roomOf(place).team === self.team,
    async post(delivery) {
      const room = roomOf(delivery.place);
      if (isOlder(room.thread) && desk.once(`tidied ${room.channel} ${room.thread}`))
        await sending.tidy(room).catch(told('drafts of an earlier process could not be removed'));
      await live.settle(room, delivery.post.speaker);
      const ids = await sending.post(delivery).catch(async (error) => {
        await complain(delivery, deliveryError(error));
        throw error;
      });
      await retire(delivery.post.debate).catch(told('the buttons of a decided card could not be removed'));
      return ids;
    },
    recall: (place, marks) => sending.recall(roomOf(place), marks),
    async busy(place, personas) {
      const names = personas.map((it) => it.name);
      await live.busy(roomOf(place), names, await localeOf(place).catch(() => 'en' as const));
    },
    draft: (place, speaker, text) => live.draft(roomOf(place), speaker, text),
    note: (place, text) => notes.toAll(roomOf(place), text),
    async close() {
      await unattend();
      desk.attention.stop();
      await ears.close();
      await live.close();
      await desk.attention.close().catch(told('how far was listened could not be noted'));
    },
  };
  const ears = await listen(desk);
  const unattend = await attend({ platform, ledger: deps.ledger, activity: deps.activity });
  return platform;
}
