import { expect, test } from 'vitest';
import {
  type ContractEvent,
  type ContractOptions,
  type Fetch,
  runContract,
} from '../../src/contract/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { apiOf } from './api-of.ts';

const refused = { description: '', content: { 'application/json': {} } };
const thing = { type: 'object', properties: { id: { type: 'integer' } } };
const fields = { name: { type: 'string' }, kind: { type: 'string' } };
const made = { description: '', content: { 'application/json': { schema: thing } } };
const described = {
  paths: {
    '/things': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name', 'kind'], properties: fields },
            },
          },
        },
        responses: { 201: made, 400: refused, 409: refused },
      },
    },
    '/things/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: made, 400: refused, 404: { description: '' } },
      },
    },
  },
};

type Refuse = (member: string, words: string) => object;

/** Takes but two kinds, which only its refusals tell, and no name twice. Counts what it has made. */
function picky(refuse: Refuse): { count(): number; fetch(request: Request): Promise<Response> } {
  const things = new Map<number, object>();
  const names = new Set<unknown>();
  const create = async (request: Request): Promise<Response> => {
    const body = await request.json().catch(() => undefined);
    if (typeof body?.name !== 'string') return Response.json({}, { status: 400 });
    if (!['red', 'green'].includes(body.kind))
      return Response.json(refuse('kind', 'must be one of: red, green'), { status: 400 });
    if (names.has(body.name)) return Response.json(refuse('name', 'has already been taken'), { status: 409 });
    names.add(body.name);
    const id = things.size + 1;
    things.set(id, { id, name: body.name, kind: body.kind });
    return Response.json(things.get(id), { status: 201 });
  };
  return {
    count: () => things.size,
    async fetch(request) {
      const id = new URL(request.url).pathname.split('/')[2];
      if (id === undefined && request.method === 'POST') return create(request);
      if (id === undefined || request.method !== 'GET') return new Response(null, { status: 405 });
      const found = things.get(Number(id));
      return found ? Response.json(found) : new Response(null, { status: 404 });
    },
  };
}

const frameworks: ReadonlyArray<readonly [string, Refuse]> = [
  ['zod', (path, message) => ({ issues: [{ code: 'custom', path: [path], message }] })],
  ['class-validator', (name, words) => ({ statusCode: 400, message: [`${name} ${words}`], error: 'Bad' })],
  ['Django REST framework', (name, words) => ({ [name]: [`It ${words}`] })],
  ['FastAPI', (name, msg) => ({ detail: [{ type: 'value_error', loc: ['body', name], msg }] })],
  ['Rails', (name, words) => ({ errors: { [name]: [words] } })],
  ['Spring', (field, defaultMessage) => ({ status: 400, errors: [{ field, defaultMessage }] })],
  ['ASP.NET', (name, words) => ({ title: 'Invalid', errors: { [name]: [`It ${words}.`] } })],
  ['Laravel', (name, words) => ({ message: 'Invalid.', errors: { [name]: [`The ${name} ${words}.`] } })],
];

test.each(frameworks)(
  'sequences make things where a refusal in the form of %s tells what is wanted',
  async (_, refuse) => {
    const target = picky(refuse);
    await runContract(await apiOf(described), target.fetch, { phases: ['stateful'] });
    // The scouting makes one.
    expect(target.count()).toBeGreaterThan(1);
  },
);

interface Seen {
  readonly caseId: string;
  readonly body: unknown;
  readonly status: number | undefined;
}

/** What the creations of the generated phase came to, by case. */
async function generated(paths: object, fetch: Fetch, options: ContractOptions = {}): Promise<Seen[]> {
  const seen: Seen[] = [];
  const onEvent = (event: ContractEvent) => {
    if (event.type !== 'exchange' || !event.caseId.includes('.generated.')) return;
    const { request, response } = event.exchange;
    // What follows confirms what was found, or makes it smaller.
    if (request.method !== 'POST' || seen.some(({ caseId }) => caseId === event.caseId)) return;
    const body = JSON.parse(new TextDecoder().decode(request.body));
    seen.push({ caseId: event.caseId, body, status: response?.status });
  };
  await runContract(await apiOf({ paths }), fetch, { phases: ['generated'], ...options, onEvent });
  return seen.toSorted((left, right) => left.caseId.localeCompare(right.caseId));
}

/** Every other case is valid. */
function valid(seen: readonly Seen[]): Seen[] {
  return seen.filter(({ caseId }) => Number(caseId.split('.').at(-1)) % 2 === 0);
}

function shareTaken(seen: readonly Seen[]): number {
  return valid(seen).filter(({ status }) => status === 201).length / valid(seen).length;
}

test.each(frameworks)(
  'most valid random requests are taken where %s tells what is wanted',
  async (_, refuse) => {
    const seen = await generated(described.paths, picky(refuse).fetch);
    expect(valid(seen).length).toBeGreaterThan(10);
    expect(shareTaken(seen)).toBeGreaterThan(0.6);
  },
);

const amount = { type: 'integer', minimum: 0, maximum: 1_000_000 };
const item = { type: 'object', required: ['unit'], properties: { unit: { type: 'string' } } };
const order = {
  type: 'object',
  required: ['amount', 'note', 'items'],
  properties: {
    amount,
    note: { type: 'string', minLength: 1, maxLength: 400 },
    coupon: { type: 'string' },
    owner: { type: ['string', 'null'] },
    items: { type: 'array', minItems: 1, maxItems: 4, items: item },
  },
};
const orders = {
  '/orders': {
    post: {
      requestBody: { required: true, content: { 'application/json': { schema: order } } },
      responses: { 201: { description: '' }, 400: refused },
    },
  },
};

