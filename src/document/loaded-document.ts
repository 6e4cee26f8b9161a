import type { Fault, Place } from '../errors.ts';
import type { JsonObject, SchemaScope } from '../schema/index.ts';
import type { Node } from './document.ts';
import { DocumentNode, type NodeOwner } from './node.ts';
import type { Locator } from './place.ts';
import type { SourceFile } from './source-file.ts';
import { lazyFault } from './unloadable.ts';

/** Where objects come from that were rewritten. */
export type Origins = WeakMap<object, { uri: string; pointer: string }>;

export interface LoadedParts {
  readonly uri: string;
  readonly version: string;
  readonly root: JsonObject;
  readonly scope: SchemaScope;
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly locate: (uri: string) => Locator;
  readonly origins: Origins | undefined;
}

export class LoadedDocument implements NodeOwner {
  readonly uri: string;
  readonly version: string;
  readonly root: Node;
  readonly scope: SchemaScope;
  /** By each URI that a file is known by. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly faults: Fault[] = [];
  readonly #locate: (uri: string) => Locator;
  readonly #origins: Origins | undefined;
  readonly #reported = new Set<string>();

  constructor(parts: LoadedParts) {
    this.uri = parts.uri;
    this.version = parts.version;
    this.scope = parts.scope;
    this.files = parts.files;
    this.#locate = parts.locate;
    this.#origins = parts.origins;
    this.root = new DocumentNode(parts.root, parts.uri, '', this);
  }

  mentions(word: string): boolean {
    return [...this.files.values()].some(({ parsed }) => parsed?.mentions(word) ?? true);
  }

  place(uri: string, pointer: string): Place {
    return this.#locate(uri).place(pointer);
  }

  resolve(reference: string, fromUri: string): Node | undefined {
    const source = this.scope.resolve(reference, fromUri);
    return source === undefined
      ? undefined
      : new DocumentNode(source.value, source.uri, source.pointer, this);
  }

  originOf(value: object): { uri: string; pointer: string } | undefined {
    return this.#origins?.get(value);
  }

  addReferenceFault(code: string, message: string, uri: string, pointer: string): void {
    const key = `${code} ${uri}#${pointer}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.faults.push(lazyFault(code, 'error', message, () => this.place(uri, pointer)));
  }
}
