import type { Api, Operation } from '../model/index.ts';
import { LazyCollection } from './collection.ts';
import { type ReadCorrections, type ResourceCorrections, readCorrections } from './corrections.ts';
import { type Above, bindElsewhere, isDetail, mayListElsewhere, showsSame } from './elsewhere.ts';
import { baseAbove, type Family, itemBelow, readFamily } from './family.ts';
import type { Inferred } from './inferred.ts';
import { isPlural, singularName, wordsOf } from './naming.ts';
import { growPathTree, type PathNode, type PathTree, templateOf } from './path-tree.ts';
import type { Binding } from './resource.ts';
import { LazySingleton, readSingleton } from './singleton.ts';

/** A list at another path than that of the collection that it shows. */
export interface Elsewhere {
  readonly collection: LazyCollection;
  readonly within: readonly Binding[];
  readonly family: Family;
}

/** What stands at each path, found out when first asked. */
export class Places {
  readonly #api: Api;
  readonly #given: ResourceCorrections;
  readonly #operationsOf: (collection: Inferred) => readonly Operation[];
  #grown: PathTree | undefined;
  #read: ReadCorrections | undefined;
  #named: Map<string, PathNode[]> | undefined;
  readonly #collections = new Map<PathNode, LazyCollection | null>();
  readonly #elsewhere = new Map<PathNode, Elsewhere>();
  readonly #singletons = new Map<PathNode, LazySingleton | null>();

  constructor(
    api: Api,
    given: ResourceCorrections,
    operationsOf: (collection: Inferred) => readonly Operation[],
  ) {
    this.#api = api;
    this.#given = given;
    this.#operationsOf = operationsOf;
  }

  operationsOf(collection: Inferred): readonly Operation[] {
    return this.#operationsOf(collection);
  }

  /** Another collection's list that stands at this base. */
  elsewhereAt(base: PathNode): Elsewhere | undefined {
    this.collectionAt(base);
    return this.#elsewhere.get(base);
  }

  namedBy(parameter: PathNode): LazyCollection | undefined {
    let item = parameter;
    while (item.operations.length === 0 && item.parameter !== undefined && item.literals.size === 0)
      item = item.parameter;
    const base = baseAbove(item);
    return base && this.collectionAt(base);
  }

  /** The operations that may have a part in a collection, by their paths alone, in the description's order. */
  candidates({ family }: Inferred): readonly Operation[] {
    return this.#operationsAt(this.#around(family, () => true));
  }

