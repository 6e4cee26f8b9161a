import type { Document, Node } from '../document/index.ts';
import type { Fault, Place } from '../errors.ts';

/** What the readers of one Api share. */
export interface Context {
  readonly document: Document;
  readonly faults: FaultLog;
  /** In Swagger 2.0 a header parameter may be called `Accept`, and a `collectionFormat` may stand anywhere. */
  readonly isSwagger2: boolean;
}

/** What the model finds wrong, each thing once. An `error` means that something written is not served. */
export class FaultLog {
  readonly #faults = new Map<string, Fault>();

  error(node: Node, code: string, message: string): void {
    this.#add(node, code, message, 'error');
  }

  warning(node: Node, code: string, message: string): void {
    this.#add(node, code, message, 'warning');
  }

  list(): Fault[] {
    return [...this.#faults.values()];
  }

  #add(node: Node, code: string, message: string, severity: Fault['severity']): void {
    const key = `${code} ${node.uri}#${node.pointer} ${message}`;
    if (this.#faults.has(key)) return;
    let place: Place | undefined;
    this.#faults.set(key, {
      code,
      severity,
      message,
      // Lines are counted when somebody reads them, not at start-up.
      get place(): Place {
        return (place ??= node.place());
      },
    });
  }
}

/** `description` as a Reference Object may override it (OpenAPI 3.1, Reference Object). */
export function descriptionOf(written: Node, target: Node): string | undefined {
  return written.text('description') ?? target.text('description');
}

/**
 * The members of a map whose keys are free, so that `x-` begins a name and not an extension. Descriptions that are
 * split into files have references also where the specification knows none: they are followed.
 */
export function namedEntries(
  context: Context,
  written: Node | undefined,
  what: string,
): Array<[string, Node]> {
  const node = written?.follow();
  if (node === undefined) return [];
  if (node.object === undefined) {
    context.faults.error(node, 'not-an-object', `${what} must be an object.`);
    return [];
  }
  return node.entries(true);
}

/** The items of an array; a fault and nothing where it is something else. */
export function listItems(context: Context, written: Node | undefined, what: string): Node[] {
  const node = written?.follow();
  if (node === undefined) return [];
  if (!Array.isArray(node.value)) {
    context.faults.error(node, 'not-an-array', `${what} must be an array.`);
    return [];
  }
  return node.items();
}
