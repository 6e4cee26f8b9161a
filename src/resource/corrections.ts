import { StandinError } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import { isJsonObject, nearName, own } from '../schema/index.ts';
import { type PathNode, type PathTree, templateOf } from './path-tree.ts';

/**
 * What a user knows better than the description says, by path (`/users`) or operation (`POST /login`). False: it is no
 * collection, no singleton, and no operation on one.
 */
export type ResourceCorrections = Readonly<Record<string, ResourceCorrection>>;
export type ResourceCorrection = false | CollectionCorrection;

export interface CollectionCorrection {
  /** The member that path parameters name: `login`, or a JSON Pointer, `/metadata/name`. Several for a composite key. */
  readonly key?: string | readonly string[];
  /** Members that no two entities share. */
  readonly unique?: readonly string[];
}

/** Corrections, read: what they say of places and of operations. */
export interface ReadCorrections {
  readonly places: ReadonlyMap<PathNode, ResourceCorrection>;
  readonly refused: ReadonlySet<Operation>;
}

const knownKeys = ['key', 'unique'];

/** Throws StandinError `invalid-resources` where a key names nothing of the description, or a value is of no known form. */
export function readCorrections(
  corrections: ResourceCorrections,
  tree: PathTree,
  operations: readonly Operation[],
): ReadCorrections {
  const places = new Map<PathNode, ResourceCorrection>();
  const refused = new Set<Operation>();
  for (const [name, correction] of Object.entries(corrections)) {
    const [, method, path = name] = /^([A-Za-z]+) +(\/.*)$/.exec(name) ?? [];
    if (method === undefined) {
      const node = path.startsWith('/') ? tree.find(path) : undefined;
      if (node === undefined || node.kind === 'root') throw unknownName(name, tree, operations);
      places.set(node, checked(name, correction));
      continue;
    }
    const operation = tree.find(path)?.operations.find((one) => one.method === method.toUpperCase());
    if (operation === undefined) throw unknownName(name, tree, operations);
    if (correction !== false)
      throw invalid(
        name,
        'an operation can only be switched off. Set it to false, or correct the path of its collection.',
      );
    refused.add(operation);
  }
  return { places, refused };
}

function checked(name: string, correction: unknown): ResourceCorrection {
  if (correction === false) return false;
  if (!isJsonObject(correction))
    throw invalid(name, 'it must be false or an object, { key: "login" } for example.');
  for (const key of Object.keys(correction)) {
    if (knownKeys.includes(key)) continue;
    const near = nearName(key, knownKeys);
    throw invalid(
      name,
      `it has no "${key}". ${near ? `Did you mean ${near}?` : `Known are ${knownKeys.join(' and ')}.`}`,
    );
  }
  const key = own(correction, 'key');
  const unique = own(correction, 'unique');
  if (key !== undefined && typeof key !== 'string' && !isTexts(key))
    throw invalid(
      name,
      'key must be the name of a member, or a list of names where the key has several parts.',
    );
  if (unique !== undefined && !isTexts(unique))
    throw invalid(name, 'unique must be a list of names of members.');
  return correction as CollectionCorrection;
}

function isTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one !== '')
  );
}

/** The pointers that names of members are. */
export function pointersOf(names: string | readonly string[]): string[] {
  return [names].flat().map((name) => (name.startsWith('/') ? name : `/${name.replaceAll('.', '/')}`));
}

export function invalid(name: string, reason: string): StandinError {
  return new StandinError(`Failed to read the correction of "${name}" in resources: ${reason}`, {
    code: 'invalid-resources',
  });
}

function unknownName(name: string, tree: PathTree, operations: readonly Operation[]): StandinError {
  const isOperation = /^[A-Za-z]+ /.test(name);
  const names = isOperation
    ? operations.map(({ method, path }) => `${method} ${path}`)
    : tree.nodes.filter(({ kind }) => kind === 'literal').map(templateOf);
  const near = nearest(name, names);
  const hint =
    near === undefined ? 'Name a path or an operation of the description.' : `Did you mean "${near}"?`;
  return invalid(name, `the description has no ${isOperation ? 'operation' : 'path'} of that name. ${hint}`);
}

/** By what comes close, else by what ends as the name does: `/users` of `/api/v1/users`. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const path = name.slice(name.indexOf('/'));
  return (
    nearName(name, names) ?? names.find((other) => other !== name && path !== '/' && other.endsWith(path))
  );
}
