import type { APIMessage } from 'discord.js';

/** A thread as text, roughly as Discord shows it. */
export function transcript(messages: readonly APIMessage[]): string {
  let before = '';
  return messages
    .map((message) => {
      const name = message.author.username === 'parley' ? 'Parley' : message.author.username;
      const lines = [
        ...(name === before ? [] : ['', name]),
        ...bare(message.content)
          .split('\n')
          .filter((line, index, all) => line !== '' || index < all.length - 1),
        ...message.embeds.flatMap((embed) =>
          [embed.description, ...(embed.fields ?? []).flatMap((it) => [it.name, it.value])].flatMap((it) =>
            bare(it ?? '')
              .split('\n')
              .map((line) => `┃ ${line}`),
          ),
        ),
        ...message.attachments.map((it) => `📎 ${it.filename} (${it.size} bytes)`),
        ...buttonsOf(message),
        ...(message.reactions?.length
          ? [message.reactions.map((it) => `${it.emoji.name} ${it.count}`).join('  ')]
          : []),
      ];
      before = name;
      return lines.map((line, index) => (index < 2 && line === name ? line : line && `  ${line}`)).join('\n');
    })
    .join('\n');
}

function buttonsOf({ components }: APIMessage): string[] {
  const rows = (components ?? []) as { components?: { label?: string }[] }[];
  const labels = rows.flatMap((it) => it.components ?? []).flatMap((it) => it.label ?? []);
  return labels.length > 0 ? [labels.map((it) => `[ ${it} ]`).join(' ')] : [];
}

const bare = (text: string) =>
  text
    .replace(/[\u200b\u2061-\u2064]/g, '')
    .replace(/(```[\s\S]*?```)|\\([^\w\s])/g, (_, code?: string, mark?: string) => code ?? mark ?? '')
    .replace(/^-# /gm, '· ')
    .replace(
      /<t:(\d+):R>/g,
      (_, seconds: string) => `in ${Math.round((Number(seconds) - Date.now() / 1000) / 60)} minutes`,
    )
    .replace(/<t:(\d+):t>/g, (_, seconds: string) => new Date(Number(seconds) * 1000).toISOString().slice(11, 16));
