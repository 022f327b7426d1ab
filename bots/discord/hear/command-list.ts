import {
  ApplicationCommandOptionType,
  InteractionContextType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';

type Texts = { readonly en: string; readonly ko: string };

const described = ({ en, ko }: Texts) => ({ description: en, description_localizations: { ko } });

/** `/parley` and what it can do, as registered with Discord. */
export const commandList: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'parley',
    ...described({
      en: 'Several AIs debate; you approve; it runs in a sandbox.',
      ko: 'AI들이 토론하고, 승인하면 샌드박스에서 실행합니다.',
    }),
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand,
        name: 'ask',
        ...described({ en: 'Ask for something to be done', ko: '할 일을 요청합니다' }),
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'request',
            required: true,
            max_length: 4000,
            ...described({ en: 'What should be done', ko: '할 일' }),
          },
          {
            type: ApplicationCommandOptionType.Attachment,
            name: 'file',
            required: false,
            ...described({ en: 'A file for the workspace', ko: '작업 공간에 넣을 파일' }),
          },
        ],
      },
      subcommand('status', { en: 'How Parley is doing', ko: 'Parley의 상태' }),
      subcommand('stop', { en: 'Stop the debate of this thread', ko: '이 스레드의 토론을 멈춥니다' }),
      subcommand('personas', { en: 'Who sits at the table', ko: '참여하는 AI' }),
      subcommand('help', { en: 'How to use Parley', ko: '사용법' }),
    ],
  },
];

function subcommand(name: string, texts: Texts) {
  return { type: ApplicationCommandOptionType.Subcommand as const, name, ...described(texts) };
}
