export type { SlackConfig, SlackDeps, StatusReport } from './deps.ts';
export { examineSlack, type SlackCheck } from './examine.ts';
export { createSlackPlatform } from './platform.ts';
export { readSlackSettings } from './settings.ts';