  /** Of these, those whose good answers may show its entities. */
  showing(collection: Inferred): readonly Operation[] {
    const { family } = collection;
    const { base, item } = family;
    const nodes = this.#around(family, (node, isNamesake) =>
      isNamesake ? node === base || mayListElsewhere(node, collection) : node === item || isDetail(node.text),
    );
    return this.#operationsAt(nodes).filter(({ method }) => method === 'GET' || method === 'POST');
  }

  #operationsAt(nodes: ReadonlySet<PathNode>): readonly Operation[] {
    const found = new Set([...nodes].flatMap(({ operations }) => operations));
    return found.size === 0 ? [] : this.#api.operations.filter((operation) => found.has(operation));
  }

  /** The places at and below a base; of those at and below its items, and of those of the same name, the wanted ones. */
  #around(
    { base, item, singular }: Family,
    wants: (node: PathNode, isNamesake: boolean) => boolean,
  ): Set<PathNode> {
    const nodes = new Set<PathNode>([base]);
    const visit = (node: PathNode | undefined, depth: number, isItem: boolean): void => {
      if (node === undefined || depth > (isItem ? 2 : 4)) return;
      if (!isItem || wants(node, false)) nodes.add(node);
      for (const child of node.literals.values()) visit(child, depth + 1, isItem);
      // Below an item stand other collections and their items.
      if (!isItem && node.parameter !== undefined) visit(node.parameter, depth + 1, false);
    };
    for (const child of base.literals.values()) visit(child, 1, false);
    visit(item, 0, true);
    for (const node of this.#byName.get(singular) ?? []) if (wants(node, true)) nodes.add(node);
    return nodes;
  }

  *find(singular: string, near: LazyCollection): Generator<LazyCollection> {
    const path = near.id;
    const nodes = [...(this.#byName.get(singular) ?? [])];
    const distance = (node: PathNode): number =>
      node.depth * 100 -
      sharedLength(templateOf(node), path) -
      (isPlural(node.text) || isGeneric(node.text) ? 20 : 0);
    nodes.sort((a, b) => distance(a) - distance(b));
    for (const node of nodes.slice(0, 20)) {
      const collection = this.collectionAt(node);
      if (collection !== undefined) yield collection;
    }
  }

  get tree(): PathTree {
    return (this.#grown ??= growPathTree(this.#api.operations));
  }

  get corrections(): ReadCorrections {
    return (this.#read ??= readCorrections(this.#given, this.tree, this.#api.operations));
  }

  /** Bases by the singular of their name; of `/flows/instances`, `flow` too. */
  get #byName(): Map<string, PathNode[]> {
    if (this.#named !== undefined) return this.#named;
    this.#named = new Map();
    for (const node of this.tree.nodes) {
      if (node.kind !== 'literal' || (node.parameter === undefined && node.operations.length === 0)) continue;
      const names = [singularName(node.text)];
      if (isGeneric(node.text) && node.parent?.kind === 'literal') names.push(singularName(node.parent.text));
      for (const name of names) {
        const known = this.#named.get(name);
        if (known === undefined) this.#named.set(name, [node]);
        else known.push(node);
      }
    }
    return this.#named;
  }

  collectionAt(base: PathNode): LazyCollection | undefined {
    let collection = this.#collections.get(base);
    if (collection === undefined) {
      this.#collections.set(base, null);
      collection = this.#readCollection(base) ?? null;
      this.#collections.set(base, collection);
    }
    return collection ?? undefined;
  }

  #readCollection(base: PathNode): LazyCollection | undefined {
    const correction = this.corrections.places.get(base);
    if (base.kind === 'root' || correction === false) return undefined;
    const family = readFamily(base);
    if (family === undefined) return undefined;
    if (family.list !== undefined && (family.item === undefined || family.item.operations.length === 0)) {
      const elsewhere = this.#findElsewhere(family);
      if (elsewhere !== undefined) {
        this.#elsewhere.set(base, elsewhere);
        return undefined;
      }
      const above = this.above(base);
      if (above !== undefined && !above.item && showsSame(family.list.found.item, above.collection))
        return undefined;
    }
    return new LazyCollection(family, this, correction);
  }

  /** `/orders` of `/users/{id}/orders`, where that has no items of its own. */
  #findElsewhere(family: Family): Elsewhere | undefined {
    const { base, list } = family;
    if (list === undefined || base.depth === 0) return undefined;
    for (const node of this.#byName.get(singularName(family.name)) ?? []) {
      if (node === base || node.depth > 0) continue;
      const collection = this.collectionAt(node);
      const within = collection && bindElsewhere(list, base, collection);
      if (within !== undefined) return { collection: collection as LazyCollection, within, family };
    }
    return undefined;
  }

  above(node: PathNode): Above | undefined {
    for (let at = node.parent; at !== undefined; at = at.parent) {
      const own = this.collectionAt(at);
      if (own !== undefined) return { collection: own, item: false };
      if (at.kind !== 'parameter') continue;
      const item = this.itemOf(at);
      if (item !== undefined) return { collection: item, item: true };
    }
    return undefined;
  }

  /** The collection of the innermost thing that a path leads through, or itself names where that counts. */
  leadingTo(node: PathNode, countsItself: boolean): LazyCollection | undefined {
    const own = countsItself && node.kind === 'parameter' ? this.itemOf(node) : undefined;
    if (own !== undefined) return own;
    for (let above = this.above(node); above !== undefined; above = this.above(above.collection.family.base))
      if (above.item) return above.collection;
    return undefined;
  }

  /** The collection of which a parameter's place is the item. */
  itemOf(node: PathNode): LazyCollection | undefined {
    const base = baseAbove(node);
    return base && itemBelow(base) === node ? this.collectionAt(base) : undefined;
  }

  singletonAt(node: PathNode): LazySingleton | undefined {
    let singleton = this.#singletons.get(node);
    if (singleton === undefined) {
      singleton = this.#readSingleton(node) ?? null;
      this.#singletons.set(node, singleton);
    }
    return singleton ?? undefined;
  }

  #readSingleton(node: PathNode): LazySingleton | undefined {
    if (node.kind !== 'literal' || this.corrections.places.get(node) === false) return undefined;
    if (this.collectionAt(node) !== undefined || this.#elsewhere.has(node)) return undefined;
    const place = readSingleton(node);
    if (place === undefined) return undefined;
    const { facts } = place.shown.found;
    const above = this.above(node);
    const near = above?.item === false ? [above.collection] : [];
    const names =
      facts.name === undefined ? [] : [singularName(facts.name), wordsOf(facts.name).at(-1) ?? ''];
    const named = names.flatMap((name) => this.#byName.get(name) ?? []).filter(({ depth }) => depth === 0);
    const all = [...near, ...named.flatMap((at) => this.collectionAt(at) ?? [])];
    const of = node.depth > 0 ? undefined : all.find((collection) => showsSame(facts, collection));
    return new LazySingleton(place, of, (parameter) => this.namedBy(parameter));
  }

  isSwitchedOff(node: PathNode): boolean {
    if (this.corrections.places.size === 0) return false;
    for (let at: PathNode | undefined = node; at !== undefined; at = at.parent) {
      const correction = this.corrections.places.get(at);
      // Items of a path go with it; other collections below stay.
      if (correction === false)
        return at === node || itemBelow(at) === node || !this.#hasBaseBetween(node, at);
    }
    return false;
  }

  #hasBaseBetween(node: PathNode, top: PathNode): boolean {
    for (let at: PathNode | undefined = node; at !== undefined && at !== top; at = at.parent)
      if (this.collectionAt(at) !== undefined) return true;
    return false;
  }
}

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** Last segments that say nothing of the things: those of `/flows/instances` are flows. */
function isGeneric(text: string): boolean {
  return ['instances', 'all', 'items', 'entries', 'list', 'objects', 'elements'].includes(text);
}
