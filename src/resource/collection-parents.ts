import { bind } from './bindings.ts';
import type { Facts } from './facts.ts';
import { singularName } from './naming.ts';
import { type PathNode, parameterNames, templateOf } from './path-tree.ts';
import type { Collection, ParentPart } from './resource.ts';

/** The collection that a path parameter (its node) names an entity of. */
export type ParentLookup = (parameter: PathNode) => Collection | undefined;

/** What the path parameters of a place say, outermost first; `taken` are members that say something else. */
export function parentsOf(
  place: PathNode,
  views: readonly Facts[],
  lookup: ParentLookup,
  taken: ReadonlyArray<string | undefined>,
): readonly ParentPart[] {
  const nodes: PathNode[] = [];
  for (let at: PathNode | undefined = place; at !== undefined; at = at.parent)
    if (at.kind === 'parameter') nodes.unshift(at);
  return parameterNames(templateOf(place)).map((parameter, index) => {
    const node = nodes[index];
    const collection = node && lookup(node);
    const pointer = bind(parameter, ownerName(node, collection), views);
    return { parameter, collection, pointer: taken.includes(pointer) ? undefined : pointer };
  });
}

/** `team` of `{id}` after `/teams`, whether `/teams` is a collection here or not. */
function ownerName(node: PathNode | undefined, collection: Collection | undefined): string | undefined {
  if (collection !== undefined) return singularName(collection.name);
  return node?.parent?.kind === 'literal' ? singularName(node.parent.text) : undefined;
}
