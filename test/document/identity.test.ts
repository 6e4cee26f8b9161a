import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../src/document/index.ts';
import { faultsOf, loadFiles, refusal } from './memory-files.ts';

const rest = 'info: { title: t, version: "1" }\npaths: {}\n';

describe('the version', () => {
  test.each<[string, string, string[]]>([
    ['swagger: "2.0"', '2.0', []],
    ['swagger: 2.0', '2.0', ['version-form a.yaml:1']],
    ['swagger: 2', '2.0', ['version-form a.yaml:1']],
    ['swagger: "2"', '2.0', ['version-form a.yaml:1']],
    ['openapi: 3.0.0', '3.0.0', []],
    ['openapi: "3.0.4"', '3.0.4', []],
    ['openapi: 3.0', '3.0', ['version-form a.yaml:1']],
    ['openapi: 3', '3.0', ['version-form a.yaml:1']],
    ['openapi: 3.1', '3.1', ['version-form a.yaml:1']],
    ['openapi: "3.1"', '3.1', ['version-form a.yaml:1']],
    ['openapi: " 3.1.0 "', '3.1.0', ['version-form a.yaml:1']],
    ['openapi: 3.1.0-rc1', '3.1.0-rc1', ['version-form a.yaml:1']],
    ['openapi: 3.1.1', '3.1.1', []],
    ['openapi: 3.2.0', '3.2.0', []],
    ['openapi: 3.1.0\nswagger: "2.0"', '3.1.0', ['several-versions a.yaml:2']],
  ])('%s is %s', async (line, version, faults) => {
    const document = await loadFiles({ 'a.yaml': `${line}\n${rest}` });
    expect(document.version).toBe(version);
    expect(faultsOf(document)).toEqual(faults);
  });

  test.each([
    'swagger: "1.2"',
    'swagger: "3.0.0"',
    'openapi: "2.0"',
    'openapi: 3.3.0',
    'openapi: 4.0.0',
    'openapi: latest',
    'openapi: null',
    'openapi: [3, 1]',
    'openapi: true',
  ])('%s is refused', async (line) => {
    const error = await refusal(loadFiles({ 'a.yaml': `${rest}${line}\n` }));
    expect(error.code).toBe('unsupported-version');
    expect(error.place).toMatchObject({ file: 'a.yaml', line: 3, column: 1 });
  });
});

describe('what is missing is a fault', () => {
  test.each<[string, string, string[]]>([
    ['info', 'openapi: 3.0.0\npaths: {}', ['missing-info a.yaml:1']],
    ['info that is a text', 'openapi: 3.0.0\ninfo: t\npaths: {}', ['missing-info a.yaml:1']],
    ['paths in 3.0', 'openapi: 3.0.0\ninfo: {}\ncomponents: {}', ['missing-paths a.yaml:1']],
    ['paths in 2.0', 'swagger: "2.0"\ninfo: {}', ['missing-paths a.yaml:1']],
    ['nothing, with components in 3.1', 'openapi: 3.1.0\ninfo: {}\ncomponents: {}', []],
    ['nothing, with webhooks in 3.1', 'openapi: 3.1.0\ninfo: {}\nwebhooks: {}', []],
    ['all of them in 3.1', 'openapi: 3.1.0\ninfo: {}', ['missing-paths a.yaml:1']],
    ['info and paths', '# nothing\nopenapi: 3.0.0', ['missing-info a.yaml:2', 'missing-paths a.yaml:2']],
    [
      'a known dialect',
      'openapi: 3.1.0\ninfo: {}\npaths: {}\njsonSchemaDialect: https://example.com/own',
      ['unknown-dialect a.yaml:4'],
    ],
    [
      'no dialect',
      'openapi: 3.1.0\ninfo: {}\npaths: {}\njsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base',
      [],
    ],
  ])('%s', async (_title, text, faults) => {
    expect(faultsOf(await loadFiles({ 'a.yaml': text }))).toEqual(faults);
  });
});

