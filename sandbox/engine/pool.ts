/**
 * Things that take long to make and are worth having ready, by key: at most `limit`, the one unused for longest
 * goes first. What is being made counts; what failed or died is made anew at the next call.
 */
export function createPool<T>(options: {
  limit: number;
  alive: (item: T) => boolean;
  close: (item: T) => Promise<void>;
}) {
  const items = new Map<string, Promise<T>>();
  let closed = false;

  const drop = (making: Promise<T>) => making.then(options.close).catch(() => {});

  const usable = async (key: string): Promise<T | null> => {
    const making = items.get(key);
    if (making === undefined) return null;
    const item = await making.catch(() => null);
    if (item !== null && options.alive(item)) return item;
    if (items.get(key) === making) items.delete(key);
    return null;
  };

  return {
    /** Gives what is there, or makes it. It stays in the pool. */
    async get(key: string, make: () => Promise<T>): Promise<T> {
      const ready = await usable(key);
      if (ready !== null) {
        const making = items.get(key);
        // Moved to the end: the map's order is the order of use.
        if (making !== undefined && items.delete(key)) items.set(key, making);
        return ready;
      }
      const raced = items.get(key);
      if (raced !== undefined) return raced;
      const making = make();
      items.set(key, making);
      making.catch(() => items.get(key) === making && items.delete(key));
      while (items.size > options.limit) {
        const [oldest, old] = items.entries().next().value ?? [];
        if (oldest === undefined || old === undefined || oldest === key) break;
        items.delete(oldest);
        void drop(old);
      }
      if (closed) {
        items.delete(key);
        void drop(making);
      }
      return making;
    },
    /** Takes it out for good, or null. */
    async take(key: string): Promise<T | null> {
      const making = items.get(key);
      const item = await usable(key);
      // Two may have waited for the same one: whoever finds it still there has it.
      if (item === null || items.get(key) !== making) return null;
      items.delete(key);
      return item;
    },
    /** Closes what is there under keys that match. */
    async discard(matches: (key: string) => boolean): Promise<void> {
      const found = [...items].filter(([key]) => matches(key));
      for (const [key] of found) items.delete(key);
      await Promise.all(found.map(([, making]) => drop(making)));
    },
    async close(): Promise<void> {
      closed = true;
      const all = [...items.values()];
      items.clear();
      await Promise.all(all.map(drop));
    },
  };
}
