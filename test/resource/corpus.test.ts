import { afterAll, expect, test } from 'vitest';
import { type Api, loadApi } from '../../src/model/index.ts';
import { type Collection, inferResources, type Resources, type Role } from '../../src/resource/index.ts';
import { joinPointer, type Schema } from '../../src/schema/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';

const figures = {
  documents: 0,
  operations: 0,
  roles: 0,
  collections: 0,
  singletons: 0,
  hiddenKeys: 0,
  milliseconds: 0,
};
const kinds = new Map<string, number>();

/** Far more than it takes: only what does not end is refused. */
const mostMilliseconds = 60_000;

test.skipIf(!corpusPresent).each(corpusEntries())(
  '$slug: what is inferred agrees with itself and with the description',
  { timeout: 2 * mostMilliseconds },
  async ({ file }) => {
    const api = await loadApi(file);
    const start = performance.now();
    const resources = inferResources(api);
    const first = summaryOf(api, resources);
    const milliseconds = performance.now() - start;
    expect(milliseconds).toBeLessThan(mostMilliseconds);
    // In another order of questions, all is the same.
    const again = inferResources(api);
    for (const operation of [...api.operations].reverse()) again.role(operation);
    expect(summaryOf(api, again)).toEqual(first);
    expect(faultsOf(api, resources)).toEqual([]);
    count(api, resources, milliseconds);
  },
);

afterAll(() => {
  if (figures.documents === 0) return;
  const parts = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, number]) => `${kind} ${number}`);
  process.stdout.write(`${JSON.stringify(figures)}\n${parts.join(', ')}\n`);
});

function summaryOf(api: Api, resources: Resources): unknown {
  return {
    collections: resources.collections.map(({ id, keys, parents, references, unique, why }) => ({
      id,
      keys,
      parents: parents.map(({ parameter, collection, pointer }) => [parameter, collection?.id, pointer]),
      references: references.map(({ pointer, to, key, optional }) => [pointer, to.id, key.pointer, optional]),
      unique,
      why,
    })),
    singletons: resources.singletons.map(({ id, of, why }) => [id, of?.id, why]),
    roles: api.operations.map((operation) => {
      const role = resources.role(operation);
      return role === undefined ? null : [role.kind, placeOf(role).id, role.why, role.within, role.parents];
    }),
  };
}

/** Whatever is not as it must be. */
function faultsOf(api: Api, resources: Resources): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const collection of resources.collections) {
    if (ids.has(collection.id)) faults.push(`${collection.id} comes twice`);
    ids.add(collection.id);
    if (collection.views.length === 0) faults.push(`${collection.id} has no view`);
    if (new Set(collection.views).size < collection.views.length)
      faults.push(`${collection.id} has a view twice`);
    if (collection.why.length === 0) faults.push(`${collection.id} has no reason`);
    for (const pointer of pointersOf(collection)) {
      if (!isDescribed(collection, pointer)) faults.push(`${collection.id} describes no ${pointer}`);
    }
    for (const { to, key } of collection.references) {
      if (!resources.collections.includes(to))
        faults.push(`${collection.id} refers to ${to.id}, which is none`);
      if (key.pointer !== undefined && !isDescribed(to, key.pointer))
        faults.push(`${to.id} describes no ${key.pointer}`);
    }
    for (const operation of collection.operations) {
      const role = resources.role(operation);
      if (role === undefined || placeOf(role) !== collection)
        faults.push(`${operation.id} is not of ${collection.id}`);
    }
  }
  for (const operation of api.operations) {
    const role = resources.role(operation);
    if (role === undefined) continue;
    const place = placeOf(role);
    const at = `${operation.method} ${operation.path}`;
    if (!place.operations.includes(operation)) faults.push(`${place.id} does not list ${at}`);
    if (role.operation !== operation) faults.push(`${at} has the part of another`);
    if (role.parents.length !== place.parents.length)
      faults.push(`${at} names ${role.parents.length} parents of ${place.parents.length}`);
    const names = new Set(operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name));
    for (const name of [
      ...role.parents,
      ...role.within.map(({ parameter }) => parameter),
      ...('keys' in role ? role.keys.map(({ parameter }) => parameter) : []),
    ])
      if (!names.has(name)) faults.push(`${at} has no path parameter ${name}`);
    if (role.success !== undefined && !operation.responses.includes(role.success))
      faults.push(`${at} has another's answer`);
    if (role.kind === 'list' && !role.success?.content.includes(role.list.mediaType))
      faults.push(`${at} lists in another answer`);
    if (role.shown !== undefined && !role.success?.content.includes(role.shown.mediaType))
      faults.push(`${at} shows in another answer`);
    if (operation.method === 'GET' && ['create', 'replace', 'merge', 'delete', 'action'].includes(role.kind))
      faults.push(`${at} is a GET that changes`);
  }
  return faults;
}

function placeOf(role: Role): Collection | Resources['singletons'][number] {
  return 'collection' in role ? role.collection : role.singleton;
}

function pointersOf(collection: Collection): string[] {
  return [
    ...collection.keys.flatMap(({ pointer }) => pointer ?? []),
    ...collection.parents.flatMap(({ pointer }) => pointer ?? []),
    ...collection.references.map(({ pointer }) => pointer),
    ...collection.unique,
  ];
}

/** Does some view describe the place? Looked up in the adopted schemas, which the inference does not read. */
function isDescribed({ views }: Collection, pointer: string): boolean {
  return views.some((view) => childrenAt(view, pointer).length > 0);
}

function childrenAt(view: Schema, pointer: string): unknown[] {
  let found: unknown[] = inPlace([view.json], view);
  for (const token of pointer.split('/').slice(1)) {
    const next = found.flatMap((json) => {
      const { properties = {}, items } = json as { properties?: Record<string, unknown>; items?: unknown };
      if (token === '*') return items === undefined ? [] : [items];
      const own = Object.entries(properties).find(([name]) => joinPointer('', name) === `/${token}`);
      return own === undefined ? [] : [own[1]];
    });
    found = inPlace(next, view);
  }
  return found;
}

function inPlace(schemas: readonly unknown[], view: Schema): unknown[] {
  const found = new Set<unknown>();
  const waiting = [...schemas];
  while (waiting.length > 0) {
    const json = waiting.pop();
    if (typeof json !== 'object' || json === null || found.has(json)) continue;
    found.add(json);
    const {
      $ref,
      allOf = [],
      anyOf = [],
      oneOf = [],
      then: whenTrue,
      else: whenFalse,
    } = json as Record<string, never>;
    if ($ref !== undefined) waiting.push(view.scope.byId($ref).json);
    waiting.push(
      ...(allOf as unknown[]),
      ...(anyOf as unknown[]),
      ...(oneOf as unknown[]),
      whenTrue,
      whenFalse,
    );
  }
  return [...found];
}

function count(api: Api, resources: Resources, milliseconds: number): void {
  const { collections, singletons } = resources;
  figures.documents++;
  figures.operations += api.operations.length;
  figures.collections += collections.length;
  figures.singletons += singletons.length;
  figures.hiddenKeys += collections.filter(({ keys }) =>
    keys.some(({ pointer }) => pointer === undefined),
  ).length;
  figures.milliseconds += Math.round(milliseconds);
  for (const operation of api.operations) {
    const kind = resources.role(operation)?.kind;
    if (kind === undefined) continue;
    figures.roles++;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
}