describe('what is no OpenAPI document is called by its name', () => {
  test.each<[string, unknown]>([
    ['its top is a list', []],
    ['its top is a string, not an object', 'hello'],
    ['its top is a number, not an object', 7],
    ['it looks like an AsyncAPI document', { asyncapi: '3.0.0', info: {} }],
    ['it looks like an Arazzo description', { arazzo: '1.0.0' }],
    ['it looks like an OpenAPI Overlay', { overlay: '1.0.0' }],
    ['it looks like a Swagger 1 document', { swaggerVersion: '1.2', apis: [] }],
    ['it looks like a Postman collection', { info: { _postman_id: 'x' }, item: [] }],
    [
      'it looks like a Postman collection',
      { info: { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' } },
    ],
    ['it looks like an Insomnia export', { _type: 'export', resources: [] }],
    ['it looks like a HAR file', { log: { entries: [] } }],
    ['it looks like a GraphQL introspection result', { data: { __schema: {} } }],
    ['it looks like a Kubernetes manifest', { apiVersion: 'v1', kind: 'Service' }],
    ['it looks like a package.json', { name: 'x', version: '1.0.0', dependencies: {} }],
    ['it looks like a tsconfig.json', { compilerOptions: {} }],
    ['it looks like a Docker Compose file', { services: {} }],
    ['it looks like WireMock mappings', { request: {}, response: {} }],
    ['it looks like an OpenAPI document without its version', { info: {}, paths: {} }],
    ['it looks like a part of an OpenAPI document', { components: {} }],
    ['it looks like a JSON Schema', { $schema: 'https://json-schema.org/draft/2020-12/schema' }],
    ['it looks like a JSON Schema', { type: 'object', properties: {} }],
    ['it has neither `openapi` nor `swagger`', { hello: 'world' }],
  ])('%s: %j', async (look, value) => {
    const error = await refusal(loadFiles({ 'a.json': JSON.stringify(value) }));
    expect(error.code).toBe('not-openapi');
    expect(error.message).toBe(
      `Failed to load a.json: it is not an OpenAPI document: ${look}. Name a file with \`openapi: 3.x.y\` or \`swagger: "2.0"\` at its top.`,
    );
  });

  test.each([
    ['an HTML page', '<!DOCTYPE html><html></html>'],
    ['XML', '<?xml version="1.0"?><definitions/>'],
  ])('it is %s', async (look, text) => {
    const error = await refusal(loadFiles({ 'a.json': text }));
    expect(error.code).toBe('not-openapi');
    expect(error.message).toContain(`it is ${look}.`);
  });
});

describe('objects handed in', () => {
  const head = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} };

  test('are not changed and not copied', async () => {
    const value = structuredClone(head);
    const document = await loadDocument(value);
    expect(document.root.value).toBe(value);
    expect(value).toEqual(head);
    expect(document.uri).toBe('memory:/document');
  });

  test('may share objects, however often', async () => {
    let shared: object = { type: 'string' };
    for (let i = 0; i < 60; i++) shared = { properties: { a: shared, b: shared } };
    const document = await loadDocument({ ...head, components: { schemas: { A: shared } } });
    expect(document.faults).toEqual([]);
  });

  test('that hold themselves are refused', async () => {
    const schema: Record<string, unknown> = { type: 'object' };
    schema['properties'] = { self: schema };
    const error = await refusal(loadDocument({ ...head, components: { schemas: { A: schema } } }));
    expect(error.code).toBe('too-deep');
    expect(error.message).toContain('it holds itself');
  });

  test('nested deeper than the limit are refused', async () => {
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { a: deep };
    expect((await refusal(loadDocument({ ...head, deep }))).code).toBe('too-deep');
    expect((await refusal(loadDocument({ ...head, deep: { a: {} } }, { maxDepth: 2 }))).code).toBe(
      'too-deep',
    );
    expect((await loadDocument({ ...head, deep: { a: {} } }, { maxDepth: 3 })).faults).toEqual([]);
  });
});
