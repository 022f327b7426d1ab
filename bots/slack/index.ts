export type { SlackConfig, SlackDeps, StatusReport } from './deps.ts';
export { createSlackPlatform } from './platform.ts';
