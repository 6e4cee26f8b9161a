import { indexNames, type NameIndex } from './anchors.ts';
import { parsePointer } from './json-pointer.ts';
import type { Base, Resources, SourceFile, Spot } from './resources.ts';
import { decodeFragment, resolveUri, splitFragment } from './uri.ts';

/** Finds what references name. A file is walked for names only when a reference asks for one that is no pointer. */
export class References {
  readonly #resources: Resources;
  readonly #indexes = new Map<SourceFile, NameIndex>();

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  /** The names in a file. */
  names(file: SourceFile): NameIndex {
    let index = this.#indexes.get(file);
    if (index === undefined) this.#indexes.set(file, (index = indexNames(file, this.#resources)));
    return index;
  }

  /** What a reference names, seen from a resource. `from` helps where a document has an anchor's name twice. */
  find(reference: string, base: Base, from?: string): Spot | undefined {
    const pointer = reference === '' || reference[0] !== '#' || reference[1] === '/';
    if (!pointer) return this.#find(reference, base, from);
    const known = base.targets.get(reference);
    if (known !== undefined) return known;
    const found = this.#find(reference, base, from);
    // What is missing now may be added later.
    if (found !== undefined) base.targets.set(reference, found);
    return found;
  }

  #find(reference: string, base: Base, from: string | undefined): Spot | undefined {
    const [uri, rawFragment] = splitFragment(reference);
    const target = uri === '' ? base : this.#base(uri, base);
    if (target === undefined) return undefined;
    const fragment = decodeFragment(rawFragment);
    if (fragment === '' || fragment[0] === '/') {
      const found = this.#walk(target, fragment) ?? this.#walk(target, rawFragment);
      return found === undefined ? undefined : this.#resources.enter(found);
    }
    return this.#anchor(target, fragment, target === base ? from : undefined);
  }

  #walk(base: Base, pointer: string): Spot | undefined {
    const tokens = parsePointer(pointer);
    return tokens === undefined ? undefined : this.#resources.walk(base, tokens);
  }

  #base(reference: string, from: Base): Base | undefined {
    const uri = splitFragment(resolveUri(reference, from.uri))[0];
    const found = this.resource(uri);
    if (found !== undefined) return found;
    // Authors give a file an `$id` on the web and still mean the file beside it.
    const beside = splitFragment(resolveUri(reference, from.file.uri))[0];
    return beside === uri ? undefined : this.resource(beside);
  }

  /** The resource of that URI: a file, or a schema with that `$id`. */
  resource(uri: string): Base | undefined {
    const resources = this.#resources;
    const file = resources.files.get(uri);
    if (file !== undefined) return resources.rootOf(file).base;
    for (const other of resources.files.values()) {
      const { base } = resources.rootOf(other);
      if (base.uri === uri) return base;
    }
    for (const other of resources.files.values()) {
      // The schemas of these two versions have no `$id`.
      if (other.dialect === 'openapi-3.0' || other.dialect === 'swagger-2.0') continue;
      const found = this.names(other).ids.get(uri);
      if (found !== undefined) return found.base;
    }
    return undefined;
  }

  #anchor(base: Base, name: string, from: string | undefined): Spot | undefined {
    const spots = this.names(base.file).anchors.get(`${base.uri}#${name}`) ?? [];
    return from === undefined || base.position !== 'document' ? spots[0] : nearest(spots, from);
  }
}

/** In an OpenAPI document each component has anchors of its own: the one with most of the way in common is meant. */
function nearest(spots: readonly Spot[], from: string): Spot | undefined {
  let best: Spot | undefined;
  let most = -1;
  for (const spot of spots) {
    const common = commonTokens(spot.pointer, from);
    if (common > most) [best, most] = [spot, common];
  }
  return best;
}

function commonTokens(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let i = 0;
  while (i < left.length && i < right.length && left[i] === right[i]) i++;
  return i;
}
