import { afterAll, expect, test, vi } from 'vitest';
import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { type CreateRole, inferResources } from '../../src/resource/index.ts';
import { isJsonObject, type JsonObject, prepareValidation } from '../../src/schema/index.ts';
import {
  attempted,
  bodyMembers,
  create,
  createState,
  heldMembers,
  type Place,
  pick,
  type State,
  spaceOf,
} from '../../src/state/index.ts';
import { corpusEntries, corpusPresent } from '../support/corpus.ts';

const isFull = process.env['CORPUS_FULL'] === '1' || process.env['CORPUS'] !== undefined;
const entries = corpusEntries().filter((_, index) => isFull || index % 10 === 3);
const bodies = 5;
let [made, quickly] = [0, 0];

/** What clients may send: all that is described, then less and less of it. */
function sentFor(role: CreateRole, generator: Generator): JsonObject[] {
  const { operation } = role;
  const schema = operation.requestBody?.content[0]?.schema?.for('request');
  if (!schema) return [];
  const all: JsonObject[] = [];
  for (let each = 0; each < bodies; each++) {
    const whole = attempted(generator, schema, { key: `${operation.id} ${each}` });
    const [sent] = pick(whole, role.at);
    if (!isJsonObject(sent)) continue;
    const names = Object.keys(sent);
    const few = names.filter((_, index) => index % 3 === 0);
    const less = Object.fromEntries(few.map((name) => [name, sent[name]]));
    all.push(sent, less);
  }
  return all;
}

function placeFor(state: State, role: CreateRole): Place {
  const { worlds, seeds, views } = state;
  const world = worlds.seen('');
  const space = spaceOf(
    role.collection,
    role.parents.map(() => '1'),
  );
  return { world, seeds, views, space, at: worlds.now(world), mayRepeat: true };
}

test.skipIf(!corpusPresent).each(entries)(
  '$slug: a thing that is put together is the one that is made at length',
  { timeout: 120_000 },
  async ({ file }) => {
    const api = await loadApi(file);
    const generator = await createGenerator();
    await prepareValidation();
    const state = await createState(api, generator, { resources: inferResources(api) });
    const make = vi.spyOn(state.views, 'make');
    for (const operation of api.operations.slice(0, 400)) {
      const role = state.resources.role(operation);
      if (role?.kind !== 'create' || role.bulk) continue;
      const { views } = role.collection;
      const type = operation.requestBody?.content[0]?.type;
      const members = heldMembers(bodyMembers(operation, type, role.at), views);
      const place = placeFor(state, role);
      for (const sent of sentFor(role, generator)) {
        make.mockClear();
        const one = create(place, sent, members);
        made++;
        if (make.mock.calls.length === 0) quickly++;
        // Members that nobody has asked about before know of nothing that was made.
        const other = create(place, sent, new Map(members));
        const text = (outcome: object) => JSON.stringify('value' in outcome ? outcome.value : outcome);
        expect(text(one), `${operation.id} of ${JSON.stringify(sent).slice(0, 300)}`).toBe(text(other));
      }
    }
  },
);

afterAll(() => {
  if (made > 0) process.stdout.write(`${quickly} of ${made} things were put together\n`);
});
