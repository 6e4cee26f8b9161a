import { expect, test } from 'vitest';
import { withoutHidden } from '../../src/generation/index.ts';
import { apiOf } from '../contract/api-of.ts';

const secret = { type: 'string', writeOnly: true };
const own = { type: 'string', readOnly: true };
const tree = '#/components/schemas/Tree';

async function schemaOf(schema: object, direction: 'request' | 'response') {
  const content = { 'application/json': { schema } };
  const operation = { requestBody: { content }, responses: { 200: { description: '', content } } };
  const Tree = {
    type: 'object',
    properties: { secret, children: { type: 'array', items: { $ref: tree } } },
  };
  const api = await apiOf({ paths: { '/a': { post: operation } }, components: { schemas: { Tree } } });
  const [{ requestBody, responses } = expect.fail('no operation')] = api.operations;
  const [mediaType] = direction === 'request' ? requestBody!.content : responses[0]!.content;
  return mediaType!.schema!.for(direction)!;
}

test.each<[string, object, unknown, unknown]>([
  ['a member', { properties: { secret } }, { secret: 'a', b: 1 }, { b: 1 }],
  ['a member of an item', { items: { properties: { secret } } }, [{ secret: 'a' }, {}], [{}, {}]],
  [
    'any member of a map',
    { additionalProperties: { properties: { secret } } },
    { a: { secret: 'a' } },
    { a: {} },
  ],
  ['a branch', { oneOf: [{ properties: { secret } }, { type: 'null' }] }, { secret: 'a' }, {}],
  [
    'what repeats itself',
    { $ref: tree },
    { children: [{ children: [{ secret: 'a' }] }] },
    { children: [{ children: [{}] }] },
  ],
])('what is writeOnly in %s is not shown', async (_, schema, value, shown) => {
  expect(withoutHidden(await schemaOf(schema, 'response'), value)).toEqual(shown);
});

test('what belongs to answers alone is not sent', async () => {
  const schema = await schemaOf({ properties: { own, secret } }, 'request');
  expect(withoutHidden(schema, { own: 'a', secret: 'b' })).toEqual({ secret: 'b' });
});

test.each([
  ['nothing is hidden', { properties: { own }, items: { properties: { own } } }],
  [
    'it repeats itself without an end',
    { $ref: '#/paths/~1a/post/requestBody/content/application~1json/schema' },
  ],
])('a value is shown as it is where %s', async (_, schema) => {
  const value = { own: 'a', secret: 'b', list: [{ own: 'a' }] };
  expect(withoutHidden(await schemaOf(schema, 'response'), value)).toBe(value);
});
