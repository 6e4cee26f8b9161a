import type { Node } from '../document/index.ts';
import { isJsonObject, type JsonObject } from '../schema/index.ts';
import type { Server } from './api.ts';
import { type Context, namedEntries } from './context.ts';
import { readServers } from './server.ts';

/** Fields that name an operation, and its method. */
const METHODS: ReadonlyMap<string, string> = new Map(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((field) => [
    field,
    field.toUpperCase(),
  ]),
);
const ABOUT_FIELDS = ['summary', 'description', 'servers', 'parameters'];
const OTHER_FIELDS = [...ABOUT_FIELDS, '$ref', 'additionalOperations'];
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const MAX_REFERENCES = 32;
const NO_SERVERS: readonly Server[] = [];

/** Where an Operation Object is: the path item's field, or the object itself where it takes more to find it. */
export type OperationPlace = string | Node;

type Visit = (method: string, operation: JsonObject, place: OperationPlace) => void;

/** A Path Item Object with what its `$ref` names; a field beside the `$ref` wins over the one there. */
export class PathItem {
  readonly #parent: Node;
  readonly #key: string;
  #nodes: readonly Node[] | undefined;
  #servers: readonly Server[] | undefined;

  /** Undefined where there is nothing to serve. */
  static read(context: Context, parent: Node, key: string): PathItem | undefined {
    if (isJsonObject(parent.object?.[key])) return new PathItem(parent, key);
    const node = parent.get(key) ?? parent;
    context.faults.error(node, 'not-an-object', 'A path item must be an object; it is left out.');
    return undefined;
  }

  private constructor(parent: Node, key: string) {
    this.#parent = parent;
    this.#key = key;
  }

  get(field: string): Node | undefined {
    for (const layer of this.#layers) {
      const found = layer.get(field);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  text(field: string): string | undefined {
    const value = this.get(field)?.value;
    return typeof value === 'string' ? value : undefined;
  }

  locate(place: OperationPlace): Node {
    return typeof place === 'string' ? (this.get(place) as Node) : place;
  }

  /** Its own; empty where it has none. */
  servers(context: Context): readonly Server[] {
    return (this.#servers ??= this.#mayHave('servers')
      ? readServers(context, this.get('servers'))
      : NO_SERVERS);
  }

  /** Visits the methods and their Operation Objects in the document's order. */
  forEachOperation(context: Context, visit: Visit): void {
    const item = this.#parent.object?.[this.#key] as JsonObject;
    const fields = Object.keys(item);
    // Start-up visits every operation, so what is plainly one is not wrapped before it is needed.
    if (fields.every((field) => isPlain(field, item[field]))) {
      for (const field of fields) {
        const method = METHODS.get(field);
        if (method !== undefined) visit(method, item[field] as JsonObject, field);
      }
      return;
    }
    for (const [method, node] of this.#findOperations(context))
      visit(method, node.object as JsonObject, node);
  }

  #mayHave(field: string): boolean {
    const item = this.#parent.object?.[this.#key] as JsonObject;
    return Object.hasOwn(item, field) || Object.hasOwn(item, '$ref');
  }

  get #layers(): readonly Node[] {
    return (this.#nodes ??= layersOf(this.#parent.get(this.#key) as Node));
  }

  #findOperations(context: Context): Map<string, Node> {
    const found = new Map<string, Node>();
    for (const layer of this.#layers) {
      for (const field of Object.keys(layer.object ?? {})) {
        const method = METHODS.get(field) ?? misspelt(context, layer, field);
        if (method !== undefined && !found.has(method)) {
          addOperation(context, found, method, layer.get(field));
        }
      }
    }
    const additional = this.get('additionalOperations');
    for (const [method, node] of namedEntries(context, additional, 'additionalOperations')) {
      if (!TOKEN.test(method)) {
        context.faults.error(
          node,
          'invalid-method',
          `"${method}" is no HTTP method; the operation is left out.`,
        );
        continue;
      }
      if (METHODS.has(method.toLowerCase())) {
        context.faults.warning(
          node,
          'invalid-method',
          `"${method}" has a field of its own in a path item and does not belong in additionalOperations.`,
        );
      }
      if (!found.has(method)) addOperation(context, found, method, node);
    }
    return found;
  }
}

/** An operation that is no reference, or a field that has nothing to do with operations. */
function isPlain(field: string, value: unknown): boolean {
  if (METHODS.has(field)) return isJsonObject(value) && !Object.hasOwn(value, '$ref');
  return ABOUT_FIELDS.includes(field) || field.startsWith('x-');
}

function layersOf(node: Node): Node[] {
  const layers = [node];
  let last = node;
  while (last.object !== undefined && typeof last.object['$ref'] === 'string') {
    const next = last.document.resolve(last.object['$ref'], last.uri);
    if (next === undefined || layers.length > MAX_REFERENCES) {
      // Says what is wrong with it among the document's faults.
      node.follow();
      break;
    }
    layers.push(next);
    last = next;
  }
  return layers;
}

/** `GET` is read as `get`, with a fault; anything else that is no field is only a fault. */
function misspelt(context: Context, layer: Node, field: string): string | undefined {
  if (OTHER_FIELDS.includes(field) || field.startsWith('x-')) return undefined;
  const method = METHODS.get(field.toLowerCase());
  context.faults.warning(
    layer.get(field) ?? layer,
    'unknown-field',
    method === undefined
      ? `"${field}" is no field of a path item; it is left out.`
      : `"${field}" must be written "${field.toLowerCase()}" in a path item.`,
  );
  return method;
}

function addOperation(
  context: Context,
  found: Map<string, Node>,
  method: string,
  node: Node | undefined,
): void {
  // The specification knows no reference here, descriptions that are split into files do.
  const target = node?.follow();
  if (target?.object !== undefined) found.set(method, target);
  else if (target !== undefined) {
    context.faults.error(target, 'not-an-object', 'An operation must be an object; it is left out.');
  }
}
