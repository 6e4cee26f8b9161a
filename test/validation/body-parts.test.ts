import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading } from '../../src/http/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { check, operationOf, P, short } from './sent-request.ts';

beforeAll(async () => {
  await prepareValidation();
  await prepareBodyReading('multipart/mixed');
});

const SCHEMA = {
  type: 'object',
  properties: {
    meta: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
    tags: { type: 'array', items: { type: 'integer' } },
    logo: { type: 'string', format: 'binary', maxLength: 3 },
    files: { type: 'array', items: { type: 'string', format: 'binary' } },
    note: { type: 'string' },
  },
};
const ENCODING = {
  meta: { contentType: 'application/json, application/xml' },
  logo: {
    contentType: 'image/png, image/jpeg',
    headers: {
      'X-Rate': { required: true, schema: { type: 'integer', maximum: 9 } },
      'X-List': { schema: { type: 'array', items: { type: 'integer' } } },
      'X-Json': { content: { 'application/json': { schema: { type: 'object' } } } },
      'Content-Type': { required: true, schema: { enum: ['text/never'] } },
    },
  },
  files: { contentType: 'image/*' },
};

const body = (...parts: string[]) => `${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`;
const part = (name: string, content: string, ...headers: string[]) =>
  `${[`Content-Disposition: form-data; name="${name}"`, ...headers].join('\r\n')}\r\n\r\n${content}`;
const JSON_TYPE = 'Content-Type: application/json';
const PNG = ['Content-Type: image/png', 'X-Rate: 5'];

async function checked(
  text: string,
  schema: object = SCHEMA,
  encoding: object = ENCODING,
  type = 'multipart/form-data',
) {
  const operation = await operationOf({ requestBody: { content: { [type]: { schema, ...encoding } } } });
  return check(operation, { body: text, type: `${type}; boundary=x` });
}

const R = `${P}/requestBody/content/multipart~1form-data`;

