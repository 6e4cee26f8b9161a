import { expect, test } from 'vitest';
import { apiOf, codesOf, operationOf } from './api-of.ts';

const lists: Array<
  [title: string, path: string, pathLevel: unknown, own: unknown, found: string[], faults: string[]]
> = [
  [
    'the operation overrides by name and location',
    '/a',
    [
      { name: 'q', in: 'query', description: 'path' },
      { name: 'q', in: 'header', description: 'path' },
    ],
    [{ name: 'q', in: 'query', description: 'own' }],
    ['query q own', 'header q path'],
    [],
  ],
  [
    'header names are compared without regard to case, other names with it',
    '/a',
    [
      { name: 'X-A', in: 'header', description: 'path' },
      { name: 'Q', in: 'query', description: 'path' },
    ],
    [
      { name: 'x-a', in: 'header', description: 'own' },
      { name: 'q', in: 'query', description: 'own' },
    ],
    ['header x-a own', 'query Q path', 'query q own'],
    [],
  ],
  [
    'Accept, Content-Type and Authorization are no header parameters',
    '/a',
    undefined,
    [
      { name: 'accept', in: 'header' },
      { name: 'Content-Type', in: 'header' },
      { name: 'AUTHORIZATION', in: 'header' },
      { name: 'Accept', in: 'query' },
    ],
    ['query Accept undefined'],
    [],
  ],
  [
    'the first of two in one list is used',
    '/a',
    undefined,
    [
      { name: 'q', in: 'query', description: 'first' },
      { name: 'q', in: 'query', description: 'second' },
    ],
    ['query q first'],
    ['duplicate-parameter /paths/~1a/get/parameters/1'],
  ],
  [
    'broken parameters leave the others alone',
    '/a',
    {},
    [
      null,
      { in: 'query' },
      { name: 'b', in: 'body' },
      { name: 'c', in: '__proto__' },
      { $ref: '#/no' },
      { name: 'q', in: 'query' },
    ],
    ['query q undefined'],
    [
      'unresolved-reference /paths/~1a/get/parameters/4/$ref',
      'not-an-array /paths/~1a/parameters',
      'invalid-parameter /paths/~1a/get/parameters/0',
      'invalid-parameter /paths/~1a/get/parameters/1',
      'invalid-parameter /paths/~1a/get/parameters/2',
      'invalid-parameter /paths/~1a/get/parameters/3',
    ],
  ],
  [
    'an undeclared template is supplied',
    '/a/{b}/{c}',
    [{ name: 'b', in: 'path', required: true, description: 'd' }],
    [],
    ['path b d', 'path c undefined'],
    ['undeclared-path-parameter /paths/~1a~1{b}~1{c}/get'],
  ],
  [
    'a path parameter without a template is left out',
    '/a',
    undefined,
    [{ name: 'b', in: 'path', required: true }],
    [],
    ['unused-path-parameter /paths/~1a/get/parameters/0'],
  ],
  [
    'a template with an operator is declared with it or without it',
    '/{+a}/{b*}/{c=x/*}/{proxy+}',
    undefined,
    [
      { name: 'a', in: 'path', required: true },
      { name: 'b*', in: 'path', required: true },
      { name: 'c', in: 'path', required: true },
      { name: 'proxy', in: 'path', required: true },
    ],
    ['path a undefined', 'path b* undefined', 'path c undefined', 'path proxy undefined'],
    [],
  ],
  [
    'a path parameter is required whatever it says',
    '/{a}',
    undefined,
    [{ name: 'a', in: 'path', required: false }],
    ['path a undefined'],
    ['optional-path-parameter /paths/~1{a}/get/parameters/0'],
  ],
];

test.each(lists)('%s', async (_, path, pathLevel, own, found, faults) => {
  const api = await apiOf({ paths: { [path]: { parameters: pathLevel, get: { parameters: own } } } });
  const parameters = api.operations[0]?.parameters ?? [];
  expect(parameters.map((each) => `${each.in} ${each.name} ${each.description}`)).toEqual(found);
  expect(parameters.every((each) => each.in !== 'path' || each.required)).toBe(true);
  expect(codesOf(api)).toEqual(faults);
});

