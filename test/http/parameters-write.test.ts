import { expect, test } from 'vitest';
import { writeParameters } from '../../src/http/index.ts';
import { operationOf } from './description.ts';

// OpenAPI 3.2, "Parameter Object Examples".
test.each<
  [parameter: object, value: unknown, part: 'path' | 'query' | 'cookies' | 'header', written: string]
>([
  [
    { in: 'header', schema: { type: 'array', items: { type: 'integer' } } },
    [12345678, 90099],
    'header',
    '12345678,90099',
  ],
  [
    { in: 'cookie', style: 'cookie', schema: { type: 'object' } },
    { greeting: 'Hello%2C%20world!', code: 42 },
    'cookies',
    'greeting=Hello%2C%20world!; code=42',
  ],
  [{ in: 'cookie', schema: { type: 'string' } }, 'Hello, world!', 'cookies', 'p=Hello%2C%20world%21'],
  [{ in: 'path', schema: { type: 'string' } }, 'edijkstra', 'path', '/edijkstra'],
  [{ in: 'path', schema: { type: 'string' } }, 'diṅnāga', 'path', '/di%E1%B9%85n%C4%81ga'],
  [
    { in: 'query', schema: { type: 'array' } },
    ['one thing', 'another thing'],
    'query',
    'p=one%20thing&p=another%20thing',
  ],
  [
    { in: 'query', style: 'form', schema: { type: 'object' } },
    { page: 4, pageSize: 50 },
    'query',
    'page=4&pageSize=50',
  ],
  [
    { in: 'query', content: { 'application/json': {} } },
    { lat: 40.6, long: -73.9 },
    'query',
    'p=%7B%22lat%22%3A40.6%2C%22long%22%3A-73.9%7D',
  ],
  [
    { in: 'querystring', content: { 'application/x-www-form-urlencoded': {} } },
    { foo: 'a + b', bar: true },
    'query',
    'foo=a+%2B+b&bar=true',
  ],
  [
    { in: 'querystring', content: { 'application/json': {} } },
    { numbers: [1, 2], flag: null },
    'query',
    '%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D',
  ],
])('%j of %j is written to the %s as %s', async (parameter, value, part, written) => {
  const { in: location } = parameter as { in: string };
  const all = { name: 'p', required: location === 'path', ...parameter };
  const operation = await operationOf({ parameters: [all] }, location === 'path' ? '/{p}' : '/');
  const found = writeParameters(operation, { [location]: { p: value } });
  expect(part === 'header' ? found.headers['p'] : found[part]).toBe(written);
});

test('reserved characters are encoded', async () => {
  const operation = await operationOf(
    {
      parameters: [
        { name: 'a', in: 'query', schema: {} },
        { name: 'id', in: 'path', required: true, schema: {} },
      ],
    },
    '/x/{id}',
  );
  const { path, query } = writeParameters(operation, {
    path: { id: 'a/b c?#' },
    query: { a: "&=+ %!'()*" },
  });
  expect(path).toBe('/x/a%2Fb%20c%3F%23');
  expect(query).toBe('a=%26%3D%2B%20%25%21%27%28%29%2A');
});

test('allowReserved keeps what does not end or split the query', async () => {
  const operation = await operationOf({
    parameters: [{ name: 'a', in: 'query', allowReserved: true, schema: {} }],
  });
  expect(writeParameters(operation, { query: { a: 'https://x.y/z?q=1&r#s t' } }).query).toBe(
    'a=https://x.y/z?q%3D1%26r%23s%20t',
  );
});

test('several templates in a segment, and text around them', async () => {
  const parameters = ['name', 'ext'].map((name) => ({ name, in: 'path', required: true, schema: {} }));
  const operation = await operationOf({ parameters }, '/files/{name}.{ext}:cancel');
  expect(writeParameters(operation, { path: { name: 'a', ext: 'b' } }).path).toBe('/files/a.b:cancel');
});

test('a path parameter without a value is an error that names it', async () => {
  const operation = await operationOf(
    { parameters: [{ name: 'id', in: 'path', required: true }] },
    '/x/{id}',
  );
  expect(() => writeParameters(operation, {})).toThrow(/there is no value for "\{id\}"/);
});

test('a header carries what no header can as something it can', async () => {
  const operation = await operationOf({ parameters: [{ name: 'X-A', in: 'header', schema: {} }] });
  const { headers } = writeParameters(operation, { header: { 'X-A': 'é\r\n€ 😀' } });
  expect(headers['X-A']).toBe('é %E2%82%AC %F0%9F%98%80');
  expect(() => new Headers(headers)).not.toThrow();
});

test('the query of a path key stays, and no parameter of its name is added', async () => {
  const parameters = ['comp', 'x'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  const operation = await operationOf({ parameters }, '/a?comp=list');
  expect(writeParameters(operation, { query: { comp: 'other', x: '1' } }).query).toBe('comp=list&x=1');
});
