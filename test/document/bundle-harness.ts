import { isDeepStrictEqual } from 'node:util';
import { bundleDocument } from '../../src/document/bundle.ts';
import type { Document, Node } from '../../src/document/document.ts';
import { fieldsOf, type Kind } from '../../src/document/kinds.ts';
import { loadDocument } from '../../src/document/load.ts';
import { isJsonObject, type JsonObject, type Schema } from '../../src/schema/index.ts';

/** Loads `main` of some files that are given as values or as text. */
export function loadFiles(files: Record<string, unknown>, main = 'main.json'): Promise<Document> {
  return loadDocument(main, {
    root: 'memory:/',
    read: (uri) => {
      const file = files[decodeURIComponent(uri.slice('memory:/'.length))];
      if (file === undefined) return Promise.reject(new Error('none'));
      return Promise.resolve(typeof file === 'string' ? file : JSON.stringify(file));
    },
  });
}

export async function bundleFiles(files: Record<string, unknown>, main = 'main.json'): Promise<JsonObject> {
  return JSON.parse(JSON.stringify(bundleDocument(await loadFiles(files, main)))) as JsonObject;
}

export function openapi(version: string, rest: object): JsonObject {
  return { openapi: version, info: { title: 't', version: '1' }, paths: {}, ...rest };
}

/** A document whose one component is `Main`. */
export function withMain(schema: unknown, version = '3.1.0', rest: object = {}): JsonObject {
  return openapi(version, { ...rest, components: { schemas: { Main: schema } } });
}

/** Does component schema `Main` accept the value, before and after bundling? */
export async function accepts(files: Record<string, unknown>, value: unknown): Promise<[boolean, boolean]> {
  const before = await loadFiles(files);
  const after = await loadDocument(await bundleFiles(files));
  const [a, b] = [before, after].map((document) => {
    const node = document.root.get('components')!.get('schemas')!.get('Main')!;
    return document.scope.schema(node.source()).accepts(value);
  });
  return [a!, b!];
}

/** How two documents differ in what they say; at most 20 places. */
export function differences(a: Document, b: Document): string[] {
  const comparison = new Comparison(a, b);
  comparison.part('document', a.root, b.root, '');
  return comparison.found;
}

/** Follows references on both sides at once; a pair that was seen is not looked at again. */
class Comparison {
  readonly found: string[] = [];
  readonly #a: Document;
  readonly #b: Document;
  readonly #seen = new Set<string>();

  constructor(a: Document, b: Document) {
    this.#a = a;
    this.#b = b;
  }

  part(kind: Kind, a: Node | undefined, b: Node | undefined, path: string): void {
    if (this.found.length >= 20) return;
    if (kind === 'discriminator' || kind === 'other') return;
    if (a === undefined || b === undefined) this.#differ(path, a?.value, b?.value);
    else if (kind === 'schema') this.#schema(a, b, path);
    else this.#object(kind, a, b, path);
  }

  #object(kind: Kind, a: Node, b: Node, path: string): void {
    if (Array.isArray(a.value)) {
      const [left, right] = [a.items(), b.items()];
      if (left.length !== right.length) this.#differ(path, left.length, right.length);
      for (const [i, item] of left.entries()) this.part(kind, item, right[i], `${path}/${i}`);
      return;
    }
    const key = `${kind} ${a.uri}#${a.pointer} ${b.uri}#${b.pointer}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#members(kind, membersOf(a), membersOf(b), path);
  }

  #members(kind: Kind, a: Map<string, Node>, b: Map<string, Node>, path: string): void {
    const fields = fieldsOf[kind];
    for (const key of new Set([...a.keys(), ...b.keys()])) {
      const place = `${path}/${key}`;
      const field = fields.get(key) ?? fields.get('*');
      if (key.startsWith('x-') || (kind === 'document' && ['components', 'openapi'].includes(key))) continue;
      const [left, right] = [a.get(key), b.get(key)];
      if (field === undefined) {
        const same = key === 'operationRef' || isDeepStrictEqual(left?.value, right?.value);
        if (!same) this.#differ(place, left?.value, right?.value);
      } else if (field.map) {
        for (const name of new Set([
          ...Object.keys(left?.object ?? {}),
          ...Object.keys(right?.object ?? {}),
        ])) {
          this.part(field.kind, left?.get(name), right?.get(name), `${place}/${name}`);
        }
      } else {
        this.part(field.kind, left, right, place);
      }
    }
  }

  #schema(a: Node, b: Node, path: string): void {
    this.#schemas(this.#a.scope.schema(a.source()), this.#b.scope.schema(b.source()), path);
  }

  #schemas(a: Schema, b: Schema, path: string): void {
    const key = `${a.id} ${b.id}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#json(a.json, b.json, path);
  }

  #json(one: unknown, other: unknown, path: string): void {
    if (this.found.length >= 20) return;
    const [a, b] = [unwrap(one), unwrap(other)];
    if (isId(a) && isId(b)) {
      this.#schemas(this.#a.scope.byId(a), this.#b.scope.byId(b), path);
    } else if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
      for (const [i, item] of a.entries()) this.#json(item, b[i], `${path}/${i}`);
    } else if (isJsonObject(a) && isJsonObject(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        if (!ignored.includes(key) && !key.startsWith('x-')) this.#json(a[key], b[key], `${path}/${key}`);
      }
    } else if (!isDeepStrictEqual(a, b)) {
      this.#differ(path, a, b);
    }
  }

  #differ(path: string, a: unknown, b: unknown): void {
    this.found.push(
      `${path}: ${JSON.stringify(a)?.slice(0, 200)} became ${JSON.stringify(b)?.slice(0, 200)}`,
    );
  }
}

/** What is no assertion and may be left out or put elsewhere. */
const ignored = ['standinLenientNull', 'mapping', 'nullable', '$schema', 'collectionFormat'];

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('standin:');
}

/** `allOf` with one reference says what the reference says. */
function unwrap(value: unknown): unknown {
  if (!isJsonObject(value) || !Array.isArray(value['allOf']) || value['allOf'].length !== 1) return value;
  const [only] = value['allOf'] as unknown[];
  if (!isJsonObject(only) || Object.keys(only).length !== 1 || !isId(only['$ref'])) return value;
  const { allOf: _all, ...rest } = value;
  return { ...rest, $ref: only['$ref'] };
}

/** Members of an object and of what it refers to; its own win. */
function membersOf(node: Node): Map<string, Node> {
  const target =
    node.text('$ref') === undefined ? undefined : node.document.resolve(node.text('$ref')!, node.uri);
  const members = new Map(target === undefined ? [] : membersOf(target));
  for (const [key, member] of node.entries(true))
    if (key !== '$ref' || target === undefined) members.set(key, member);
  return members;
}
