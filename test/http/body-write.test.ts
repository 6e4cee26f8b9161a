import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { concreteType, writeBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

async function write(type: string, value: unknown, schema: object = {}, mediaType: object = {}) {
  const found = await mediaTypeOf(type, { schema, ...mediaType });
  return writeBody(found.mediaType, value, found.schema);
}

const RS = '\u001e';
const PEOPLE = [
  { id: 1, name: 'Ada', tags: ['a', 'b'] },
  { id: 2, name: 'say "hi", ok', note: 'two\r\nlines' },
];

describe('writeBody', () => {
  test.each<[title: string, type: string, value: unknown, contentType: string, body: string]>([
    ['JSON', 'application/json', { a: [1, null] }, 'application/json', '{"a":[1,null]}'],
    ['the type as documented', 'application/json; charset=utf-8', 1, 'application/json; charset=utf-8', '1'],
    ['a text under JSON is a JSON text', 'application/json', 'a', 'application/json', '"a"'],
    ['+json', 'application/vnd.api+json', { a: 1 }, 'application/vnd.api+json', '{"a":1}'],
    ['a key that is no media type', 'json', { a: 1 }, 'application/json', '{"a":1}'],
    [
      'a JSON text sequence',
      'application/json-seq',
      [1, { a: 2 }],
      'application/json-seq',
      `${RS}1\n${RS}{"a":2}\n`,
    ],
    ['JSON Lines', 'application/jsonl', [1, { a: 2 }], 'application/jsonl', '1\n{"a":2}\n'],
    ['NDJSON', 'application/x-ndjson', [{ a: 2 }], 'application/x-ndjson', '{"a":2}\n'],
    ['text', 'text/plain', 'héllo', 'text/plain; charset=utf-8', 'héllo'],
    ['a number as text', 'text/plain', 1.5, 'text/plain; charset=utf-8', '1.5'],
    ['an object as text', 'text/plain', { a: 1 }, 'text/plain; charset=utf-8', '{"a":1}'],
    ['a documented charset stays', 'text/plain; charset=UTF-8', 'a', 'text/plain; charset=UTF-8', 'a'],
    ['Markdown', 'text/markdown', '# Hi', 'text/markdown; charset=utf-8', '# Hi'],
    ['HTML as it is', 'text/html', '<p>hi</p>', 'text/html; charset=utf-8', '<p>hi</p>'],
    [
      'a form',
      'application/x-www-form-urlencoded',
      { a: 'x y&', b: [1, 2], c: { d: 1 }, e: true },
      'application/x-www-form-urlencoded',
      'a=x+y%26&b=1&b=2&c=%7B%22d%22%3A1%7D&e=true',
    ],
    [
      'CSV of objects (RFC 4180)',
      'text/csv',
      PEOPLE,
      'text/csv; charset=utf-8',
      'id,name,tags,note\r\n1,Ada,"[""a"",""b""]",\r\n2,"say ""hi"", ok",,"two\r\nlines"\r\n',
    ],
    [
      'CSV of lists',
      'text/csv',
      [
        ['a', 1],
        ['b', 2],
      ],
      'text/csv; charset=utf-8',
      'a,1\r\nb,2\r\n',
    ],
    ['CSV of scalars', 'text/csv', [1, 2], 'text/csv; charset=utf-8', '1\r\n2\r\n'],
    ['CSV as it is', 'text/csv', 'a,b\n1,2', 'text/csv; charset=utf-8', 'a,b\n1,2'],
    [
      'tab-separated values',
      'text/tab-separated-values',
      [{ a: 'x\ty', b: 1 }],
      'text/tab-separated-values; charset=utf-8',
      'a\tb\r\nx y\t1\r\n',
    ],
    [
      'events of texts',
      'text/event-stream',
      ['a', 'b\nc'],
      'text/event-stream; charset=utf-8',
      'data: a\n\ndata: b\ndata: c\n\n',
    ],
    [
      'events of objects',
      'text/event-stream',
      [{ a: 1 }],
      'text/event-stream; charset=utf-8',
      'data: {"a":1}\n\n',
    ],
    [
      'events by field',
      'text/event-stream',
      [{ data: { a: 1 }, event: 'add', id: '7', retry: 100 }],
      'text/event-stream; charset=utf-8',
      'event: add\nid: 7\nretry: 100\ndata: {"a":1}\n\n',
    ],
    [
      'an event with a comment alone',
      'text/event-stream',
      [{ comment: 'ping' }],
      'text/event-stream; charset=utf-8',
      ': ping\n\n',
    ],
    [
      'an entity that has an id alone is data',
      'text/event-stream',
      [{ id: 7 }],
      'text/event-stream; charset=utf-8',
      'data: {"id":7}\n\n',
    ],
    [
      'a line end cannot forge a field',
      'text/event-stream',
      [{ data: 'x', event: 'a\ndata: y' }],
      'text/event-stream; charset=utf-8',
      'event: a data: y\ndata: x\n\n',
    ],
    [
      'a stream as it is',
      'text/event-stream',
      'data: 1\n\ndata: 2',
      'text/event-stream; charset=utf-8',
      'data: 1\n\ndata: 2\n\n',
    ],
    ['SVG as it is, in bytes', 'image/svg+xml', '<svg/>', 'image/svg+xml', '<svg/>'],
    ['bytes of a text', 'application/octet-stream', 'ab', 'application/octet-stream', 'ab'],
    ['an unknown type', 'application/vnd.github.sha', 'c0ffee', 'application/vnd.github.sha', 'c0ffee'],
    ['an unknown type with a structure', 'application/vnd.x', { a: 1 }, 'application/vnd.x', '{"a":1}'],
    ['an unknown YAML type', 'application/openapi+yaml', { a: 1 }, 'application/openapi+yaml', 'a: 1\n'],
  ])('%s', async (_title, type, value, contentType, body) => {
    const written = await write(type, value);
    expect(written.contentType).toBe(contentType);
    expect(typeof written.body === 'string' ? written.body : new TextDecoder().decode(written.body)).toBe(
      body,
    );
  });

  test('an object under HTML is the text of a page, escaped', async () => {
    const { body } = await write('text/html', { a: '<script>' });
    expect(body).toMatch(/^<!doctype html>[\s\S]*&lt;script&gt;/);
  });

  test('Latin-1 is written where it is documented', async () => {
    const { body } = await write('text/plain; charset=ISO-8859-1', 'é€');
    expect(body).toEqual(Uint8Array.of(0xe9, 0x3f));
  });

  test('form properties follow their encoding', async () => {
    const { body } = await write(
      'application/x-www-form-urlencoded',
      { a: [1, 2], b: { x: 1, y: 2 }, c: { x: 'q' }, d: ['s', 't'] },
      { type: 'object' },
      {
        encoding: {
          a: { style: 'form', explode: false },
          b: { style: 'deepObject', explode: true },
          c: { style: 'form', explode: true },
          d: { style: 'pipeDelimited' },
        },
      },
    );
    expect(body).toBe('a=1,2&b%5Bx%5D=1&b%5By%5D=2&x=q&d=s%7Ct');
  });

  // OpenAPI 3.2, "URL Encoded Form with JSON Values".
  test('a form by the defaults and by the content type of its encoding', async () => {
    const id = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';
    const address = { streetAddress: '123 Example Dr.', city: 'Somewhere', state: 'CA', zip: '99999+1234' };
    const type = 'application/x-www-form-urlencoded';
    expect((await write(type, { id, address })).body).toBe(
      `id=${id}&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C%22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D`,
    );
    const encoding = { id: { contentType: 'application/json' } };
    expect((await write(type, { id }, {}, { encoding })).body).toBe(`id=%22${id}%22`);
  });

  test('JWT: an object becomes the claims of an unsecured token', async () => {
    const { body } = await write('application/jwt', { sub: 'é' });
    const [header, claims, signature] = (body as string)
      .split('.')
      .map((each) => Buffer.from(each, 'base64url').toString());
    expect([JSON.parse(header as string), JSON.parse(claims as string), signature]).toEqual([
      { alg: 'none', typ: 'JWT' },
      { sub: 'é' },
      '',
    ]);
  });

  test('YAML of any value is read back by js-yaml', async () => {
    const found = await mediaTypeOf('application/yaml', { schema: {} });
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'true',
        'a: b',
        '- a',
        '',
        ' x',
        '1',
        'null',
        '#x',
        'a #b',
        '2024-01-01',
        '\u0085',
        '\u2028',
      ),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (each) => {
        if (typeof each === 'string') return;
        const { body } = writeBody(found.mediaType, each, found.schema);
        expect(load(body as string)).toEqual(each);
      }),
      { numRuns: 400 },
    );
  });

  // RFC 8949 appendix A.
  test.each<[value: unknown, hex: string]>([
    [0, '00'],
    [23, '17'],
    [24, '1818'],
    [1000, '1903e8'],
    [1000000, '1a000f4240'],
    [1000000000000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-1000, '3903e7'],
    [1.1, 'fb3ff199999999999a'],
    [false, 'f4'],
    [null, 'f6'],
    [[1, [2, 3]], '8201820203'],
    [{ a: 1, b: [2, 3] }, 'a26161016162820203'],
    [['a', { b: 'ü' }], '826161a1616262c3bc'],
  ])('CBOR of %j is %s', async (value, hex) => {
    const { body } = await write('application/cbor', value);
    expect(Buffer.from(body as Uint8Array).toString('hex')).toBe(hex);
  });
});

