import { expect, test } from 'vitest';
import { bundleFiles, loadFiles, openapi } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const ok = (schema: unknown) => ({
  get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } },
});
const pet = { type: 'object', properties: { name: { type: 'string' } } };

test.each([
  [
    'parameters',
    'parameters',
    (ref: object) => ({ parameters: [ref] }),
    { name: 'q', in: 'query', schema: { type: 'string' } },
  ],
  ['responses', 'responses', (ref: object) => ({ responses: { 200: ref } }), { description: 'd' }],
  ['request bodies', 'requestBodies', (ref: object) => ({ requestBody: ref }), { content: {} }],
  [
    'headers',
    'headers',
    (ref: object) => ({ responses: { 200: { description: '', headers: { h: ref } } } }),
    { schema: {} },
  ],
  [
    'links',
    'links',
    (ref: object) => ({ responses: { 200: { description: '', links: { l: ref } } } }),
    { operationId: 'o' },
  ],
  [
    'examples',
    'examples',
    (ref: object) => ({ requestBody: { content: { 'a/b': { examples: { e: ref } } } } }),
    { value: { $ref: 'no#reference' } },
  ],
  [
    'callbacks',
    'callbacks',
    (ref: object) => ({ callbacks: { c: ref } }),
    { '{$url}': { post: { responses: {} } } },
  ],
])('%s of another file move to their components', async (_title, section, operation, target) => {
  const files = (ref: object) => ({
    'main.json': openapi('3.0.3', { paths: { '/x': { post: operation(ref) } } }),
    'parts.json': { [section]: { Part: target } },
  });
  const root = await bundleFiles(files({ $ref: `parts.json#/${section}/Part` }));
  const local = { $ref: `#/components/${section}/Part` };
  expect(valueAt(root, '/paths/~1x/post')).toEqual(operation(local));
  expect(root['components']).toEqual({ [section]: { Part: target } });
});

test('security schemes of another file move, as components and by URI', async () => {
  const key = { type: 'apiKey', in: 'header', name: 'k' };
  const root = await bundleFiles({
    'main.json': openapi('3.2.0', {
      components: { securitySchemes: { own: { $ref: 'auth.json#/own' } } },
      security: [{ own: [], './auth.json#/key': ['a'] }],
    }),
    'auth.json': { own: { type: 'http', scheme: 'basic' }, key },
  });
  expect(root['security']).toEqual([{ own: [], key: ['a'] }]);
  expect(root['components']).toEqual({ securitySchemes: { own: { type: 'http', scheme: 'basic' }, key } });
});

test.each([
  ['3.2.0', { $ref: '#/components/mediaTypes/Json' }, { mediaTypes: { Json: { schema: {} } } }],
  ['3.1.0', { schema: {} }, undefined],
])('media types of another file in %s', async (version, media, components) => {
  const root = await bundleFiles({
    'main.json': openapi(version, {
      paths: { '/x': { post: { requestBody: { content: { 'a/b': { $ref: 'm.json#/mediaTypes/Json' } } } } } },
    }),
    'm.json': { mediaTypes: { Json: { schema: {} } } },
  });
  expect(valueAt(root, '/paths/~1x/post/requestBody/content/a~1b')).toEqual(media);
  expect(root['components']).toEqual(components);
});

test('path items are put in place, with what stands beside the reference', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', {
      paths: { '/x': { $ref: 'paths/x.json', summary: 'own', post: { responses: {} } } },
      webhooks: { w: { $ref: 'paths/x.json' } },
      components: { pathItems: { p: { $ref: 'paths/x.json' } } },
    }),
    'paths/x.json': {
      summary: 'theirs',
      parameters: [{ $ref: '../p.json#/q' }],
      ...ok({ $ref: '../pet.json' }),
    },
    'p.json': { q: { name: 'q', in: 'query' } },
    'pet.json': pet,
  });
  const item = {
    parameters: [{ $ref: '#/components/parameters/q' }],
    ...ok({ $ref: '#/components/schemas/pet' }),
  };
  expect(valueAt(root, '/paths/~1x')).toEqual({ ...item, summary: 'own', post: { responses: {} } });
  expect(valueAt(root, '/webhooks/w')).toEqual({ ...item, summary: 'theirs' });
  expect(valueAt(root, '/components/pathItems/p')).toEqual({ ...item, summary: 'theirs' });
});

test('operations that are references are put in place', async () => {
  const operation = { operationId: 'o', responses: { 200: { description: 'ok' } } };
  const root = await bundleFiles({
    'main.json': openapi('3.0.3', { paths: { '/x': { get: { $ref: 'get.json' } } } }),
    'get.json': operation,
  });
  expect(valueAt(root, '/paths/~1x')).toEqual({ get: operation });
});

test('lists of responses that are references lead to the responses', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.0.3', { paths: { '/x': { get: { responses: { $ref: 'r.json' } } } } }),
    'r.json': { 200: { description: 'ok' } },
  });
  const document = await loadFiles({ 'main.json': root });
  const responses = document.root.get('paths')?.get('/x')?.get('get')?.get('responses');
  expect(responses?.follow()?.get('200')?.follow()?.text('description')).toBe('ok');
  expect(document.faults).toEqual([]);
});

test('a path item that calls back itself is pointed at', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.0.3', { paths: { '/x': { $ref: 'x.json' } } }),
    'x.json': { post: { callbacks: { again: { '{$url}': { $ref: 'x.json' } } }, responses: {} } },
  });
  expect(valueAt(root, '/paths/~1x/post/callbacks/again')).toEqual({ '{$url}': { $ref: '#/paths/~1x' } });
});

test('links find operations of other files where these are put', async () => {
  const links = {
    a: { operationRef: 'x.json#/get' },
    b: { operationRef: '#/paths/~1y/get' },
    c: { operationRef: 'https://elsewhere.example/api#/paths/~1z/get' },
  };
  const root = await bundleFiles({
    'main.json': openapi('3.0.3', {
      paths: {
        '/y': { get: { responses: { 200: { description: '', links } } } },
        '/x/{id}': { $ref: 'x.json' },
      },
    }),
    'x.json': { get: { responses: {} } },
  });
  expect(valueAt(root, '/paths/~1y/get/responses/200/links')).toEqual({
    a: { operationRef: '#/paths/~1x~1%7Bid%7D/get' },
    b: links.b,
    c: links.c,
  });
});

test('what tools refer to in info and tags is put in place', async () => {
  const main = openapi('3.1.0', {
    info: { title: 't', version: '1', description: { $ref: 'text.json#/intro' } },
    tags: [{ $ref: 'tag.json' }],
  });
  const root = await bundleFiles({
    'main.json': main,
    'text.json': { intro: 'Hello' },
    'tag.json': { name: 'a' },
  });
  expect(root['info']).toMatchObject({ description: 'Hello' });
  expect(root['tags']).toEqual([{ name: 'a' }]);
});

test('URIs in extensions and examples of other files are seen from the entry', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', { paths: { '/x': { $ref: 'paths/x.json' } } }),
    'paths/x.json': {
      post: {
        'x-code': [{ $ref: 'code/a.sh' }],
        requestBody: { content: { 'a/b': { examples: { e: { externalValue: '../big.bin' } } } } },
        responses: {},
      },
    },
  });
  expect(valueAt(root, '/paths/~1x/post/x-code')).toEqual([{ $ref: 'paths/code/a.sh' }]);
  expect(valueAt(root, '/paths/~1x/post/requestBody/content/a~1b/examples/e')).toEqual({
    externalValue: 'big.bin',
  });
});
