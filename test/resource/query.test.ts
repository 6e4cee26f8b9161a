import { expect, test } from 'vitest';
import { memberPointer } from '../../src/resource/index.ts';
import {
  arrayOf,
  flag,
  listOf,
  moment,
  objectOf,
  resourcesOf,
  type Said,
  text,
  thing,
  whole,
} from './describe.ts';

const things = arrayOf(thing);

type Query = NonNullable<Said['query']>;

test.each<readonly [title: string, query: Query, paging: object | undefined]>([
  [
    'page and size',
    { page: whole, size: { ...whole, default: 30, maximum: 100 } },
    { kind: 'page', firstPage: 1, defaultSize: 30, maxSize: 100 },
  ],
  [
    'a page that begins at 0',
    { page: { ...whole, minimum: 0 }, per_page: whole },
    { kind: 'page', firstPage: 0, defaultSize: 20 },
  ],
  ['page[number] and page[size]', { 'page[number]': whole, 'page[size]': whole }, { kind: 'page' }],
  ['limit and offset', { limit: whole, offset: whole }, { kind: 'offset' }],
  ['skip and take', { skip: whole, take: whole }, { kind: 'offset' }],
  ['$top and $skip', { $top: whole, $skip: whole }, { kind: 'offset' }],
  [
    'first and max',
    { first: whole, max: whole },
    { kind: 'offset', offset: { name: 'first' }, size: { name: 'max' } },
  ],
  ['first and after', { first: whole, after: text }, { kind: 'cursor', size: { name: 'first' } }],
  ['a cursor', { cursor: text, limit: whole }, { kind: 'cursor', byKey: false }],
  [
    'pageToken and pageSize',
    { pageToken: text, pageSize: whole },
    { kind: 'cursor', byKey: false, after: { name: 'pageToken' } },
  ],
  [
    'starting_after and ending_before',
    { starting_after: text, ending_before: text, limit: whole },
    { kind: 'cursor', byKey: true, before: { name: 'ending_before' } },
  ],
  [
    'a key, as its description says',
    { after: { ...text, parameter: { description: 'The ID of the last item.' } } },
    { kind: 'cursor', byKey: true },
  ],
  [
    'a limit alone',
    { limit: { ...whole, parameter: { description: 'At most 50 (default 10, max 50).' } } },
    { kind: 'limit-only', defaultSize: 10, maxSize: 50 },
  ],
  ['nothing', { status: text }, undefined],
  ['no dates', { since: moment, before: moment }, undefined],
  ['no flags', { count: flag, first: flag }, undefined],
])('a list is paged by %s', async (_title, query, paging) => {
  const found = (await listOf({ show: things, query })).paging;
  if (paging === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(paging);
});

const filtered = objectOf({
  id: whole,
  name: text,
  status: text,
  price: { type: 'number' },
  created_at: moment,
  tags: arrayOf(text),
  labels: arrayOf(objectOf({ id: whole, name: text })),
  owner: objectOf({ id: whole, login: text }),
  is_active: flag,
});

test.each<readonly [name: string, schema: { parameter?: object }, pointers: string, compare: string]>([
  ['status', text, '/status', 'equals'],
  ['status[]', arrayOf(text), '/status', 'in'],
  ['status', arrayOf(text), '/status', 'in'],
  ['statuses', { ...text, parameter: { description: 'Comma-separated.' } }, '/status', 'in'],
  ['filter[status]', text, '/status', 'equals'],
  ['filter_status', text, '/status', 'equals'],
  ['name__icontains', text, '/name', 'icontains'],
  ['name__in', arrayOf(text), '/name', 'in'],
  ['name_startswith', text, '/name', 'startswith'],
  [
    'name',
    { ...text, parameter: { description: 'Things whose name contains this text.' } },
    '/name',
    'icontains',
  ],
  ['created_after', moment, '/created_at', 'gt'],
  ['createdBefore', moment, '/created_at', 'lt'],
  ['created__gte', moment, '/created_at', 'gte'],
  ['created_at[lt]', moment, '/created_at', 'lt'],
  ['since', moment, '/created_at', 'gte'],
  ['min_price', { type: 'number' }, '/price', 'gte'],
  ['priceMax', { type: 'number' }, '/price', 'lte'],
  ['price_from', { type: 'number' }, '/price', 'gte'],
  ['tag', text, '/tags/*', 'equals'],
  ['label', text, '/labels/*/name', 'equals'],
  ['owner_id', whole, '/owner/id', 'equals'],
  ['owner', text, '/owner/login', 'equals'],
  ['owner', whole, '/owner/id', 'equals'],
  ['owner.login', text, '/owner/login', 'equals'],
  ['isActive', flag, '/is_active', 'equals'],
  ['ids', arrayOf(whole), '/id', 'in'],
  ['name__isnull', flag, '/name', 'empty'],
])('%s %j filters', async (name, schema, pointers, compare) => {
  const { role } = await resourcesOf({
    'GET /things': { show: arrayOf(filtered), query: { [name]: schema } },
    'GET /things/{id}': { show: filtered },
  });
  const found = role('GET /things');
  if (found?.kind !== 'list') throw new Error('It is no list.');
  expect(found.filters.map((filter) => [filter.pointers.join(' '), filter.compare])).toEqual([
    [pointers, compare],
  ]);
});

test('an object of filters filters by each of its members', async () => {
  const { filters } = await listOf({
    show: things,
    query: {
      filter: {
        ...objectOf({ name: text, price: objectOf({ gte: whole, lt: whole }), colour: text }),
        parameter: { style: 'deepObject' },
      },
    },
  });
  expect(filters.map(({ at, pointers, compare }) => [at.join('.'), pointers.join(' '), compare])).toEqual([
    ['name', '/name', 'equals'],
    ['price.gte', '/price', 'gte'],
    ['price.lt', '/price', 'lt'],
  ]);
});

test.each(['colour', 'verbose', 'format', 'api_key', 'dry_run', 'include_deleted'])(
  '%s filters nothing',
  async (name) => {
    expect((await listOf({ show: things, query: { [name]: text } })).filters).toEqual([]);
  },
);

test.each(['q', 'search', 'query', 'keyword'])('%s searches', async (name) => {
  expect((await listOf({ show: things, query: { [name]: text } })).search?.name).toBe(name);
});

test.each<
  readonly [
    title: string,
    query: Query,
    by: string | undefined,
    spelling: string,
    direction: string | undefined,
  ]
>([
  ['a sign', { ordering: text }, 'ordering', 'sign', undefined],
  ['a sign in its values', { sort: { enum: ['name', '-name'] } }, 'sort', 'sign', undefined],
  ['a colon', { sort: { ...text, example: 'name:asc' } }, 'sort', 'colon', undefined],
  ['a comma', { sort: { ...text, default: 'name,desc' } }, 'sort', 'comma', undefined],
  ['a word', { $orderby: { ...text, example: 'name desc' } }, '$orderby', 'word', undefined],
  ['an ending', { sort: { enum: ['price_asc', 'price_desc'] } }, 'sort', 'suffix', undefined],
  [
    'a direction of its own',
    { sort: { enum: ['name', 'price'] }, direction: { enum: ['asc', 'desc'] } },
    'sort',
    'plain',
    'direction',
  ],
  ['sort_by and order', { sort_by: text, order: { enum: ['asc', 'desc'] } }, 'sort_by', 'plain', 'order'],
  ['sortBy and sortOrder', { sortBy: text, sortOrder: text }, 'sortBy', 'plain', 'sortOrder'],
  ['a direction alone', { order: { enum: ['asc', 'desc'] } }, undefined, 'plain', 'order'],
  ['a flag', { order_by: text, reverse: flag }, 'order_by', 'plain', 'reverse'],
])('a list is ordered by %s', async (_title, query, by, spelling, direction) => {
  const { ordering } = await listOf({ show: things, query });
  expect([ordering?.by?.name, ordering?.spelling, ordering?.direction?.name]).toEqual([
    by,
    spelling,
    direction,
  ]);
});

test('the name in an order leads to a member, whatever its spelling', async () => {
  const { collection } = await listOf({ show: things });
  const found = ['createdAt', 'created', 'PRICE', 'owner.id', 'colour'].map((name) =>
    memberPointer(collection, name),
  );
  expect(found).toEqual(['/created_at', '/created_at', '/price', '/owner/id', undefined]);
});

test.each([
  ['fields', 'fields'],
  ['select', 'fields'],
  ['expand', 'include'],
  ['include', 'include'],
  ['omit', 'omit'],
])('%s selects', async (name, kind) => {
  const { selection, filters } = await listOf({ show: things, query: { [name]: text } });
  expect(selection.map((one) => one.kind)).toEqual([kind]);
  expect(filters).toEqual([]);
});
