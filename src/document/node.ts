import type { Place } from '../errors.ts';
import { isJsonObject, type JsonObject, joinPointer, own, type SchemaSource } from '../schema/index.ts';
import type { Document, Node } from './document.ts';

/** What nodes need of the document that they belong to. */
export interface NodeOwner extends Document {
  /** Where an object that was rewritten comes from. */
  originOf(value: object): { uri: string; pointer: string } | undefined;
  addReferenceFault(code: string, message: string, uri: string, pointer: string): void;
}

const maxHops = 100;

export class DocumentNode implements Node {
  readonly value: unknown;
  readonly uri: string;
  readonly pointer: string;
  readonly #owner: NodeOwner;

  constructor(value: unknown, uri: string, pointer: string, owner: NodeOwner) {
    this.value = value;
    this.uri = uri;
    this.pointer = pointer;
    this.#owner = owner;
  }

  get document(): Document {
    return this.#owner;
  }

  get object(): JsonObject | undefined {
    return isJsonObject(this.value) ? this.value : undefined;
  }

  get(key: string | number): Node | undefined {
    const { object, value: list } = this;
    const value =
      object !== undefined ? own(object, String(key)) : Array.isArray(list) ? itemOf(list, key) : undefined;
    return value === undefined ? undefined : this.#child(value, key);
  }

  entries(withExtensions = false): Array<[string, Node]> {
    const object = this.object;
    if (object === undefined) return [];
    return Object.keys(object)
      .filter((key) => withExtensions || !key.startsWith('x-'))
      .map((key) => [key, this.#child(object[key], key)]);
  }

  items(): Node[] {
    return Array.isArray(this.value) ? this.value.map((item, index) => this.#child(item, index)) : [];
  }

  text(key: string): string | undefined {
    const value = this.object && own(this.object, key);
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.object && own(this.object, key);
    return typeof value === 'number' ? value : undefined;
  }

  flag(key: string): boolean | undefined {
    const value = this.object && own(this.object, key);
    return typeof value === 'boolean' ? value : undefined;
  }

  follow(): Node | undefined {
    let node: Node = this;
    for (let hops = 0; ; hops++) {
      const reference = node.text('$ref');
      if (reference === undefined) return node;
      const target = hops < maxHops ? this.#owner.resolve(reference, node.uri) : undefined;
      if (target === undefined) {
        this.#refuse(reference, hops === maxHops);
        return undefined;
      }
      node = target;
    }
  }

  place(): Place {
    return this.#owner.place(this.uri, this.pointer);
  }

  source(): SchemaSource {
    return { value: this.value, uri: this.uri, pointer: this.pointer };
  }

  #child(value: unknown, key: string | number): Node {
    const origin = typeof value === 'object' && value !== null ? this.#owner.originOf(value) : undefined;
    const pointer = origin?.pointer ?? joinPointer(this.pointer, key);
    return new DocumentNode(value, origin?.uri ?? this.uri, pointer, this.#owner);
  }

  #refuse(reference: string, circle: boolean): void {
    const code = circle ? 'circular-reference' : 'unresolved-reference';
    const message = circle
      ? `The reference ${reference} leads round in a circle.`
      : `The reference ${reference} leads nowhere.`;
    this.#owner.addReferenceFault(code, message, this.uri, joinPointer(this.pointer, '$ref'));
  }
}

function itemOf(list: readonly unknown[], key: string | number): unknown {
  return /^(?:0|[1-9]\d*)$/.test(String(key)) ? list[Number(key)] : undefined;
}