describe('concreteType', () => {
  const object = { type: 'object' };
  const text = { type: 'string' };
  test.each<
    [title: string, documented: string, schema: object | undefined, accept: string | null, type: string]
  >([
    ['a type is itself', 'text/csv; header=present', object, 'application/json', 'text/csv; header=present'],
    ['any type of an object is JSON', '*/*', object, null, 'application/json'],
    [
      'any type of an object stays JSON for a browser',
      '*/*',
      object,
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'application/json',
    ],
    ['any type of an object is JSON for */*', '*/*', object, 'text/html,*/*', 'application/json'],
    ['any type of an object that is asked for as XML', '*/*', object, 'application/xml', 'application/xml'],
    ['any type of a text is plain text', '*/*', text, null, 'text/plain'],
    [
      'any type of bytes is bytes',
      '*/*',
      { type: 'string', format: 'binary' },
      null,
      'application/octet-stream',
    ],
    ['any type without a schema is JSON', '*/*', undefined, null, 'application/json'],
    ['an application', 'application/*', text, null, 'application/json'],
    ['a text', 'text/*', object, null, 'text/plain'],
    ['an image', 'image/*', undefined, '*/*', 'image/png'],
    ['the image that is asked for', 'image/*', undefined, 'image/webp, image/*;q=0.5', 'image/webp'],
    ['the range that is asked for', '*/*', text, 'image/*', 'image/png'],
    ['a suffix range', 'application/*+json', object, null, 'application/ld+json'],
    [
      'a suffix range with a type that is asked for',
      'application/*+json',
      object,
      'application/hal+json',
      'application/hal+json',
    ],
    ['no media type', 'json', object, null, 'application/json'],
  ])('%s', async (_title, documented, schema, accept, type) => {
    const found = await mediaTypeOf(documented, schema ? { schema } : {});
    expect(concreteType(found.mediaType, found.schema, accept)).toBe(type);
  });

  test('writeBody makes a range concrete by itself', async () => {
    expect((await write('*/*', { a: 1 }, object)).contentType).toBe('application/json');
  });
});
