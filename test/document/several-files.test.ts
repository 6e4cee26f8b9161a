import { describe, expect, test } from 'vitest';
import type { Document, Node } from '../../src/document/index.ts';
import { faultsOf, loadFiles, openapi, refusal } from './memory-files.ts';

/** Follows keys and references, as a reader of the document would. */
function go(document: Document, ...keys: string[]): Node | undefined {
  let node: Node | undefined = document.root;
  for (const key of keys) node = node?.follow()?.get(key);
  return node?.follow();
}

function filesOf(document: Document): string[] {
  const { files } = document as unknown as { files: Map<string, unknown> };
  return [...files.keys()].map((uri) => uri.replace('memory:/', ''));
}

describe('references to other files', () => {
  test('a path item, a parameter, a response, an example and a schema, each in its own file', async () => {
    const document = await loadFiles({
      'api.yaml': openapi('paths: { /a: { $ref: paths/a.yaml } }\n'),
      'paths/a.yaml': `get:
  parameters: [{ $ref: '../parts.json#/parameters/limit' }]
  responses: { 200: { $ref: "../parts.json#/responses/ok" } }
`,
      'parts.json': JSON.stringify({
        parameters: { limit: { name: 'limit', in: 'query', schema: { $ref: 'schemas/limit.yaml' } } },
        responses: {
          ok: {
            description: 'ok',
            content: {
              'application/json': {
                schema: { $ref: './schemas/user.yaml' },
                examples: { one: { $ref: 'one.json' } },
              },
            },
          },
        },
      }),
      'schemas/limit.yaml': 'type: integer\n',
      'schemas/user.yaml':
        'type: object\nproperties: { boss: { $ref: "#" }, team: { $ref: team.yaml#/Team } }\n',
      'schemas/team.yaml': 'Team: { type: object, properties: { lead: { $ref: user.yaml } } }\n',
      'one.json': '{ "value": { "$ref": "nowhere.json" } }',
    });
    expect(document.faults).toEqual([]);
    expect(filesOf(document)).toEqual([
      'api.yaml',
      'paths/a.yaml',
      'parts.json',
      'schemas/limit.yaml',
      'schemas/user.yaml',
      'one.json',
      'schemas/team.yaml',
    ]);
    const get = document.root.get('paths')!.get('/a')!.follow()!.get('get')!;
    expect(get.get('parameters')!.items()[0]!.follow()!.text('name')).toBe('limit');
    const media = get.get('responses')!.get('200')!.follow()!.get('content')!.get('application/json')!;
    const lead = document.resolve(media.get('schema')!.text('$ref')!, media.uri);
    expect(lead?.place()).toMatchObject({ file: 'schemas/user.yaml', line: 1 });
    expect(document.scope.schema(media.get('schema')!.source()).json).toBeDefined();
  });

  test.each<[string, Record<string, string>, string[]]>([
    [
      'files that refer to each other',
      {
        'b.yaml': 'get: { responses: { 200: { $ref: c.yaml } } }',
        'c.yaml': 'description: ok\ncontent: { a/b: { schema: { $ref: c.yaml#/x } } }\nx: { $ref: "d.yaml" }',
        'd.yaml': 'items: { $ref: c.yaml#/x }',
      },
      [],
    ],
    [
      'names with spaces and signs',
      {
        'b.yaml': 'get: { responses: { 200: { $ref: "my%20file.json" }, 201: { $ref: "dir/ü {id}.yaml" } } }',
        'my file.json': '{"description":"ok"}',
        'dir/ü {id}.yaml': 'description: ok',
      },
      [],
    ],
    [
      'a slash after the name of a file',
      {
        'b.yaml': 'get: { responses: { 200: { $ref: "c.yaml/#/ok" } } }',
        'c.yaml': 'ok: { $ref: "d.yaml" }',
        'd.yaml': 'description: ok',
      },
      [],
    ],
    [
      'what is missing',
      { 'b.yaml': 'get:\n  responses:\n    200: { $ref: c.yaml }\n    201: { $ref: c.yaml#/x }' },
      ['not-found b.yaml:3'],
    ],
    [
      'what is broken',
      { 'b.yaml': 'get: { responses: { 200: { $ref: c.yaml } } }', 'c.yaml': 'a: [' },
      ['not-yaml b.yaml:1'],
    ],
    [
      'what is empty',
      { 'b.yaml': 'get: { responses: { 200: { $ref: c.yaml } } }', 'c.yaml': '' },
      ['empty b.yaml:1'],
    ],
    [
      'what is remote',
      { 'b.yaml': 'get: { responses: { 200: { $ref: "https://example.com/c.yaml" } } }' },
      ['remote-reference-refused b.yaml:1'],
    ],
    [
      'what is in the file system',
      { 'b.yaml': 'get: { responses: { 200: { $ref: "file:///etc/passwd" } } }' },
      ['outside-folder b.yaml:1'],
    ],
    [
      'what is no URI',
      { 'b.yaml': 'get: { responses: { 200: { $ref: "http://[" } } }' },
      ['unresolved-reference b.yaml:1'],
    ],
    [
      'what is of an unknown scheme',
      { 'b.yaml': 'get: { responses: { 200: { $ref: "urn:x:y" } } }' },
      ['unresolved-reference b.yaml:1'],
    ],
    [
      'data that looks like a reference',
      {
        'b.yaml':
          'get: { responses: { 200: { content: { a/b: { example: { $ref: c.yaml }, schema: { default: { $ref: c.yaml }, enum: [{ $ref: c.yaml }], x-a: { $ref: c.yaml }, properties: { example: { type: string } } } } } } } }',
      },
      [],
    ],
    [
      'a property that is called like data',
      {
        'b.yaml':
          'get: { responses: { 200: { content: { a/b: { schema: { properties: { example: { $ref: c.yaml }, x-a: { $ref: d.yaml } } } } } } } }',
      },
      ['not-found b.yaml:1', 'not-found b.yaml:1'],
    ],
    ['text of a file where no reference is allowed', { 'b.yaml': 'description: { $ref: intro.md }' }, []],
    [
      'an operation of another API',
      {
        'b.yaml':
          'get: { responses: { 200: { description: ok, links: { a: { operationRef: "https://example.com/x.yaml#/paths/~1a/get" } } } } }',
      },
      ['remote-reference-refused b.yaml:1'],
    ],
    [
      'an operation in another file',
      {
        'b.yaml':
          'get: { responses: { 200: { description: ok, links: { a: { operationRef: "c.yaml#/paths/~1a/get" } } } } }',
        'c.yaml': openapi(''),
      },
      [],
    ],
    [
      'a mapping',
      {
        'b.yaml':
          'get: { responses: { 200: { content: { a/b: { schema: { discriminator: { propertyName: t, mapping: { a: c.yaml, b: Plain, c: "d.json#/x" }, defaultMapping: e.yaml } } } } } } }',
        'c.yaml': 'type: object',
        'd.json': '{"x":{}}',
        'e.yaml': 'type: object',
      },
      [],
    ],
    [
      'an anchor',
      {
        'b.yaml': 'get: { responses: { 200: { content: { a/b: { schema: { $ref: "c.yaml#named" } } } } } }',
        'c.yaml': '$defs: { x: { $anchor: named, items: { $ref: d.yaml } } }',
        'd.yaml': 'type: string',
      },
      [],
    ],
  ])('%s', async (_title, files, faults) => {
    const document = await loadFiles({ 'api.yaml': openapi('paths: { /a: { $ref: b.yaml } }\n'), ...files });
    expect(faultsOf(document)).toEqual(faults);
    if (
      faults.length === 0 &&
      !JSON.stringify(files).includes('example') &&
      !files['b.yaml']!.includes('md')
    ) {
      expect(filesOf(document).length).toBeGreaterThanOrEqual(Object.keys(files).length + 1);
    }
  });

  test('through a file whose name is followed by a slash, relative references still work', async () => {
    const document = await loadFiles({
      'api.yaml': openapi('paths: { /a: { get: { responses: { 200: { $ref: "c.yaml/#/ok" } } } } }\n'),
      'c.yaml': 'ok: { $ref: "d.yaml" }',
      'd.yaml': 'description: fine',
    });
    expect(go(document, 'paths', '/a', 'get', 'responses', '200')?.text('description')).toBe('fine');
    expect(go(document, 'paths', '/a', 'get', 'responses', '200')?.place().file).toBe('d.yaml');
  });

  test('a mapping alone makes other files be read', async () => {
    const schema =
      'components: { schemas: { A: { discriminator: { propertyName: t, mapping: { b: ./b.yaml } } } } }\n';
    const document = await loadFiles({ 'api.yaml': openapi(schema), 'b.yaml': 'type: object' });
    expect(filesOf(document)).toEqual(['api.yaml', 'b.yaml']);
  });

  test('an object handed in is looked through too', async () => {
    const read = async () => '{"type":"object"}';
    const { loadDocument } = await import('../../src/document/index.ts');
    const document = await loadDocument(
      {
        openapi: '3.1.0',
        info: { title: 't', version: '1' },
        components: { schemas: { A: { $ref: 'a.json' } } },
      },
      { read },
    );
    expect(filesOf(document)).toEqual(['document', 'a.json']);
  });

  test('more files than the limit are refused', async () => {
    const files = {
      'a.yaml': openapi('components: { schemas: { A: { $ref: b.yaml }, B: { $ref: c.yaml } } }\n'),
      'b.yaml': 'a: 1',
      'c.yaml': 'a: 1',
    };
    expect((await refusal(loadFiles(files, { maxFiles: 2 }))).code).toBe('too-many-files');
    expect((await loadFiles(files, { maxFiles: 3 })).faults).toEqual([]);
  });

  test('a file larger than the limit is a fault, an entry an error', async () => {
    const files = {
      'a.yaml': openapi('components: { schemas: { A: { $ref: b.yaml } } }\n'),
      'b.yaml': `a: ${'x'.repeat(500)}`,
    };
    expect(faultsOf(await loadFiles(files, { maxBytes: 400 }))).toEqual(['too-large a.yaml:4']);
    expect((await refusal(loadFiles(files, { maxBytes: 40 }))).code).toBe('too-large');
  });
});

test('each file that is read or looked for is told', async () => {
  const told: string[] = [];
  await loadFiles(
    {
      'api.yaml': openapi('components: { schemas: { A: { $ref: a.yaml }, B: { $ref: absent.yaml } } }\n'),
      'a.yaml': 'type: object\nproperties: { b: { $ref: parts/b.yaml } }\n',
      'parts/b.yaml': 'type: string\n',
    },
    { onRead: (uri) => told.push(uri.replace('memory:/', '')) },
  );
  expect(told.toSorted()).toEqual(['a.yaml', 'absent.yaml', 'api.yaml', 'parts/b.yaml']);
});
