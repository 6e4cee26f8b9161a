import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRouter } from '../../src/http/index.ts';
import type { Api, MediaType, Operation } from '../../src/model/index.ts';
import { apiOf } from './api-of.ts';

const keys = [
  ...[
    'get',
    'POST',
    'parameters',
    'requestBody',
    'responses',
    'security',
    'servers',
    'callbacks',
    'tags',
    'url',
  ],
  ...[
    'content',
    'headers',
    'links',
    'schema',
    'example',
    'examples',
    'encoding',
    'value',
    'name',
    'in',
    'style',
  ],
  ...[
    'variables',
    'flows',
    'scopes',
    'additionalOperations',
    'itemEncoding',
    'prefixEncoding',
    'type',
    'parent',
  ],
  ...[
    '200',
    'default',
    'application/json',
    '/a/{b}',
    'x-a',
    '__proto__',
    'constructor',
    '',
    '$ref',
    'scheme',
  ],
];
const texts = [
  'query',
  'path',
  'header',
  'form',
  'b',
  '/a/{b}',
  'https://{x}:y/',
  '#/components',
  '#',
  'http://[',
  'apiKey',
];

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    fc.oneof(fc.constantFrom(...texts), fc.constantFrom(null, true, 0, 200)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
}));
const description = fc.record(
  {
    paths: fc.dictionary(fc.constantFrom('/a/{b}', 'c', '/d?e=f', '/{g*}'), anything, {
      noNullPrototype: false,
    }),
    webhooks: anything,
    components: fc.dictionary(fc.constantFrom('schemas', 'securitySchemes'), anything, {
      noNullPrototype: false,
    }),
    info: anything,
    servers: anything,
    tags: anything,
    security: anything,
  },
  { requiredKeys: ['paths'], noNullPrototype: false },
);

function readMediaType(mediaType: MediaType): unknown[] {
  const encodings = [...mediaType.encoding.values(), ...mediaType.prefixEncoding, mediaType.itemEncoding];
  return [mediaType.examples, encodings.map((encoding) => encoding?.headers.map(({ name }) => name))];
}

function readOperation(operation: Operation): unknown[] {
  return [
    [operation.summary, operation.description, operation.deprecated, operation.tags],
    operation.parameters.map(({ style, explode, content, examples }) => [
      style,
      explode,
      content?.type,
      examples,
    ]),
    operation.requestBody?.content.map(readMediaType),
    operation.responses.map(({ headers, content, links }) => [
      headers.map((header) => [header.required, header.content?.type, header.examples]),
      content.map(readMediaType),
      links,
    ]),
    operation.security,
    operation.servers,
    operation.callbacks.map(({ operations }) => operations.map(readOperation)),
  ];
}

function readAll(api: Api): void {
  for (const operation of [...api.operations, ...api.webhooks]) {
    expect(readOperation(operation)).toHaveLength(7);
    expect(operation.id).not.toBe('');
  }
  const about = [api.title, api.version, api.description, api.tags, api.securitySchemes, api.schemaNames()];
  expect(about).toHaveLength(6);
  for (const { message, place } of api.faults())
    expect([typeof message, typeof place.file]).toEqual(['string', 'string']);
}

test('whatever a description says, it is read without an error', async () => {
  await fc.assert(
    fc.asyncProperty(description, async (fields) => {
      const api = await apiOf(fields, 'file:///x/openapi.json');
      readAll(api);
      const router = createRouter(api);
      for (const path of ['/a/1', '/c', '/d', '/x/y']) {
        expect(['operation', 'method-not-allowed', 'not-found']).toContain(
          router.match('GET', path, '?e=f').kind,
        );
      }
    }),
    { numRuns: 500 },
  );
});
