import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findIdentifiers, type Identifiers } from './raw-identifiers.ts';
import { parseText } from './raw-text.ts';

/** Where something stands: the file's URL and a JSON Pointer into it. */
export interface Location {
  readonly uri: string;
  readonly pointer: string;
}

/** A value and where it stands. */
export interface Found extends Location {
  readonly value: unknown;
}

export type RawObject = Record<string, unknown>;

export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerTokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

interface RawFile {
  readonly uri: string;
  readonly root: unknown;
  /** By `$id` and `$anchor`, found when first asked for. */
  identifiers: Identifiers | undefined;
}

/**
 * A description as it stands in its files, for judging: read and resolved by its own means, so that a fault of the
 * program under test is not shared. References stay as written until they are followed.
 */
export class RawDocument {
  readonly entry: Found;
  /** As written, for example `3.0.3`. */
  readonly version: string;
  readonly #files = new Map<string, RawFile | undefined>();
  readonly #selves = new Map<string, string>();
  #usesIdentifiers: boolean | undefined;
  /** Of references that are followed while a pointer is walked: such a walk may come back to itself. */
  #depth = 0;

  constructor(uri: string, root: unknown) {
    this.#files.set(uri, { uri, root, identifiers: undefined });
    this.entry = { uri, pointer: '', value: root };
    const object = isObject(root) ? root : {};
    this.version = String(object['openapi'] ?? object['swagger'] ?? '');
    if (typeof object['$self'] === 'string') this.#selves.set(new URL(object['$self'], uri).href, uri);
  }

  static open(path: string): RawDocument {
    return new RawDocument(pathToFileURL(path).href, parseText(readFileSync(path, 'utf8')));
  }

  get family(): '2.0' | '3.0' | '3.1' {
    if (this.version.startsWith('2')) return '2.0';
    return this.version.startsWith('3.0') ? '3.0' : '3.1';
  }

  /** The member or item of that name, undefined where there is none. */
  child(parent: Found, ...keys: Array<string | number>): Found | undefined {
    let found: Found | undefined = parent;
    for (const key of keys) {
      const value: unknown = found?.value;
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
      found = {
        uri: found!.uri,
        pointer: `${found!.pointer}/${escapeToken(String(key))}`,
        value: (value as RawObject)[key],
      };
    }
    return found;
  }

  /** What a Reference Object names, to its end; itself where it is none; undefined where it names nothing. */
  follow(found: Found | undefined): Found | undefined {
    let current = found;
    for (let hop = 0; current !== undefined && hop < 64; hop++) {
      const value = current.value;
      if (!isObject(value) || typeof value['$ref'] !== 'string') return current;
      current = this.resolve(value['$ref'], current);
    }
    return undefined;
  }

  /** Followed child. */
  get(parent: Found, ...keys: Array<string | number>): Found | undefined {
    let found: Found | undefined = parent;
    for (const key of keys) found = found && this.follow(this.child(found, key));
    return found;
  }

  resolve(reference: string, from: Location): Found | undefined {
    const [address = '', fragment = ''] = reference.split(/#(.*)/s);
    const resource = this.#resource(address, from);
    if (resource === undefined) return undefined;
    const pointer = decode(fragment);
    if (pointer === '') return resource;
    if (pointer.startsWith('/')) {
      return (
        this.#descend(resource, pointerTokens(pointer)) ?? this.#fromFile(resource, pointerTokens(pointer))
      );
    }
    return this.#anchor(resource, pointer)?.found;
  }

  /** Below an `$id`, `#/components/…` names nothing by the letter; its authors mean the file that they see. */
  #fromFile(resource: Found, tokens: readonly string[]): Found | undefined {
    const file = this.#file(resource.uri);
    return file && resource.pointer !== '' ? this.#descend(rootOf(file), tokens) : undefined;
  }

  /** The anchors of the schema resource that a reference without fragment names: name to place, dynamic ones marked. */
  anchors(of: Location): ReadonlyArray<{ name: string; dynamic: boolean; found: Found }> {
    const file = this.#hasIdentifiers() ? this.#file(of.uri) : undefined;
    if (file === undefined) return [];
    const { anchors } = this.#identifiers(file);
    const base = this.base(of);
    return anchors
      .filter((anchor) => anchor.base === base)
      .map(({ name, dynamic, pointer }) => ({
        name,
        dynamic,
        found: this.#descend(rootOf(file), pointerTokens(pointer))!,
      }));
  }

  /** Absolute base URI for references at that place: the nearest `$id` around it, else the file's own. */
  base(at: Location): string {
    const file = this.#file(at.uri);
    if (file === undefined || !this.#hasIdentifiers()) return this.#self(at.uri);
    const around = this.#identifiers(file).resources.filter(
      ({ pointer }) => at.pointer === pointer || at.pointer.startsWith(`${pointer}/`),
    );
    return around.at(-1)?.uri ?? this.#self(at.uri);
  }

  #self(uri: string): string {
    for (const [self, file] of this.#selves) if (file === uri) return self;
    return uri;
  }

  #resource(address: string, from: Location): Found | undefined {
    const base = this.base(from);
    const uri = address === '' ? base : absolute(address, base);
    if (uri === undefined) return undefined;
    const named = this.#selves.get(uri) ?? uri;
    for (const file of this.#files.values()) {
      if (file === undefined || !this.#hasIdentifiers()) continue;
      const resource = this.#identifiers(file).resources.find((one) => one.uri === named);
      if (resource) return this.#descend(rootOf(file), pointerTokens(resource.pointer));
    }
    const file = this.#file(named) ?? this.#file(absolute(address, from.uri) ?? '');
    return file && rootOf(file);
  }

  #anchor(resource: Found, name: string): { found: Found } | undefined {
    return this.anchors(resource).find((anchor) => anchor.name === name);
  }

  /** Walks down; a Reference Object on the way is followed, as people's pointers expect. */
  #descend(from: Found, tokens: readonly string[]): Found | undefined {
    let found: Found | undefined = from;
    for (const token of tokens) {
      found = this.child(found, token) ?? this.#childBehindReference(found, token);
      if (found === undefined) return undefined;
    }
    return found;
  }

  #childBehindReference(found: Found, token: string): Found | undefined {
    if (!isObject(found.value) || typeof found.value['$ref'] !== 'string') return undefined;
    if (this.#depth > 32) return undefined;
    this.#depth++;
    const target = this.follow(found);
    this.#depth--;
    return target && this.child(target, token);
  }

  #file(uri: string): RawFile | undefined {
    if (!this.#files.has(uri)) this.#files.set(uri, readFile(uri));
    return this.#files.get(uri);
  }

  #hasIdentifiers(): boolean {
    this.#usesIdentifiers ??=
      this.family === '3.1' && /"\$(?:id|anchor|dynamicAnchor)":/.test(JSON.stringify(this.entry.value));
    return this.#usesIdentifiers;
  }

  #identifiers(file: RawFile): Identifiers {
    file.identifiers ??= findIdentifiers(file.root, this.#self(file.uri));
    return file.identifiers;
  }
}

function rootOf(file: RawFile): Found {
  return { uri: file.uri, pointer: '', value: file.root };
}

function readFile(uri: string): RawFile | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return { uri, root: parseText(readFileSync(fileURLToPath(uri), 'utf8')), identifiers: undefined };
  } catch {
    return undefined;
  }
}

function absolute(address: string, base: string): string | undefined {
  try {
    return new URL(address, base).href;
  } catch {
    return undefined;
  }
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
