import type { ChatHarness } from '../contracts/chat-platform.ts';
import { frontEndContract, tellingBy } from '../contracts/front-end.ts';
import { createMemoryChat, createMemoryPlace, type MemoryChat } from './chat-platform.ts';

const open = async (): Promise<ChatHarness> => {
  const kept = createMemoryPlace();
  const place = { platform: 'memory', channel: 'c', thread: 't' };
  let chat: MemoryChat | undefined;
  return {
    place,
    limit: 2_000,
    async start() {
      chat = createMemoryChat(kept);
      return chat;
    },
    thread: () => kept.threads.get('t') ?? [],
    trouble: (what) => chat?.fail(what === 'unanswered' ? 'unanswered' : 'retry'),
    remove: () => void kept.gone.add('t'),
    pings: () => 0,
    close: async () => undefined,
  };
};

frontEndContract('the chat platform in memory', { tells: () => tellingBy(open), posts: open });
