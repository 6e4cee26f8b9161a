import { expect, test } from 'vitest';
import { formatPlace } from '../../src/errors.ts';
import { loadApi } from '../../src/model/index.ts';
import { checkPact, readPact } from '../../src/pact/index.ts';
import { JSON_TYPE, pactText } from './pact-of.ts';

const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  components: {
    schemas: {
      Cat: {
        type: 'object',
        required: ['id', 'name'],
        additionalProperties: false,
        properties: {
          id: { type: 'integer' },
          name: { type: 'string', maxLength: 10 },
          mood: { enum: ['good', 'bad'] },
          friend: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: 'null' }] },
          kittens: { type: 'array', minItems: 2, items: { $ref: '#/components/schemas/Cat' } },
          toy: {
            oneOf: [
              { type: 'object', required: ['ball'], properties: { ball: { type: 'string' } } },
              { type: 'object', required: ['mouse'], properties: { mouse: { type: 'string' } } },
            ],
          },
        },
      },
    },
  },
  paths: {
    '/cats': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
            },
          },
        },
        responses: { 201: { description: '' } },
      },
    },
    '/cats/{id}': {
      get: {
        operationId: 'getCat',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'full', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            description: '',
            headers: { 'X-Left': { schema: { type: 'integer' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Cat' } } },
          },
          404: { description: '' },
        },
      },
    },
  },
};

const get = { method: 'GET', path: '/cats/7' };
const body = (content: unknown, rules?: object) => ({
  response: {
    status: 200,
    headers: JSON_TYPE,
    body: content,
    ...(rules ? { matchingRules: { body: rules } } : {}),
  },
});
const ruled = (path: string, rule: object) => ({ [path]: { matchers: [rule] } });

type Row = [fact: string, interaction: object, faults: string[]];

const rows: Row[] = [
  ['a part of what is described can be kept', { request: get, ...body({ id: 7 }) }, []],
  [
    'a part of a list that has more items can be kept',
    { request: get, ...body({ kittens: [{ id: 1 }] }) },
    [],
  ],
  ['a part of one of several alternatives can be kept', { request: get, ...body({ toy: {} }) }, []],
  [
    'a part of what refers to itself can be kept',
    { request: get, ...body({ friend: { friend: null } }) },
    [],
  ],
  [
    'a member that is not described',
    { request: get, ...body({ age: 3 }) },
    ['pact-body /interactions/0/response/body/age'],
  ],
  [
    'a member that is not described, deeper down',
    { request: get, ...body({ friend: { age: 3 } }) },
    ['pact-body /interactions/0/response/body/friend/age'],
  ],
  [
    'a value of another type',
    { request: get, ...body({ id: 'x' }) },
    ['pact-body /interactions/0/response/body/id'],
  ],
  [
    'a value that is none of those described',
    { request: get, ...body({ mood: 'odd' }) },
    ['pact-body /interactions/0/response/body/mood'],
  ],
  [
    'an example that is too long, in whose place a rule stands',
    { request: get, ...body({ name: 'x'.repeat(20) }, ruled('$.name', { match: 'type' })) },
    [],
  ],
  [
    'an example that is too long, which must come as it is',
    { request: get, ...body({ name: 'x'.repeat(20) }) },
    ['pact-body /interactions/0/response/body/name'],
  ],
  [
    'a rule for another type',
    { request: get, ...body({ id: 'x' }, ruled('$.id', { match: 'type' })) },
    ['pact-body /interactions/0/response/body/id'],
  ],
  [
    'a status that is not documented',
    { request: get, response: { status: 418 } },
    ['pact-status /interactions/0/response/status'],
  ],
  ['a documented status without a body', { request: get, response: { status: 404 } }, []],
  [
    'a body where none is documented',
    { request: get, response: { status: 404, headers: JSON_TYPE, body: {} } },
    ['pact-body /interactions/0/response/body'],
  ],
  [
    'another type of content',
    { request: get, response: { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>' } },
    ['pact-content-type /interactions/0/response/body'],
  ],
  [
    'a header of another type',
    { request: get, response: { status: 200, headers: { 'X-Left': 'many' } } },
    ['pact-header /interactions/0/response/headers/X-Left'],
  ],
  [
    'a header of another type, in whose place a rule stands',
    {
      request: get,
      response: {
        status: 200,
        headers: { 'X-Left': 'many' },
        matchingRules: { header: { 'X-Left': { matchers: [{ match: 'type' }] } } },
      },
    },
    [],
  ],
  [
    'a path that nothing describes',
    { request: { method: 'GET', path: '/dogs' } },
    ['pact-operation /interactions/0/request/path'],
  ],
  [
    'a method that nothing describes',
    { request: { method: 'DELETE', path: '/cats/7' } },
    ['pact-operation /interactions/0/request/path'],
  ],
  [
    'a parameter of another type',
    { request: { method: 'GET', path: '/cats/tom' } },
    ['pact-request /interactions/0/request/path'],
  ],
  [
    'a query of another type',
    { request: { ...get, query: { full: ['maybe'] } } },
    ['pact-request /interactions/0/request/query/full'],
  ],
  [
    'a body that lacks a member',
    { request: { method: 'POST', path: '/cats', headers: JSON_TYPE, body: {} }, response: { status: 201 } },
    ['pact-request /interactions/0/request/body'],
  ],
  [
    'a good request',
    {
      request: { method: 'POST', path: '/cats', headers: JSON_TYPE, body: { name: 'Tom' } },
      response: { status: 201 },
    },
    [],
  ],
];

test.each(rows)('%s', async (_, interaction, faults) => {
  const pact = await readPact(pactText(3, interaction), 'p.json');
  const found = await checkPact(await loadApi(description), pact);
  expect(found.map(({ code, place }) => `${code} ${place.pointer}`)).toEqual(faults);
});

test('both places have their lines', async () => {
  const text = JSON.stringify(JSON.parse(pactText(3, { request: get, ...body({ id: 'x' }) })), null, 2);
  const source = `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /cats/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        200:
          description: ''
          content:
            application/json:
              schema:
                properties:
                  id:
                    type: integer
`;
  const api = await loadApi('api.yaml', { read: async () => source });
  const [fault] = await checkPact(api, await readPact(text, 'p.json'));
  const line = text.split('\n').findIndex((each) => each.includes('"id"')) + 1;
  expect(formatPlace(fault!.place)).toMatch(new RegExp(`^p\\.json:${line}:`));
  expect(fault!.message).toContain('api.yaml:15:');
});
