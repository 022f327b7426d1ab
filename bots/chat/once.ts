/** Remembers what was heard: Slack sends an event again when it believes that nobody took it. */
export function createOnce(most = 20_000): (key: string) => boolean {
  const heard = new Set<string>();
  return (key) => {
    if (heard.has(key)) return false;
    heard.add(key);
    if (heard.size > most) heard.delete(heard.keys().next().value as string);
    return true;
  };
}

/** Does work on one key in the order in which it came. */
export function createInTurn(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const done = (last.get(key) ?? Promise.resolve()).then(work, work);
    const tail = done.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, tail);
    tail.then(() => last.get(key) === tail && last.delete(key)).catch(() => undefined);
    return done;
  };
}

/** Never twice at the same time: asked for while it runs, it runs once more behind. */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    again = running !== null;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}
