/**
 * What Parley needs of a Slack app, and what for. `docs/slack-manifest.yaml` is made of the same; a test holds the two
 * together.
 */

export const botScopes = {
  'app_mentions:read': 'hear mentions',
  'channels:history': 'hear replies in threads of public channels, and find its own posts after a restart',
  'chat:write': 'post',
  'chat:write.customize': 'post under the name and picture of each persona',
  commands: '/parley',
  'files:read': 'take files that people attach',
  'files:write': 'attach results',
  'groups:history': 'the same in private channels',
  'im:history': 'hear direct messages',
  'mpim:history': 'hear group messages',
  'reactions:read': 'hear ✅ ❌ 🛑 👍 👎',
  'reactions:write': 'put them on, so that people need only click',
  'usergroups:read': 'let user groups approve',
  'users:read': 'call people by name',
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