describe('parts are held to their encoding (OpenAPI 3.2, Encoding Object)', () => {
  test.each<[title: string, text: string, violations: string[]]>([
    ['JSON where JSON is documented', body(part('meta', '{"n":1}', JSON_TYPE)), []],
    [
      'the second of several types',
      body(part('meta', '<meta><n>1</n></meta>', 'Content-Type: application/xml')),
      [],
    ],
    [
      'JSON is judged by its schema',
      body(part('meta', '{"n":"1"}', JSON_TYPE)),
      [`body /meta/n type ${R}/schema/properties/meta/properties/n/type`],
    ],
    [
      'another type',
      body(part('meta', '{"n":1}', 'Content-Type: text/plain')),
      [`body /meta contentType ${R}`],
    ],
    [
      'no type is text/plain (RFC 7578 section 4.4)',
      body(part('meta', '{"n":1}')),
      [`body /meta contentType ${R}`],
    ],
    ['malformed JSON', body(part('meta', '{"n":', JSON_TYPE)), [`body /meta malformed ${R}`]],
    [
      'a range of types, each part by itself',
      body(part('files', 'a', 'Content-Type: image/gif'), part('files', 'b', 'Content-Type: text/css')),
      [`body /files/1 contentType ${R}`],
    ],
    [
      'parameters of a type',
      body(part('meta', '{"n":1}', 'Content-Type: application/json; charset=utf-8')),
      [],
    ],
    [
      'a header that is required',
      body(part('logo', 'abc', 'Content-Type: image/png')),
      [`body /logo required ${R}/encoding/logo/headers/X-Rate/required`],
    ],
    [
      'a header that is not valid',
      body(part('logo', 'abc', 'Content-Type: image/png', 'x-rate: 10')),
      [`body /logo maximum ${R}/encoding/logo/headers/X-Rate/schema/maximum`],
    ],
    [
      'a header of another type',
      body(part('logo', 'abc', 'Content-Type: image/png', 'X-Rate: x')),
      [`body /logo type ${R}/encoding/logo/headers/X-Rate/schema/type`],
    ],
    ['a header that lists', body(part('logo', 'abc', ...PNG, 'X-List: 1, 2')), []],
    [
      'an item of a header',
      body(part('logo', 'abc', ...PNG, 'X-List: 1,x')),
      [`body /logo type ${R}/encoding/logo/headers/X-List/schema/items/type`],
    ],
    ['a header of JSON', body(part('logo', 'abc', ...PNG, 'X-Json: {"a":1}')), []],
    [
      'a header that should be JSON',
      body(part('logo', 'abc', ...PNG, 'X-Json: {')),
      [`body /logo malformed ${R}/encoding/logo/headers/X-Json`],
    ],
    ['Content-Type among headers says nothing', body(part('logo', 'abc', ...PNG)), []],
    [
      'repeated parts',
      body(part('tags', '1'), part('tags', 'x')),
      [`body /tags/1 type ${R}/schema/properties/tags/items/type`],
    ],
    [
      'repeated parts with brackets, as clients send them',
      body(part('tags[]', '1'), part('tags[]', '2')),
      [],
    ],
    [
      'a file may hold anything',
      body(part('files', '{', 'Content-Type: image/svg+xml'), part('files', '', 'Content-Type: image/png')),
      [],
    ],
    ['a length of bytes is not asserted', body(part('logo', 'abcdef', ...PNG)), []],
  ])('%s', async (_title, text, violations) => {
    expect(short(await checked(text, SCHEMA, { encoding: ENCODING }))).toEqual(violations);
  });

  test('what is said of lengths of bytes is noted', async () => {
    const { notes } = await checked(body(part('logo', 'abcdef', ...PNG)), SCHEMA, { encoding: ENCODING });
    expect(notes.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(['/logo maxLength']);
  });

  test.each([
    ['a list', '[1,2]', [1, 2]],
    ['null', 'null', null],
    ['an item', '1', [1]],
  ])('one part of JSON for a list that may be null holds %s', async (_title, content, list) => {
    const schema = { properties: { l: { type: ['array', 'null'], items: { type: 'integer' } } } };
    const found = await checked(body(part('l', content, JSON_TYPE)), schema, {});
    expect([found.violations, found.body]).toEqual([[], { l: list }]);
  });

  test('a schema that calls the whole a text judges nothing', async () => {
    const found = await checked(body(part('a', 'x')), { type: 'string' }, {});
    expect([found.violations, found.body]).toEqual([[], undefined]);
  });

  test('a JSON file for a binary property stays bytes', async () => {
    const found = await checked(body(part('logo', '{"a":1}', JSON_TYPE)), SCHEMA, {});
    expect([found.violations, found.body]).toEqual([[], { logo: '{"a":1}' }]);
  });

  test('an XML part is read by its schema', async () => {
    const found = await checked(
      body(part('meta', '<meta><n>1</n></meta>', 'Content-Type: text/xml')),
      SCHEMA,
      {},
    );
    expect([found.violations, found.body]).toEqual([[], { meta: { n: 1 } }]);
  });

  test('a text in another charset', async () => {
    const text = body(part('note', 'é', 'Content-Type: text/plain; charset=iso-8859-1'));
    // Sent as UTF-8, so that each of its two bytes is a character.
    expect((await checked(text, SCHEMA, {})).body).toEqual({ note: 'Ã©' });
  });
});

describe('parts by position (OpenAPI 3.2, Encoding By Position)', () => {
  const LIST = { type: 'array', prefixItems: [{ type: 'object' }], items: { type: 'integer' } };
  const BY_POSITION = {
    prefixEncoding: [{ contentType: 'application/json' }],
    itemEncoding: { contentType: 'text/plain' },
  };
  const json = 'Content-Type: application/json\r\n\r\n{}';
  test.each<[title: string, text: string, violations: string[]]>([
    ['each by its own', body(json, 'Content-Type: text/plain\r\n\r\n1'), []],
    ['prefixEncoding', body('Content-Type: text/html\r\n\r\n{}'), ['/0 contentType']],
    ['itemEncoding', body(json, '\r\n1', 'Content-Type: text/html\r\n\r\n2'), ['/2 contentType']],
    ['items are judged', body(json, '\r\nx'), ['/1 type']],
  ])('%s', async (_title, text, violations) => {
    const found = await checked(text, LIST, BY_POSITION, 'multipart/mixed');
    expect(found.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(violations);
  });

  test('itemSchema judges each part', async () => {
    const operation = await operationOf({
      requestBody: { content: { 'multipart/mixed': { itemSchema: { type: 'integer' } } } },
    });
    const found = check(operation, { body: body('\r\n1', '\r\nx'), type: 'multipart/mixed; boundary=x' });
    expect(found.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(['/1 type']);
  });

  test('a part that is a multipart itself', async () => {
    const inner = 'Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\n1\r\n--y\r\n\r\nx\r\n--y--';
    const found = await checked(
      body(inner),
      { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
      {},
      'multipart/mixed',
    );
    expect(found.violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(['/0/1 type']);
  });
});
