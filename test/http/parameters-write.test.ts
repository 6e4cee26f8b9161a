import { expect, test } from 'vitest';
import { writeParameters } from '../../src/http/index.ts';
import { operationOf } from './description.ts';

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
