import { expect, test } from 'vitest';
import { apiOf, codesOf } from './api-of.ts';

type Row = [name: string | undefined, value: unknown, serialized?: string | undefined, external?: string];
const components = {
  examples: {
    e: { summary: 'there', value: { id: 1 } },
    plain: [1, 2],
  },
};
const at = '/paths/~1a/get/parameters/0';

const cases: Array<[title: string, fields: object, found: Row[], faults: string[]]> = [
  ['there may be none', {}, [], []],
  [
    'example comes first, then examples in order',
    { examples: { b: { value: 1 }, a: { value: 2 } }, example: 0 },
    [
      [undefined, 0],
      ['b', 1],
      ['a', 2],
    ],
    [],
  ],
  [
    'null is a value',
    { example: null, examples: { a: { value: null } } },
    [
      [undefined, null],
      ['a', null],
    ],
    [],
  ],
  [
    'a named example can be a reference',
    { examples: { a: { $ref: '#/components/examples/e' } } },
    [['a', { id: 1 }]],
    [],
  ],
  [
    'a named example that does not resolve is left out',
    { examples: { a: { $ref: '#/none' }, b: { value: 1 } } },
    [['b', 1]],
    [`unresolved-reference ${at}/examples/a/$ref`],
  ],
  [
    'data with a $ref among other members is data',
    { example: { $ref: '#/components/examples/e', other: 1 } },
    [[undefined, { $ref: '#/components/examples/e', other: 1 }]],
    [],
  ],
  [
    'a lone $ref as example is followed to an Example Object',
    { example: { $ref: '#/components/examples/e' } },
    [[undefined, { id: 1 }]],
    [`reference-in-example ${at}/example`],
  ],
  [
    'a lone $ref as example is followed to data',
    { example: { $ref: '#/components/examples/plain' } },
    [[undefined, [1, 2]]],
    [`reference-in-example ${at}/example`],
  ],
  [
    'bare values in examples are values',
    { examples: { a: { id: 1 }, b: 'text', c: [1] } },
    [
      ['a', { id: 1 }],
      ['b', 'text'],
      ['c', [1]],
    ],
    [`bare-example ${at}/examples/a`, `bare-example ${at}/examples/b`, `bare-example ${at}/examples/c`],
  ],
  [
    'an example without a value is left out',
    { examples: { a: { summary: 's', 'x-b': 1 } } },
    [],
    [`example-without-value ${at}/examples/a`],
  ],
  [
    'an array of examples is read item by item',
    { examples: [1, { value: 2 }] },
    [
      ['0', 1],
      ['1', { value: 2 }],
    ],
    [`invalid-examples ${at}/examples`],
  ],
  ['examples of another kind are a fault', { examples: 'x' }, [], [`invalid-examples ${at}/examples`]],
  [
    'dataValue, serializedValue and externalValue are told apart',
    {
      examples: {
        both: { dataValue: { a: 1 }, serializedValue: '{"a":1}' },
        text: { serializedValue: 'a=1' },
        far: { externalValue: 'http://example.com/a.json' },
      },
    },
    [
      ['both', { a: 1 }, '{"a":1}'],
      ['text', undefined, 'a=1'],
      ['far', undefined, undefined, 'http://example.com/a.json'],
    ],
    [],
  ],
];

test.each(cases)('%s', async (_, fields, found, faults) => {
  const parameters = [{ name: 'q', in: 'query', ...fields }];
  const api = await apiOf({ paths: { '/a': { get: { parameters } } }, components });
  const examples = api.operations[0]?.parameters[0]?.examples ?? [];
  expect(examples.map((each) => [each.name, each.value, each.serialized, each.external])).toEqual(
    found.map(([name, value, serialized, external]) => [name, value, serialized, external]),
  );
  expect(codesOf(api)).toEqual(faults);
});

test('a reference may carry its own summary', async () => {
  const examples = {
    a: { $ref: '#/components/examples/e', summary: 'here' },
    b: { $ref: '#/components/examples/e' },
  };
  const content = { 'application/json': { examples } };
  const api = await apiOf({ paths: { '/a': { get: { requestBody: { content } } } }, components });
  const found = api.operations[0]?.requestBody?.content[0]?.examples ?? [];
  expect(found.map(({ summary }) => summary)).toEqual(['here', 'there']);
  expect(found[0]?.node.pointer).toBe('/components/examples/e/value');
});
