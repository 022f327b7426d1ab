export type { SlackConfig, SlackDeps } from './deps.ts';
export { examineSlack, type SlackCheck } from './examine.ts';
export { createSlackPlatform, type SlackPlatform } from './platform.ts';
export { readSlackSettings } from './settings.ts';
