export type { DiscordConfig } from './deps.ts';
export { createDiscordPlatform } from './platform.ts';
export { examineDiscord } from './set-up/examine.ts';
