import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBody, writeBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

async function write(value: unknown, mediaType: object, type = 'multipart/form-data') {
  const found = await mediaTypeOf(type, mediaType);
  const written = writeBody(found.mediaType, value, found.schema);
  return { ...found, ...written, text: new TextDecoder('latin1').decode(written.body as Uint8Array) };
}

function formOf({
  body,
  contentType,
}: {
  body: string | Uint8Array;
  contentType: string;
}): Promise<FormData> {
  return new Response(body as BodyInit, { headers: { 'content-type': contentType } }).formData();
}

const SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    address: { type: 'object' },
    tags: { type: 'array', items: { type: 'string' } },
    file: { type: 'string', format: 'binary' },
    logo: { type: 'string', contentMediaType: 'image/png' },
    coded: { type: 'string', contentEncoding: 'base64' },
    untyped: {},
  },
};

describe('multipart/form-data', () => {
  test('a real parser reads names, values and files', async () => {
    const written = await write(
      { id: 7, name: 'Ünï "x"', address: { city: 'B' }, tags: ['a', 'b'], file: 'raw', logo: 'x' },
      { schema: SCHEMA },
    );
    const form = await formOf(written);
    expect([...form.keys()]).toEqual(['id', 'name', 'address', 'tags', 'tags', 'file', 'logo']);
    expect(form.get('id')).toBe('7');
    expect(form.get('name')).toBe('Ünï "x"');
    expect(form.getAll('tags')).toEqual(['a', 'b']);
    const file = form.get('file') as File;
    expect([file.name, file.type, await file.text()]).toEqual([
      'file.bin',
      'application/octet-stream',
      'raw',
    ]);
    const logo = form.get('logo') as File;
    expect([logo.name, logo.type, logo.size]).toEqual(['logo.png', 'image/png', 74]);
  });

  // OpenAPI 3.2, Encoding Object, defaults of `contentType`.
  test.each([
    ['id', 7, 'text/plain'],
    ['name', 'a', 'text/plain'],
    ['address', {}, 'application/json'],
    ['tags', ['a'], 'text/plain'],
    ['file', 'a', 'application/octet-stream'],
    ['coded', 'YQ==', 'application/octet-stream'],
    ['untyped', 'a', 'application/octet-stream'],
    ['other', 'a', 'text/plain'],
    ['logo', 'a', 'image/png'],
  ])('a part of %s is by default %j as %s', async (name, value, type) => {
    const { text } = await write({ [name]: value }, { schema: SCHEMA });
    expect(/\r\nContent-Type: ([^\r;]+)/.exec(text)?.[1]).toBe(type);
  });

  test('encoding sets the type of a part; the first of several', async () => {
    const { text } = await write(
      { address: { city: 'B' }, name: 'x' },
      {
        schema: SCHEMA,
        encoding: {
          address: { contentType: 'application/xml' },
          name: { contentType: 'image/jpeg, image/png' },
        },
      },
    );
    expect(text).toContain('Content-Type: application/xml\r\n\r\n<?xml');
    expect(text).toContain('Content-Type: image/jpeg\r\n\r\n\xff\xd8\xff');
  });

  test('documented headers of a part that have an example are sent', async () => {
    const headers = { 'X-Rate': { schema: { type: 'integer' }, example: 5 }, 'X-None': { schema: {} } };
    const { text } = await write({ name: 'x' }, { schema: SCHEMA, encoding: { name: { headers } } });
    expect(text).toContain('Content-Type: text/plain; charset=utf-8\r\nX-Rate: 5\r\n\r\nx');
  });

  test('a style makes parts of pairs', async () => {
    const written = await write(
      { address: { city: 'B c' }, tags: ['a', 'b'] },
      {
        schema: SCHEMA,
        encoding: { address: { style: 'deepObject' }, tags: { style: 'form', explode: false } },
      },
    );
    const form = await formOf(written);
    expect([...form.entries()]).toEqual([
      ['address[city]', 'B c'],
      ['tags', 'a,b'],
    ]);
    expect(readBody(written.body, written.contentType, written.mediaType, written.schema)).toEqual({
      kind: 'value',
      value: { address: { city: 'B c' }, tags: ['a', 'b'] },
    });
  });

  test('line ends and quotes in names cannot break out', async () => {
    const written = await write({ 'a"\r\nX: y': '1' }, { schema: {} });
    expect([...(await formOf(written)).keys()]).toEqual(['a"\r\nX: y']);
  });

  test('the same value gives the same bytes, another value another boundary', async () => {
    const [one, two, three] = await Promise.all([
      write({ a: '1' }, { schema: {} }),
      write({ a: '1' }, { schema: {} }),
      write({ a: '2' }, { schema: {} }),
    ]);
    expect(one.contentType).toBe(two.contentType);
    expect(one.body).toEqual(two.body);
    expect(one.contentType).not.toBe(three.contentType);
  });

  test('any form is read by a real parser, and by ours, as it was', async () => {
    const found = await mediaTypeOf('multipart/form-data', {
      schema: { type: 'object', additionalProperties: { type: 'string' } },
    });
    const text = fc.string({
      unit: fc.constantFrom('a', '-', '\r\n', '"', '%', 'é', '😀', 'standin', ':', ' '),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          text.filter((name) => name !== '' && name !== '__proto__'),
          text,
          { minKeys: 1, noNullPrototype: true },
        ),
        async (value) => {
          const written = writeBody(found.mediaType, value, found.schema);
          expect(Object.fromEntries(await formOf(written))).toEqual(value);
          expect(readBody(written.body, written.contentType, found.mediaType, found.schema)).toEqual({
            kind: 'value',
            value,
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('other multipart types (OpenAPI 3.2, Encoding By Position)', () => {
  test('prefixEncoding and itemEncoding by position, parts without names', async () => {
    const { text, contentType, mediaType, schema, body } = await write(
      [{ a: 1 }, '<x/>', 'one', 'two'],
      {
        schema: { type: 'array', prefixItems: [{ type: 'object' }, {}], items: { type: 'string' } },
        prefixEncoding: [{}, { contentType: 'application/xml' }],
        itemEncoding: { contentType: 'text/markdown' },
      },
      'multipart/mixed',
    );
    expect(contentType).toMatch(/^multipart\/mixed; boundary=standin-[0-9a-f]{8}$/);
    expect([...text.matchAll(/Content-Type: ([^\r;]+)/g)].map((match) => match[1])).toEqual([
      'application/json',
      'application/xml',
      'text/markdown',
      'text/markdown',
    ]);
    expect(text).not.toContain('Content-Disposition');
    expect(readBody(body, contentType, mediaType, schema)).toEqual({
      kind: 'value',
      value: [{ a: 1 }, '<x/>', 'one', 'two'],
    });
  });

  test('itemSchema is of each part', async () => {
    const { text } = await write(
      ['a', 'b'],
      { itemSchema: { type: 'string', format: 'binary' }, itemEncoding: { contentType: 'image/png' } },
      'multipart/mixed',
    );
    expect(text.match(/Content-Type: image\/png\r\n\r\n\x89PNG/g)).toHaveLength(2);
  });

  test('a part may be a multipart itself', async () => {
    const { text } = await write(
      [[1], [{ a: 1 }, 'b']],
      {
        schema: {
          type: 'array',
          prefixItems: [
            { type: 'array' },
            { type: 'array', prefixItems: [{ type: 'object' }, { type: 'string' }] },
          ],
        },
        prefixEncoding: [{}, { contentType: 'multipart/mixed' }],
      },
      'multipart/mixed',
    );
    expect([...text.matchAll(/Content-Type: ([^\r;]+)/g)].map((match) => match[1])).toEqual([
      'application/json',
      'multipart/mixed',
      'application/json',
      'text/plain',
    ]);
  });

  test('an object has named parts', async () => {
    const { text } = await write({ a: 1 }, { schema: { type: 'object' } }, 'multipart/related');
    expect(text).toContain('Content-Disposition: form-data; name="a"');
  });
});
