import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type ContractEvent, type ContractResult, runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const thing = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', minLength: 1, maxLength: 8 },
  },
};

function pathsOf(name: string): object {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const requestBody = { required: true, content: { 'application/json': { schema: thing } } };
  return {
    [`/${name}`]: {
      get: { responses: { 200: json({ type: 'array', items: thing }) } },
      post: { requestBody, responses: { 201: json(thing), 400: { description: '' } } },
    },
    [`/${name}/{id}`]: {
      parameters: [id],
      get: { responses: { 200: json(thing), 400: { description: '' }, 404: { description: '' } } },
      put: {
        requestBody,
        responses: { 200: json(thing), 400: { description: '' }, 404: { description: '' } },
      },
      delete: { responses: { 204: { description: '' }, 404: { description: '' } } },
    },
  };
}

const names = ['cats', 'dogs', 'birds'];

/** Keeps things, forgets deletions of dogs, and shows birds with a number for a name; answers late, in no fixed order. */
function keeper(): (request: Request) => Promise<Response> {
  const app = new Hono();
  const stores = new Map(names.map((name) => [name, new Map<number, { id: number; name: unknown }>()]));
  let last = 0;
  let turn = 0;
  app.use(async (_context, next) => {
    await new Promise((resolve) => setTimeout(resolve, (turn++ * 7) % 3));
    await next();
  });
  const named = async (request: { json(): Promise<unknown> }) => {
    const body = (await request.json().catch(() => undefined)) as { name?: unknown } | undefined;
    return typeof body?.name === 'string' && body.name.length > 0 && body.name.length < 9
      ? body.name
      : undefined;
  };
  for (const name of names) {
    const store = stores.get(name)!;
    const shown = (it: { id: number; name: unknown }) => (name === 'birds' ? { ...it, name: 7 } : it);
    app.get(`/${name}`, (context) => context.json([...store.values()].map(shown)));
    app.post(`/${name}`, async (context) => {
      const given = await named(context.req);
      if (given === undefined) return context.body(null, 400);
      const made = { id: ++last, name: given };
      store.set(made.id, made);
      return context.json(shown(made), 201);
    });
    app.get(`/${name}/:id`, (context) => {
      const found = store.get(Number(context.req.param('id')));
      return found ? context.json(shown(found)) : context.body(null, 404);
    });
    app.put(`/${name}/:id`, async (context) => {
      const found = store.get(Number(context.req.param('id')));
      const given = await named(context.req);
      if (given === undefined) return context.body(null, 400);
      if (!found) return context.body(null, 404);
      found.name = given;
      return context.json(shown(found));
    });
    app.delete(`/${name}/:id`, (context) => {
      const id = Number(context.req.param('id'));
      const known = name === 'dogs' ? store.has(id) : store.delete(id);
      return context.body(null, known ? 204 : 404);
    });
  }
  return async (request) => app.fetch(request);
}

async function run(options: object): Promise<{ result: ContractResult; cases: string[] }> {
  const cases: string[] = [];
  const onEvent = (event: ContractEvent) => {
    if (event.type === 'case-finished') cases.push(`${event.case.id} ${event.case.title}`);
  };
  const paths = Object.assign({}, ...names.map(pathsOf));
  const result = await runContract(await apiOf({ paths }), keeper(), { maxCases: 25, ...options, onEvent });
  return { result, cases: cases.toSorted() };
}

function told({ findings }: ContractResult): unknown[] {
  return findings.map(({ fingerprint, failure, caseId, tags, count }) => [
    `${fingerprint} ${failure.check} ${failure.kind} ${failure.where} ${failure.operation?.id}`,
    failure.message.replaceAll(/\d+/g, '#'),
    caseId,
    tags,
    count,
  ]);
}

test('the same seed gives the same cases and findings whatever the number of workers', async () => {
  const [one, five] = await Promise.all([run({ workers: 1 }), run({ workers: 5 })]);
  expect(one.result.findings.length).toBeGreaterThan(2);
  expect(one.cases.length).toBeGreaterThan(50);
  expect(five.cases).toEqual(one.cases);
  expect(told(five.result)).toEqual(told(one.result));
});

test('what a defect of one collection shows is said of it alone', async () => {
  const { result } = await run({ workers: 3 });
  const broken = result.findings.filter(({ failure }) => failure.severity === 'failure');
  const found = broken.map(({ failure, operation }) => `${failure.check} ${operation.path.split('/')[1]}`);
  expect([...new Set(found)].filter((each) => each.endsWith('cats'))).toEqual([]);
  expect(found).toContain('response-body birds');
  expect(found.some((each) => each.endsWith('dogs'))).toBe(true);
});

test('another seed gives other requests and the same findings', async () => {
  const [one, other] = await Promise.all([run({ seed: 1 }), run({ seed: 2 })]);
  const checks = ({ findings }: ContractResult) => findings.map(({ fingerprint }) => fingerprint);
  expect(checks(other.result)).toEqual(checks(one.result));
});

test('a case that is named runs alone and shows its finding again', async () => {
  const { result } = await run({});
  const finding = result.findings.find(({ failure }) => failure.severity === 'failure')!;
  const again = await run({ caseId: finding.caseId });
  expect(again.cases).toHaveLength(1);
  expect(again.result.findings.map(({ fingerprint }) => fingerprint)).toContain(finding.fingerprint);
});
