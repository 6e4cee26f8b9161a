import { type ContractOptions, lanesOf, planContract } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import { inferResources } from '../resource/index.ts';

/** One part of several that make a whole: `2/5`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

/** Throws StandinError `bad-shard`. */
export function readShard(text: string): Shard {
  const match = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
  const [index, total] = [Number(match?.[1]), Number(match?.[2])];
  if (match && index >= 1 && index <= total) return { index, total };
  throw new StandinError(
    `Failed to read the shard ${text}: it is no part of a whole. Write the second of five as 2/5.`,
    { code: 'bad-shard' },
  );
}

/**
 * The operations of one shard. What depends on one another stays together; the dearest go first, each to the shard that has
 * the least to do, so that all shards of a total make the whole and none overlap, whoever works them out.
 *
 * @param costs by operationId, of an earlier run; where there are none, the number of cases is the cost
 */
export async function shardOf(
  api: Api,
  { index, total }: Shard,
  options: ContractOptions,
  costs?: ReadonlyMap<string, number>,
): Promise<ReadonlySet<Operation>> {
  const operations = api.operations.filter(options.select ?? (() => true));
  const costOf = await costing(api, options, costs);
  const lanes = lanesOf(operations, inferResources(api, options.resources)).map((lane) => ({
    lane,
    cost: lane.reduce((sum, operation) => sum + costOf(operation), 0),
  }));
  const shards = Array.from({ length: total }, () => ({ cost: 0, operations: [] as Operation[] }));
  for (const { lane, cost } of lanes.toSorted((left, right) => right.cost - left.cost)) {
    const least = shards.reduce((best, each) => (each.cost < best.cost ? each : best));
    least.cost += cost;
    least.operations.push(...lane);
  }
  return new Set(shards[index - 1]?.operations);
}

async function costing(
  api: Api,
  options: ContractOptions,
  costs: ReadonlyMap<string, number> | undefined,
): Promise<(operation: Operation) => number> {
  if (costs !== undefined && costs.size > 0) {
    const usual = [...costs.values()].reduce((sum, cost) => sum + cost, 0) / costs.size;
    return ({ id }) => costs.get(id) ?? usual;
  }
  const cases = new Map<string, number>();
  for await (const { operation } of planContract(api, options))
    cases.set(operation.id, (cases.get(operation.id) ?? 0) + 1);
  return ({ id }) => 1 + (cases.get(id) ?? 0);
}
