import type { Change } from '../diff/index.ts';

/** Changes that have one cause: the same rule at the same two places, seen in several operations. */
export interface ChangeGroup {
  /** The first of them stands for all. */
  readonly change: Change;
  /** `GET /users`, in the order of the newer description. */
  readonly operations: readonly string[];
}

const order: readonly Change['level'][] = ['breaking', 'warning', 'info'];

/** The worst first, else as they come. */
export function groupChanges(changes: readonly Change[]): ChangeGroup[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { rule, level, before, after, message } = change;
    const place = [before, after].map((at) => (at ? `${at.file}#${at.pointer}` : ''));
    // What stands nowhere in a component is one operation's own.
    const key = JSON.stringify([rule, level, ...place, wordsOf(message)]);
    const known = groups.get(key);
    if (known) known.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()]
    .map((group) => ({
      change: group[0]!,
      operations: [
        ...new Set(group.flatMap(({ operation }) => (operation === undefined ? [] : [operation]))),
      ],
    }))
    .toSorted((left, right) => order.indexOf(left.change.level) - order.indexOf(right.change.level));
}

/** What is said, without where it is said of. */
function wordsOf(message: string): string {
  return message.slice(message.indexOf(': ') + 2);
}
