import type { Operation } from '../model/index.ts';
import type { Collection, Resources } from '../resource/index.ts';

/**
 * Operations that may be tried at the same time stand in different lists: those of one collection, and of what lies below
 * it, see what the others have made, so that their order is kept.
 */
export function lanesOf(operations: readonly Operation[], resources: Resources): Operation[][] {
  const lanes = new Map<string, Operation[]>();
  for (const operation of operations) {
    const name = laneOf(operation, resources);
    const lane = lanes.get(name);
    if (lane) lane.push(operation);
    else lanes.set(name, [operation]);
  }
  return [...lanes.values()];
}

function laneOf(operation: Operation, resources: Resources): string {
  const role = resources.role(operation);
  const owner = role && ('collection' in role ? role.collection : role.singleton);
  if (!owner) return operation.path;
  return outermost(owner).id;
}

type Owner = Pick<Collection, 'id' | 'parents'>;

function outermost(owner: Owner): Owner {
  const seen = new Set<Owner>();
  let top = owner;
  for (;;) {
    const above = top.parents.find(({ collection }) => collection !== undefined)?.collection;
    if (!above || seen.has(above)) return top;
    seen.add(above);
    top = above;
  }
}
