import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locale, Rehearsal, WorkspaceFile } from '../../debate/event.ts';
import type { Proposal } from '../../debate/plan.ts';
import { createPolicy } from '../../policy/index.ts';
import type { Brief, Thinking } from '../../ports/agent.ts';
import { noTools } from '../../tools/none.ts';
import { fixtures } from './fixtures.ts';

export const policy = createPolicy({ allow: [], review: [], deny: [] });

/** A folder with some of the fixtures, in which commands really run. */
export type Workshop = {
  readonly files: readonly WorkspaceFile[];
  run(proposal: Proposal): { output: string; rehearsal: Rehearsal };
  read(path: string): string;
  paths(): string[];
  close(): void;
};

export function openWorkshop(names: readonly string[]): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'parley-agents-'));
  for (const name of names) lay(folder, name);
  const paths = () => listPaths(folder);
  const files = paths().map((path) => {
    const bytes = readFileSync(join(folder, path));
    return { path, bytes: bytes.length, ...headOf(bytes) };
  });
  return {
    files,
    paths,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    close: () => rmSync(folder, { recursive: true, force: true }),
    run(proposal) {
      const before = new Map(paths().map((path) => [path, readFileSync(join(folder, path)).toString('hex')]));
      let output = '';
      const steps: Rehearsal['steps'] = [];
      for (const step of proposal.steps) {
        const { command } = step.action;
        const ended = spawnSync('bash', ['-c', command], {
          cwd: folder,
          encoding: 'utf8',
          timeout: 10_000,
          env: { PATH: process.env.PATH, HOME: folder },
        });
        const text = ended.stdout + ended.stderr;
        output += text;
        const run = {
          ending: 'exited' as const,
          exitCode: ended.status ?? -1,
          output: { head: text.slice(0, 4000), tail: '', bytes: text.length },
          durationMs: 1,
        };
        steps.push({ step: step.id, verdict: policy.judge(command), missingPrograms: [], run });
        if (ended.status !== 0) break;
      }
      const after = new Set(paths());
      const changes: Rehearsal['changes'] = [
        ...[...after].flatMap((path) => {
          const old = before.get(path);
          if (old === readFileSync(join(folder, path)).toString('hex')) return [];
          return [
            {
              path,
              change: old === undefined ? ('added' as const) : ('changed' as const),
              bytes: statSync(join(folder, path)).size,
            },
          ];
        }),
        ...[...before.keys()]
          .filter((path) => !after.has(path))
          .map((path) => ({ path, change: 'removed' as const, bytes: 0 })),
      ];
      return { output, rehearsal: { steps, changes } };
    },
  };
}

export function briefOf(request: string, files: readonly WorkspaceFile[], more: Partial<Brief> = {}): Brief {
  const locale: Locale = /[가-힣]/.test(request) ? 'ko' : 'en';
  return {
    debate: 'a-debate',
    author: 'web:minji',
    self: 'tester',
    request,
    additions: [],
    lastWordApproves: true,
    history: [],
    locale,
    files,
    ...more,
  };
}

export const thinking: Thinking = {
  signal: new AbortController().signal,
  say: () => undefined,
  judge: policy.judge,
  tools: noTools,
  key: 'a-debate/think',
  files: { read: async () => null, show: async () => undefined, miss: async () => undefined },
  notebook: { read: async () => null, write: async () => undefined, forget: async () => undefined },
};

function lay(folder: string, name: string): void {
  const content = fixtures[name];
  if (content === undefined) throw new Error(`no fixture called ${name}`);
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'function') execFileSync('bash', ['-c', content(name)], { cwd: folder });
  else writeFileSync(path, content);
  // The later in the list of fixtures, the newer: a day apart, the newest a day old.
  const age = (Object.keys(fixtures).length - Object.keys(fixtures).indexOf(name)) * 86_400;
  const at = Date.now() / 1000 - age;
  utimesSync(path, at, at);
}

function listPaths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function headOf(bytes: Buffer): { head?: string } {
  try {
    return { head: new TextDecoder('utf-8', { fatal: true }).decode(bytes).slice(0, 1000) };
  } catch {
    return {};
  }
}
