import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadApi, type Operation } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { type CheckedRequest, compileRequestCheck } from '../../src/validation/index.ts';

beforeAll(() => prepareValidation());

const SCHEMAS = {
  Pet: {
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', readOnly: true },
      name: { type: 'string', minLength: 2 },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
  Tree: { type: 'object', properties: { next: { $ref: '#/components/schemas/Tree' } } },
};

async function operationOf(operation: object, openapi = '3.2.0'): Promise<Operation> {
  const api = await loadApi({
    openapi,
    info: { title: 'T', version: '1' },
    paths: { '/pets/{id}': { post: { responses: {}, ...operation } } },
    components: { schemas: SCHEMAS },
  });
  return api.operations[0] as Operation;
}

const PARAMETERS = [
  { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
  { name: 'ids', in: 'query', required: true, schema: { type: 'array', items: { type: 'integer' } } },
  { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
  { name: 'flag', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
];

interface Sent {
  readonly path?: string;
  readonly search?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
  readonly type?: string | null;
}

const UUID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';
const GOOD: Sent = { path: '7', search: '?ids=1', headers: { 'x-trace': UUID } };

function check(operation: Operation, sent: Sent): CheckedRequest {
  const { body, type = 'application/json' } = sent;
  return compileRequestCheck(operation)({
    pathParameters: { id: sent.path ?? '7' },
    search: sent.search ?? '',
    headers: new Headers(sent.headers),
    body: {
      bytes: body === undefined ? null : typeof body === 'string' ? new TextEncoder().encode(body) : body,
      contentType: type,
    },
  });
}

const short = ({ violations }: CheckedRequest) =>
  violations.map((each) => `${each.in} ${each.pointer} ${each.keyword} ${each.schemaPointer}`);

const P = '/paths/~1pets~1{id}/post';

describe('parameters', () => {
  test.each<[title: string, sent: Sent, violations: string[]]>([
    ['a good request', GOOD, []],
    ['below the minimum', { ...GOOD, path: '0' }, [`path /id minimum ${P}/parameters/0/schema/minimum`]],
    [
      'of the wrong type',
      { ...GOOD, search: '?ids=1&limit=x' },
      [`query /limit type ${P}/parameters/1/schema/type`],
    ],
    [
      'an item of the wrong type',
      { ...GOOD, search: '?ids=1&ids=x' },
      [`query /ids/1 type ${P}/parameters/2/schema/items/type`],
    ],
    ['missing in the query', { ...GOOD, search: '' }, [`query /ids required ${P}/parameters/2/required`]],
    ['a missing header', { ...GOOD, headers: {} }, [`header /X-Trace required ${P}/parameters/3/required`]],
    [
      'a header of the wrong format',
      { ...GOOD, headers: { 'x-trace': 'x' } },
      [`header /X-Trace format ${P}/parameters/3/schema/format`],
    ],
    [
      'malformed, and not missing too',
      { ...GOOD, search: '?ids=%zz' },
      [`query /ids malformed ${P}/parameters/2`],
    ],
    ['empty where that is allowed', { ...GOOD, search: '?ids=1&flag' }, []],
    [
      'empty where that is not allowed',
      { ...GOOD, search: '?ids=1&limit=' },
      [`query /limit type ${P}/parameters/1/schema/type`],
    ],
    [
      'several at once, in documented order',
      { path: 'x', search: '?limit=101', headers: {} },
      [
        `path /id type ${P}/parameters/0/schema/type`,
        `query /limit maximum ${P}/parameters/1/schema/maximum`,
        `query /ids required ${P}/parameters/2/required`,
        `header /X-Trace required ${P}/parameters/3/required`,
      ],
    ],
  ])('%s', async (_title, sent, violations) => {
    const operation = await operationOf({ parameters: PARAMETERS });
    expect(short(check(operation, sent)).sort()).toEqual([...violations].sort());
  });

  test('values are coerced and named as documented; undeclared ones are no violation', async () => {
    const operation = await operationOf({ parameters: PARAMETERS });
    const checked = check(operation, { ...GOOD, search: '?ids=1&ids=2&flag=true&foo=1' });
    expect(checked).toMatchObject({
      violations: [],
      parameters: { path: { id: 7 }, query: { ids: [1, 2], flag: true }, header: { 'X-Trace': UUID } },
      undeclared: ['foo'],
    });
  });

  test("violations name the user's own file", async () => {
    const operation = await operationOf({ parameters: PARAMETERS });
    const [first] = check(operation, { ...GOOD, search: '' }).violations;
    expect(first?.schemaUri).toBe(operation.node.uri);
    expect(first?.message).toBe('the query parameter "ids" is required');
  });
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
    ['XML is not judged yet', { body: '<a/>', type: 'application/xml' }, []],
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

  test('a body that is nested beyond the stack is a violation', async () => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } };
    const operation = await operationOf({ requestBody: { content } });
    const body = `${'{"next":'.repeat(50_000)}{}${'}'.repeat(50_000)}`;
    expect(check(operation, { body }).violations).toHaveLength(1);
  });
});

test('no request makes the check throw', async () => {
  const run = compileRequestCheck(await operationOf({ parameters: PARAMETERS, ...BODY }));
  const types = [...Object.keys(BODY.requestBody.content), 'multipart/form-data; boundary=x', 'x', ''];
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom('ids', '=', '&', '[', '{', '"', '%', '1', '--x\r\n', 'name', ':', '}', '__proto__'),
      )
      .map((each) => each.join('')),
  );
  fc.assert(
    fc.property(text, text, text, fc.constantFrom(...types), (path, search, body, contentType) => {
      run({
        pathParameters: { id: path },
        search,
        headers: new Headers(),
        body: { bytes: new TextEncoder().encode(body), contentType },
      });
    }),
    { numRuns: 1000 },
  );
});

test('nothing is compiled before a request needs it, and then once', async () => {
  const operation = await operationOf({ parameters: PARAMETERS, ...BODY });
  const asked: string[] = [];
  const watched = operation.parameters.map((parameter) => ({
    ...pick(parameter),
    schema: {
      node: parameter.node,
      for: (direction: 'request') => {
        asked.push(parameter.name);
        return parameter.schema!.for(direction);
      },
    },
  }));
  const run = compileRequestCheck({
    ...operationFields(operation),
    parameters: watched,
  } as unknown as Operation);
  expect(asked).toEqual([]);
  const request = {
    pathParameters: { id: '1' },
    search: '?ids=1',
    headers: new Headers({ 'x-trace': UUID }),
    body: { bytes: null, contentType: null },
  };
  run(request);
  const after = asked.length;
  run(request);
  expect([after > 0, asked.length]).toEqual([true, after]);
});

function pick(parameter: Operation['parameters'][number]) {
  const {
    name,
    in: location,
    required,
    style,
    explode,
    allowReserved,
    allowEmptyValue,
    content,
    node,
  } = parameter;
  return { name, in: location, required, style, explode, allowReserved, allowEmptyValue, content, node };
}

function operationFields({ id, method, path, requestBody, security, node }: Operation) {
  return { id, method, path, requestBody, security, node };
}
