import { expect, test } from 'vitest';
import { readRefusals } from '../../src/contract/refusal.ts';
import { runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const forms: ReadonlyArray<readonly [framework: string, body: unknown, refused: readonly string[]]> = [
  [
    'RFC 9457',
    {
      type: 'about:blank',
      title: 'Bad',
      status: 422,
      errors: [{ detail: 'must be unique', pointer: '#/email' }],
    },
    ['/email duplicate'],
  ],
  [
    'JSON:API',
    { errors: [{ source: { pointer: '/data/attributes/name' }, detail: "can't be blank" }] },
    ['/data/attributes/name required'],
  ],
  [
    'FastAPI',
    { detail: [{ type: 'missing', loc: ['body', 'tags', 0, 'name'], msg: 'Field required', input: {} }] },
    ['body /tags/0/name required'],
  ],
  [
    'Django REST framework',
    { team: ['Invalid pk "7" - object does not exist.'], address: { zip: ['This field is required.'] } },
    ['/team reference', '/address/zip required'],
  ],
  [
    'Django REST framework, of members that other answers have too',
    { name: ['Thing with this name already exists.'], type: ['"a" is not a valid choice.'] },
    ['/name duplicate', '/type invalid'],
  ],
  [
    'Spring',
    {
      timestamp: '2026-01-01T00:00:00Z',
      status: 400,
      error: 'Bad Request',
      errors: [{ field: 'age', defaultMessage: 'must be greater than or equal to 18', rejectedValue: 3 }],
      path: '/users',
    },
    ['/age invalid least 18'],
  ],
  ['Rails', { email: ['has already been taken'] }, ['/email duplicate']],
  ['Rails, full sentences', { errors: ["Name can't be blank"] }, ['/name required']],
  [
    'Laravel',
    { message: 'The given data was invalid.', errors: { 'items.0.sku': ['The selected sku is invalid.'] } },
    ['/items/0/sku invalid'],
  ],
  [
    'ASP.NET',
    {
      title: 'One or more validation errors occurred.',
      status: 400,
      errors: { '$.Name': ['The Name field is required.'] },
    },
    ['/Name required'],
  ],
  [
    'zod',
    {
      issues: [
        { code: 'invalid_value', path: ['colour'], options: ['red', 'blue'], message: 'Invalid option' },
        { code: 'too_small', minimum: 3, path: ['name'], message: 'Too small' },
      ],
    },
    ['/colour invalid one of red,blue', '/name invalid least 3'],
  ],
  [
    'Ajv',
    {
      errors: [
        {
          instancePath: '',
          keyword: 'required',
          params: { missingProperty: 'id' },
          message: "must have required property 'id'",
        },
        {
          instancePath: '/a',
          keyword: 'additionalProperties',
          params: { additionalProperty: 'b' },
          message: 'must NOT have additional properties',
        },
      ],
    },
    ['/id required', '/a/b unexpected'],
  ],
  [
    'Fastify',
    {
      statusCode: 400,
      code: 'FST_ERR_VALIDATION',
      error: 'Bad Request',
      message: "body/a must have required property 'b'",
    },
    ['body /a/b required'],
  ],
  [
    'Express-validator',
    { errors: [{ type: 'field', value: 'x', msg: 'Invalid value', path: 'limit', location: 'query' }] },
    ['query /limit invalid'],
  ],
  [
    'Joi',
    {
      details: [
        { message: '"name" is required', path: ['name'], type: 'any.required', context: { key: 'name' } },
      ],
    },
    ['/name required'],
  ],
  ['choices in a sentence', { colour: ['Must be one of: red, blue.'] }, ['/colour invalid one of red,blue']],
  ['nothing that is known', { status: 400, error: 'Bad Request', message: 'no' }, []],
  ['no JSON', undefined, []],
];

test.each(forms)('%s says which member is refused and why', (_framework, body, refused) => {
  const told = readRefusals(body).map(({ in: where, pointer, reason, choices, least }) =>
    [
      where,
      pointer,
      reason,
      choices.length > 0 ? `one of ${choices}` : undefined,
      least === undefined ? undefined : `least ${least}`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
  expect(told).toEqual(refused);
});

test('an answer that is nested without end is given up', () => {
  let deep: unknown = { name: ['is required'] };
  for (let level = 0; level < 5_000; level++) deep = { errors: [deep] };
  expect(readRefusals(deep)).toEqual([]);
});

const member = { type: 'string' };
const users = {
  paths: {
    '/users': {
      post: {
        operationId: 'createUser',
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'role', 'age'],
                properties: {
                  name: member,
                  role: member,
                  age: { type: 'integer' },
                  nick: member,
                  zip: member,
                },
              },
            },
          },
        },
        responses: { 201: { description: '' }, 400: { description: '' }, 422: { description: '' } },
      },
    },
  },
};

/** Asks for more than its description says, one thing after the other. */
async function strict(request: Request): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } });
  const sent = await request.json().catch(() => undefined);
  const refuse = (field: string, message: string) =>
    Response.json({ errors: { [field]: [message] } }, { status: 422 });
  if (typeof sent?.name !== 'string' || typeof sent.role !== 'string' || !Number.isInteger(sent.age))
    return new Response(null, { status: 400 });
  if (!['admin', 'guest'].includes(sent.role)) return refuse('Role', 'must be one of: admin, guest');
  if (sent.age !== 4711) return refuse('age', 'must be at least 4711 and at most 4711');
  if (sent.zip === undefined) return refuse('zip', 'is required');
  if (sent.nick !== undefined) return refuse('nick', 'unknown field');
  return new Response(null, { status: 201 });
}

test('refusals teach the scout what the description does not say', async () => {
  const result = await runContract(await apiOf(users), strict, { phases: ['examples'] });
  expect(result.notices).toEqual([]);
  expect(result.coverage[0]!.statuses.get(201)).toBeGreaterThan(0);
});
