import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { inferResources, type ListRole } from '../../src/resource/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { arranged, askedBy } from '../../src/state/index.ts';
import { answering, get, mockOf, pathParameter } from './mock-of.ts';

interface Task {
  readonly id: string;
  readonly state: string;
  readonly rank: number;
}

const task = {
  type: 'object',
  required: ['id', 'state', 'rank'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { type: 'string', enum: ['open', 'done'] },
    rank: { type: 'integer' },
  },
};
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const tasks: readonly Task[] = [5, 3, 4, 1, 2].map((rank) => ({
  id: `00000000-0000-4000-8000-00000000000${rank}`,
  state: 'open',
  rank,
}));

/** A schema that wants more tasks than are kept. */
const paths = (minItems: number) => ({
  '/tasks': {
    get: {
      parameters: [
        query('limit', { type: 'integer' }),
        query('offset', { type: 'integer' }),
        query('state', { type: 'string' }),
        query('sort', { type: 'string', enum: ['rank', '-rank'] }),
      ],
      ...answering({ type: 'array', items: task, minItems }),
    },
  },
  '/tasks/{id}': { get: { parameters: [pathParameter('id', { type: 'string' })], ...answering(task) } },
});

async function ranks(asked: Record<string, unknown>, items = tasks): Promise<readonly number[] | undefined> {
  const description = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: paths(3) };
  const api = await loadApi(JSON.parse(JSON.stringify(description)));
  await prepareValidation();
  const list = inferResources(api).role(api.operations[0]!) as ListRole;
  const made = arranged(list, items, askedBy({ query: asked }, undefined), undefined);
  return (made?.body as Task[] | undefined)?.map(({ rank }) => rank);
}

test.each([
  ['a page has as many items as are asked for', { limit: 3 }, [5, 3, 4]],
  ['a page begins where it is asked to', { limit: 3, offset: 1 }, [3, 4, 1]],
  ['an order is kept', { sort: 'rank' }, [1, 2, 3, 4, 5]],
  ['the other order is kept', { sort: '-rank' }, [5, 4, 3, 2, 1]],
  ['a page is one of the order asked for', { sort: 'rank', limit: 4 }, [1, 2, 3, 4]],
  ['a filter that nothing passes is none', { state: 'done' }, [5, 3, 4, 1, 2]],
  ['a page that the schema does not take is no page', { limit: 2 }, undefined],
])('of a list that is not kept: %s', async (_, asked, expected) => {
  expect(await ranks(asked)).toEqual(expected);
});

test('a filter keeps what passes it', async () => {
  const some = tasks.map((each) => ({ ...each, state: each.rank > 2 ? 'done' : 'open' }));
  expect(await ranks({ state: 'done' }, some)).toEqual([5, 3, 4]);
});

test('a list that is made up, since too little is kept, is answered in the order asked for', async () => {
  const mock = await mockOf({ paths: paths(4) }, { state: { population: 2 } });
  const whole = (await get(mock, '/tasks')) as Task[];
  const rising = (await get(mock, '/tasks?sort=rank')) as Task[];
  expect(whole.length).toBeGreaterThan(3);
  expect(rising).toEqual(whole.toSorted((left, right) => left.rank - right.rank));
});
