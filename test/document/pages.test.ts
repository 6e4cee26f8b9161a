import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFaults, type LoadOptions, loadDocument } from '../../src/document/index.ts';
import { faultsOf, loadFiles, refusal } from './memory-files.ts';

const info = { title: 'Shop', version: '1' };

function page(api: object | string, encode = true): string {
  const text = typeof api === 'string' ? api : JSON.stringify(api);
  const written = encode ? deflateSync(text).toString('base64') : text;
  return `---\nid: a\ntitle: "A"\napi: ${written}\nhide_title: true\n---\n\nimport A from "a";\n\napi: no\n`;
}

function operation(method: string, path: string, rest: object = {}): object {
  return {
    operationId: `${method}${path}`,
    responses: { 200: { description: 'ok' } },
    method,
    path,
    info,
    ...rest,
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standin-pages-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Loads a folder of pages; the names of the files are given. */
async function loadPages(name: string, files: Record<string, string>, glob = '', options: LoadOptions = {}) {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, name, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return loadDocument(join(folder, name, glob), { cwd: folder, ...options });
}

test('pages of a folder and those below it become one document', async () => {
  const bearer = { token: { type: 'http', scheme: 'bearer' } };
  const document = await loadPages('shop', {
    'b.api.mdx': page(
      operation('get', '/b', { tags: ['b'], servers: [{ url: '/v1' }], securitySchemes: bearer }),
    ),
    'a.api.mdx': page(
      operation('get', '/a', {
        tags: ['a', 'b'],
        servers: [{ url: '/v1' }],
        securitySchemes: bearer,
        postman: {},
        jsonRequestBodyExample: {},
      }),
    ),
    'deep/er/c.api.mdx': page(
      operation('POST', '/a', { servers: [{ url: '/v2' }], components: { schemas: { X: {} } } }),
    ),
    'index.mdx': 'no page',
    'shop.info.mdx': '---\nid: x\n---\n',
    'node_modules/x.api.mdx': page(operation('get', '/never')),
    '.hidden/x.api.mdx': page(operation('get', '/never')),
  });
  expect(document.root.value).toEqual({
    openapi: '3.0.3',
    info,
    servers: [{ url: '/v1' }],
    components: { securitySchemes: bearer, schemas: { X: {} } },
    tags: [{ name: 'a' }, { name: 'b' }],
    paths: {
      '/a': {
        get: { operationId: 'get/a', responses: { 200: { description: 'ok' } }, tags: ['a', 'b'] },
        post: { operationId: 'POST/a', responses: { 200: { description: 'ok' } }, servers: [{ url: '/v2' }] },
      },
      '/b': { get: { operationId: 'get/b', responses: { 200: { description: 'ok' } }, tags: ['b'] } },
    },
  });
  expect(document.faults).toEqual([]);
  const post = document.root.get('paths')!.get('/a')!.get('post')!;
  expect(post.get('responses')!.place()).toEqual({
    file: 'shop/deep/er/c.api.mdx',
    pointer: '/responses',
    line: 4,
    column: 1,
  });
  expect(document.place(document.uri, '/components/securitySchemes/token/type')).toMatchObject({
    file: 'shop/a.api.mdx',
    pointer: '/securitySchemes/token/type',
  });
  expect(document.place(document.uri, '/components/schemas/X')).toMatchObject({
    file: 'shop/deep/er/c.api.mdx',
    pointer: '/components/schemas/X',
  });
  expect(document.place(document.uri, '/info')).toMatchObject({ file: 'shop/a.api.mdx', pointer: '/info' });
});

test.each<[string, string[]]>([
  ['*.api.mdx', ['/one', '/two']],
  ['**/*.mdx', ['/one', '/three', '/two']],
  ['o*.mdx', ['/one']],
  ['{one,below/three}.api.mdx', ['/one', '/three']],
  ['?wo.api.mdx', ['/two']],
  ['below', ['/three']],
  ['one.api.mdx', ['/one']],
])('the source %s names its pages', async (glob, paths) => {
  const files = { 'one.api.mdx': '/one', 'two.api.mdx': '/two', 'below/three.api.mdx': '/three' };
  const pages = Object.fromEntries(
    Object.entries(files).map(([name, path]) => [name, page(operation('get', path))]),
  );
  const document = await loadPages('some', pages, glob);
  expect(Object.keys(document.root.get('paths')!.object!).sort()).toEqual(paths);
});

describe('what pages disagree in', () => {
  const twice = (one: object, other: object) => ({
    'a.api.mdx': page(operation('get', '/a', one)),
    'b.api.mdx': page(operation('get', '/b', other)),
  });
  test.each<[string, Record<string, string>, string[]]>([
    ['info', twice({}, { info: { title: 'Other', version: '1' } }), ['`info`; that of A counts']],
    [
      'a security scheme',
      twice(
        { securitySchemes: { t: { type: 'http', scheme: 'basic' } } },
        { securitySchemes: { t: { type: 'http', scheme: 'bearer' } } },
      ),
      ['securitySchemes `t`; that of A counts'],
    ],
    [
      'a component',
      twice({ components: { schemas: { X: { type: 'string' } } } }, { components: { schemas: { X: {} } } }),
      ['schemas `X`; that of A counts'],
    ],
    [
      'an operation',
      {
        'a.api.mdx': page(operation('get', '/a')),
        'b.api.mdx': page(operation('get', '/a', { summary: 's' })),
      },
      ['the operation GET /a; that of A counts'],
    ],
    [
      'nothing, where one stands twice',
      { 'a.api.mdx': page(operation('get', '/a')), 'b.api.mdx': page(operation('get', '/a')) },
      [],
    ],
    [
      'nothing, where their security schemes have other names',
      twice({ securitySchemes: { t: { type: 'http' } } }, { securitySchemes: { u: { type: 'http' } } }),
      [],
    ],
  ])('%s', async (title, files, messages) => {
    const name = title.replaceAll(/\W/g, '-');
    const document = await loadPages(name, files);
    const expected = messages.map(
      (each) =>
        `The pages ${name}/a.api.mdx and ${name}/b.api.mdx differ in ${each.replace('of A', `of ${name}/a.api.mdx`)}.`,
    );
    expect(document.faults.map(({ message }) => message)).toEqual(expected);
    expect(
      document.faults.every(
        ({ code, place }) =>
          code === 'page-conflict' && place.file === `${name}/b.api.mdx` && place.line === 4,
      ),
    ).toBe(true);
  });
});

describe('a page', () => {
  test.each<[string, string, string, string | undefined]>([
    ['deflated', page(operation('get', '/a')), '3.0.3', undefined],
    ['in plain JSON', page(operation('get', '/a'), false), '3.0.3', undefined],
    ['with CRLF', page(operation('get', '/a')).replaceAll('\n', '\r\n'), '3.0.3', undefined],
    [
      'with `nullable`',
      page(operation('get', '/a', { x: { type: 'string', nullable: true } })),
      '3.0.3',
      undefined,
    ],
    [
      'with a list of types',
      page(operation('get', '/a', { x: { type: ['string', 'null'] } })),
      '3.1.0',
      undefined,
    ],
    [
      'with a number as exclusive bound',
      page(operation('get', '/a', { x: { exclusiveMinimum: 1 } })),
      '3.1.0',
      undefined,
    ],
    ['of a webhook', page(operation('event', 'webhook')), '3.1.0', 'eventwebhook'],
  ])('%s is of its version', async (_title, text, version, webhook) => {
    const document = await loadFiles({ 'a.api.mdx': text });
    expect(document.version).toBe(version);
    expect(document.faults).toEqual([]);
    if (webhook === undefined) expect(document.root.get('paths')?.get('/a')?.get('get')).toBeDefined();
    else expect(document.root.get('webhooks')?.get(webhook)?.get('post')).toBeDefined();
  });

  test.each<[string, string, string, number | undefined]>([
    ['without front matter', '# Title\n', 'no-operation', undefined],
    ['without api', '---\nid: a\n---\n', 'no-operation', undefined],
    ['whose api is a number', '---\napi: 5\n---\n', 'no-operation', 2],
    ['whose api is not base64', page('{}', false).replace('{}', '"§"'), 'no-operation', 4],
    ['whose api is not deflated', page('').replace(/api: \S+/, 'api: AAAA'), 'no-operation', 4],
    [
      'whose api is cut off',
      page(operation('get', '/a')).replace(/(api: \S{40})\S+/, '$1'),
      'no-operation',
      4,
    ],
    ['whose api is no JSON', page('{'), 'not-json', 4],
    ['whose api is a list', page('[]'), 'no-operation', 4],
    ['whose api is nested too deep', page('['.repeat(600) + ']'.repeat(600)), 'too-deep', 4],
    ['whose api grows too large', page(`{"a":"${' '.repeat(100_000)}"}`), 'too-large', undefined],
    ['whose front matter is broken', '---\napi: [\n---\n', 'not-yaml', 2],
  ])('%s is refused', async (_title, text, code, line) => {
    const error = await refusal(loadFiles({ 'a.api.mdx': text }, { maxBytes: 50_000 }));
    expect(error.code).toBe(code);
    expect(error.place).toMatchObject({ file: 'a.api.mdx', ...(line !== undefined && { line }) });
  });

  test('that is broken is left out where others are not', async () => {
    const document = await loadPages('partly', {
      'a.api.mdx': page('{'),
      'b.api.mdx': page(operation('get', '/b')),
    });
    expect(faultsOf(document)).toEqual(['not-json partly/a.api.mdx:4']);
    expect(Object.keys(document.root.get('paths')!.object!)).toEqual(['/b']);
  });

  test('a schema that was cut off where it recurs is open', async () => {
    const schema = {
      type: 'object',
      properties: { parent: 'circular(Node)', description: { type: 'string' } },
      description: 'circular(x)',
    };
    const responses = { 200: { description: 'ok', content: { 'application/json': { schema } } } };
    const { root } = await loadFiles({ 'a.api.mdx': page(operation('get', '/a', { responses })) });
    const read = root
      .get('paths')!
      .get('/a')!
      .get('get')!
      .get('responses')!
      .get('200')!
      .get('content')!
      .get('application/json')!
      .get('schema')!;
    expect(read.get('properties')!.get('parent')!.value).toEqual({ title: 'Node' });
    expect(read.text('description')).toBe('circular(x)');
  });
});

test('more pages than the limit are refused', async () => {
  const pages = { 'a.api.mdx': page(operation('get', '/a')), 'b.api.mdx': page(operation('get', '/b')) };
  expect((await refusal(loadPages('many', pages, '', { maxFiles: 1 }))).code).toBe('too-many-files');
});

const seeds = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

describe.skipIf(!existsSync(seeds))('the pages of a real API', () => {
  test('are one document without faults', async () => {
    const document = await loadDocument(seeds);
    expect(findFaults(document)).toEqual([]);
    const operations = document.root
      .get('paths')!
      .entries()
      .flatMap(([path, item]) => item.entries().map(([method]) => `${method} ${path}`));
    expect(operations).toEqual([
      'post /providers/microsoft_entra/{id}/sync/object/',
      'get /providers/microsoft_entra/{id}/sync/status/',
      'post /providers/scim/',
      'patch /sources/scim_users/{id}/',
    ]);
    expect(document.root.get('info')?.text('version')).toBe('2024.8.1');
    expect(document.root.get('servers')?.value).toEqual([{ url: '/api/v3/' }]);
    expect(document.root.get('components')?.value).toEqual({
      securitySchemes: { authentik: { type: 'http', scheme: 'bearer' } },
    });
  });
});
