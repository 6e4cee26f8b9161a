import { expect, test } from 'vitest';
import type { ReceivedResponse } from './judge.ts';
import { answer, faults, judgeOf } from './judging.ts';

const SCHEMA = `
type: object
required: [id, kind, secret]
additionalProperties: false
properties:
  id: { type: integer, format: int32, minimum: 1 }
  kind: { type: string, enum: [cat, dog] }
  secret: { type: string, WRITEONLY }
  born: { type: string, format: date }
  code: { type: string, pattern: '^[\\w-.]+$' }
  price: { type: number, multipleOf: 0.01 }
  tags: { type: array, items: { type: string }, uniqueItems: true, maxItems: 2 }
  low: { type: number, BELOWTEN }
  gone: { NULLABLE }
`.trim();

function schemaFor(family: '2.0' | '3.0' | '3.1', indent: number): string {
  const bound = family === '3.1' ? 'exclusiveMaximum: 10' : 'maximum: 10, exclusiveMaximum: true';
  const nullable = {
    '2.0': 'type: string, x-nullable: true',
    '3.0': 'type: string, nullable: true',
    '3.1': "type: [string, 'null']",
  }[family];
  return SCHEMA.replace('WRITEONLY', family === '2.0' ? 'description: none' : 'writeOnly: true')
    .replace('BELOWTEN', bound)
    .replace('NULLABLE', nullable)
    .split('\n')
    .join(`\n${' '.repeat(indent)}`);
}

const THREE = (version: string, family: '3.0' | '3.1') => `
openapi: ${version}
info: { title: t, version: '1' }
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          headers:
            X-Count: { required: true, schema: { type: integer, maximum: 9 } }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Pet' }
        '204': { description: nothing }
components:
  schemas:
    Pet:
      ${schemaFor(family, 6)}
`;

const TWO = `
swagger: '2.0'
info: { title: t, version: '1' }
produces: [application/json]
paths:
  /x:
    get:
      responses:
        200:
          description: fine
          headers:
            X-Count: { type: integer, maximum: 9 }
          schema: { $ref: '#/definitions/Pet' }
        204: { description: nothing }
definitions:
  Pet:
    ${schemaFor('2.0', 4)}
`;

const DOCUMENTS = [
  { version: '2.0', judge: judgeOf(TWO), secret: { secret: 's' } },
  { version: '3.0', judge: judgeOf(THREE('3.0.3', '3.0')), secret: {} },
  { version: '3.1', judge: judgeOf(THREE('3.1.0', '3.1')), secret: {} },
];
const RIGHT = { id: 1, kind: 'cat' };

const RIGHT_BODIES: Array<[string, object]> = [
  ['what is required', {}],
  ['an allowed null', { gone: null }],
  ['a pattern that is a regular expression without the u flag only', { code: 'a-b.c' }],
  ['a multiple that binary fractions miss', { price: 19.99 }],
  ['a date', { born: '2024-02-29' }],
  ['distinct items', { tags: ['a', 'b'] }],
  ['a number below an exclusive bound', { low: 9.999 }],
];

const WRONG_BODIES: Array<[string, object]> = [
  ['a wrong type', { id: '1' }],
  ['a value outside the enumeration', { kind: 'cow' }],
  ['a missing property', { kind: undefined }],
  ['an extra property', { extra: 1 }],
  ['an integer beyond 32 bits', { id: 2 ** 31 }],
  ['a fraction where an integer is meant', { id: 1.5 }],
  ['a number below its minimum', { id: 0 }],
  ['a number at an exclusive bound', { low: 10 }],
  ['a date that does not exist', { born: '2023-02-29' }],
  ['a text that breaks its pattern', { code: 'a b' }],
  ['no multiple', { price: 19.995 }],
  ['nearly a multiple', { price: 0.01000000001 }],
  ['equal items', { tags: ['a', 'a'] }],
  ['too many items', { tags: ['a', 'b', 'c'] }],
  ['a forbidden null', { born: null }],
];

function received({ secret }: (typeof DOCUMENTS)[number], body: object = {}): ReceivedResponse {
  const response = answer({ ...RIGHT, ...secret, ...body });
  response.headers.set('x-count', '3');
  return response;
}

function inEach<T>(cases: Array<[string, T]>) {
  return DOCUMENTS.flatMap((one) => cases.map(([title, body]) => ({ ...one, title, body })));
}

test.each(inEach(RIGHT_BODIES))('in OpenAPI $version $title is right', async ({ body, ...one }) => {
  expect(await faults(one.judge, received(one, body))).toEqual([]);
});

test.each(inEach(WRONG_BODIES))('in OpenAPI $version $title is wrong', async ({ body, ...one }) => {
  expect(await faults(one.judge, received(one, body))).not.toEqual([]);
});

test.each(DOCUMENTS)('in OpenAPI $version a media type that is not documented is wrong', async (one) => {
  const response = received(one);
  response.headers.set('content-type', 'text/json');
  expect(await faults(one.judge, response)).toEqual([
    'Content-Type text/json is not documented (application/json)',
  ]);
});

