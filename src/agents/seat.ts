import type { Locale } from '../debate/event.ts';
import type { Agent } from '../ports/agent.ts';
import { createAiin } from './aiin/agent.ts';
import { createManual } from './manual/agent.ts';
import type { Both } from './shared/speech.ts';
import { createWarden } from './warden/agent.ts';

export type AgentKind = 'aiin' | 'manual' | 'warden';

const makers: Record<AgentKind, () => Agent> = { aiin: createAiin, manual: createManual, warden: createWarden };

const introductions: Record<AgentKind, Both> = {
  aiin: {
    en: 'Turns your words into commands by a grammar of its own. Offline, no language model.',
    ko: '말을 자체 문법으로 읽어 명령으로 옮깁니다. 오프라인이며 언어 모델은 쓰지 않습니다.',
  },
  manual: {
    en: 'Looks your request up in a book of command recipes. Offline, no language model.',
    ko: '명령 요리책에서 비슷한 항목을 찾아 답합니다. 오프라인이며 언어 모델은 쓰지 않습니다.',
  },
  warden: {
    en: 'Proposes nothing; checks the others for mistakes and votes by the evidence. Offline, no language model.',
    ko: '제안은 하지 않고, 다른 안의 잘못을 찾아 근거에 따라 투표합니다. 오프라인이며 언어 모델은 쓰지 않습니다.',
  },
};

const minds: Record<AgentKind, Both> = {
  aiin: { en: 'a grammar, offline', ko: '자체 문법, 오프라인' },
  manual: { en: 'a recipe book, offline', ko: '명령 요리책, 오프라인' },
  warden: { en: 'checks by rules, offline', ko: '규칙 검토, 오프라인' },
};

/** What thinks behind a seat, in a few words. */
export function mindOf(kind: AgentKind): Both {
  return minds[kind];
}

/** What a council of rules and recipes can do, and how to get more: said after "offline agents". */
export const offlineNotice: Both = {
  en: 'They do everyday work with files and text. For anything else, connect a model with one line in parley.yaml.',
  ko: '파일과 글을 다루는 일상 작업을 할 수 있습니다. 그 밖의 일은 parley.yaml 한 줄로 모델을 연결해 주세요.',
};

/** The mind behind a seat of the council, as `parley.yaml` names it. */
export function createAgent(kind: AgentKind): Agent {
  return makers[kind]();
}

/** One sentence about a kind of agent, for status pages. */
export function describe(kind: AgentKind, locale: Locale): string {
  return introductions[kind][locale];
}
