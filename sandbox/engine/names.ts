import { createHash, randomUUID } from 'node:crypto';

/**
 * How Parley's containers and volumes are called. A warm container becomes a step's by being renamed, and labels
 * cannot change, so the name is what tells a container's purpose; labels tell what it was made for.
 */
export const prefix = {
  step: 'parley-step-',
  warm: 'parley-warm-',
  keeper: 'parley-keep-',
  rehearsal: 'parley-try-',
  browser: 'parley-web-',
} as const;

/** All keys begin with their debate: `<debate>/step/1/s1`. */
export const debateOf = (key: string): string => key.split('/', 1)[0] ?? key;

export const debatePrefix = (debate: string, kind: 'step' | 'rehearsal' | 'browser'): string =>
  `${prefix[kind]}${digest(debate, 12)}-`;
export const stepName = (key: string): string => debatePrefix(debateOf(key), 'step') + digest(key, 24);
export const rehearsalName = (key: string): string => debatePrefix(debateOf(key), 'rehearsal') + unique();
export const browserName = (key: string): string => debatePrefix(debateOf(key), 'browser') + unique();
export const warmName = (): string => prefix.warm + unique();
export const keeperName = (): string => prefix.keeper + unique();

export const workspaceVolume = (house: string, workspace: string): string =>
  `parley-workspace-${digest(`${house}/${workspace}`, 24)}`;
/**
 * A persona has a home of its own in each thread. Programs obey files they find at home (`~/.sqliterc`, `~/.jq`), so
 * one home for all threads would let a step that one person approved act within a step that another one did.
 */
export const homeVolume = (house: string, workspace: string, persona: string): string =>
  `parley-home-${digest(`${house}/${workspace}`, 24)}-${persona}`;
export const copyVolume = (): string => `parley-copy-${unique()}`;

export type Kind = 'step' | 'warm' | 'holder' | 'rehearsal' | 'browser' | 'workspace' | 'home' | 'copy';
export const labelsOf = (
  kind: Kind,
  house: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  parley: '1',
  'parley.house': house,
  'parley.kind': kind,
  ...more,
});

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

function unique(): string {
  return randomUUID().replaceAll('-', '').slice(0, 20);
}
