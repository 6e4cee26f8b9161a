import { expect, test } from 'vitest';
import { planContract } from '../../src/contract/index.ts';
import { describeForDredd } from '../../src/dredd/description.ts';
import { dreddPhase } from '../../src/dredd/index.ts';
import type { Transaction } from '../../src/dredd/transactions.ts';
import { type Api, loadApi } from '../../src/model/index.ts';
import { corpusEntries, corpusPresent, sharedPath } from '../support/corpus.ts';
import { type Compiled, compileAsDredd } from './gavel.ts';
import { root } from './library.ts';

const odd = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/users/{user-id}': {
      parameters: [{ name: 'user-id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: { description: 'd', content: { 'application/json': {} } } } },
      delete: { responses: { 204: { description: 'd' } } },
    },
    '/users/{user_id}': { get: { responses: { '2XX': { description: 'd', content: { '*/*': {} } } } } },
    "/it's {here}/a;b?c=d": { get: { responses: { default: { description: 'd' } } } },
    '/{a}{b}.json': {
      post: { responses: { 201: { description: 'd', content: { 'application/json; charset=utf-8': {} } } } },
    },
    '/ä/%7e': { trace: { responses: { 200: { description: 'd' } } } },
    '/search': {
      query: { responses: { 200: { description: 'd' } } },
      post: { responses: { 200: { description: 'd' } } },
    },
  },
};

/** What Dredd compiles of the description that is prepared for it, and what was meant. */
async function prepared(api: Api): Promise<{ compiled: Compiled; keys: readonly string[]; names: string[] }> {
  let transactions: readonly Transaction[] = [];
  const phase = await dreddPhase({ cwd: root });
  const names: string[] = [];
  const { transactionsOf } = await import('../../src/dredd/transactions.ts');
  const plan: typeof phase.plan = (given, occasions) => {
    transactions = transactionsOf(given, occasions);
    return phase.plan(given, occasions);
  };
  for await (const { title } of planContract(api, { phases: [], foreign: [{ ...phase, plan }] }))
    names.push(title);
  const { document, keys } = describeForDredd(transactions);
  return { compiled: await compileAsDredd(JSON.stringify(document)), keys, names };
}

function keyOf({ request, response, origin }: Compiled['transactions'][number]): string {
  const type = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return [request.method, origin.resourceName, response.status, type].filter(Boolean).join(' ');
}

test('odd paths, names, types and methods come to Dredd as transactions that it tells apart', async () => {
  const { compiled, keys, names } = await prepared(await loadApi(odd));
  expect(compiled.annotations).toEqual([]);
  expect(compiled.transactions.map(keyOf).sort()).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(keys.length);
  expect(names).toEqual(
    expect.arrayContaining([
      '/users/{user-id} > GET > 200 > application/json',
      "/it's {here}/a;b?c=d > GET > 200",
      '/search > QUERY > 200',
    ]),
  );
});

const small = corpusEntries().filter(({ operations }) => operations > 0 && operations < 60);
const sampled = small.filter((_, index) => index % 3 === 0);

test.skipIf(!corpusPresent).each(sampled)(
  '$slug: Dredd finds each transaction of the prepared description, and has no objection to it',
  { timeout: 60_000 },
  async ({ file }) => {
    const { compiled, keys, names } = await prepared(await loadApi(file));
    expect(compiled.annotations).toEqual([]);
    expect(compiled.transactions.map(keyOf).sort()).toEqual([...keys].sort());
    expect(new Set(names).size).toBe(names.length);
  },
);

/** Names as Dredd gives them to what it can read by itself, without the title of the api. */
async function namesByDredd(text: string): Promise<Set<string>> {
  const { transactions } = await compileAsDredd(text);
  return new Set(transactions.map(({ name, origin }) => name.replace(`${origin.apiName} > `, '')));
}

/** [what is written, description] */
const readable: ReadonlyArray<[string, Record<string, unknown>]> = [
  [
    'OpenAPI 3.0',
    {
      openapi: '3.0.3',
      info: { title: 'T', version: '1' },
      paths: {
        '/users/{id}': {
          summary: 'One user',
          parameters: [{ name: 'id', in: 'path', required: true, example: 7, schema: { type: 'integer' } }],
          get: {
            tags: ['people'],
            operationId: 'getUser',
            summary: 'Get a user',
            responses: {
              200: { description: 'd', content: { 'application/json': {}, 'application/xml': {} } },
              404: { description: 'd' },
            },
          },
          delete: { responses: { 204: { description: 'd' } } },
        },
      },
    },
  ],
  [
    'Swagger 2.0',
    {
      swagger: '2.0',
      basePath: '/v2',
      info: { title: 'T', version: '1' },
      paths: {
        '/users': {
          get: {
            tags: ['people', 'others'],
            summary: 'List users',
            produces: ['application/json'],
            responses: { 200: { description: 'd', schema: { type: 'array', items: { type: 'string' } } } },
          },
          post: { tags: ['people'], operationId: 'make', responses: { 201: { description: 'd' } } },
        },
        '/people': {
          get: { tags: ['people'], responses: { 204: { description: 'd' } } },
          put: { responses: { 204: { description: 'd' } } },
        },
        '/things': {
          get: {
            produces: ['application/json'],
            responses: { 200: { description: 'd', schema: { type: 'object' } } },
          },
        },
      },
    },
  ],
];

test.each(readable)('transactions of %s have the names that Dredd gives them', async (_, description) => {
  const { names } = await prepared(await loadApi(description));
  const known = await namesByDredd(JSON.stringify(description));
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(2);
});

test.skipIf(!corpusPresent)('the descriptions that are sampled are enough', () => {
  expect(sampled.length).toBeGreaterThan(20);
  expect(sharedPath('specs')).toContain('shared');
});
