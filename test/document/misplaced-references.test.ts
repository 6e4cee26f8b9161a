import { describe, expect, test } from 'vitest';
import { findFaults, loadDocument } from '../../src/document/index.ts';
import { faultsOf, loadFiles, openapi } from './memory-files.ts';

const user = 'User: { type: object, properties: { team: { $ref: team.yaml#/Team } } }\n';

describe('a reference that stands for all members of a map', () => {
  test('gives a reference to each of them, with their own file', async () => {
    const document = await loadFiles({
      'a.yaml': `openapi: 3.0.3
info: { title: t, version: '1' }
paths: { $ref: 'paths/all.yaml', /own: { get: { operationId: own } }, /b: { get: { operationId: mine } } }
components:
  schemas: { $ref: 'schemas/all.yaml#/schemas' }
  parameters: { $ref: 'params.json' }
`,
      'paths/all.yaml':
        '/a/{id}: { get: { operationId: a } }\n/b: { get: { operationId: b } }\nx-note: { $ref: no }\n',
      'schemas/all.yaml': `schemas: { $ref: '#/more', Own: { type: string } }\nmore:\n  ${user}`,
      'schemas/team.yaml': 'Team: { title: team }',
      'params.json': '{"limit":{"name":"limit","in":"query"}}',
    });
    expect(faultsOf(document)).toEqual(['misplaced-reference a.yaml:3']);
    expect(findFaults(document)).toEqual(document.faults);
    const paths = document.root.get('paths')!;
    const ids = paths.entries().map(([path, item]) => [path, item.follow()?.get('get')?.text('operationId')]);
    expect(ids).toEqual([
      ['/own', 'own'],
      ['/b', 'mine'],
      ['/a/{id}', 'a'],
    ]);
    expect(paths.get('/a/{id}')!.follow()!.place()).toMatchObject({ file: 'paths/all.yaml', line: 1 });
    const schemas = document.root.get('components')!.get('schemas')!;
    expect(schemas.get('Own')!.follow()?.text('type')).toBe('string');
    const team = schemas.get('User')!.follow()!.get('properties')!.get('team')!.follow();
    expect(team?.text('title')).toBe('team');
    expect(document.resolve('#/components/parameters/limit', document.uri)?.follow()?.text('name')).toBe(
      'limit',
    );
  });

  test('works for components as a whole, for responses and for properties', async () => {
    const document = await loadFiles({
      'a.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths: { /a: { get: { responses: { $ref: 'parts.yaml#/responses' } } } }
components: { $ref: parts.yaml#/components, schemas: { Own: { properties: { $ref: parts.yaml#/properties } } } }
`,
      'parts.yaml': `responses: { 200: { description: ok } }
components: { schemas: { Own: { title: not this }, Other: { title: other } }, headers: { H: { description: h } } }
properties: { name: { type: string } }
`,
    });
    expect(faultsOf(document)).toEqual(['misplaced-reference a.yaml:3']);
    const responses = document.root.get('paths')!.get('/a')!.get('get')!.get('responses')!;
    expect(responses.get('200')!.follow()?.text('description')).toBe('ok');
    const components = document.root.get('components')!;
    expect(components.get('headers')!.get('H')!.follow()?.text('description')).toBe('h');
    expect(components.get('schemas')!.get('Other')!.follow()?.text('title')).toBe('other');
    const own = components.get('schemas')!.get('Own')!;
    expect(own.text('title')).toBeUndefined();
    expect(own.get('properties')!.get('name')!.follow()?.text('type')).toBe('string');
  });

  test('works in Swagger 2.0', async () => {
    const document = await loadFiles({
      'a.yaml': `swagger: '2.0'
info: { title: t, version: '1' }
paths: { $ref: paths.yaml }
definitions: { $ref: definitions.yaml }
`,
      'paths.yaml':
        '/a: { get: { operationId: a, responses: { 200: { description: ok, schema: { $ref: a.yaml#/definitions/X } } } } }',
      'definitions.yaml': 'X: { title: x }',
    });
    expect(faultsOf(document)).toEqual(['misplaced-reference a.yaml:4']);
    expect(document.root.get('paths')!.get('/a')!.get('get')!.text('operationId')).toBe('a');
    expect(document.resolve('#/definitions/X', document.uri)?.follow()?.text('title')).toBe('x');
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['to a file that is missing', {}, ['not-found a.yaml:3', 'misplaced-reference a.yaml:3']],
    ['to a text', { 'b.yaml': 'hello' }, ['misplaced-reference a.yaml:3']],
    ['that leads back', { 'b.yaml': '$ref: a.yaml#/paths' }, ['misplaced-reference a.yaml:3']],
  ])('%s is a fault', async (_title, files, faults) => {
    const text = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: { $ref: b.yaml }\n";
    expect(faultsOf(await loadFiles({ 'a.yaml': text, ...files }))).toEqual(faults);
  });

  test('maps that take their members from each other have none', async () => {
    const document = await loadFiles({
      'a.yaml': openapi('components: { schemas: { $ref: b.yaml } }\n'),
      'b.yaml': '$ref: a.yaml#/components/schemas',
    });
    expect(document.root.get('components')!.get('schemas')!.value).toEqual({});
  });

  test('is left alone in an object that was handed in', async () => {
    const value = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { $ref: 'b.yaml' } };
    const document = await loadDocument(value, { read: async () => '/a: {}' });
    expect(value.paths).toEqual({ $ref: 'b.yaml' });
    expect(document.faults.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'error misplaced-reference',
    ]);
  });
});

test('a property may be called $ref', async () => {
  const text = openapi(
    'components: { schemas: { A: { properties: { $ref: { type: string }, b: { $ref: b.yaml } } } } }\n',
  );
  const document = await loadFiles({ 'a.yaml': text, 'b.yaml': 'type: string' });
  expect(document.faults).toEqual([]);
  const properties = document.root.get('components')!.get('schemas')!.get('A')!.get('properties')!;
  expect(properties.entries().map(([key]) => key)).toEqual(['$ref', 'b']);
});

test('a text may come from another file', async () => {
  const document = await loadFiles({
    'a.yaml': `openapi: 3.1.0
info: { title: { $ref: texts.yaml#/title }, description: { $ref: intro.md }, version: '1' }
tags: [{ $ref: texts.yaml#/tag }, { name: b }]
paths: {}
`,
    'texts.yaml': 'title: Shop\ntag: { name: a, description: { $ref: "#/title" } }',
  });
  expect(faultsOf(document)).toEqual(['misplaced-reference a.yaml:2']);
  expect(document.root.get('info')?.text('title')).toBe('Shop');
  expect(document.root.get('tags')?.value).toEqual([{ name: 'a', description: 'Shop' }, { name: 'b' }]);
});
