import type { Api, Operation } from '../../model/index.ts';
import type {
  Collection,
  ListRole,
  ResourceCorrections,
  Resources,
  Role,
  Singleton,
} from '../../resource/index.ts';
import { colourMethod, counted, type Output, plain } from '../output.ts';

/** What `standin check --state` understands besides. */
export interface StateFlags {
  readonly state?: boolean;
  /** Of the configuration. */
  readonly resources?: ResourceCorrections;
}

/** Prints what was inferred of the collections behind a description, and why. */
export async function checkState(
  api: Api,
  source: string,
  { resources: corrections }: StateFlags,
  output: Output,
): Promise<void> {
  const { inferResources } = await import('../../resource/index.ts');
  const resources = inferResources(api, corrections);
  const roles = api.operations.flatMap((operation) => resources.role(operation) ?? []);
  if (output.json) output.printJson({ source, title: api.title, ...asJson(api, resources) });
  else if (output.terminal.outIsTerminal) printForPeople(resources, roles, output);
  else for (const role of roles) output.print(lineOf(role));
  const { collections, singletons } = resources;
  output.say(
    `${counted(collections.length, 'collection')}, ${counted(singletons.length, 'single thing')}: ` +
      `${roles.length} of ${counted(api.operations.length, 'operation')} have a part in them.`,
  );
}

/** Parted by tabs, for programs that read lines. */
function lineOf(role: Role): string {
  const { operation, kind, why } = role;
  return [placeOf(role).id, kind, `${operation.method} ${operation.path}`, detailOf(role), why]
    .map(plain)
    .join('\t');
}

function placeOf(role: Role): Collection | Singleton {
  return 'collection' in role ? role.collection : role.singleton;
}

function printForPeople(
  { collections, singletons }: Resources,
  roles: readonly Role[],
  output: Output,
): void {
  const { paint } = output;
  const width = Math.max(6, ...roles.map(({ operation }) => operation.method.length));
  const kindWidth = Math.max(6, ...roles.map(({ kind }) => kind.length));
  const byPlace = new Map<unknown, Role[]>();
  for (const role of roles) byPlace.set(placeOf(role), [...(byPlace.get(placeOf(role)) ?? []), role]);
  for (const place of [...collections, ...singletons]) {
    output.print(`${paint.bold(plain(place.id))}${paint.dim(plain(factsOf(place)))}`);
    for (const role of byPlace.get(place) ?? []) {
      const { operation, kind } = role;
      const method = colourMethod(operation.method, width, paint);
      const detail = detailOf(role);
      output.print(
        `  ${kind.padEnd(kindWidth)}  ${method}  ${plain(operation.path)}${detail === '' ? '' : paint.dim(`  ${plain(detail)}`)}`,
      );
    }
    output.print(paint.dim(`  because ${plain(place.why.join('; '))}`));
    output.print('');
  }
}

function factsOf(place: Collection | Singleton): string {
  if (!('keys' in place)) return place.of === undefined ? '  one thing' : `  one of ${place.of.id}`;
  const keys = place.keys.map(({ pointer, parameter, type }) =>
    pointer === undefined
      ? parameter === ''
        ? 'counted, which nothing shows'
        : `{${parameter}}, which nothing shows`
      : `${pointer.slice(1)} (${type})`,
  );
  const parts = [keys.length === 0 ? '' : `  key ${keys.join(' and ')}`];
  if (place.unique.length > 0)
    parts.push(`unique ${place.unique.map((pointer) => pointer.slice(1)).join(', ')}`);
  const targets = [...new Set(place.references.map(({ pointer, to }) => `${pointer.slice(1)} → ${to.id}`))];
  if (targets.length > 0) parts.push(`refers by ${targets.join(', ')}`);
  return parts.filter((part) => part !== '').join('; ');
}

function detailOf(role: Role): string {
  if (role.kind === 'list') return listDetail(role);
  if (role.kind === 'create') {
    const key = role.named.map(({ parameter }) => `{${parameter}}`).join(' and ');
    const made = role.bulk ? 'several' : key && `of the key ${key}`;
    return [made, role.at].filter(Boolean).join(' at ');
  }
  if (role.kind === 'action') {
    const changes = [...role.changes].map(
      ([pointer, value]) => `${pointer.slice(1)} = ${JSON.stringify(value)}`,
    );
    const bulk = role.bulk && `${role.bulk}s ${role.all ? 'all' : 'several'}${filtersText(role)}`;
    return [bulk ?? '', ...changes].filter(Boolean).join(', ');
  }
  return (role.kind === 'replace' || role.kind === 'merge') && role.upsert ? 'or makes one' : '';
}

function filtersText({ filters }: Pick<ListRole, 'filters'>): string {
  const names = [...new Set(filters.map(({ parameter }) => parameter.name))];
  return names.length === 0 ? '' : ` by ${names.join(', ')}`;
}

function listDetail({ list, paging, filters, search, ordering, within }: ListRole): string {
  const parts = [list.items === '' ? '' : `items ${list.map ? 'by key ' : ''}in ${list.items}`];
  const names = paging && [paging.page, paging.offset, paging.after, paging.before, paging.size];
  if (names !== undefined) parts.push(`pages by ${names.flatMap((one) => one?.name ?? []).join(', ')}`);
  if (filters.length > 0)
    parts.push(`filters ${[...new Set(filters.map(({ parameter }) => parameter.name))].join(', ')}`);
  if (search !== undefined) parts.push(`searches by ${search.name}`);
  const order = [ordering?.by, ordering?.direction].flatMap((one) => one?.name ?? []);
  if (order.length > 0) parts.push(`orders by ${order.join(', ')}`);
  if (within.length > 0)
    parts.push(
      `only ${within.map(({ parameter, pointer }) => `${pointer.slice(1)} = {${parameter}}`).join(', ')}`,
    );
  return parts.filter((part) => part !== '').join('; ');
}

function asJson(api: Api, resources: Resources): object {
  const operationId = (operation: Operation): string => operation.id;
  const parents = (place: Collection | Singleton): object[] =>
    place.parents.map(({ parameter, collection, pointer }) => ({
      parameter,
      collection: collection?.id,
      pointer,
    }));
  return {
    collections: resources.collections.map((collection) => ({
      id: collection.id,
      name: collection.name,
      keys: collection.keys,
      parents: parents(collection),
      references: collection.references.map(({ pointer, to, key, optional }) => ({
        pointer,
        to: to.id,
        key: key.pointer,
        optional,
      })),
      unique: collection.unique,
      operations: collection.operations.map(operationId),
      why: collection.why,
    })),
    singletons: resources.singletons.map((singleton) => ({
      id: singleton.id,
      name: singleton.name,
      of: singleton.of?.id,
      parents: parents(singleton),
      operations: singleton.operations.map(operationId),
      why: singleton.why,
    })),
    roles: api.operations.map((operation) => {
      const role = resources.role(operation);
      const named = { operation: operation.id, method: operation.method, path: operation.path };
      if (role === undefined) return { ...named, kind: null };
      return { ...named, kind: role.kind, of: placeOf(role).id, detail: detailOf(role), why: role.why };
    }),
  };
}
