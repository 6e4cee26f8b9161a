import type { Generator } from '../generation/index.ts';
import type { Operation, ParameterLocation } from '../model/index.ts';
import type { Collection, ParentPart, Resources, Role } from '../resource/index.ts';
import { isJsonObject, type JsonObject, parsePointer, sameJson, setOwn, valueAt } from '../schema/index.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { type GivenTo, withGiven } from './given.ts';
import { freshKey } from './request-values.ts';

/** An entity that the target has shown. */
export interface Thing {
  readonly collection: Collection;
  /** Values of the path parameters above it, outermost first. */
  readonly parents: readonly unknown[];
  /** Values of its key parts, in their order. */
  readonly keys: readonly unknown[];
  readonly value: unknown;
}

const maxPerCollection = 20;
const maxOfOneList = 5;

/** Entities that are known to be there, and the requests that name them. */
export class Things {
  readonly #resources: Resources;
  readonly #known = new Map<Collection, Thing[]>();

  readonly #givenTo: GivenTo;

  /** @param givenTo values that are given come before those of things */
  constructor(resources: Resources, givenTo: GivenTo = () => undefined) {
    this.#resources = resources;
    this.#givenTo = givenTo;
  }

  of(collection: Collection): readonly Thing[] {
    return this.#known.get(collection) ?? [];
  }

  /** Remembers what an answer shows. What was made comes before what was found: it is ours to change. */
  learn(draft: Draft, exchange: Exchange, json: unknown): void {
    const role = this.#resources.role(draft.operation);
    for (const thing of shown(role, draft, exchange, json)) {
      const things = this.#known.get(thing.collection) ?? [];
      if (things.length >= maxPerCollection || things.some((other) => isSame(other, thing))) continue;
      if (role?.kind === 'create') things.unshift(thing);
      else things.push(thing);
      this.#known.set(thing.collection, things);
    }
  }

  /** After a removal that succeeded: what it named is gone. Other requests change nothing here. */
  noteRemoval({ operation, parameters }: Draft): void {
    const role = this.#resources.role(operation);
    if (role?.kind === 'action' && role.all) {
      const above = role.parents.map((name) => String(parameters.path?.[name]));
      const there = this.of(role.collection).filter(({ parents }) => sameJson(parents.map(String), above));
      for (const thing of there) this.forget(thing);
    }
    if (role?.kind !== 'delete') return;
    const named = role.keys.map(({ parameter }) => String(parameters.path?.[parameter]));
    const gone = this.of(role.collection).find(({ keys }) =>
      keys.every((key, index) => String(key) === named[index]),
    );
    if (gone) this.forget(gone);
  }

