import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading } from '../../src/http/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { check, operationOf, P, type Sent, short } from './sent-request.ts';

beforeAll(async () => {
  await prepareValidation();
  await prepareBodyReading('multipart/mixed');
});

const BODY = {
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
      'application/x-www-form-urlencoded': {
        schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
      },
      'application/xml': { schema: { $ref: '#/components/schemas/Pet' } },
      'multipart/form-data': { schema: { type: 'object', properties: { n: { type: 'integer' } } } },
    },
  },
};
const R = `${P}/requestBody`;

describe('bodies', () => {
  test.each<[title: string, sent: Sent, violations: string[]]>([
    ['a good body; readOnly is not demanded', { body: '{"name":"Rex"}' }, []],
    ['no body', {}, [`body  required ${R}/required`]],
    ['an empty body', { body: '' }, [`body  required ${R}/required`]],
    [
      'invalid',
      { body: '{"name":"R","tags":[1]}' },
      [
        'body /name minLength /components/schemas/Pet/properties/name/minLength',
        'body /tags/0 type /components/schemas/Pet/properties/tags/items/type',
      ],
    ],
    [
      'JSON is never coerced',
      { body: '{"name":5}' },
      ['body /name type /components/schemas/Pet/properties/name/type'],
    ],
    ['malformed', { body: '{"name":' }, [`body  malformed ${R}/content/application~1json`]],
    ['another type', { body: 'a', type: 'text/csv' }, [`body  contentType ${R}/content`]],
    ['no type', { body: 'a', type: null }, [`body  contentType ${R}/content`]],
    ['a charset is no other type', { body: '{"name":"Rex"}', type: 'application/json; charset=utf-8' }, []],
    ['a form, coerced', { body: 'n=1', type: 'application/x-www-form-urlencoded' }, []],
    [
      'a form that lacks a field',
      { body: 'm=1', type: 'application/x-www-form-urlencoded' },
      [`body  required ${R}/content/application~1x-www-form-urlencoded/schema/required`],
    ],
    [
      'parts',
      {
        body: '--x\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n--x--\r\n',
        type: 'multipart/form-data; boundary=x',
      },
      [`body /n type ${R}/content/multipart~1form-data/schema/properties/n/type`],
    ],
    ['XML', { body: '<Pet><name>Rex</name><tags>a</tags></Pet>', type: 'application/xml' }, []],
    [
      'XML that lacks an element',
      { body: '<Pet/>', type: 'application/xml' },
      ['body  required /components/schemas/Pet/required'],
    ],
    [
      'XML with another root',
      { body: '<Dog><name>Rex</name></Dog>', type: 'application/xml' },
      [`body  xml ${R}/content/application~1xml`],
    ],
    [
      'malformed XML',
      { body: '<Pet>', type: 'application/xml' },
      [`body  malformed ${R}/content/application~1xml`],
    ],
  ])('%s', async (_title, sent, violations) => {
    expect(short(check(await operationOf(BODY), sent)).sort()).toEqual([...violations].sort());
  });

  test("the body's value and media type are handed on", async () => {
    const operation = await operationOf(BODY);
    const checked = check(operation, { body: '{"name":"Rex"}' });
    expect(checked.body).toEqual({ name: 'Rex' });
    expect(checked.mediaType).toBe(operation.requestBody?.content[0]);
  });

  test.each<[title: string, operation: object, sent: Sent]>([
    ['an optional body may be missing', { requestBody: { content: { 'application/json': {} } } }, {}],
    ['a body that is not documented is not judged', {}, { body: 'x' }],
    [
      'without a Content-Type, the only documented type is taken',
      { requestBody: { content: { 'application/json': {} } } },
      { body: '1', type: null },
    ],
    [
      'a documented range',
      { requestBody: { content: { '*/*': { schema: { type: 'integer' } } } } },
      { body: '1' },
    ],
  ])('%s', async (_title, operation, sent) => {
    expect(check(await operationOf(operation), sent).violations).toEqual([]);
  });

  test.each<[title: string, mediaType: object, violations: string[]]>([
    ['each item', { itemSchema: { type: 'integer' } }, ['body /1 type']],
    ['the whole', { schema: { type: 'array', items: { type: 'integer' } } }, ['body /1 type']],
    ['the whole, in bounds', { schema: { type: 'array', minItems: 2 } }, []],
    ['each item where the schema is of no list', { schema: { type: 'integer' } }, ['body /1 type']],
  ])('JSON Lines are held to the schema of %s', async (_title, mediaType, violations) => {
    const operation = await operationOf({ requestBody: { content: { 'application/jsonl': mediaType } } });
    const found = check(operation, { body: '1\n"a"\n', type: 'application/jsonl' }).violations;
    expect(found.map((each) => `${each.in} ${each.pointer} ${each.keyword}`)).toEqual(violations);
  });

  test('a body that is nested beyond the stack is a violation', async () => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } };
    const operation = await operationOf({ requestBody: { content } });
    const body = `${'{"next":'.repeat(50_000)}{}${'}'.repeat(50_000)}`;
    expect(check(operation, { body }).violations).toHaveLength(1);
  });
});
