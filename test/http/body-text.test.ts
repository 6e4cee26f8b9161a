import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading, readBody } from '../../src/http/index.ts';
import { mediaTypeOf } from './description.ts';

beforeAll(() => prepareBodyReading('application/yaml'));

async function read(type: string, body: string | Uint8Array, mediaType: object = {}) {
  const found = await mediaTypeOf('*/*', mediaType);
  return readBody(body, type, found.mediaType, found.schema);
}

const bytes = (...each: number[]) => Uint8Array.from(each);
const little = (text: string) => new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer);
const big = (text: string) => little(text).map((_, i, all) => all[i ^ 1] as number);
const string = { schema: { type: 'string' } };

describe('charset', () => {
  test.each<[title: string, type: string, body: Uint8Array]>([
    ['UTF-8 where nothing is said (RFC 8259 section 8.1)', 'application/json', bytes(0x22, 0xc3, 0xa9, 0x22)],
    ['utf-8', 'application/json; charset=utf-8', bytes(0x22, 0xc3, 0xa9, 0x22)],
    ['in quotes and capitals', 'application/json; charset="UTF-8"', bytes(0x22, 0xc3, 0xa9, 0x22)],
    ['iso-8859-1', 'application/json; charset=iso-8859-1', bytes(0x22, 0xe9, 0x22)],
    ['latin1', 'application/json; charset=latin1', bytes(0x22, 0xe9, 0x22)],
    ['utf-16le', 'application/json; charset=utf-16le', little('"é"')],
    ['utf-16be', 'application/json; charset=utf-16be', big('"é"')],
    ['utf-16 without a mark, little-endian', 'application/json; charset=utf-16', little('"é"')],
    ['utf-16 without a mark, big-endian', 'application/json; charset=utf-16', big('"é"')],
    ['utf-16 by its mark', 'application/json; charset=utf-16', big('\ufeff"é"')],
    [
      'a mark counts more than the type (RFC 7303 section 3)',
      'application/json; charset=utf-8',
      little('\ufeff"é"'),
    ],
  ])('%s', async (_title, type, body) => {
    expect(await read(type, body, string)).toEqual({ kind: 'value', value: 'é' });
  });

  test('one that is not known is unsupported', async () => {
    expect(await read('text/plain; charset=ebcdic-us', 'x')).toMatchObject({ kind: 'opaque' });
    expect(await read('text/plain; charset=ebcdic-us', bytes(1), string)).toEqual({
      kind: 'unsupported',
      message: 'is in the charset "ebcdic-us", which is not known',
    });
  });

  test.each([
    ['application/json', bytes(0x22, 0xff, 0x22)],
    ['application/json; charset=utf-16le', bytes(0x22, 0, 0)],
  ])('bytes that are no text of %s are malformed', async (type, body) => {
    expect(await read(type, body)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(/UTF/),
    });
  });
});

describe('JSON (RFC 8259)', () => {
  test.each<[title: string, body: string, value: unknown]>([
    ['4: of names that come twice the last counts', '{"a":1,"a":2}', { a: 2 }],
    [
      'a name that could reach a prototype is a name',
      '{"__proto__":{"x":1}}',
      JSON.parse('{"__proto__":{"x":1}}'),
    ],
    ['6: a number beyond what is exact', '12345678901234567890', 12345678901234567000],
    [
      '9: nesting within the limit',
      `${'['.repeat(1000)}${']'.repeat(1000)}`,
      JSON.parse(`${'['.repeat(1000)}${']'.repeat(1000)}`),
    ],
  ])('%s', async (_title, body, value) => {
    expect(await read('application/json', body)).toMatchObject({ kind: 'value', value });
  });

  test('a name from the text never becomes a prototype', async () => {
    const reading = await read('application/json', '{"__proto__":{"x":1}}');
    expect(reading.kind === 'value' && Object.getPrototypeOf(reading.value)).toBe(Object.prototype);
  });

  test.each<[title: string, body: string, pointers: string[]]>([
    ['none', '{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', []],
    ['at the root', '{"a":1,"a":2}', ['/a']],
    ['deep', '{"x":[1,{"b":":{\\"","b":{}}],"y":":"}', ['/x/1/b']],
    ['by what they mean, not as they are written', '{"a":1,"\\u0061":2}', ['/a']],
    ['three times', '{"a":1,"a":2,"a":3}', ['/a', '/a']],
    ['colons in strings are no names', '{"a:":"b:c","\\\\":":"}', []],
    ['escaped tokens', '{"a/b":1,"a/b":2}', ['/a~1b']],
  ])('names that come twice are noted: %s', async (_title, body, pointers) => {
    const reading = await read('application/json', body);
    const notes = (reading.kind === 'value' && reading.notes) || [];
    expect(notes.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(
      pointers.map((pointer) => `duplicate ${pointer}`),
    );
  });

  test('9: nesting beyond the limit is malformed', async () => {
    const body = `${'{"a":'.repeat(1002)}1${'}'.repeat(1002)}`;
    expect(await read('application/json', body)).toMatchObject({
      kind: 'malformed',
      message: 'is nested deeper than 1000 levels',
    });
  });
});

describe('YAML (RFC 9512)', () => {
  test.each<[title: string, body: string, value: unknown]>([
    ['a mapping', 'a: 1\nb: [x, true, null]\n', { a: 1, b: ['x', true, null] }],
    ['dates and yes are texts', 'a: 2020-01-01\nb: yes', { a: '2020-01-01', b: 'yes' }],
    ['an alias', 'a: &x [1]\nb: *x', { a: [1], b: [1] }],
    ['JSON is YAML', '{"a":[1]}', { a: [1] }],
    ['a name that could reach a prototype is a name', '__proto__: 1', JSON.parse('{"__proto__":1}')],
  ])('%s', async (_title, body, value) => {
    expect(await read('application/yaml', body)).toEqual({ kind: 'value', value });
  });

  const bomb = ['a: &a [1,1,1,1,1,1,1,1,1,1]'];
  for (const [i, name] of [...'bcdefghi'].entries())
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[i]}`)}]`);

  test.each<[title: string, body: string, message: RegExp]>([
    ['an open bracket', 'a: [1', /is not YAML: .* at line 1, column 6/],
    ['a key twice', 'a: 1\na: 2', /duplicated.* at line 2, column 1/],
    ['several documents', '1\n---\n2', /is not YAML/],
    ['a tag that is not known', 'a: !x 1', /is not YAML/],
    ['aliases that multiply', bomb.join('\n'), /too many values/],
    ['an alias in itself', 'a: &x [*x]', /nested deeper/],
    ['nesting', '['.repeat(2000) + ']'.repeat(2000), /is not YAML|nested deeper/],
  ])('%s is malformed', async (_title, body, message) => {
    expect(await read('application/yaml', body)).toMatchObject({
      kind: 'malformed',
      message: expect.stringMatching(message),
    });
  });
});
