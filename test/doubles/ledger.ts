import type { Recorded } from '../../src/debate/event.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { checkEvent } from '../../src/store/check-event.ts';

/** A ledger in memory with the behaviour of the real one; `now` is its clock. */
export function createMemoryLedger(now: () => number = Date.now): Ledger {
  const logs = new Map<string, Recorded[]>();
  const marks = new Map<string, number>();
  const order: string[] = [];
  const open = new Set<string>();
  const workspaces = new Map<string, Set<string>>();
  const watchers = new Set<(debate: string, seq: number) => void>();
  const mark = (debate: string, key: string) => JSON.stringify([debate, key]);

  const ledger: Ledger = {
    async append(debate, event, key) {
      const checked = structuredClone(checkEvent(event));
      const first = key === undefined ? undefined : marks.get(mark(debate, key));
      if (first !== undefined) return { seq: first, fresh: false };
      const log = logs.get(debate) ?? [];
      logs.set(debate, log);
      const seq = log.length + 1;
      log.push({ seq, at: Math.max(now(), log.at(-1)?.at ?? 0), key: key ?? null, event: checked });
      if (key !== undefined) marks.set(mark(debate, key), seq);
      if (checked.type === 'debate.opened') {
        if (!order.includes(debate)) order.push(debate);
        open.add(debate);
        const thread = workspaces.get(checked.workspace) ?? new Set();
        workspaces.set(checked.workspace, thread.add(debate));
      }
      if (checked.type === 'debate.closed' || checked.type === 'debate.stopped') open.delete(debate);
      for (const heard of watchers) queueMicrotask(() => watchers.has(heard) && heard(debate, seq));
      return { seq, fresh: true };
    },
    async appendAndRead(debate, event, key, after) {
      const appended = await ledger.append(debate, event, key);
      const since = (await ledger.read(debate, after)).filter(({ seq }) => seq <= appended.seq);
      return { ...appended, since };
    },
    read: async (debate, after = 0) => structuredClone((logs.get(debate) ?? []).slice(after)),
    has: async (debate, key) => marks.has(mark(debate, key)),
    open: async () => order.filter((debate) => open.has(debate)),
    recent: async (limit) => order.toReversed().slice(0, Math.max(0, limit)),
    inWorkspace: async (workspace) => [...(workspaces.get(workspace) ?? [])],
    async watch(heard) {
      const watcher: typeof heard = (debate, seq) => heard(debate, seq);
      watchers.add(watcher);
      return async () => void watchers.delete(watcher);
    },
  };
  return ledger;
}
