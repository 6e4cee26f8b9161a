import { expect, test } from 'vitest';
import type { Judge } from './judge.ts';
import { judgeOf } from './judging.ts';
import { RequestBuilder } from './request-builder.ts';

async function built(judge: Judge, method = 'GET', path = '/x'): Promise<Request> {
  return new RequestBuilder(judge).build(judge.operation(method, path)!);
}

function withParameter(place: string, parameter: string, path = '/x'): Judge {
  return judgeOf(`
openapi: 3.1.0
paths:
  ${path}:
    get:
      parameters: [{ name: p, in: ${place}, required: true, ${parameter} }]
      responses: { '204': {} }
`);
}

const LIST = 'schema: { type: array, minItems: 2, items: { type: integer } }';
const OBJECT = 'schema: { type: object, required: [a], properties: { a: { type: integer } } }';

test.each([
  ['an integer', 'schema: { type: integer, minimum: 5 }', '/x/5'],
  ['an enumeration', 'schema: { enum: [b] }', '/x/b'],
  ['an example', 'schema: { type: string }, example: a/b', '/x/a%2Fb'],
  ['a pattern', "schema: { type: string, pattern: '^[A-Z]{2}\\d$' }", '/x/AA0'],
  ['a list', LIST, '/x/1,1'],
  ['a list of style label', `style: label, explode: true, ${LIST}`, '/x/.1.1'],
  ['a list of style matrix', `style: matrix, explode: true, ${LIST}`, '/x/;p=1;p=1'],
  ['an object', OBJECT, '/x/a,1'],
  ['an exploded object', `explode: true, ${OBJECT}`, '/x/a=1'],
])('%s is written into the path', async (_, parameter, expected) => {
  const judge = withParameter('path', parameter, '/x/{p}');
  expect(new URL((await built(judge, 'GET', '/x/{p}')).url).pathname).toBe(expected);
});

test.each([
  ['a text', 'schema: { type: string, format: date }', '?p=2024-05-17'],
  ['a list', LIST, '?p=1&p=1'],
  ['a list that is not exploded', `explode: false, ${LIST}`, '?p=1,1'],
  ['a list of style pipeDelimited', `style: pipeDelimited, explode: false, ${LIST}`, '?p=1%7C1'],
  ['an object', OBJECT, '?a=1'],
  ['an object of style deepObject', `style: deepObject, ${OBJECT}`, '?p%5Ba%5D=1'],
  ['an object as JSON', `content: { application/json: { ${OBJECT} } }`, '?p=%7B%22a%22%3A1%7D'],
])('%s is written into the query', async (_, parameter, expected) => {
  expect(new URL((await built(withParameter('query', parameter))).url).search).toBe(expected);
});

test.each([
  ['header', 'p', LIST, '1,1'],
  ['cookie', 'cookie', 'schema: { type: integer }', 'p=1'],
])('a %s is sent', async (place, header, parameter, expected) => {
  expect((await built(withParameter(place, parameter))).headers.get(header)).toBe(expected);
});

test.each([
  ['http, scheme: basic', 'authorization', /^Basic /],
  ['http, scheme: bearer', 'authorization', /^Bearer /],
  ['apiKey, in: header, name: X-Key', 'x-key', /./],
  ['apiKey, in: cookie, name: key', 'cookie', /^key=/],
  ['oauth2, flows: {}', 'authorization', /^Bearer /],
])('credentials of type %s are sent', async (type, header, expected) => {
  const judge = judgeOf(`
openapi: 3.0.3
security: [{ s: [] }]
components: { securitySchemes: { s: { type: ${type} } } }
paths: { /x: { get: { responses: {} } } }
`);
  expect((await built(judge)).headers.get(header)).toMatch(expected);
});

const MEMBERS =
  'type: object, required: [n], properties: { n: { type: integer }, id: { type: string, readOnly: true } }';

test.each([
  ['application/json', '{"n":1}'],
  ['application/x-www-form-urlencoded', 'n=1'],
  ['multipart/form-data', 'form-data; name="n"'],
])('a required body of type %s is built', async (type, expected) => {
  const judge = judgeOf(`
openapi: 3.0.3
paths:
  /x:
    post:
      requestBody: { required: true, content: { ${type}: { schema: { ${MEMBERS} } } } }
      responses: {}
`);
  const request = await built(judge, 'POST');
  expect(request.headers.get('content-type')).toContain(type);
  expect(await request.text()).toContain(expected);
});

test('what is optional is left out', async () => {
  const judge = judgeOf(`
openapi: 3.0.3
paths:
  /x:
    post:
      parameters: [{ name: p, in: query, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { ${MEMBERS} } } } }
      responses: {}
`);
  const request = await built(judge, 'POST');
  expect([request.url, await request.text()]).toEqual(['http://127.0.0.1/x', '']);
});

test('forms and lists of Swagger 2.0 are built', async () => {
  const judge = judgeOf(`
swagger: '2.0'
paths:
  /x:
    post:
      consumes: [application/x-www-form-urlencoded]
      parameters:
        - { name: ids, in: query, required: true, type: array, minItems: 2, items: { type: integer }, collectionFormat: pipes }
        - { name: word, in: formData, required: true, type: string, enum: [yes] }
      responses: {}
`);
  const request = await built(judge, 'POST');
  expect([new URL(request.url).search, await request.text()]).toEqual(['?ids=1%7C1', 'word=yes']);
});

test('a query in the path key is kept, its fragment is not sent', async () => {
  const judge = withParameter('query', 'schema: { type: integer }', '/x?action=y#z');
  expect((await built(judge, 'GET', '/x?action=y#z')).url).toBe('http://127.0.0.1/x?action=y&p=1');
});

test('a body that cannot be valid is not built', async () => {
  const judge = judgeOf(`
openapi: 3.0.3
paths:
  /x:
    post:
      requestBody:
        required: true
        content: { application/json: { schema: { allOf: [{ type: string }, { type: integer }] } } }
      responses: {}
`);
  await expect(built(judge, 'POST')).rejects.toThrow('no valid value was found');
});
