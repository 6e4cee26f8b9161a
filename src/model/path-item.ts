import type { Node } from '../document/index.ts';
import { type Context, namedEntries } from './context.ts';

/** Fields that name an operation, and its method. */
const METHODS: ReadonlyMap<string, string> = new Map(
  ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'].map((field) => [
    field,
    field.toUpperCase(),
  ]),
);
const OTHER_FIELDS = ['$ref', 'summary', 'description', 'servers', 'parameters', 'additionalOperations'];
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const MAX_REFERENCES = 32;

/** A Path Item Object with what its `$ref` names; a field beside the `$ref` wins over the one there. */
export class PathItem {
  readonly #layers: readonly Node[];

  /** Undefined where there is nothing to serve. */
  static read(context: Context, node: Node): PathItem | undefined {
    if (node.object === undefined) {
      context.faults.error(node, 'not-an-object', 'A path item must be an object; it is left out.');
      return undefined;
    }
    return new PathItem(typeof node.object['$ref'] === 'string' ? layersOf(node) : [node]);
  }

  private constructor(layers: readonly Node[]) {
    this.#layers = layers;
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

  /** The methods and their Operation Objects, in the document's order. */
  operations(context: Context): Map<string, Node> {
    const found = new Map<string, Node>();
    for (const layer of this.#layers) {
      for (const field of Object.keys(layer.object ?? {})) {
        const method = METHODS.get(field) ?? misspelt(context, layer, field);
        if (method !== undefined && !found.has(method))
          addOperation(context, found, method, layer.get(field));
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
