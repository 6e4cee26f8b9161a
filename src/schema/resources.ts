import { DIALECTS, dialectOf } from './dialect.ts';
import { isJsonObject, own } from './json.ts';
import { childAt, joinPointer } from './json-pointer.ts';
import { type Position, positionBelow, positionOfRoot } from './position.ts';
import type { Dialect, Resource } from './schema.ts';
import { normalizeUri, resolveUri, splitFragment } from './uri.ts';

/** A file, as it was added. */
export interface SourceFile {
  /** Normalized. */
  readonly uri: string;
  /** As the user of the scope wrote it. */
  readonly givenUri: string;
  readonly root: unknown;
  readonly dialect: Dialect;
  readonly position: Position;
  readonly mentions: ((word: string) => boolean) | undefined;
}

/** A schema resource (2020-12 core, section 4.3.5): a file, or a schema in it that has an `$id`. */
export interface Base {
  /** What references are resolved against. */
  readonly uri: string;
  readonly file: SourceFile;
  /** Of its root, in the file. */
  readonly pointer: string;
  readonly root: unknown;
  readonly dialect: Dialect;
  readonly position: Position;
  /** What references from here have been found to name. */
  readonly targets: Map<string, Spot>;
}

/** A value in a file, with what decides how it is read. */
export interface Spot {
  readonly value: unknown;
  /** In the file. */
  readonly pointer: string;
  readonly base: Base;
  readonly dialect: Dialect;
}

/** The files of a scope, and the way from a file's root to a place in it. */
export class Resources {
  readonly files: Map<string, SourceFile> = new Map();
  readonly #roots = new Map<SourceFile, Spot>();
  readonly #embedded = new WeakMap<object, Base>();

  add(resource: Resource): SourceFile {
    const uri = normalizeUri(resource.uri);
    const { root, dialect, mentions } = resource;
    const position = positionOfRoot(root);
    const file: SourceFile = { uri, givenUri: resource.uri, root, dialect, position, mentions };
    this.files.set(uri, file);
    return file;
  }

  rootOf(file: SourceFile): Spot {
    let root = this.#roots.get(file);
    if (root === undefined) {
      root = this.#readRoot(file);
      this.#roots.set(file, root);
    }
    return root;
  }

  #readRoot(file: SourceFile): Spot {
    const { root, position, dialect } = file;
    const base: Base = { uri: file.uri, file, pointer: '', root, dialect, position, targets: new Map() };
    const spot = { value: root, pointer: '', base, dialect };
    if (position === 'schema') {
      const entered = this.#enter(spot);
      if (entered.base !== base || entered.dialect === dialect) return entered;
      return { ...entered, base: { ...base, dialect: entered.dialect } };
    }
    const self = isJsonObject(root) ? own(root, '$self') : undefined;
    if (typeof self !== 'string') return spot;
    const uri = splitFragment(resolveUri(self, file.uri))[0];
    return { ...spot, base: { ...base, uri } };
  }

  /** The spot of a schema, seen from inside: its own `$id` and `$schema` are heeded. Entering twice is harmless. */
  enter(spot: Spot): Spot {
    const { base, value, pointer } = spot;
    return base.root === value && base.pointer === pointer ? spot : this.#enter(spot);
  }

  #enter(spot: Spot): Spot {
    const { value } = spot;
    if (!isJsonObject(value)) return spot;
    const schemaUri = own(value, '$schema');
    const dialect = (typeof schemaUri === 'string' ? dialectOf(schemaUri) : undefined) ?? spot.dialect;
    const id = idOf(value, dialect);
    if (id === undefined) return dialect === spot.dialect ? spot : { ...spot, dialect };
    const uri = splitFragment(resolveUri(id, spot.base.uri))[0];
    const { file } = spot.base;
    let base = this.#embedded.get(value);
    if (base === undefined || base.uri !== uri || base.file !== file) {
      const { pointer } = spot;
      base = { uri, file, pointer, root: value, dialect, position: 'schema', targets: new Map() };
      this.#embedded.set(value, base);
    }
    return { ...spot, base, dialect };
  }

  /** Where some tokens lead from the root of a resource; undefined where nothing stands there. */
  walk(from: Base, tokens: readonly string[]): Spot | undefined {
    let position = from.position;
    let spot: Spot = { value: from.root, pointer: from.pointer, base: from, dialect: from.dialect };
    for (const token of tokens) {
      const value = childAt(spot.value, token);
      if (value === undefined) return undefined;
      position = positionBelow(position, token, value);
      spot = { ...spot, value, pointer: joinPointer(spot.pointer, token) };
      if (position === 'schema') spot = this.enter(spot);
    }
    return spot;
  }
}

/** The URI reference that makes a schema a resource of its own; a fragment alone makes none. */
export function idOf(schema: object, dialect: Dialect): string | undefined {
  const traits = DIALECTS[dialect];
  if (traits.id === undefined) return undefined;
  const object = schema as Record<string, unknown>;
  if (!traits.refSiblings && typeof own(object, '$ref') === 'string') return undefined;
  const id = own(object, traits.id) ?? (traits.id === 'id' ? own(object, '$id') : undefined);
  return typeof id === 'string' && id !== '' && id[0] !== '#' ? id : undefined;
}
