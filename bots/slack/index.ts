export type { SlackConfig, SlackDeps } from './deps.ts';
export { createSlackPlatform } from './platform.ts';
export { examineSlack } from './set-up/examine.ts';
