import type { Node } from '../document/index.ts';
import type { GivenSeeds } from '../fixture/index.ts';
import type { Api } from '../model/index.ts';
import type { Resources } from '../resource/index.ts';
import { isJsonObject } from '../schema/index.ts';

const MOST_ENTITIES = 1_000;

/**
 * Entities that the description gives: `x-seed`, a list of them, in the path item of a collection or in the component
 * schema that shows one. It is data; what is written there as code is left aside, as are collections that have been
 * given theirs, by id or by name.
 */
export function describedSeeds(
  api: Api,
  { collections }: Resources,
  given: Readonly<Record<string, unknown>>,
): GivenSeeds {
  const { root } = api.document;
  const schemas = root.get('components')?.get('schemas');
  const seeds: Record<string, GivenSeeds[string]> = Object.create(null);
  for (const { id, name: plain, views } of collections) {
    if (Object.hasOwn(given, id) || Object.hasOwn(given, plain)) continue;
    const path = root.get('paths')?.get(id) ?? root.get('paths')?.get(`${id}/`);
    const places = [path, ...views.map(({ name }) => (name === undefined ? undefined : schemas?.get(name)))];
    const entities = places.map(entitiesOf).find((each) => each.length > 0);
    if (entities) seeds[id] = { entities, only: false };
  }
  return seeds;
}

function entitiesOf(place: Node | undefined): readonly unknown[] {
  const written = place?.get('x-seed')?.value;
  return Array.isArray(written) ? written.filter(isJsonObject).slice(0, MOST_ENTITIES) : [];
}
