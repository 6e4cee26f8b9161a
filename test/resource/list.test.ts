import { expect, test } from 'vitest';
import { arrayOf, flag, listOf, objectOf, resourcesOf, type Said, text, thing, whole } from './describe.ts';

const things = arrayOf(thing);
const link = { type: 'string', format: 'uri' };

test.each<readonly [title: string, said: Said, items: string, facts: Record<string, string>]>([
  ['a bare array', { show: things }, '', {}],
  [
    'count, next, previous and results',
    { show: objectOf({ count: whole, next: { ...link, nullable: true }, previous: link, results: things }) },
    '/results',
    { total: '/count', 'next-link': '/next', 'previous-link': '/previous' },
  ],
  [
    'pagination beside results',
    {
      show: objectOf({
        pagination: objectOf({
          next: whole,
          previous: whole,
          count: whole,
          current: whole,
          total_pages: whole,
          start_index: whole,
          end_index: whole,
        }),
        results: things,
      }),
    },
    '/results',
    {
      'next-page': '/pagination/next',
      'previous-page': '/pagination/previous',
      total: '/pagination/count',
      page: '/pagination/current',
      pages: '/pagination/total_pages',
      'start-index': '/pagination/start_index',
      'end-index': '/pagination/end_index',
    },
  ],
  [
    'data, meta and links',
    {
      show: objectOf({
        data: things,
        meta: objectOf({ total: whole, per_page: whole }),
        links: objectOf({ next: link, first: link }),
      }),
    },
    '/data',
    {
      total: '/meta/total',
      size: '/meta/per_page',
      'next-link': '/links/next',
      'first-link': '/links/first',
    },
  ],
  [
    'items, total and a cursor',
    { show: objectOf({ items: things, total: whole, next_cursor: text, has_more: flag }) },
    '/items',
    { total: '/total', 'next-cursor': '/next_cursor', 'has-next': '/has_more' },
  ],
  [
    'HAL',
    {
      show: objectOf({
        _embedded: objectOf({ things }),
        _links: objectOf({ next: objectOf({ href: link }), self: objectOf({ href: link }) }),
        page: objectOf({ totalElements: whole }),
      }),
      type: 'application/hal+json',
    },
    '/_embedded/things',
    { 'next-link': '/_links/next/href', 'self-link': '/_links/self/href', total: '/page/totalElements' },
  ],
  [
    'Kubernetes',
    {
      show: objectOf({ kind: text, apiVersion: text, metadata: objectOf({ continue: text }), items: things }),
    },
    '/items',
    { 'next-cursor': '/metadata/continue' },
  ],
  [
    'Spring',
    {
      show: objectOf({
        content: things,
        totalElements: whole,
        totalPages: whole,
        size: whole,
        number: whole,
        numberOfElements: whole,
        first: flag,
        last: flag,
        empty: flag,
      }),
    },
    '/content',
    {
      total: '/totalElements',
      pages: '/totalPages',
      size: '/size',
      page: '/number',
      count: '/numberOfElements',
      'is-first': '/first',
      'is-last': '/last',
      'is-empty': '/empty',
    },
  ],
  [
    'OData',
    {
      show: objectOf({
        '@odata.context': text,
        '@odata.count': whole,
        '@odata.nextLink': text,
        value: things,
      }),
    },
    '/value',
    { total: '/@odata.count', 'next-link': '/@odata.nextLink' },
  ],
  [
    'a list in `data`',
    { show: objectOf({ data: objectOf({ things, total: whole }) }) },
    '/data/things',
    { total: '/data/total' },
  ],
  [
    'a member called as the collection is',
    { show: objectOf({ things, links: objectOf({ pages: objectOf({ next: text }) }) }) },
    '/things',
    { 'next-link': '/links/pages/next' },
  ],
  [
    'count of this page beside a total',
    { show: objectOf({ things, count: whole, total: whole }) },
    '/things',
    { total: '/total', count: '/count' },
  ],
])('a list is found in %s', async (_title, said, items, facts) => {
  const { list } = await listOf(said);
  expect(list.items).toBe(items);
  expect(Object.fromEntries([...list.facts].map(([fact, [pointer]]) => [fact, pointer]))).toEqual(facts);
});

test('JSON:API entities keep their keys and members below attributes', async () => {
  const entity = objectOf({ type: text, id: text, attributes: objectOf({ title: text }) });
  const { role, resources } = await resourcesOf({
    'GET /articles': {
      show: objectOf({ data: arrayOf(entity), links: objectOf({ next: link }) }),
      query: { 'filter[title]': text },
    },
    'GET /articles/{id}': { show: objectOf({ data: entity }) },
  });
  expect(resources.collections[0]?.keys[0]?.pointer).toBe('/id');
  expect(role('GET /articles')).toMatchObject({
    list: { items: '/data' },
    filters: [{ pointers: ['/attributes/title'] }],
  });
  expect(role('GET /articles/{id}')).toMatchObject({ kind: 'read', shown: { at: '/data' } });
});

test('a map by key is a list', async () => {
  const { role } = await resourcesOf({
    'GET /things': { show: { type: 'object', additionalProperties: thing } },
    'GET /things/{id}': { show: thing },
  });
  expect(role('GET /things')).toMatchObject({ kind: 'list', list: { items: '', map: true } });
});

test('headers say totals and links', async () => {
  const { list } = await listOf({ show: things, headers: ['X-Total-Count', 'Link', 'X-Rate-Limit'] });
  expect([...list.headers]).toEqual([
    ['total', 'X-Total-Count'],
    ['link', 'Link'],
  ]);
});
