import { type Block, blockText } from './blocks.ts';
import type { Message, State } from './state.ts';

const signs: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  x: '❌',
  octagonal_sign: '🛑',
  '+1': '👍',
  '-1': '👎',
};

/** A thread as its readers see it, in plain text. */
export function transcript(messages: readonly Message[], state: State): string {
  let before = '';
  return messages
    .map((message) => {
      const name = nameOf(message, state);
      // Slack names whoever speaks on only once.
      const head = name === before ? [] : ['', name];
      before = name;
      return [...head, ...linesOf(message, state).map((line) => line && `  ${line}`)].join('\n');
    })
    .join('\n')
    .trimStart();
}

function nameOf({ username, user, icon }: Message, { users, bot }: State): string {
  const name = username ?? (user === bot.userId ? 'Parley' : (users.get(user ?? '')?.name ?? '?'));
  return icon && name !== 'Parley' ? `${name} ${icon}` : name;
}

function linesOf(message: Message, { bot }: State): string[] {
  const body = message.blocks
    ? message.blocks.map(drawn).join('\n')
    : message.text.replaceAll(`<@${bot.userId}>`, '@Parley');
  const files = message.files.map((it) => `📎 ${it.name} (${it.bytes.byteLength} bytes)`);
  const reactions = [...message.reactions].flatMap(([emoji, users]) =>
    users.size > 0 ? [`${signs[emoji] ?? `:${emoji}:`} ${users.size}`] : [],
  );
  return [body, ...files, reactions.join('  ')].filter((it) => it !== '').flatMap((it) => it.split('\n'));
}

const drawn = (block: Block) => (block.type === 'context' ? blockText(block).replace(/^/gm, '· ') : blockText(block));
