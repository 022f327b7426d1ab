/**
 * What Parley needs of a Slack app, and what for. `docs/slack-manifest.yaml` is made of the same; a test holds the two
 * together.
 */

export const botScopes = {
  'app_mentions:read': { en: 'hear mentions', ko: '멘션 듣기' },
  'channels:history': {
    en: 'hear replies in threads of public channels, read what was said while it was away, and find its own posts',
    ko: '공개 채널 스레드의 답글을 듣고, 없는 동안 나온 말과 자기 글 찾기',
  },
  'chat:write': { en: 'post', ko: '글 쓰기' },
  'chat:write.customize': {
    en: 'post under the name and picture of each persona',
    ko: '페르소나마다 제 이름과 얼굴로 글 쓰기',
  },
  commands: { en: '/parley', ko: '/parley' },
  'files:read': { en: 'take files that people attach', ko: '첨부한 파일 받기' },
  'files:write': { en: 'attach results', ko: '결과 첨부하기' },
  'groups:history': { en: 'the same in private channels', ko: '비공개 채널에서도 같은 일 하기' },
  'im:history': { en: 'hear direct messages', ko: '개인 메시지 듣기' },
  'mpim:history': { en: 'hear group messages', ko: '그룹 메시지 듣기' },
  'reactions:read': { en: 'hear ✅ ❌ 🛑 👍 👎', ko: '✅ ❌ 🛑 👍 👎 듣기' },
  'reactions:write': { en: 'put them on, so that people need only click', ko: '눌러서 답할 수 있게 반응 달아 두기' },
  'usergroups:read': { en: 'let user groups approve', ko: '사용자 그룹에 승인 맡기기' },
  'users:read': { en: 'call people by name', ko: '사람을 이름으로 부르기' },
} as const;

export const botEvents = [
  'app_home_opened',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'reaction_removed',
] as const;