test('Swagger 2.0 keeps header parameters of any name', async () => {
  const parameters = [{ name: 'Accept', in: 'header' }];
  const api = await apiOf({ openapi: undefined, swagger: '2.0', paths: { '/a': { get: { parameters } } } });
  expect(api.operations[0]?.parameters.map(({ name }) => name)).toEqual(['Accept']);
});

const styles: Array<[parameter: object, style: string, explode: boolean, faults: string[]]> = [
  [{ in: 'query' }, 'form', true, []],
  [{ in: 'cookie' }, 'form', true, []],
  [{ in: 'header' }, 'simple', false, []],
  [{ in: 'path', required: true }, 'simple', false, []],
  [{ in: 'querystring', content: { 'a/b': {} } }, 'form', true, []],
  [{ in: 'query', explode: false }, 'form', false, []],
  [{ in: 'query', style: 'deepObject' }, 'deepObject', false, []],
  [{ in: 'query', style: 'pipeDelimited', explode: true }, 'pipeDelimited', true, []],
  [{ in: 'cookie', style: 'cookie' }, 'cookie', true, []],
  [{ in: 'path', required: true, style: 'matrix' }, 'matrix', false, []],
  [{ in: 'path', required: true, style: 'label', explode: true }, 'label', true, []],
  [{ in: 'header', style: 'form' }, 'simple', false, ['invalid-style /paths/~1{p}/get/parameters/0/style']],
  [{ in: 'query', style: 7 }, 'form', true, ['invalid-style /paths/~1{p}/get/parameters/0/style']],
];

test.each(styles)('%j is written as %s, explode %s', async (parameter, style, explode, faults) => {
  const api = await apiOf({ paths: { '/{p}': { get: { parameters: [{ name: 'p', ...parameter }] } } } });
  const [found] = api.operations[0]?.parameters ?? [];
  expect([found?.style, found?.explode]).toEqual([style, explode]);
  const codes = codesOf(api);
  expect(codes.filter((code) => !code.startsWith('undeclared'))).toEqual(faults);
});

test('a referenced parameter takes its description from beside the reference', async () => {
  const operation = await operationOf(
    { parameters: [{ $ref: '#/components/parameters/p', description: 'here' }] },
    { components: { parameters: { p: { name: 'p', in: 'query', description: 'there', required: true } } } },
  );
  expect(operation.parameters[0]).toMatchObject({ name: 'p', required: true, description: 'here' });
});

test('a parameter has a schema or one media type', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        get: {
          parameters: [
            { name: 's', in: 'query', schema: { type: 'string' }, allowReserved: true, deprecated: true },
            {
              name: 'c',
              in: 'query',
              content: { 'application/json': { schema: {} } },
              allowEmptyValue: true,
            },
            { name: 'both', in: 'query', schema: {}, content: { 'application/json': {} } },
            { name: 'two', in: 'query', content: { 'a/a': {}, 'b/b': {} } },
            { name: 'none', in: 'query', content: {} },
          ],
        },
      },
    },
  });
  const parameters = api.operations[0]?.parameters ?? [];
  expect(parameters.map(({ schema, content }) => [schema?.node.pointer, content?.type])).toEqual([
    ['/paths/~1a/get/parameters/0/schema', undefined],
    [undefined, 'application/json'],
    ['/paths/~1a/get/parameters/2/schema', undefined],
    [undefined, 'a/a'],
    [undefined, undefined],
  ]);
  expect(
    parameters.slice(0, 2).map((each) => [each.allowReserved, each.deprecated, each.allowEmptyValue]),
  ).toEqual([
    [true, true, false],
    [false, false, true],
  ]);
  expect(codesOf(api)).toEqual([
    'schema-and-content /paths/~1a/get/parameters/2/content',
    'several-contents /paths/~1a/get/parameters/3/content',
    'several-contents /paths/~1a/get/parameters/4/content',
  ]);
});