interface Order {
  readonly amount: number;
  readonly note: string;
  readonly coupon?: string;
  readonly owner?: string | null;
  readonly items: ReadonlyArray<{ readonly unit: string }>;
}
type Rule = (order: Order) => object | undefined;

/** Takes the orders that a rule does not refuse. */
function taking(rule: Rule, status = 400): Fetch {
  return async (request) => {
    const body = await request.json().catch(() => undefined);
    const isOrder =
      typeof body?.amount === 'number' && typeof body.note === 'string' && body.items?.length > 0;
    if (!isOrder) return Response.json({}, { status: 400 });
    const refusal = rule(body);
    return refusal ? Response.json(refusal, { status }) : Response.json({}, { status: 201 });
  };
}

const at = (loc: readonly unknown[], msg: string) => ({ detail: [{ loc: ['body', ...loc], msg }] });
const limits = 'must be at least 50 and at most 60';
const kilo = {
  message: 'Units are wrong.',
  errors: [{ path: 'items[0].unit', message: 'must be one of: kg' }],
};

test.each<[string, Rule]>([
  [
    'a number between limits',
    (it) => (it.amount < 50 || it.amount > 60 ? at(['amount'], limits) : undefined),
  ],
  [
    'a length below a limit',
    (it) => (it.note.length > 9 ? at(['note'], 'must be at most 9 characters') : undefined),
  ],
  [
    'no such member',
    (it) => (it.coupon === undefined ? undefined : at(['coupon'], 'is not allowed. Unexpected')),
  ],
  ['a member that need not be there', (it) => (it.owner ? undefined : at(['owner'], 'Field required'))],
  ['the same of each item', (it) => (it.items.every(({ unit }) => unit === 'kg') ? undefined : kilo)],
  [
    'what it does not say, but has taken once',
    (it) => (it.owner === undefined ? undefined : at(['owner'], 'is wrong')),
  ],
])('random requests are taken where the target wants %s', async (_, rule) => {
  expect(shareTaken(await generated(orders, taking(rule)))).toBeGreaterThan(0.7);
});

const perhapsKilo: Rule = (it) => (it.items.some(({ unit }) => unit !== 'kg') ? kilo : undefined);

test('what refusals teach does not hide a refusal that is not documented', async () => {
  const result = await runContract(await apiOf({ paths: orders }), taking(perhapsKilo, 422), {
    phases: ['generated'],
  });
  expect(result.findings.map(({ failure }) => failure.check)).toContain('valid-refused');
});

test('an invalid request stays invalid in the same way', async () => {
  const seen = await generated(orders, taking(perhapsKilo));
  const strict = ({ body }: Seen) => JSON.stringify(body).includes('"unit":"kg"');
  const broken = seen.filter((each) => !valid(seen).includes(each));
  expect(broken.filter(strict).length).toBeGreaterThan(2);
  const schema = (await apiOf({ paths: orders })).operations[0]!.requestBody!.content[0]!.schema!;
  await prepareValidation();
  expect(broken.filter(({ body }) => schema.for('request').accepts(body))).toEqual([]);
});

test('the same requests are sent whatever the number of workers', async () => {
  const [one, four] = await Promise.all(
    [1, 4].map((workers) => generated(orders, taking(perhapsKilo), { workers })),
  );
  expect(four).toEqual(one);
});

test('a target that refuses nothing valid gets the requests that it would get without lessons', async () => {
  const silent = await generated(
    orders,
    taking(() => undefined),
  );
  const wordless = await generated(
    orders,
    taking((it) => (it.coupon ? {} : undefined)),
  );
  expect(wordless.map(({ body }) => body)).toEqual(silent.map(({ body }) => body));
});

const column = { type: 'object', required: ['column_name'], properties: { column_name: { type: 'string' } } };
const column200 = { description: '', content: { 'application/json': { schema: column } } };
const columns = {
  '/columns': {
    post: {
      requestBody: { required: true, content: { 'application/json': { schema: column } } },
      responses: { 201: column200, 422: { description: 'There is one already.' } },
    },
  },
  '/columns/{column_name}': {
    get: {
      parameters: [{ name: 'column_name', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: column200, 404: { description: '' } },
    },
  },
};

test('a name that nobody has is tried where a creation is refused without a word', async () => {
  const made: string[] = [];
  const fetch: Fetch = async (request) => {
    const asked = new URL(request.url).pathname.split('/')[2];
    if (asked !== undefined) return new Response(null, { status: 404 });
    const body = await request.json().catch(() => undefined);
    // All names that anybody would think of are there.
    if (typeof body?.column_name !== 'string' || !body.column_name.includes('-'))
      return new Response(null, { status: 422 });
    made.push(body.column_name);
    return Response.json(body, { status: 201 });
  };
  const { findings } = await runContract(await apiOf({ paths: columns }), fetch, { phases: ['boundary'] });
  expect(made).not.toEqual([]);
  expect(findings.map(({ failure }) => failure.kind)).not.toContain('never-taken');
});
