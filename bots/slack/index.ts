export type { SlackConfig, SlackDeps } from './deps.ts';
export { examineSlack } from './examine.ts';
export { createSlackPlatform } from './platform.ts';
