import type { JsonObject } from '../../schema/index.ts';
import { countSteps } from './agree-count.ts';
import { orderSteps } from './agree-order.ts';
import { type Accepts, readKeys, type Step } from './agree-step.ts';
import { sumSteps } from './agree-sum.ts';
import { textSteps } from './agree-text.ts';

/** What makes the members of one set of names agree. */
export type AgreeSteps = readonly Step[];

/**
 * Makes related members of a generated object agree, in place: created before updated, start before end, minimum below
 * maximum, counts equal to the lengths of lists, totals equal to sums, slugs made of names. Nothing is added or removed,
 * and no value is set that `accepts` refuses. `steps`: those of the object's names, where they are known already.
 */
export function agree(
  object: JsonObject,
  accepts: Accepts,
  steps: AgreeSteps = agreeSteps(Object.keys(object)),
): void {
  for (const { run } of steps) run(object, accepts);
}

const MEMO_LIMIT = 2000;
const memo = new Map<string, AgreeSteps>();

export function agreeSteps(names: readonly string[]): AgreeSteps {
  if (names.length < 2 || names.length > 500) return [];
  const signature = names.join('\n');
  let steps = memo.get(signature);
  if (steps === undefined) {
    const keys = readKeys(names);
    steps = [...sumSteps(keys), ...countSteps(keys), ...orderSteps(keys), ...textSteps(keys)];
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(signature, steps);
  }
  return steps;
}
