import type { Api, Operation } from '../model/index.ts';
import { actionRole } from './action-role.ts';
import { baseRole, createSeveral } from './base-role.ts';
import { invalid, pointersOf, type ResourceCorrections } from './corrections.ts';
import { type Above, createElsewhere, listOfOne, roleBelow } from './elsewhere.ts';
import type { Inferred } from './inferred.ts';
import { itemRole } from './item-role.ts';
import { listRole } from './list-role.ts';
import { wordsOf } from './naming.ts';
import { type PathNode, parameterNames, templateOf } from './path-tree.ts';
import { type Elsewhere, Places } from './places.ts';
import type { Collection, Resources, Role, Singleton, Through } from './resource.ts';
import { keysFor } from './role-base.ts';
import { singletonRole } from './singleton-role.ts';
import { isVerb } from './verbs.ts';

/**
 * What the operations of a description are about. Reads nothing yet: paths when first asked, and schemas collection by
 * collection, so that `role` looks into the operations of one collection and of those that it names. With corrections,
 * these are checked at once: throws StandinError `invalid-resources`.
 */
export function inferResources(api: Api, corrections: ResourceCorrections = {}): Resources {
  if (Object.keys(corrections).length === 0) {
    let known = inferred.get(api);
    if (!known) inferred.set(api, (known = new Inference(api, corrections)));
    return known;
  }
  const inference = new Inference(api, corrections);
  inference.check();
  return inference;
}

/** Without corrections they are the same for all who ask. */
const inferred = new WeakMap<Api, Resources>();

class Inference implements Resources {
  readonly #places: Places;
  readonly #roles = new Map<Operation, Role | null>();
  #allCollections: readonly Collection[] | undefined;
  #allSingletons: readonly Singleton[] | undefined;

  constructor(api: Api, corrections: ResourceCorrections) {
    this.#places = new Places(api, corrections, (collection) => this.#operationsOf(collection));
  }

  get collections(): readonly Collection[] {
    return (this.#allCollections ??= this.#places.tree.nodes.flatMap(
      (node) => this.#places.collectionAt(node) ?? [],
    ));
  }

  get singletons(): readonly Singleton[] {
    return (this.#allSingletons ??= this.#places.tree.nodes.flatMap(
      (node) => this.#places.singletonAt(node) ?? [],
    ));
  }

  role(operation: Operation): Role | undefined {
    let role = this.#roles.get(operation);
    if (role === undefined) {
      const isRefused = this.#places.corrections.refused.has(operation);
      role = (isRefused ? undefined : this.#roleOf(operation)) ?? null;
      this.#roles.set(operation, role);
    }
    return role ?? undefined;
  }

  through(operation: Operation): Through | undefined {
    const node = this.role(operation) === undefined ? this.#places.tree.nodeOf(operation) : undefined;
    if (node === undefined || this.#places.isSwitchedOff(node) || bringsBack(node)) return undefined;
    const collection = this.#places.leadingTo(node, ['GET', 'HEAD', 'PATCH'].includes(operation.method));
    if (collection === undefined) return undefined;
    const parents = parameterNames(operation.path).slice(0, collection.family.base.depth);
    return { collection, parents, keys: keysFor(operation, collection) };
  }

  near(of: Collection | Singleton): readonly Operation[] {
    return 'family' in of ? this.#places.candidates(of as Inferred) : of.operations;
  }

  showing(of: Collection | Singleton): readonly Operation[] {
    return 'family' in of ? this.#places.showing(of as Inferred) : of.operations;
  }

  /** Throws where a correction leads nowhere. */
  check(): void {
    for (const [node, correction] of this.#places.corrections.places) {
      if (correction === false) continue;
      const name = templateOf(node);
      const collection = this.#places.collectionAt(node);
      if (collection === undefined)
        throw invalid(
          name,
          'it is no collection: nothing there is listed, made or changed. Name the path of the list.',
        );
      for (const pointer of [...pointersOf(correction.key ?? []), ...pointersOf(correction.unique ?? [])]) {
        if (collection.factsAt(pointer) !== undefined) continue;
        const members = [...new Set(collection.family.views.flatMap((view) => [...view.names]))];
        throw invalid(
          name,
          `its entities have no member "${pointer.slice(1)}". Known are ${members.slice(0, 20).join(', ')}.`,
        );
      }
    }
  }

  #operationsOf(collection: Inferred): readonly Operation[] {
    return this.#places.candidates(collection).filter((operation) => {
      const role = this.role(operation);
      return role !== undefined && 'collection' in role && role.collection === collection;
    });
  }

  #roleOf(operation: Operation): Role | undefined {
    const node = this.#places.tree.nodeOf(operation);
    if (node === undefined || this.#places.isSwitchedOff(node)) return undefined;
    const here = this.#places.collectionAt(node);
    const role = here && baseRole(operation, here);
    if (role !== undefined) return role;
    const elsewhere = this.#places.elsewhereAt(node);
    if (elsewhere !== undefined) return roleElsewhere(operation, elsewhere);
    const item = node.kind === 'parameter' ? this.#places.itemOf(node) : undefined;
    if (item !== undefined) return itemRole(operation, item) ?? listOfOne(operation, item);
    if (here !== undefined) return undefined;
    const above = this.#places.above(node);
    const below = above && roleBelow(operation, node, above);
    if (below !== undefined) return below;
    const singleton = this.#places.singletonAt(node);
    if (singleton !== undefined) return singletonRole(operation, singleton);
    return above && this.#actionOf(operation, node, above);
  }

  /** `POST /orders/{id}/cancel`, `POST /orders/{id}/actions/cancel`, `POST /users/bulk-delete`. */
  #actionOf(operation: Operation, node: PathNode, { collection, item }: Above): Role | undefined {
    if (operation.method === 'GET' || operation.method === 'HEAD' || operation.method === 'OPTIONS')
      return undefined;
    if (node.kind !== 'literal' && node.kind !== 'verb') return undefined;
    const { family } = collection;
    const name = node.text;
    if (item) {
      if (node.depth !== family.item?.depth || !isNear(node, family.item)) return undefined;
      const role = actionRole(
        operation,
        collection,
        keysFor(operation, collection),
        `${operation.method} ${name} of an item`,
        undefined,
        name,
      );
      return role.shows || isVerb(name) || node.kind === 'verb' ? role : undefined;
    }
    if (node.depth !== family.base.depth) return undefined;
    const bulk = bulkOf(operation, name);
    const made = bulk === undefined && isBulkWord(name) ? createSeveral(operation, collection) : undefined;
    if (made !== undefined) return made;
    return (
      bulk && actionRole(operation, collection, [], `${operation.method} ${name} of the collection`, bulk)
    );
  }
}

