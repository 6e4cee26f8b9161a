import type { Api, Operation } from '../model/index.ts';
import { LazyCollection, type Neighbours } from './collection.ts';
import { baseAbove, itemBelow, readFamily } from './family.ts';
import { growPathTree, type PathNode, type PathTree } from './path-tree.ts';
import type { Collection, Reference, Resources, Role, Singleton } from './resource.ts';
import { baseRole, itemRole } from './roles.ts';

/**
 * What the operations of a description are about. Reads paths now and schemas when a collection is first asked for:
 * `role` looks into the operations of one collection and of those that it names.
 */
export function inferResources(api: Api): Resources {
  return new Inference(api);
}

class Inference implements Resources, Neighbours {
  readonly #api: Api;
  #grown: PathTree | undefined;
  readonly #collections = new Map<PathNode, LazyCollection | null>();
  readonly #roles = new Map<Operation, Role | null>();
  #all: readonly Collection[] | undefined;

  constructor(api: Api) {
    this.#api = api;
  }

  get collections(): readonly Collection[] {
    return (this.#all ??= this.#tree.nodes.flatMap((node) => this.#collectionAt(node) ?? []));
  }

  get singletons(): readonly Singleton[] {
    return [];
  }

  role(operation: Operation): Role | undefined {
    let role = this.#roles.get(operation);
    if (role === undefined) this.#roles.set(operation, (role = this.#roleOf(operation) ?? null));
    return role ?? undefined;
  }

  namedBy(parameter: PathNode): LazyCollection | undefined {
    let item = parameter;
    while (item.operations.length === 0 && item.parameter !== undefined && item.literals.size === 0)
      item = item.parameter;
    const base = baseAbove(item);
    return base && this.#collectionAt(base);
  }

  referencesOf(): readonly Reference[] {
    return [];
  }

  uniqueOf(): readonly string[] {
    return [];
  }

  operationsOf(collection: LazyCollection): readonly Operation[] {
    const { base } = collection.family;
    const found: Operation[] = [];
    const visit = (node: PathNode): void => {
      found.push(...node.operations.filter((operation) => this.#belongsTo(operation, collection)));
      for (const child of node.literals.values()) visit(child);
      if (node.parameter !== undefined) visit(node.parameter);
    };
    visit(base);
    return found;
  }

  #belongsTo(operation: Operation, collection: LazyCollection): boolean {
    const role = this.role(operation);
    return role !== undefined && 'collection' in role && role.collection === collection;
  }

  get #tree(): PathTree {
    return (this.#grown ??= growPathTree(this.#api.operations));
  }

  #collectionAt(base: PathNode): LazyCollection | undefined {
    let collection = this.#collections.get(base);
    if (collection === undefined) {
      const family = base.kind === 'root' ? undefined : readFamily(base);
      collection = family === undefined ? null : new LazyCollection(family, this, undefined);
      this.#collections.set(base, collection);
    }
    return collection ?? undefined;
  }

  #roleOf(operation: Operation): Role | undefined {
    const node = this.#tree.nodeOf(operation);
    if (node === undefined) return undefined;
    const here = this.#collectionAt(node);
    const role = here && baseRole(operation, here);
    if (role !== undefined) return role;
    if (node.kind !== 'parameter') return undefined;
    const base = baseAbove(node);
    const collection = base && itemBelow(base) === node ? this.#collectionAt(base) : undefined;
    return collection && itemRole(operation, collection);
  }
}
