import { expect, test } from 'vitest';
import { findFaults } from '../../src/document/index.ts';
import { loadFiles, openapi } from './memory-files.ts';

async function faults(files: Record<string, string>): Promise<string[]> {
  const found = findFaults(await loadFiles(files));
  return found.map(({ code, place }) => `${code} ${place.file}:${place.line} ${place.pointer ?? ''}`.trim());
}

const schemas = (text: string, version?: string) =>
  openapi(`components:\n  schemas:\n    A: ${text}\n    B: {}\n`, version);

test.each<[string, string, string[]]>([
  ['a schema that is there', schemas("{ $ref: '#/components/schemas/B' }"), []],
  [
    'a schema that is not',
    schemas("{ $ref: '#/components/schemas/C' }"),
    ['unresolved-reference a.yaml:6 /components/schemas/A/$ref'],
  ],
  [
    'in every keyword that holds schemas',
    schemas(
      "{ items: { $ref: '#/1' }, allOf: [{ $ref: '#/2' }], properties: { $ref: { not: { $ref: '#/3' } } }, $defs: { x: { $ref: '#/4' } } }",
    ),
    [
      'unresolved-reference a.yaml:6 /components/schemas/A/items/$ref',
      'unresolved-reference a.yaml:6 /components/schemas/A/allOf/0/$ref',
      'unresolved-reference a.yaml:6 /components/schemas/A/properties/$ref/not/$ref',
      'unresolved-reference a.yaml:6 /components/schemas/A/$defs/x/$ref',
    ],
  ],
  [
    'not in data',
    schemas(
      "{ default: { $ref: '#/1' }, const: { $ref: '#/2' }, enum: [{ $ref: '#/3' }], example: { $ref: '#/4' }, examples: [{ $ref: '#/5' }], x-a: { $ref: '#/6' } }",
    ),
    [],
  ],
  [
    'beside a reference, from 3.1 on',
    schemas("{ $ref: '#/components/schemas/B', items: { $ref: '#/1' } }"),
    ['unresolved-reference a.yaml:6 /components/schemas/A/items/$ref'],
  ],
  [
    'not beside a reference in 3.0',
    schemas("{ $ref: '#/components/schemas/B', items: { $ref: '#/1' } }", '3.0.0'),
    [],
  ],
  [
    'a dynamic one',
    schemas("{ $dynamicRef: '#node', $defs: { n: { $dynamicAnchor: other } } }"),
    ['unresolved-reference a.yaml:6 /components/schemas/A/$dynamicRef'],
  ],
  [
    'a mapping',
    schemas("{ discriminator: { propertyName: t, mapping: { b: B, c: '#/components/schemas/C' } } }"),
    ['unresolved-reference a.yaml:6 /components/schemas/A/discriminator/mapping/c'],
  ],
  [
    'below an $id',
    schemas(
      "{ $id: 'https://x.test/a', $defs: { b: {} }, properties: { x: { $ref: '#/$defs/b' }, y: { $ref: '#/$defs/c' } } }",
    ),
    ['unresolved-reference a.yaml:6 /components/schemas/A/properties/y/$ref'],
  ],
  [
    'where an `id` is only data',
    schemas("{ id: 'https://x.test/a', properties: { x: { $ref: '#/components/schemas/B' } } }", '3.0.0'),
    [],
  ],
  [
    'in what only a reference reaches',
    openapi(
      "components: { schemas: { A: { $ref: '#/x-parts/P' } } }\nx-parts: { P: { items: { $ref: '#/1' } }, Q: { $ref: '#/2' } }\n",
    ),
    ['unresolved-reference a.yaml:5 /x-parts/P/items/$ref'],
  ],
  [
    'a circle of parameters',
    openapi(
      "components: { parameters: { A: { $ref: '#/components/parameters/B' }, B: { $ref: '#/components/parameters/A' } } }\n",
    ),
    [
      'circular-reference a.yaml:4 /components/parameters/A/$ref',
      'circular-reference a.yaml:4 /components/parameters/B/$ref',
    ],
  ],
  ['schemas may recur', schemas("{ properties: { a: { $ref: '#/components/schemas/A' } } }"), []],
  [
    'an operation of a link',
    openapi("components: { links: { A: { operationRef: '#/paths/~1b/get' } } }\n"),
    ['unresolved-reference a.yaml:4 /components/links/A/operationRef'],
  ],
  [
    'one operationId for two operations',
    openapi(
      'paths:\n  /a: { get: { operationId: x } }\n  /b: { get: { operationId: x }, put: { operationId: y } }\n',
    ),
    ['duplicate-operation-id a.yaml:5 /paths/~1b/get/operationId'],
  ],
  [
    'one operation on two paths',
    openapi(
      "paths:\n  /a: { $ref: '#/components/pathItems/P' }\n  /b: { $ref: '#/components/pathItems/P' }\ncomponents: { pathItems: { P: { get: { operationId: x } } } }\n",
    ),
    [],
  ],
  ['what was found while loading', 'openapi: 3.1.0\npaths: {}\n', ['missing-info a.yaml:1']],
])('%s', async (_title, text, expected) => {
  expect(await faults({ 'a.yaml': text })).toEqual(expected);
});

test('Swagger 2.0 is looked at as it is written', async () => {
  const text = `swagger: '2.0'
info: { title: t, version: '1' }
paths:
  /a:
    get:
      parameters: [{ in: body, name: b, schema: { $ref: '#/definitions/X' } }]
      responses: { 200: { description: ok, schema: { items: { $ref: '#/definitions/Y' } }, examples: { a/b: { $ref: z } } } }
definitions: { X: {} }
`;
  expect(await faults({ 'a.yaml': text })).toEqual([
    'unresolved-reference a.yaml:7 /paths/~1a/get/responses/200/schema/items/$ref',
  ]);
});

test('keys that occur twice in JSON are found, in every file', async () => {
  const found = await faults({
    'a.json':
      '{"openapi":"3.1.0","info":{},\n"info":{"title":"t"},"components":{"schemas":{"A":{"$ref":"b.json"}}}}',
    'b.json': '{"type":"object",\n"properties":{"a":{},"b":{},\n"a":{}}}',
  });
  expect(found).toEqual(['duplicate-key a.json:2', 'duplicate-key b.json:3']);
});

test('a file that is missing is told once where it is first asked for', async () => {
  const found = await faults({
    'a.yaml': openapi('components:\n  schemas:\n    A: { $ref: b.yaml }\n    C: { $ref: b.yaml }\n'),
  });
  expect(found).toEqual([
    'not-found a.yaml:6 /components/schemas/A/$ref',
    'unresolved-reference a.yaml:7 /components/schemas/C/$ref',
  ]);
});

test('what does not resolve in another file is told there', async () => {
  const found = await faults({
    'a.yaml': openapi('components: { schemas: { A: { $ref: b.yaml#/X } } }\n'),
    'b.yaml': 'X:\n  properties:\n    y: { $ref: "#/Y" }\n    z: { $ref: "a.yaml#/components/schemas/Z" }\n',
  });
  expect(found).toEqual([
    'unresolved-reference b.yaml:3 /X/properties/y/$ref',
    'unresolved-reference b.yaml:4 /X/properties/z/$ref',
  ]);
});
