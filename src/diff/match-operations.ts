import type { Operation } from '../model/index.ts';

/** Operations of two descriptions that a client would call alike. */
export interface Matches {
  readonly pairs: ReadonlyArray<{
    readonly before: Operation;
    readonly after: Operation;
    /** The newer name of each path parameter by the older one, where they differ. */
    readonly renamed: ReadonlyMap<string, string>;
  }>;
  readonly removed: readonly Operation[];
  readonly added: readonly Operation[];
}

/** By method and path; then by a path that differs in the names of its parameters alone. */
export function matchOperations(before: readonly Operation[], after: readonly Operation[]): Matches {
  const free = new Map(after.map((operation) => [`${operation.method} ${operation.path}`, operation]));
  const pairs: Array<Matches['pairs'][number]> = [];
  const left: Operation[] = [];
  for (const operation of before) {
    const key = `${operation.method} ${operation.path}`;
    const same = free.get(key);
    if (same) {
      free.delete(key);
      pairs.push({ before: operation, after: same, renamed: new Map() });
    } else left.push(operation);
  }
  const byShape = new Map([...free.values()].map((operation) => [shapeOf(operation), operation]));
  const removed: Operation[] = [];
  for (const operation of left) {
    const same = byShape.get(shapeOf(operation));
    if (!same) {
      removed.push(operation);
      continue;
    }
    byShape.delete(shapeOf(operation));
    free.delete(`${same.method} ${same.path}`);
    pairs.push({ before: operation, after: same, renamed: renamedBy(operation.path, same.path) });
  }
  return { pairs, removed, added: [...free.values()] };
}

function shapeOf({ method, path }: Operation): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
}

function renamedBy(before: string, after: string): Map<string, string> {
  const names = (path: string) => [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!);
  const now = names(after);
  return new Map(names(before).map((name, index) => [name, now[index]!] as const));
}
