/** A list that tells when it has grown long enough. */
export function createLog<T>() {
  const entries: T[] = [];
  const waiting = new Set<() => void>();
  return {
    entries,
    add(entry: T) {
      entries.push(entry);
      for (const check of waiting) check();
    },
    until: (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (entries.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
