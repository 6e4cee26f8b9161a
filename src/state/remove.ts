import type { Collection, Reference, Resources } from '../resource/index.ts';
import type { JsonObject } from '../schema/index.ts';
import { changeTo, type Place } from './change.ts';
import { absent, edit, pick } from './pointer.ts';
import { project } from './project.ts';
import { targetSpace } from './references.ts';
import { keyOf, keyParts, type Space, spaceOf } from './space.ts';
import type { Change } from './store.ts';
import { WHOLE, type World } from './world.ts';

/** So many things at most are asked whether they refer to what is removed, */
const maxAsked = 400;
/** and so many are made for it, none of them below others: to make what nobody has seen costs far more than to look. */
const maxMade = 12;

/** Takes entities away, with all that lies below them, and makes others forget them where they may. */
export function remove(place: Place, keys: readonly string[], resources: Resources): Change[] {
  const changes = new Map<string, Change>();
  const note = (change: Change) => changes.set(`${change.space} ${change.key}`, change);
  for (const key of keys) {
    note(changeTo(place, key, undefined));
    for (const change of below(place, key, resources)) note(change);
  }
  for (const change of forgotten(place, new Set(keys), resources)) {
    if (!changes.has(`${change.space} ${change.key}`)) note(change);
  }
  return [...changes.values()];
}

/** What lies below an entity goes with it, and does not come back with another one of its key. */
export function below({ world, space }: Place, key: string, { collections }: Resources): Change[] {
  const changes: Change[] = [];
  const values = [...space.parents, ...keyParts(key)];
  const prefixes = [`${space.id}/${key}/`];
  for (const child of collections) {
    if (child.parents.at(-1)?.collection !== space.collection || child.parents.length !== values.length)
      continue;
    const { id } = spaceOf(child, values);
    prefixes.push(`${id}/`);
    changes.push({ space: id, key: WHOLE, value: null });
    for (const each of world.changed(id))
      if (each !== WHOLE) changes.push({ space: id, key: each, value: undefined });
  }
  for (const id of world.changedSpaces()) {
    if (!prefixes.some((prefix) => id.startsWith(prefix)) || changes.some((change) => change.space === id))
      continue;
    for (const each of world.changed(id)) changes.push({ space: id, key: each, value: undefined });
  }
  return changes;
}

function forgotten(place: Place, keys: ReadonlySet<string>, { collections }: Resources): Change[] {
  const { world, space, views } = place;
  const changes: Change[] = [];
  let asked = 0;
  let made = 0;
  for (const collection of collections) {
    const references = collection.references.filter(
      ({ to, optional, pointer }) => to === space.collection && (optional || pointer.endsWith('/*')),
    );
    if (references.length === 0) continue;
    for (const other of spacesOf(world, collection)) {
      for (const key of world.keys(other)) {
        if (other.id === space.id && keys.has(key)) continue;
        if (++asked > maxAsked) return changes;
        if (!world.isKnown(other, key) && (other.parents.length > 0 || ++made > maxMade)) continue;
        const entity = world.entity(other, key);
        if (!entity) continue;
        const naming = references.filter(
          (reference) =>
            pick(entity.value, reference.pointer).some((named) => names(reference, named, keys)) &&
            targetSpace(reference, other, key)?.id === space.id,
        );
        if (naming.length === 0) continue;
        const all = views
          .ordered(collection.views)
          .filter((view) => view.accepts(project(view, entity.value)));
        let value: unknown = entity.value;
        for (const reference of naming) {
          for (const empty of [null, absent]) {
            const next = edit(value, reference.pointer, (named) =>
              names(reference, named, keys) ? empty : named,
            );
            if (next === value) break;
            if (!all.every((view) => view.accepts(project(view, next)))) continue;
            value = next;
            break;
          }
        }
        if (value !== entity.value) {
          changes.push(changeTo({ seeds: place.seeds, space: other }, entity.key, value as JsonObject));
        }
      }
    }
  }
  return changes;
}

function names({ key, to }: Reference, named: unknown, keys: ReadonlySet<string>): boolean {
  if (named === null || named === undefined) return false;
  const part = to.keys.indexOf(key);
  for (const each of keys) if (keyParts(each)[part] === String(named)) return true;
  return false;
}

/** The spaces of a collection below everything that is there; no more than a few. */
function spacesOf(world: World, collection: Collection): Space[] {
  const { parents } = collection;
  const above = parents.at(-1)?.collection;
  if (parents.length === 0) return [spaceOf(collection, [])];
  if (!above || above.parents.length + above.keys.length !== parents.length) return [];
  return spacesOf(world, above)
    .slice(0, 20)
    .flatMap((space) =>
      world
        .keys(space)
        .slice(0, 20)
        .map((key) => spaceOf(collection, [...space.parents, ...keyParts(key)])),
    );
}

/** Which things a request names in bulk: every key of the space that stands in a list of its body. */
export function namedKeys({ world, space }: Place, sent: unknown): string[] {
  const known = new Set(world.keys(space));
  const found = new Set<string>();
  const walk = (value: unknown, depth: number): void => {
    if (depth > 3 || typeof value !== 'object' || value === null) return;
    for (const each of Object.values(value)) {
      if ((typeof each === 'string' || typeof each === 'number') && Array.isArray(value)) {
        const key = keyOf([each]);
        if (known.has(key)) found.add(key);
      } else walk(each, depth + 1);
    }
  };
  walk(sent, 0);
  return [...found];
}
