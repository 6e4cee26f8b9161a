import { describe, expect, test } from 'vitest';
import { readBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

async function read(
  type: string,
  body: string | Uint8Array,
  schema: object = {},
  extra: object = {},
  contentType = type,
) {
  const found = await mediaTypeOf(type, { schema, ...extra });
  return readBody(body, contentType, found.mediaType, found.schema);
}

const integers = { type: 'array', items: { type: 'integer' } };
const FORM = {
  type: 'object',
  properties: { a: { type: 'integer' }, b: integers, c: { type: 'object' }, d: { type: 'boolean' } },
};

const multipart = (...parts: string[]) => `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`;
const part = (name: string, body: string, headers = '') =>
  `Content-Disposition: form-data; name="${name}"${headers === '' ? '' : `\r\n${headers}`}\r\n\r\n${body}`;

describe('readBody', () => {
  test.each<[title: string, type: string, body: string | Uint8Array, schema: object, value: unknown]>([
    ['JSON is never coerced', 'application/json', '{"a":"1"}', FORM, { a: '1' }],
    ['a byte order mark is no JSON', 'application/json', Uint8Array.of(0xef, 0xbb, 0xbf, 0x31), {}, 1],
    [
      'a form, coerced',
      'application/x-www-form-urlencoded',
      'a=1&b=2&b=3&c=%7B%22x%22%3A1%7D&d=true&e=f+g',
      FORM,
      { a: 1, b: [2, 3], c: { x: 1 }, d: true, e: 'f g' },
    ],
    ['one value for a list', 'application/x-www-form-urlencoded', 'b=2', FORM, { b: [2] }],
    [
      'a single value given twice is a list',
      'application/x-www-form-urlencoded',
      'a=1&a=2',
      FORM,
      { a: ['1', '2'] },
    ],
    ['what does not fit stays text', 'application/x-www-form-urlencoded', 'a=x', FORM, { a: 'x' }],
    ['text', 'text/plain', 'hi', { type: 'string' }, 'hi'],
    ['a number in text', 'text/plain', '5', { type: 'integer' }, 5],
    ['text of a documented kind', 'text/csv', 'a,b', { type: 'string' }, 'a,b'],
    [
      'parts, coerced',
      'multipart/form-data; boundary=x',
      multipart(part('a', '1'), part('b', '2'), part('c', '{"x":1}', 'Content-Type: application/json')),
      FORM,
      { a: 1, b: [2], c: { x: 1 } },
    ],
    [
      'a list that is one JSON part',
      'multipart/form-data; boundary=x',
      multipart(part('b', '[1,2]', 'Content-Type: application/json')),
      FORM,
      { b: [1, 2] },
    ],
    [
      'line ends without carriage returns',
      'multipart/form-data; boundary=x',
      multipart(part('a', '1')).replaceAll('\r', ''),
      FORM,
      { a: 1 },
    ],
    [
      'a preamble',
      'multipart/form-data; boundary=x',
      `hello\r\n${multipart(part('a', '1'))}`,
      FORM,
      { a: 1 },
    ],
    [
      'a part with nothing in it',
      'multipart/form-data; boundary=x',
      multipart(part('e', '')),
      FORM,
      { e: '' },
    ],
    ['a body without parts', 'multipart/form-data; boundary=x', '--x--\r\n', FORM, {}],
  ])('%s', async (_title, type, body, schema, value) => {
    expect(await read(type, body, schema)).toEqual({ kind: 'value', value });
  });

  test.each([
    ['application/jsonl', '{"a":1}\n\n2\n'],
    ['application/x-ndjson', '{"a":1}\r\n2'],
    ['application/json-seq', '\u001e{"a":1}\n\u001e2\n'],
  ])('%s is a sequence', async (type, body) => {
    expect(await read(type, body)).toEqual({ kind: 'sequence', items: [{ a: 1 }, 2] });
  });

  test('a form field whose encoding says JSON is JSON', async () => {
    const encoding = { t: { contentType: 'application/json' }, l: { contentType: 'application/json' } };
    const schema = {
      type: 'object',
      properties: { t: { type: 'string' }, l: { type: 'array', items: { type: 'string' } } },
    };
    const body = 't=%22a%22&l=%22b%22';
    expect(await read('application/x-www-form-urlencoded', body, schema, { encoding })).toEqual({
      kind: 'value',
      value: { t: 'a', l: ['b'] },
    });
    expect(await read('application/x-www-form-urlencoded', 't=a', schema, { encoding })).toMatchObject({
      kind: 'malformed',
    });
  });

  test('a file is a text with one character for each byte', async () => {
    const bytes = Uint8Array.of(0, 0x80, 0x9f, 0xff, 13, 10);
    const form = new FormData();
    form.set('f', new Blob([bytes], { type: 'image/png' }), 'a.png');
    const request = new Request('http://x/', { method: 'POST', body: form });
    const body = new Uint8Array(await request.arrayBuffer());
    const reading = await read(
      'multipart/form-data',
      body,
      { properties: { f: { type: 'string', format: 'binary' } } },
      {},
      request.headers.get('content-type') as string,
    );
    expect(reading).toEqual({
      kind: 'value',
      value: { f: String.fromCharCode(...bytes) },
      binary: ['/f'],
    });
  });

  test.each<[title: string, type: string, body: string | Uint8Array]>([
    ['XML', 'application/xml', '<a/>'],
    ['bytes', 'application/octet-stream', 'x'],
    ['an image', 'image/png', 'x'],
  ])('%s is opaque', async (_title, type, body) => {
    expect(await read(type, body, { type: 'string', format: 'binary' })).toEqual({ kind: 'opaque' });
  });

  test.each<[title: string, type: string, body: string | Uint8Array, message: RegExp]>([
    ['a missing value', 'application/json', '{"a":}', /unexpected "}" at line 1, column 6/],
    [
      'a trailing comma, by line',
      'application/json',
      '{\n  "a": 1,\n}',
      /unexpected "}" at line 3, column 1/,
    ],
    ['a text that ends too soon', 'application/json', '{"a":[1', /ends too soon at line 1, column 8/],
    ['single quotes', 'application/json', "{'a':1}", /unexpected "'" at line 1, column 2/],
    ['something behind the end', 'application/json', '1 2', /unexpected "2" at line 1, column 3/],
    ['an open string', 'application/json', '"abc', /ends too soon/],
    ['a bad escape', 'application/json', '"a\\x"', /column 3/],
    ['a line end in a string', 'application/json', '"a\nb"', /line 1, column 3/],
    ['the wrong bracket', 'application/json', '[1}', /unexpected "}"/],
    ['NaN', 'application/json', '{"a":NaN}', /unexpected "N"/],
    ['bytes that are no UTF-8', 'application/json', Uint8Array.of(0x22, 0xff, 0x22), /UTF-8/],
    ['a line that is not JSON', 'application/jsonl', '1\n{', /number 2/],
    [
      'a form with bad percent-encoding',
      'application/x-www-form-urlencoded',
      'a=%',
      /a field "a" that is not valid percent-encoded/,
    ],
    ['no boundary', 'multipart/form-data', 'x', /names no boundary/],
    [
      'another boundary',
      'multipart/form-data; boundary=y',
      multipart(part('a', '1')),
      /does not hold its boundary/,
    ],
    [
      'no closing boundary',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
      /without its closing boundary/,
    ],
    [
      'a part without a name',
      'multipart/form-data; boundary=x',
      multipart('Content-Type: text/plain\r\n\r\n1'),
      /without a name/,
    ],
    [
      'a part that is not JSON',
      'multipart/form-data; boundary=x',
      multipart(part('a', '{', 'Content-Type: application/json')),
      /"a" that is not JSON/,
    ],
  ])('malformed: %s', async (_title, type, body, message) => {
    expect(await read(type, body, FORM)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(message),
    });
  });
});
