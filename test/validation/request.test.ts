import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBodyReading } from '../../src/http/index.ts';
import type { Operation } from '../../src/model/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { compileRequestCheck } from '../../src/validation/index.ts';
import { check, operationOf, P, type Sent, short } from './sent-request.ts';

beforeAll(async () => {
  await prepareValidation();
  await prepareBodyReading('multipart/mixed');
});

const PARAMETERS = [
  { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
  { name: 'ids', in: 'query', required: true, schema: { type: 'array', items: { type: 'integer' } } },
  { name: 'X-Trace', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
  { name: 'flag', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
];

const UUID = '6fa459ea-ee8a-4ca4-894e-db77e160355e';
const GOOD: Sent = { path: '7', search: '?ids=1', headers: { 'x-trace': UUID } };

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
    content: Object.fromEntries(
      ['application/json', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data'].map(
        (type) => [type, { schema: { $ref: '#/components/schemas/Pet' } }],
      ),
    ),
  },
};

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
