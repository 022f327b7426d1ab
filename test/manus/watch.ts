/** Lets tests wait until something is so, looking whenever something happened. */
export function createWatch() {
  const waiting = new Set<() => void>();
  return {
    look() {
      for (const look of [...waiting]) look();
    },
    until<T>(find: () => T | undefined): Promise<T> {
      return new Promise((resolve) => {
        const look = () => {
          const found = find();
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
  };
}