  forget(gone: Thing): void {
    const things = this.#known.get(gone.collection) ?? [];
    this.#known.set(
      gone.collection,
      things.filter((thing) => !isSame(thing, gone)),
    );
  }

  /** The draft with path parameters and members that name things which are there, as far as any are known. */
  fill(draft: Draft): Draft {
    return this.given(this.#fillBody(this.#fillPath(draft)));
  }

  /** The draft with the values that are given for its operation. */
  given(draft: Draft): Draft {
    return withGiven(draft, this.#givenTo(draft.operation));
  }

  #fillPath(draft: Draft): Draft {
    const role = this.#resources.role(draft.operation);
    if (!role) return this.#fillFromAbove(draft);
    if (!('collection' in role)) return this.#fillParents(draft, role, role.singleton.parents);
    const keys = 'keys' in role ? role.keys : [];
    const thing = this.of(role.collection)[0];
    const values: Record<string, unknown> = {};
    if (thing && keys.length > 0) {
      for (const [index, name] of role.parents.entries()) setOwn(values, name, thing.parents[index]);
      for (const key of keys) {
        const value = key.pointer === undefined ? undefined : valueAt(thing.value, key.pointer);
        setOwn(values, key.parameter, value ?? thing.keys[keys.indexOf(key)]);
      }
      return withPath(draft, values);
    }
    return this.#fillParents(draft, role, role.collection.parents);
  }

  /** What stands below the path of an item has that item's parameters, whatever it is itself. */
  #fillFromAbove(draft: Draft): Draft {
    const { path } = draft.operation;
    const above = [...this.#known]
      .flatMap(([collection, things]) => {
        const named = collection.operations.find(
          (operation) =>
            path.startsWith(`${operation.path}/`) && 'keys' in (this.#resources.role(operation) ?? {}),
        );
        return named && things[0] ? [{ operation: named, thing: things[0] }] : [];
      })
      .toSorted((left, right) => right.operation.path.length - left.operation.path.length)[0];
    if (!above) return draft;
    const { operation, thing } = above;
    return withPath(draft, this.naming(operation, thing).parameters.path ?? {});
  }

  #fillParents(draft: Draft, role: Role, parents: readonly ParentPart[]): Draft {
    const values: Record<string, unknown> = {};
    parents.forEach((parent, index) => {
      const above = parent.collection && this.of(parent.collection)[0];
      const name = role.parents[index];
      if (above && name !== undefined) setOwn(values, name, above.keys.at(-1));
    });
    return withPath(draft, values);
  }

  /** Members that name things by their keys: `bookId`. Those deeper down are left as they are. */
  #fillBody(draft: Draft): Draft {
    const { body, operation } = draft;
    const role = this.#resources.role(operation);
    if (!body || !('value' in body) || !isJsonObject(body.value)) return draft;
    if (!role || !('collection' in role)) return draft;
    const value: JsonObject = { ...body.value };
    for (const { pointer, to, key } of role.collection.references) {
      const [name, below] = parsePointer(pointer) ?? [];
      const thing = this.of(to)[0];
      const named = thing?.keys[to.keys.indexOf(key)];
      if (name === undefined || below !== undefined || named === undefined) continue;
      // What is absent, or null, names nothing on purpose.
      if (Object.hasOwn(value, name) && value[name] !== null) setOwn(value, name, named);
    }
    return { ...draft, body: { ...body, value } };
  }

  /** The request that takes a thing away, where the description has one. */
  removal(thing: Thing, base: (operation: Operation) => Draft): Draft | undefined {
    const operation = this.operationOf(thing.collection, 'delete');
    if (!operation) return undefined;
    const draft = this.naming(operation, thing, base(operation));
    const path = draft.parameters.path ?? {};
    const isWhole = operation.parameters.every(
      ({ in: location, name }) => location !== 'path' || Object.hasOwn(path, name),
    );
    return isWhole ? draft : undefined;
  }

  /** A request of the operation that names this thing. */
  naming(operation: Operation, thing: Thing, base: Draft = { operation, parameters: {} }): Draft {
    const role = this.#resources.role(operation);
    const values: Record<string, unknown> = {};
    if (role && 'keys' in role) {
      for (const [index, name] of role.parents.entries()) setOwn(values, name, thing.parents[index]);
      for (const [index, key] of role.keys.entries()) setOwn(values, key.parameter, thing.keys[index]);
    }
    return withPath(base, values);
  }

  /** The request with other keys in its path, where it makes the thing that these name; `chance` from 0 to 1 says which. */
  renamed(draft: Draft, generator: Generator, chance: number): Draft {
    const role = this.#resources.role(draft.operation);
    if (role?.kind !== 'create') return draft;
    const values: Record<string, unknown> = {};
    for (const { parameter: name } of role.named) {
      const parameter = draft.operation.parameters.find((each) => each.in === 'path' && each.name === name);
      if (parameter) setOwn(values, name, freshKey(parameter, generator, chance));
    }
    return withPath(draft, values);
  }

  /** The request with the path parameters above the thing, as far as the operation stands below the same ones. */
  beside(draft: Draft, { parents }: Thing): Draft {
    const values: Record<string, unknown> = {};
    for (const [index, name] of (this.#resources.role(draft.operation)?.parents ?? []).entries())
      setOwn(values, name, parents[index]);
    return withPath(draft, values);
  }

  operationOf(collection: Collection, kind: Role['kind']): Operation | undefined {
    return collection.operations.find((operation) => this.#resources.role(operation)?.kind === kind);
  }

  /** The thing that a create request has made. */
  made(draft: Draft, exchange: Exchange, json: unknown): Thing | undefined {
    const role = this.#resources.role(draft.operation);
    return role?.kind === 'create' && !role.bulk ? shown(role, draft, exchange, json)[0] : undefined;
  }
}

function withPath(draft: Draft, values: Readonly<Record<string, unknown>>): Draft {
  const path: Record<string, unknown> = { ...draft.parameters.path };
  for (const [name, value] of Object.entries(values)) if (value !== undefined) setOwn(path, name, value);
  const parameters: Partial<Record<ParameterLocation, Readonly<Record<string, unknown>>>> = {
    ...draft.parameters,
    path,
  };
  return { ...draft, parameters };
}

function shown(role: Role | undefined, draft: Draft, { response }: Exchange, json: unknown): Thing[] {
  if (!role || !('collection' in role) || !response || response.status < 200 || response.status >= 300)
    return [];
  const { collection } = role;
  const inPath = (name: string | undefined) =>
    name === undefined ? undefined : draft.parameters.path?.[name];
  const parents = role.parents.map(inPath);
  const named = role.kind === 'create' ? role.named : [];
  return entities(role, json).flatMap((value) => {
    const keys = collection.keys.map(
      ({ pointer }, index) =>
        inPath(named[index]?.parameter) ?? (pointer === undefined ? undefined : valueAt(value, pointer)),
    );
    const known = role.kind === 'create' ? withLocation(keys, response.headers.get('location')) : keys;
    return known.every((key) => typeof key === 'string' || typeof key === 'number')
      ? [{ collection, parents, keys: known, value }]
      : [];
  });
}

function entities(role: Exclude<Role, { singleton: unknown }>, json: unknown): unknown[] {
  if (role.kind === 'list') {
    const items = valueAt(json, role.list.items);
    const all = Array.isArray(items)
      ? items
      : role.list.map && isJsonObject(items)
        ? Object.values(items)
        : [];
    return all.slice(0, maxOfOneList);
  }
  if (role.kind === 'create' || role.kind === 'read') return [valueAt(json, role.shown?.at ?? '') ?? {}];
  return [];
}

/** Where the answer does not show the key, the address of what was made does. */
function withLocation(keys: readonly unknown[], location: string | null): readonly unknown[] {
  if (location === null || keys.length !== 1 || keys[0] !== undefined) return keys;
  const last = location
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .at(-1);
  return last ? [decodeURIComponent(last)] : keys;
}

function isSame(left: Thing, right: Thing): boolean {
  return (
    left.collection === right.collection &&
    JSON.stringify([left.parents, left.keys]) === JSON.stringify([right.parents, right.keys])
  );
}
