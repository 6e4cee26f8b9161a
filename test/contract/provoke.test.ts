import { expect, test } from 'vitest';
import { type ContractOptions, runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const content = {
  'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
};
const get = (...statuses: number[]) => ({ get: operation('get', statuses) });
const post = (...statuses: number[]) => ({
  post: { ...operation('post', statuses), requestBody: { required: true, content } },
});

function operation(operationId: string, statuses: readonly number[]) {
  return {
    operationId,
    responses: {
      200: { description: '', content },
      ...Object.fromEntries([400, 405, 415, ...statuses].map((status) => [status, { description: '' }])),
    },
  };
}

type Answer = (request: Request, body: string, nth: number) => Response | undefined;

/** Runs against a server that answers `Answer`, else what it must. */
async function run(item: object, answer: Answer, options: ContractOptions = {}) {
  const seen = new Map<string, number>();
  const declared = Object.keys(item).map((method) => method.toUpperCase());
  const api = await apiOf({ paths: { '/things': item } });
  const result = await runContract(
    api,
    async (request) => {
      if (!declared.includes(request.method))
        return new Response(null, { status: 405, headers: { Allow: declared.join(', ') } });
      const body = await request.text();
      const key = `${request.method} ${body}`;
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return answer(request, body, nth) ?? plain(request, body);
    },
    { phases: ['boundary', 'stateful'], ...options },
  );
  return {
    statuses: [...(result.coverage[0]?.statuses.keys() ?? [])].toSorted(),
    unreached: result.coverage[0]?.unreached,
    findings: result.findings.map(({ failure }) => failure.check),
    requests: result.requests,
  };
}

function plain(request: Request, body: string): Response {
  if (request.method === 'GET') return Response.json({});
  if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 });
  try {
    const value: unknown = JSON.parse(body);
    const isThing =
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      (!('name' in value) || typeof value.name === 'string');
    return isThing ? Response.json({}) : new Response(null, { status: 400 });
  } catch {
    return new Response(null, { status: 400 });
  }
}

const limited =
  (bytes: number): Answer =>
  (_request, body) =>
    body.length > bytes ? new Response(null, { status: 413 }) : undefined;

test.each([100_000, 2 ** 20, 10_000_000])(
  'a body above %i bytes is sent where 413 is documented',
  async (bytes) => {
    const { unreached, findings } = await run(post(413), limited(bytes));
    expect(unreached).not.toContain('413');
    expect(findings).toEqual([]);
  },
);

test('no large body is sent where 413 is not documented', async () => {
  expect((await run(post(), limited(100_000))).statuses).not.toContain(413);
});

test('a connection that is cut off by a large body is no failure', async () => {
  const { findings } = await run(post(413), (_request, body) => {
    if (body.length > 100_000) throw new Error('cut off');
    return undefined;
  });
  expect(findings).toEqual([]);
});

test('what makes things is asked twice where 409 is documented', async () => {
  const once: Answer = (_request, _body, nth) => (nth > 1 ? new Response(null, { status: 409 }) : undefined);
  expect((await run(post(409), once)).unreached).not.toContain('409');
});

test('a range behind the end is asked for where 416 is documented', async () => {
  const ranged: Answer = ({ headers }) =>
    headers.has('range') ? new Response(null, { status: 416 }) : undefined;
  expect((await run(get(416), ranged)).unreached).not.toContain('416');
  expect((await run(get(), ranged)).statuses).not.toContain(416);
});

const often: Answer = (_request, _body, nth) =>
  nth % 15 === 0 ? new Response(null, { status: 429, headers: { 'Retry-After': '0' } }) : undefined;

test('a read is asked over and over where 429 is documented', async () => {
  const { unreached, findings, requests } = await run(get(429), often);
  expect(unreached).not.toContain('429');
  expect(findings).toEqual([]);
  expect(requests).toBeLessThan(50);
});

test.each<[fact: string, item: object, options: ContractOptions]>([
  ['429 is not documented', get(), {}],
  ['a slower pace is asked for', get(429), { rate: 1_000 }],
])('nothing is asked over and over where %s', async (_fact, item, options) => {
  const { requests } = await run(item, () => undefined, options);
  expect(requests).toBeLessThan(15);
});
