import type { Node } from '../document/index.ts';
import type { Direction, Schema } from '../schema/index.ts';
import type { SchemaHandle } from './api.ts';

class LazySchema implements SchemaHandle {
  readonly node: Node;
  readonly #schemas: { [direction in Direction]?: Schema } = {};

  constructor(node: Node) {
    this.node = node;
  }

  for(direction: Direction): Schema {
    return (this.#schemas[direction] ??= this.node.document.scope.schema(this.node.source(), direction));
  }
}

/** The schema under that key; undefined where there is none. */
export function schemaHandle(parent: Node, key = 'schema'): SchemaHandle | undefined {
  const node = parent.get(key);
  return node === undefined ? undefined : new LazySchema(node);
}