/** `/orders/{id}/cancel` and `/orders/{id}/actions/cancel`; what is further down is about something else. */
function isNear(node: PathNode, item: PathNode): boolean {
  return node.parent === item || node.parent?.parent === item;
}

/** `/files/{id}/restore` is for what is gone. */
function bringsBack({ text }: PathNode): boolean {
  return /^(?:restore|undelete|recover|revive|untrash|undo)/.test(wordsOf(text)[0] ?? '');
}

function roleElsewhere(operation: Operation, { collection, within, family }: Elsewhere): Role | undefined {
  if (family.list?.operation === operation)
    return listRole(
      operation,
      collection,
      family.list,
      `shows those of ${collection.id} that its path names`,
      within,
    );
  if (family.base.kind === 'parameter') return undefined;
  if (operation.method === 'DELETE') {
    const role = actionRole(operation, collection, [], 'DELETE of a list of the same things', 'delete');
    return role.all ? { ...role, within } : undefined;
  }
  return operation.method === 'POST' ? createElsewhere(operation, collection, within) : undefined;
}

/** `bulk`, `batch`, `bulk-create`, `_bulk`, `import`. */
function isBulkWord(name: string): boolean {
  const words = wordsOf(name);
  return words.length > 0 && words.every((word) => bulkWords.has(word));
}

const bulkWords = new Set('import bulk batch many multiple mass create add insert'.split(' '));

function bulkOf(operation: Operation, name: string): 'update' | 'delete' | undefined {
  const words = wordsOf(name);
  const isBulk = words.some((word) => ['bulk', 'batch', 'many', 'multiple', 'mass', 'all'].includes(word));
  const removes = words.some((word) => ['delete', 'remove', 'destroy', 'purge'].includes(word));
  if (removes && (isBulk || operation.method === 'POST')) return 'delete';
  if (!isBulk) return undefined;
  if (operation.method === 'DELETE') return 'delete';
  if (words.some((word) => ['update', 'edit', 'patch', 'modify'].includes(word))) return 'update';
  return operation.method === 'PATCH' || operation.method === 'PUT' ? 'update' : undefined;
}
