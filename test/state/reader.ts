import type { Change, Position, Store } from '../../src/state/store.ts';
import { origin } from '../../src/state/store.ts';

/** A world reduced to what a store is about: entities over no seeds, by space and key; null is a JSON value, gone is absent. */
export class Reader {
  readonly store: Store;
  readonly session: string;
  position: Position = origin;
  entities: Map<string, unknown> = new Map<string, unknown>();

  constructor(store: Store, session = '') {
    this.store = store;
    this.session = session;
  }

  async read(): Promise<Map<string, unknown>> {
    const { snapshot, commits, position } = await this.store.since(this.session, this.position);
    if (snapshot) this.entities.clear();
    for (const { changes, forgotten = [] } of commits) {
      for (const change of changes) apply(this.entities, change);
      for (const each of forgotten) this.entities.delete(nameOf(each));
    }
    this.position = position;
    return this.entities;
  }

  /** Appends without reading first: true where it has won. */
  async append(changes: readonly Change[], at = 0): Promise<boolean> {
    const next = await this.store.append(this.session, this.position, at, changes);
    if (next === undefined) return false;
    for (const change of changes) apply(this.entities, change);
    this.position = next;
    return true;
  }

  /** Tries until it wins; what to write is decided on what is read. */
  async write(decide: (entities: ReadonlyMap<string, unknown>) => readonly Change[]): Promise<void> {
    do await this.read();
    while (!(await this.append(decide(this.entities))));
  }
}

function nameOf({ space, key }: Pick<Change, 'space' | 'key'>): string {
  return JSON.stringify([space, key]);
}

export function apply(entities: Map<string, unknown>, change: Change): void {
  if (change.value === undefined) entities.delete(nameOf(change));
  else entities.set(nameOf(change), change.value);
}

export function change(key: string, value: unknown, space = '/things'): Change {
  return { space, key, value };
}

/** What a session holds, for whoever comes anew. */
export async function contentOf(store: Store, session = ''): Promise<Map<string, unknown>> {
  return await new Reader(store, session).read();
}
