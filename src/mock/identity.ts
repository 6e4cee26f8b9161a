import { describedLists, describedMembers } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';

/** Whose entities an operation shows. */
export interface Identity {
  /** The collection's path template: `/users` both for `/users` and for `/users/{id}`. */
  readonly collection: string;
  /** The template's parameter that names one entity; undefined for the collection itself. */
  readonly parameter: string | undefined;
  /** Of the path of an entity, also where the operation is the collection's. */
  readonly entityParameter: string;
}

const itemPath = /^(.*)\/\{([^{}/]+)\}\/?$/;

/** Tells which paths are collections and which are entities in them, by `/users` beside `/users/{id}`. */
export function identify(api: Api): (operation: Operation) => Identity | undefined {
  const parameters = new Map<string, string>();
  const paths = new Set<string>();
  for (const { path } of api.operations) {
    paths.add(withoutSlash(path));
    const match = itemPath.exec(path);
    if (match) parameters.set(match[1]!, match[2]!);
  }
  return ({ path }) => {
    const match = itemPath.exec(path);
    if (match) {
      const [, collection, parameter] = match as unknown as [string, string, string];
      return { collection, parameter, entityParameter: parameter };
    }
    const collection = withoutSlash(path);
    const entityParameter = parameters.get(collection);
    return entityParameter === undefined ? undefined : { collection, parameter: undefined, entityParameter };
  };
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** The member of an entity that its path parameter names: of that name, or `id` for `userId`, or the usual names. */
export function keyMember(schema: Schema, identity: Identity): string | undefined {
  return chooseKey(describedMembers(schema), identity);
}

/** The same of the items of a list, which may stand in an envelope. */
export function listKeyMember(schema: Schema, identity: Identity): string | undefined {
  for (const members of describedLists(schema).values()) {
    const key = chooseKey(members, identity);
    if (key !== undefined) return key;
  }
  return undefined;
}

const usualKeys = ['id', 'uuid', 'pk', '_id', 'key', 'slug', 'name', 'code'];

function chooseKey(members: ReadonlySet<string>, { entityParameter }: Identity): string | undefined {
  if (members.has(entityParameter)) return entityParameter;
  const parameter = plain(entityParameter);
  const ending = (key: string) =>
    [...members].find((member) => plain(member) === plain(key) && parameter.endsWith(plain(key)));
  for (const key of usualKeys) {
    const member = ending(key);
    if (member !== undefined) return member;
  }
  return usualKeys.find((key) => members.has(key));
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The collection as this request names it: `/teams/5/members`. */
export function collectionName(
  { collection }: Identity,
  pathParameters: Readonly<Record<string, string>>,
): string {
  return collection.replaceAll(/\{([^{}]+)\}/g, (template, name: string) =>
    Object.hasOwn(pathParameters, name) ? (pathParameters[name] ?? template) : template,
  );
}
