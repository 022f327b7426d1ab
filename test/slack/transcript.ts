import { blockText } from './blocks.ts';
import type { Message, State } from './state.ts';

/** A thread as its readers see it, in plain text. */
export function transcript(messages: readonly Message[], state: State): string {
  return messages.map((it) => one(it, state)).join('\n\n');
}

function one(message: Message, state: State): string {
  const name = message.username ?? state.users.get(message.user ?? '')?.name ?? '?';
  const body = message.blocks ? message.blocks.map(blockText).join('\n') : message.text;
  const files = message.files.map((it) => `📎 ${it.name} (${it.bytes.byteLength} bytes)`);
  const reactions = [...message.reactions].flatMap(([emoji, users]) =>
    users.size > 0 ? [`:${emoji}: ${users.size}`] : [],
  );
  const lines = [body, ...files, reactions.join('  ')].filter((it) => it !== '');
  return `${name}${message.icon ? ` ${message.icon}` : ''}\n${lines.join('\n').replace(/^/gm, '  ')}`;
}
