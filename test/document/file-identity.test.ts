import { describe, expect, test } from 'vitest';
import { loadFiles, openapi } from './memory-files.ts';

describe('the dialect of each file', () => {
  test.each<[string, string, string, Record<string, string>, string]>([
    [
      'a fragment has that of its document',
      '3.0.3',
      '',
      { 'b.yaml': 'type: string\nnullable: true' },
      'openapi-3.0',
    ],
    [
      'a fragment of a fragment too',
      '3.0.3',
      '',
      { 'b.yaml': 'items: { $ref: c.yaml }', 'c.yaml': 'type: string' },
      'openapi-3.0',
    ],
    [
      '$schema counts',
      '3.0.3',
      '',
      { 'b.yaml': '$schema: http://json-schema.org/draft-07/schema#' },
      'draft-07',
    ],
    [
      '$schema counts for what a schema refers to',
      '3.0.3',
      '',
      {
        'b.yaml': '$schema: https://json-schema.org/draft/2020-12/schema\nitems: { $ref: c.yaml }',
        'c.yaml': 'type: string',
      },
      '2020-12',
    ],
    ['a document has its own', '3.0.3', '', { 'b.yaml': openapi('type: string\n') }, '2020-12'],
    [
      'jsonSchemaDialect counts',
      '3.1.0',
      'jsonSchemaDialect: http://json-schema.org/draft-04/schema#\n',
      { 'b.yaml': 'type: string' },
      'draft-04',
    ],
    ['without it, OpenAPI 3.1 is 2020-12', '3.1.0', '', { 'b.yaml': 'type: string' }, '2020-12'],
    ['and OpenAPI 3.2', '3.2.0', '', { 'b.yaml': 'type: string' }, '2020-12'],
  ])('%s', async (_title, version, head, files, dialect) => {
    const components = 'components: { schemas: { A: { $ref: b.yaml } } }\n';
    const document = await loadFiles({ 'a.yaml': openapi(head + components, version), ...files });
    const { files: loaded } = document as unknown as { files: Map<string, { dialect: string }> };
    expect([...loaded.values()].at(-1)!.dialect).toBe(dialect);
    expect(document.faults).toEqual([]);
  });
});

describe('$self and $id', () => {
  test('references are resolved against $self and found beside the file', async () => {
    const document = await loadFiles({
      'api/main.yaml': openapi(
        `$self: https://example.com/v1/main
components:
  schemas:
    A: { $ref: parts/a.yaml }
    B: { $ref: 'https://example.com/v1/parts/b.yaml' }
    C: { $ref: '#/components/schemas/B' }
    D: { $ref: 'https://example.com/v1/main#/components/schemas/C' }
`,
        '3.2.0',
      ),
      'api/parts/a.yaml': 'properties: { b: { $ref: b.yaml } }',
      'api/parts/b.yaml': 'title: b\nproperties: { c: { $ref: c.yaml } }',
      'api/parts/c.yaml': 'title: c',
    });
    expect(document.faults).toEqual([]);
    const schemas = document.root.get('components')!.get('schemas')!;
    for (const name of ['B', 'C', 'D']) expect(schemas.get(name)!.follow()?.text('title')).toBe('b');
    const c = schemas
      .get('A')!
      .follow()!
      .get('properties')!
      .get('b')!
      .follow()!
      .get('properties')!
      .get('c')!
      .follow();
    expect(c?.text('title')).toBe('c');
    expect(c?.place()).toMatchObject({ file: 'api/parts/c.yaml', line: 1 });
  });

  test("a reference to another document's $self leads to it", async () => {
    const document = await loadFiles({
      'main.yaml': openapi(
        "components: { schemas: { A: { $ref: shared.yaml#/components/schemas/S }, B: { $ref: 'https://example.com/shared#/components/schemas/S' } } }\n",
        '3.2.0',
      ),
      'shared.yaml': openapi(
        '$self: https://example.com/shared\ncomponents: { schemas: { S: { title: s } } }\n',
        '3.2.0',
      ),
    });
    expect(document.faults).toEqual([]);
    const schemas = document.root.get('components')!.get('schemas')!;
    expect(schemas.get('A')!.follow()?.text('title')).toBe('s');
    expect(schemas.get('B')!.follow()?.text('title')).toBe('s');
  });

  test('JSON Schema files find each other by $id, and by what stands beside them', async () => {
    const document = await loadFiles({
      'main.yaml': openapi('components: { schemas: { A: { $ref: schemas/order.json } } }\n'),
      'schemas/order.json':
        '{"$id":"https://example.com/schemas/order.json","properties":{"a":{"$ref":"address.json"},"b":{"$ref":"/schemas/address.json#/$defs/zip"},"c":{"$ref":"https://example.com/inner"}},"$defs":{"i":{"$id":"https://example.com/inner","title":"inner"}}}',
      'schemas/address.json':
        '{"$id":"https://example.com/schemas/address.json","title":"address","$defs":{"zip":{"title":"zip"}}}',
    });
    expect(document.faults).toEqual([]);
    const order = document.root.get('components')!.get('schemas')!.get('A')!.follow()!;
    const titles = ['a', 'b', 'c'].map((name) => order.get('properties')!.get(name)!.follow()?.text('title'));
    expect(titles).toEqual(['address', 'zip', 'inner']);
  });
});
