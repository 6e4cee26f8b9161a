import { joinPointer } from '../../schema/index.ts';
import type { Node } from '../document.ts';
import type { Kind } from '../kinds.ts';
import { describedName, fileName, givenName, type Names, sectionOf } from './names.ts';
import { toFragment } from './part.ts';

/** Something that stands in another file and gets a place among the components. */
export interface Move {
  readonly kind: Kind;
  readonly section: string;
  readonly name: string;
  readonly target: Node;
}

/** Where everything goes that stands outside of the entry. */
export class Moves {
  readonly queue: Move[] = [];
  /** By the pointer in the written document: components of the entry that are nothing but a reference to elsewhere. */
  readonly replaced: Map<string, Node> = new Map();
  readonly #names: Names;
  readonly #minor: number;
  readonly #places = new Map<string, string>();

  constructor(names: Names, minor: number) {
    this.#names = names;
    this.#minor = minor;
  }

  /** Puts what the entry only refers to into the place of the reference. False where it has a place already. */
  replace(kind: Kind, target: Node, pointer: string): boolean {
    const key = keyOf(kind, target);
    if (this.#places.has(key)) return false;
    this.#places.set(key, pointer);
    this.replaced.set(pointer, target);
    return true;
  }

  /** A reference to where the target will be. Undefined where there is no section for its kind. */
  referenceTo(kind: Kind, target: Node): string | undefined {
    const pointer = this.#placeOf(kind, target);
    return pointer === undefined ? undefined : toFragment(pointer);
  }

  #placeOf(kind: Kind, target: Node): string | undefined {
    const known = this.#places.get(keyOf(kind, target)) ?? this.#placeInParent(kind, target);
    if (known !== undefined) return known;
    const section = sectionOf(kind, this.#minor);
    if (section === undefined) return undefined;
    const name = this.#names.take(section, givenName(target) ?? describedName(target), fileName(target.uri));
    const pointer = joinPointer('', 'components', section, name);
    this.#places.set(keyOf(kind, target), pointer);
    this.queue.push({ kind, section, name, target });
    return pointer;
  }

  /** A subschema of a schema that has its place moves with it. */
  #placeInParent(kind: Kind, target: Node): string | undefined {
    if (kind !== 'schema') return undefined;
    for (
      let end = target.pointer.lastIndexOf('/');
      end >= 0;
      end = target.pointer.lastIndexOf('/', end - 1)
    ) {
      const parent = this.#places.get(`${kind} ${target.uri}#${target.pointer.slice(0, end)}`);
      if (parent !== undefined) return parent + target.pointer.slice(end);
      if (end === 0) break;
    }
    return undefined;
  }
}

function keyOf(kind: Kind, target: Node): string {
  return `${kind} ${target.uri}#${target.pointer}`;
}
