import type { Collection, Singleton } from '../resource/index.ts';

const made = new WeakMap<Singleton, Collection>();

/** A singleton as a collection without keys, whose one entity has the empty one. */
export function collectionOf(singleton: Singleton): Collection {
  let collection = made.get(singleton);
  if (!collection) {
    const { id, name, parents, views, operations, why } = singleton;
    const none: never[] = [];
    collection = {
      id,
      name,
      keys: none,
      keyParameters: none,
      parents,
      references: none,
      views,
      unique: none,
      operations,
      why,
    };
    made.set(singleton, collection);
  }
  return collection;
}
