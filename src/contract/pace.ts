/** Lets through at most `rate` a second, evenly; timers are the runtime's. */
export function createPace(rate: number): () => Promise<void> {
  if (!Number.isFinite(rate)) return () => Promise.resolve();
  const gap = 1000 / rate;
  let next: Promise<void> = Promise.resolve();
  return () => {
    const turn = next;
    next = turn.then(() => new Promise((resolve) => setTimeout(resolve, gap)));
    return turn;
  };
}

/** Does the work for each item, at most `workers` at the same time. What is thrown ends it all. */
export async function eachOf<T>(
  items: Iterable<T>,
  workers: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let step = rest.next(); !step.done; step = rest.next()) await work(step.value);
  };
  await Promise.all(Array.from({ length: Math.max(1, workers) }, worker));
}
