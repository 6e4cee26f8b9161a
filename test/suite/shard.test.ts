import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { lanesOf } from '../../src/contract/index.ts';
import { type Api, loadApi, type Operation } from '../../src/model/index.ts';
import { inferResources } from '../../src/resource/index.ts';
import { readShard, shardOf } from '../../src/suite/index.ts';

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const authentik = '../../spec/authentik.yaml';
const museum = '../../../shared/specs/docs/redocly-museum.yaml';
const digitalOcean = '../../../shared/specs/docs/digitalocean/specification/DigitalOcean-public.v2.yaml';
const descriptions = [authentik, museum, digitalOcean].filter((name) => existsSync(fileOf(name)));

/** Costs that differ, the same whenever they are asked for. */
const costsOf = ({ operations }: Api) =>
  new Map(operations.map(({ id }, index) => [id, ((index * 7919) % 101) + 1]));

async function shards(api: Api, total: number): Promise<Array<ReadonlySet<Operation>>> {
  const all = Array.from({ length: total }, (_, index) =>
    shardOf(api, { index: index + 1, total }, {}, costsOf(api)),
  );
  return Promise.all(all);
}

test.each(descriptions.flatMap((name) => [1, 2, 5, 40].map((total): [string, number] => [name, total])))(
  'the shards of %s in %i make the whole, and none overlap',
  async (name, total) => {
    const api = await loadApi(fileOf(name));
    const all = (await shards(api, total)).flatMap((shard) => [...shard]);
    expect(all).toHaveLength(api.operations.length);
    expect(new Set(all)).toEqual(new Set(api.operations));
  },
);

test('operations that depend on one another stay together', async () => {
  const api = await loadApi(fileOf(authentik));
  const parts = await shards(api, 3);
  for (const lane of lanesOf(api.operations, inferResources(api))) {
    const holding = parts.filter((part) => lane.some((operation) => part.has(operation)));
    expect(holding).toHaveLength(1);
  }
});

test('no shard costs more than the others by more than one lane does', async () => {
  const api = await loadApi(fileOf(authentik));
  const costs = costsOf(api);
  const sum = (operations: Iterable<Operation>) =>
    [...operations].reduce((all, { id }) => all + costs.get(id)!, 0);
  const loads = (await shards(api, 2)).map(sum);
  const dearest = Math.max(...lanesOf(api.operations, inferResources(api)).map(sum));
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(dearest);
});

test('without costs the number of cases decides, and what is not selected is in no shard', async () => {
  const api = await loadApi(fileOf(authentik));
  const select = ({ path }: Operation) => path.includes('scim');
  const options = { select, maxCases: 5 };
  const parts = [
    await shardOf(api, { index: 1, total: 2 }, options),
    await shardOf(api, { index: 2, total: 2 }, options),
  ];
  expect(new Set(parts.flatMap((part) => [...part]))).toEqual(new Set(api.operations.filter(select)));
  expect(parts.every(({ size }) => size > 0)).toBe(true);
});

test.each(['0/2', '3/2', '1', 'a/b', '1/0', '-1/2'])('%s is no shard', (text) => {
  expect(() => readShard(text)).toThrow(expect.objectContaining({ code: 'bad-shard' }));
});
