import { expect, test } from 'vitest';
import { diffApis, touchedOperations } from '../../src/diff/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { changesOf, described, member, received, sent } from './two-apis.ts';

const text = { type: 'string' };

test.each([
  [
    'OpenAPI 3.0 with nullable and 3.1 with a list of types',
    { ...sent(member({ ...text, nullable: true })), openapi: '3.0.3' },
    sent(member({ type: ['string', 'null'] })),
  ],
  [
    'a boolean exclusiveMaximum and one with a number',
    { ...sent({ type: 'number', maximum: 5, exclusiveMaximum: true }), openapi: '3.0.3' },
    sent({ type: 'number', exclusiveMaximum: 5 }),
  ],
  ['a member in an allOf of one and without', sent({ allOf: [member(text)] }), sent(member(text))],
  [
    'bounds in one schema and over an allOf',
    sent({ ...text, minLength: 1, maxLength: 5 }),
    sent({ allOf: [{ ...text, minLength: 1 }, { maxLength: 5 }] }),
  ],
  [
    'a bound of texts beside a number and none',
    sent({ type: 'integer', maxLength: 3 }),
    sent({ type: 'integer' }),
  ],
  [
    'members beside a list and none',
    sent({ type: 'array' }),
    sent({ type: 'array', required: ['a'], properties: { a: text } }),
  ],
  ['enum values in another order', sent({ enum: ['a', 'b'] }), sent({ enum: ['b', 'a'] })],
  [
    'alternatives in another order',
    sent({ oneOf: [text, { type: 'integer' }] }),
    sent({ oneOf: [{ type: 'integer' }, text] }),
  ],
] as const)('%s say the same', async (_, before, after) => {
  expect(await changesOf(before, after)).toEqual([]);
});

test('a component that was inlined, and one that was renamed, change nothing for messages', async () => {
  const referred = (name: string) => ({
    ...sent({ $ref: `#/components/schemas/${name}` }),
    components: { schemas: { [name]: member(text) } },
  });
  expect((await changesOf(referred('A'), referred('B'))).map(({ rule }) => rule)).toEqual([
    'api-schema-removed',
  ]);
  expect((await changesOf(referred('A'), sent(member(text)))).map(({ rule }) => rule)).toEqual([
    'api-schema-removed',
  ]);
});

test('recursion ends', async () => {
  const tree = (maxLength: number) => ({
    ...received({ $ref: '#/components/schemas/Tree' }),
    components: {
      schemas: {
        Tree: member(
          { ...text, maxLength },
          {
            properties: {
              name: { ...text, maxLength },
              children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
            },
          },
        ),
      },
    },
  });
  const changes = await changesOf(tree(5), tree(9));
  expect(changes.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
    'response-property-max-length-increased: The answer 200 (application/json), /name: maxLength is 9, was 5.',
  ]);
});

test('only operations are touched whose text changed, prose and the order of members apart', async () => {
  const paths = (first: object, second: object, name: object) => ({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: first }, '/b': { get: second } },
    components: { schemas: { Name: name } },
  });
  const answer = (schema: object) => ({
    responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
  });
  const named = answer({ $ref: '#/components/schemas/Name' });
  const before = await loadApi(paths({ ...named, summary: 'old' }, answer(text), text));
  const after = await loadApi(paths({ ...named, summary: 'new' }, answer(text), { ...text, maxLength: 3 }));
  expect([...touchedOperations(before, after)].map(({ path }) => path)).toEqual(['/a']);
  expect([...touchedOperations(before, before)]).toEqual([]);
  expect(await diffApis(after, after)).toEqual([]);
});

test('a description with all that it may have is like itself', async () => {
  const api = await loadApi('spec/authentik.yaml');
  expect(await diffApis(api, await loadApi('spec/authentik.yaml'))).toEqual([]);
  expect(await changesOf(described({}), described({}))).toEqual([]);
});
