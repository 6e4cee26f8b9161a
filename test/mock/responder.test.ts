import { beforeAll, expect, test } from 'vitest';
import { createGenerator } from '../../src/generation/index.ts';
import { readPreferences } from '../../src/http/index.ts';
import type { GoodRequest, Reply } from '../../src/mock/answer-source.ts';
import { resolveMockOptions } from '../../src/mock/options.ts';
import { Responder } from '../../src/mock/responder.ts';
import { loadApi } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const description = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/pets': {
      get: {
        responses: {
          200: {
            description: '',
            headers: { ETag: { schema: { type: 'string' } }, 'X-Total': { schema: { type: 'integer' } } },
            content: {
              'application/json': { schema: pet, examples: { tom: { value: { id: 1, name: 'Tom' } } } },
              'text/plain': {},
            },
          },
          204: { description: '' },
          404: { description: '', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
  },
};
let respond: (reply: Reply | undefined, accept?: string) => ReturnType<Responder['respond']>;

beforeAll(async () => {
  const [api, generator] = await Promise.all([loadApi(description), createGenerator(), prepareValidation()]);
  const operation = api.operations[0]!;
  const responder = new Responder(operation, undefined, resolveMockOptions({}), generator);
  const request: Omit<GoodRequest, 'headers'> = {
    operation,
    method: 'GET',
    url: 'http://localhost/pets',
    path: '/pets',
    search: '',
    pathParameters: {},
    parameters: { path: {}, query: {}, header: {}, cookie: {}, querystring: {} },
    sent: undefined,
    sentType: undefined,
    preferences: readPreferences(null, ''),
    session: '',
    violations: [],
    generator,
  };
  respond = (reply, accept) =>
    responder.respond({ ...request, headers: new Headers(accept === undefined ? {} : { accept }) }, reply);
});

const rex = { kind: 'value', value: { id: 2, name: 'Rex' } } as const;
const json = 'application/json';
const written: Array<[string, Reply | undefined, number, string | undefined, unknown]> = [
  ['no source', undefined, 200, json, { id: 1, name: 'Tom' }],
  ['a status alone', { status: 200 }, 200, json, { id: 1, name: 'Tom' }],
  ['a value', { status: 200, body: rex }, 200, json, rex.value],
  ['an example', { status: 200, body: { kind: 'example', name: 'tom' } }, 200, json, { id: 1, name: 'Tom' }],
  [
    'a wish for a generated value',
    { status: 200, body: { kind: 'generated', fixed: { id: 9, name: 'Ada' } } },
    200,
    json,
    { id: 9, name: 'Ada' },
  ],
  ['text as it is', { status: 200, body: { kind: 'serialized', text: '[1]' } }, 200, json, [1]],
  ['a body where none can be', { status: 204, body: rex }, 204, undefined, undefined],
  ['a status that is not documented', { status: 418, body: rex }, 418, json, rex.value],
];
test.each(written)('%s is written as documented', (_, reply, status, type, body) => {
  const made = respond(reply);
  if (made.kind !== 'answer') throw new Error('refused');
  expect(made.answer.status).toBe(status);
  expect(made.answer.headers['content-type']).toBe(type);
  expect(made.answer.body === null ? undefined : JSON.parse(String(made.answer.body))).toEqual(body);
});

test('headers that a source gives win over documented ones, and the others are made', () => {
  const made = respond({ status: 200, body: rex, headers: { ETag: '"7"', 'X-Own': 'yes' } });
  if (made.kind !== 'answer') throw new Error('refused');
  const { etag, 'x-own': own, 'x-total': total } = made.answer.headers;
  expect({ etag, own }).toEqual({ etag: '"7"', own: 'yes' });
  expect(total).toMatch(/^\d+$/);
});

test('with a content-type nothing is negotiated', () => {
  const body = { kind: 'serialized', text: 'Rex' } as const;
  const made = respond({ status: 200, body, headers: { 'Content-Type': 'text/plain' } }, json);
  expect(made).toMatchObject({ answer: { headers: { 'content-type': 'text/plain' }, body: 'Rex' } });
});

test('what no header can hold is replaced, and a name that none can have is left out', () => {
  const headers = { 'x-note': 'a\r\nb: ☃', 'no name': 'x' };
  const made = respond({ status: 200, body: rex, headers });
  if (made.kind !== 'answer') throw new Error('refused');
  expect(made.answer.headers['x-note']).toBe('a b: %E2%98%83');
  expect(Object.keys(made.answer.headers)).not.toContain('no name');
  expect(() => new Headers(made.answer.headers)).not.toThrow();
});

test('a detail makes an error of the reply', () => {
  const made = respond({ status: 404, detail: 'There is no such pet.' });
  expect(made).toMatchObject({ kind: 'refusal', refusal: { status: 404, detail: 'There is no such pet.' } });
});
