import { expect, test } from 'vitest';
import { faultsOf, loadFiles, openapi } from './memory-files.ts';

const text = openapi(`paths:
  /a:
    $ref: '#/components/pathItems/a'
components:
  pathItems:
    a: { get: { operationId: a, deprecated: true, x-limit: 5, x-note: n, responses: {} } }
  parameters:
    one: { $ref: '#/components/parameters/two' }
    two: { $ref: '#/components/parameters/three' }
    three: { name: three, in: query, x-list: [1, { a: 1 }, null] }
    lost: { $ref: '#/components/parameters/nowhere' }
    round: { $ref: '#/components/parameters/about' }
    about: { $ref: '#/components/parameters/round' }
    self: { $ref: '#/components/parameters/self' }
    'per%cent~1/x': { name: p, in: query }
    escaped: { $ref: '#/components/parameters/per%25cent~01~1x' }
`);

test('members are read by type', async () => {
  const { root } = await loadFiles({ 'a.yaml': text });
  const get = root.get('components')?.get('pathItems')?.get('a')?.get('get');
  expect(get?.text('operationId')).toBe('a');
  expect(get?.text('deprecated')).toBeUndefined();
  expect(get?.flag('deprecated')).toBe(true);
  expect(get?.flag('operationId')).toBeUndefined();
  expect(get?.number('x-limit')).toBe(5);
  expect(get?.number('missing')).toBeUndefined();
  expect(get?.get('toString')).toBeUndefined();
  expect(get?.text('constructor')).toBeUndefined();
});

test('entries leave extensions out unless asked for', async () => {
  const { root } = await loadFiles({ 'a.yaml': text });
  const get = root.get('components')!.get('pathItems')!.get('a')!.get('get')!;
  expect(get.entries().map(([key]) => key)).toEqual(['operationId', 'deprecated', 'responses']);
  expect(get.entries(true).map(([key]) => key)).toContain('x-limit');
  expect(get.items()).toEqual([]);
});

test('items know their pointers', async () => {
  const { root } = await loadFiles({ 'a.yaml': text });
  const list = root.get('components')!.get('parameters')!.get('three')!.get('x-list')!;
  expect(list.items().map(({ value }) => value)).toEqual([1, { a: 1 }, null]);
  expect(list.get(1)?.get('a')?.pointer).toBe('/components/parameters/three/x-list/1/a');
  expect(list.get(2)?.value).toBeNull();
  expect(list.get('length')).toBeUndefined();
  expect(list.entries()).toEqual([]);
});

test('follow goes to the end of a chain', async () => {
  const document = await loadFiles({ 'a.yaml': text });
  const parameters = document.root.get('components')!.get('parameters')!;
  const end = parameters.get('one')!.follow();
  expect(end?.pointer).toBe('/components/parameters/three');
  expect(end?.place()).toMatchObject({ file: 'a.yaml', line: 12 });
  expect(end?.source()).toMatchObject({ uri: document.uri, pointer: '/components/parameters/three' });
  expect(parameters.get('three')!.follow()?.text('name')).toBe('three');
  expect(parameters.get('escaped')!.follow()?.text('name')).toBe('p');
  expect(document.root.get('paths')!.get('/a')!.follow()?.get('get')?.text('operationId')).toBe('a');
  expect(document.faults).toEqual([]);
});

test('what does not resolve is undefined and one fault, however often it is followed', async () => {
  const document = await loadFiles({ 'a.yaml': text });
  const parameters = document.root.get('components')!.get('parameters')!;
  for (const name of ['lost', 'lost', 'round', 'self']) {
    expect(parameters.get(name)!.follow()).toBeUndefined();
  }
  expect(document.faults.map(({ place }) => place.pointer)[0]).toBe('/components/parameters/lost/$ref');
  expect(faultsOf(document)).toEqual([
    'unresolved-reference a.yaml:13',
    'circular-reference a.yaml:14',
    'circular-reference a.yaml:16',
  ]);
});

test('resolve takes one step and reports nothing', async () => {
  const document = await loadFiles({ 'a.yaml': text });
  const step = document.resolve('#/components/parameters/one', document.uri);
  expect(step?.text('$ref')).toBe('#/components/parameters/two');
  expect(document.resolve('#/nowhere', document.uri)).toBeUndefined();
  expect(document.faults).toEqual([]);
});

test('Swagger 2.0 has the shape of OpenAPI 3 and the places of its own text', async () => {
  const document = await loadFiles({
    'a.yaml': `swagger: '2.0'
info: { title: t, version: '1' }
produces: [application/json]
paths:
  /pets:
    get:
      responses:
        200:
          description: ok
          schema: { $ref: '#/definitions/Pet' }
definitions:
  Pet: { type: object, x-nullable: true }
`,
  });
  const response = document.root.get('paths')!.get('/pets')!.get('get')!.get('responses')!.get('200')!;
  const schema = response.get('content')!.get('application/json')!.get('schema')!;
  expect(document.version).toBe('2.0');
  expect(schema.pointer).toBe('/paths/~1pets/get/responses/200/schema');
  expect(schema.place().line).toBe(10);
  expect(document.resolve(schema.text('$ref')!, schema.uri)?.pointer).toBe('/definitions/Pet');
  expect(document.scope.schema(schema.source()).accepts).toBeTypeOf('function');
});
