import type { Activity, ActivityFeed } from '../../src/ports/activity.ts';

/** An activity feed in memory that keeps the last 1,000 per debate. */
export function createMemoryActivity(): ActivityFeed {
  const kept = new Map<string, Activity[]>();
  const watchers = new Set<(activity: Activity) => void>();
  return {
    async publish(activity) {
      const earlier = kept.get(activity.debate) ?? [];
      kept.set(activity.debate, [...earlier, activity].slice(-1_000));
      for (const heard of watchers) queueMicrotask(() => watchers.has(heard) && heard(activity));
    },
    recent: async (debate) => [...(kept.get(debate) ?? [])],
    async watch(heard) {
      const watcher: typeof heard = (activity) => heard(activity);
      watchers.add(watcher);
      return async () => void watchers.delete(watcher);
    },
  };
}
