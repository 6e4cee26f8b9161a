import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading } from '../../src/http/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { check, operationOf, P, type Sent, short } from './sent-request.ts';

beforeAll(async () => {
  await prepareValidation();
  await prepareBodyReading('application/xml');
});

const R = `${P}/requestBody`;

describe('which documented type a body falls under (OpenAPI 3.2, Request Body Object; RFC 9110 section 8.3)', () => {
  const schema = {};
  const content = {
    '*/*': { schema },
    'application/*': { schema },
    'application/*+json': { schema },
    'application/json': { schema },
    'application/json; profile=x': { schema },
    'text/plain': { schema },
    'text/xml; charset=utf-8': { schema },
  };
  test.each<[sent: string, documented: string]>([
    ['application/json', 'application/json'],
    ['Application/JSON', 'application/json'],
    ['application/json;charset=UTF-8', 'application/json'],
    ['application/json; profile=x', 'application/json; profile=x'],
    ['application/json; profile="x"; charset=utf-8', 'application/json; profile=x'],
    ['application/json; profile=y', 'application/json'],
    ['application/problem+json', 'application/*+json'],
    ['application/octet-stream', 'application/*'],
    ['text/plain; charset=iso-8859-1', 'text/plain'],
    ['text/xml; charset=iso-8859-1', 'text/xml; charset=utf-8'],
    ['image/png', '*/*'],
  ])('%s: %s', async (type, documented) => {
    const { mediaType } = check(await operationOf({ requestBody: { content } }), { body: '{}', type });
    expect(mediaType?.type).toBe(documented);
  });

  test.each<[title: string, documented: string, type: string | null]>([
    ['another type', 'application/json', 'text/plain'],
    ['a parameter that differs', 'application/json; profile=x', 'application/json; profile=y'],
    ['a range of another type', 'image/*', 'text/plain'],
    ['no type where a range is documented', 'application/*', null],
    ['what is no media type', 'application/json', 'json'],
    ['a charset that is not known', 'application/json', 'application/json; charset=ebcdic-us'],
  ])('refused: %s', async (_title, documented, type) => {
    const operation = await operationOf({ requestBody: { content: { [documented]: {} } } });
    const violations = check(operation, { body: '{}', type }).violations;
    expect(violations.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual([' contentType']);
  });
});

describe('whether a body is there', () => {
  const json = { 'application/json': { schema: { type: 'object' } } };
  const form = { 'application/x-www-form-urlencoded': { schema: { type: 'object', minProperties: 1 } } };
  const lines = { 'application/jsonl': { schema: { type: 'array' } } };
  test.each<[title: string, requestBody: object, sent: Sent, keywords: string[]]>([
    ['required and missing', { required: true, content: json }, {}, ['required']],
    ['required and empty', { required: true, content: json }, { body: '' }, ['required']],
    ['required and blank', { required: true, content: json }, { body: ' ' }, ['malformed']],
    ['optional and missing', { content: json }, {}, []],
    ['optional and empty', { required: false, content: json }, { body: '' }, []],
    [
      'an empty form is a form without fields',
      { required: true, content: form },
      { body: '', type: 'application/x-www-form-urlencoded' },
      ['minProperties'],
    ],
    [
      'no lines are no items',
      { required: true, content: lines },
      { body: '', type: 'application/jsonl' },
      [],
    ],
    ['an empty body of no type', { required: true, content: form }, { type: null }, ['required']],
  ])('%s', async (_title, requestBody, sent, keywords) => {
    const found = check(await operationOf({ requestBody }), sent).violations;
    expect(found.map(({ keyword }) => keyword)).toEqual(keywords);
  });

  test('where none is documented, what is sent is ignored and noted', async () => {
    const found = check(await operationOf({}), { body: '{' });
    expect([found.violations, found.body]).toEqual([[], undefined]);
    expect(
      found.notes.map(({ in: place, keyword, schemaPointer }) => [place, keyword, schemaPointer]),
    ).toEqual([['body', 'undeclared', P]]);
    expect(check(await operationOf({}), {}).notes).toEqual([]);
  });
});

describe('what is noted without being refused', () => {
  const schema = {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'integer', readOnly: true },
      secret: { type: 'string', writeOnly: true },
      owner: { allOf: [{ $ref: '#/components/schemas/Pet' }] },
      children: { type: 'array', items: { $ref: '#/components/schemas/Pet' } },
      meta: { type: 'object', readOnly: true, properties: { at: { readOnly: true } } },
    },
  };
  test.each<[title: string, value: object, pointers: string[]]>([
    ['nothing readOnly', { owner: { name: 'Rex' }, children: [{ name: 'Rex' }] }, []],
    ['at the root', { id: 1 }, ['/id']],
    ['writeOnly belongs to requests', { secret: 'x' }, []],
    ['below references', { owner: { id: 1, name: 'Rex' } }, ['/owner/id']],
    ['in items', { children: [{ name: 'Rex' }, { id: 2, name: 'Rex' }] }, ['/children/1/id']],
    ['the outermost alone', { meta: { at: 1 } }, ['/meta']],
  ])('readOnly: %s', async (_title, value, pointers) => {
    const operation = await operationOf({ requestBody: { content: { 'application/json': { schema } } } });
    const { violations, notes } = check(operation, { body: JSON.stringify(value) });
    expect(violations).toEqual([]);
    expect(notes.map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual(
      pointers.map((each) => `readOnly ${each}`),
    );
  });

  test('a recursive schema', async () => {
    const operation = await operationOf({
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
    });
    expect(check(operation, { body: '{"next":{"next":{}}}' }).notes).toEqual([]);
  });

  test('names that come twice', async () => {
    const operation = await operationOf({ requestBody: { content: { 'application/json': {} } } });
    const { violations, notes } = check(operation, { body: '{"a":1,"a":2}' });
    expect([violations, notes.map(({ pointer, keyword }) => pointer + keyword)]).toEqual([
      [],
      ['/aduplicate'],
    ]);
  });
});

describe('JSON that tests the limits', () => {
  const content = {
    'application/json': {
      schema: {
        type: 'object',
        additionalProperties: false,
        properties: {
          n: { type: 'integer', format: 'int64' },
          i: { type: 'integer', format: 'int32' },
          d: { type: 'number' },
        },
      },
    },
  };
  test.each<[title: string, body: string, violations: string[]]>([
    ['the largest int64', '{"n":9223372036854775807}', []],
    ['beyond int64', '{"n":92233720368547758070}', ['/n format']],
    ['beyond int32', '{"i":2147483648}', ['/i format']],
    ['a number beyond what can be held is one', '{"d":1e999}', []],
    ['an integer written as a number', '{"n":1.0}', []],
    ['a name that could reach a prototype', '{"__proto__":{"n":1}}', ['/__proto__ additionalProperties']],
    ['names that every object has', '{"constructor":1}', ['/constructor additionalProperties']],
  ])('%s', async (_title, body, violations) => {
    const found = check(await operationOf({ requestBody: { content } }), { body }).violations;
    expect(found.map(({ pointer, keyword }) => `${pointer} ${keyword}`)).toEqual(violations);
  });

  test('a position in the message', async () => {
    const found = check(await operationOf({ requestBody: { content } }), { body: '{\n  "n": 1,\n}' });
    expect(short(found)).toEqual([`body  malformed ${R}/content/application~1json`]);
    expect(found.violations[0]?.message).toBe('the body is not JSON: unexpected "}" at line 3, column 1');
  });
});
