import type { Node } from '../document/index.ts';
import { type Context, listItems } from './context.ts';

/** The names of the declared tags, in the document's order; a `parent` (OpenAPI 3.2) must lead to the top. */
export function readTags(context: Context, list: Node | undefined): string[] {
  const parents = new Map<string, string | undefined>();
  const nodes = new Map<string, Node>();
  for (const written of listItems(context, list, 'tags')) {
    const node = written.follow();
    if (node === undefined) continue;
    const name = node.text('name');
    if (name === undefined) {
      context.faults.warning(node, 'invalid-tag', 'A tag must have a name; it is left out.');
    } else if (parents.has(name)) {
      context.faults.warning(node, 'duplicate-tag', `The tag "${name}" is declared twice.`);
    } else {
      parents.set(name, node.text('parent'));
      nodes.set(name, node);
    }
  }
  for (const [name, parent] of parents) {
    const node = nodes.get(name) as Node;
    if (parent === undefined) continue;
    if (!parents.has(parent)) {
      context.faults.warning(
        node,
        'invalid-tag',
        `The tag "${name}" has the parent "${parent}", which is no tag.`,
      );
    } else if (isCircular(parents, name)) {
      context.faults.warning(node, 'invalid-tag', `The tag "${name}" is its own ancestor.`);
    }
  }
  return [...parents.keys()];
}

function isCircular(parents: ReadonlyMap<string, string | undefined>, name: string): boolean {
  let ancestor = parents.get(name);
  for (let steps = 0; ancestor !== undefined && steps <= parents.size; steps++) {
    if (ancestor === name) return true;
    ancestor = parents.get(ancestor);
  }
  return false;
}