test.each(DOCUMENTS)('in OpenAPI $version a charset does not matter', async (one) => {
  const response = received(one);
  response.headers.set('content-type', 'application/json; charset=utf-8');
  expect(await faults(one.judge, response)).toEqual([]);
});

test.each(DOCUMENTS)('in OpenAPI $version a body without Content-Type is wrong', async (one) => {
  const response = received(one);
  response.headers.delete('content-type');
  expect(await faults(one.judge, response)).toEqual(['Content-Type is missing']);
});

test.each(DOCUMENTS)('in OpenAPI $version a body that is no JSON is wrong', async (one) => {
  const response = { ...received(one), body: new TextEncoder().encode('{') };
  expect(await faults(one.judge, response)).not.toEqual([]);
});

test.each(DOCUMENTS)('in OpenAPI $version a body on 204 is wrong', async ({ judge }) => {
  expect(await faults(judge, answer({}, { status: 204 }))).not.toEqual([]);
});

test.each(DOCUMENTS)('in OpenAPI $version 204 without a body is right', async ({ judge }) => {
  expect(await faults(judge, answer('', { status: 204, type: null, text: '' }))).toEqual([]);
});

test.each(DOCUMENTS)('in OpenAPI $version a status that is not documented is wrong', async ({ judge }) => {
  expect(await faults(judge, answer({}, { status: 201 }))).toEqual(['status 201 is not documented']);
});

test.each(DOCUMENTS)('in OpenAPI $version a header that breaks its schema is wrong', async (one) => {
  const response = received(one);
  response.headers.set('x-count', '10');
  expect(await faults(one.judge, response)).toHaveLength(1);
});

test.each(DOCUMENTS.slice(1))(
  'in OpenAPI $version a write-only property must not leak',
  async ({ judge }) => {
    const response = answer({ ...RIGHT, secret: 's' });
    response.headers.set('x-count', '1');
    expect(await faults(judge, response)).not.toEqual([]);
  },
);

test.each(DOCUMENTS.slice(1))('in OpenAPI $version a required header must be there', async ({ judge }) => {
  expect(await faults(judge, answer(RIGHT))).toEqual(['header X-Count is missing']);
});

test('in Swagger 2.0 a documented header may be absent', async () => {
  expect(await faults(DOCUMENTS[0]!.judge, answer({ ...RIGHT, secret: 's' }))).toEqual([]);
});

test('siblings of $ref count in 3.1 and mean nothing in 3.0', async () => {
  const yaml = (version: string) => `
openapi: ${version}
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Text', maxLength: 1 }
components: { schemas: { Text: { type: string } } }
`;
  expect(await faults(judgeOf(yaml('3.0.0')), answer('long'))).toEqual([]);
  expect(await faults(judgeOf(yaml('3.1.0')), answer('long'))).not.toEqual([]);
});

test('write-only properties of a schema in allOf are not demanded by its neighbours', async () => {
  const judge = judgeOf(`
openapi: 3.0.3
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          content:
            application/json:
              schema:
                allOf:
                  - $ref: '#/components/schemas/Secret'
                  - required: [password, name]
components:
  schemas:
    Secret:
      type: object
      properties: { password: { $ref: '#/components/schemas/Password' }, name: { type: string } }
    Password: { type: string, writeOnly: true }
`);
  expect(await faults(judge, answer({ name: 'a' }))).toEqual([]);
  expect(await faults(judge, answer({}))).not.toEqual([]);
  expect(await faults(judge, answer({ name: 'a', password: 'b' }))).not.toEqual([]);
});

test('recursion and $dynamicRef are followed', async () => {
  const judge = judgeOf(`
openapi: 3.1.0
paths:
  /x:
    get:
      responses:
        '200':
          description: fine
          content:
            application/json:
              schema: { $ref: '#/components/schemas/NumberTree' }
components:
  schemas:
    Tree:
      $id: https://example.com/tree
      $dynamicAnchor: node
      type: object
      required: [value]
      properties:
        value: { type: [string, number] }
        children: { type: array, items: { $dynamicRef: '#node' } }
    NumberTree:
      $id: https://example.com/numbers
      $dynamicAnchor: node
      $ref: https://example.com/tree
      properties: { value: { type: number } }
`);
  expect(await faults(judge, answer({ value: 1, children: [{ value: 2 }] }))).toEqual([]);
  expect(await faults(judge, answer({ value: 1, children: [{ value: 'two' }] }))).not.toEqual([]);
});

test.each([
  ['lowest 2xx', "'404': {}\n        '202': {}\n        '200': {}", '200'],
  ['the range', '2XX: {}\n        default: {}', '2XX'],
  ['the default', "'404': {}\n        default: {}", 'default'],
  ['the lowest of all', "'404': {}\n        '302': {}", '302'],
])('a good request is answered with the %s', (_, responses, expected) => {
  const judge = judgeOf(`
openapi: 3.0.3
paths:
  /x:
    get:
      responses:
        ${responses}
`);
  expect(judge.expectedStatus(judge.operation('GET', '/x')!)).toBe(expected);
});
