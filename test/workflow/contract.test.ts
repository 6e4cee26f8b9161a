import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type ContractEvent, type ContractOptions, runContract } from '../../src/contract/index.ts';
import { loadWorkflows } from '../../src/workflow/index.ts';
import { arazzo } from './flow.ts';

const order = {
  type: 'object',
  required: ['id', 'buyer'],
  properties: { id: { type: 'integer', readOnly: true }, buyer: { type: 'string' } },
};
const json = { 'application/json': { schema: order } };
const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        requestBody: { required: true, content: json },
        responses: { 201: { description: '', content: json }, 400: { description: '' } },
      },
    },
    '/orders/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        operationId: 'readOrder',
        responses: {
          200: { description: '', content: json },
          400: { description: '' },
          404: { description: '' },
        },
      },
      delete: {
        operationId: 'removeOrder',
        responses: { 204: { description: '' }, 400: { description: '' }, 404: { description: '' } },
      },
    },
  },
};

const flow = {
  workflowId: 'buy',
  inputs: {
    type: 'object',
    required: ['buyer'],
    properties: {
      buyer: { type: 'string' },
      token: { type: 'string' },
      word: { type: 'string', format: 'password' },
    },
  },
  steps: [
    {
      stepId: 'order',
      operationId: 'createOrder',
      parameters: [{ name: 'X-Token', in: 'header', value: '$inputs.token' }],
      requestBody: { payload: { buyer: '$inputs.buyer' } },
      successCriteria: [{ condition: '$statusCode == 201' }],
      outputs: { id: '$response.body#/id' },
    },
    {
      stepId: 'look',
      operationId: 'readOrder',
      parameters: [{ name: 'id', in: 'path', value: '$steps.order.outputs.id' }],
      successCriteria: [{ condition: '$response.body#/buyer == $inputs.buyer' }],
    },
  ],
};

interface Shop {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly seen: string[];
}

/** Takes orders of two buyers alone, which nothing says. */
function shop({ forgets = false, lies = false } = {}): Shop {
  const app = new Hono();
  const seen: string[] = [];
  const orders = new Map<number, string>();
  let last = 0;
  app.use(async (context, next) => {
    seen.push(`${context.req.method} ${context.req.path}`);
    await next();
  });
  app.post('/orders', async (context) => {
    const sent = (await context.req.json().catch(() => undefined)) as { buyer?: unknown } | undefined;
    if (sent?.buyer !== 'Ada') return context.body(null, 400);
    orders.set(++last, sent.buyer);
    return context.json(lies ? { id: String(last), buyer: 'Ada' } : { id: last, buyer: 'Ada' }, 201);
  });
  app.get('/orders/:id', (context) => {
    const id = Number(context.req.param('id'));
    if (!Number.isInteger(id)) return context.body(null, 400);
    const buyer = forgets ? 'Eve' : orders.get(id);
    return buyer === undefined ? context.body(null, 404) : context.json({ id, buyer });
  });
  app.delete('/orders/:id', (context) => {
    const id = Number(context.req.param('id'));
    return context.body(null, Number.isInteger(id) ? (orders.delete(id) ? 204 : 404) : 400);
  });
  return { fetch: async (request) => app.fetch(request), seen };
}

async function verified(target: Shop, options: ContractOptions = {}, inputs: object = { buyer: 'Ada' }) {
  const files: Record<string, object> = {
    'shop.json': description,
    'flows.arazzo.json': arazzo({
      sourceDescriptions: [{ name: 'shop', url: 'shop.json', type: 'openapi' }],
      workflows: [flow],
    }),
  };
  const set = await loadWorkflows('flows.arazzo.json', {
    read: async (uri) => JSON.stringify(files[uri.slice('memory:/'.length)], null, 2),
  });
  const events: ContractEvent[] = [];
  const result = await runContract(set.apis.get('shop')!, target.fetch, {
    phases: ['workflows'],
    workflows: [{ set, inputs: { ...inputs } }],
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { result, events };
}

test('a workflow that goes as it says is one case without findings', async () => {
  const target = shop();
  const { result } = await verified(target);
  expect(result).toMatchObject({ kept: true, conclusive: true, cases: 1, findings: [] });
  expect(target.seen).toEqual(['POST /orders', 'GET /orders/1', 'DELETE /orders/1']);
});

test('a criterion that does not hold is a finding with its line and what was seen', async () => {
  const { result } = await verified(shop({ forgets: true }));
  const [finding] = result.findings;
  expect(result.kept).toBe(false);
  expect(finding?.failure).toMatchObject({
    check: 'workflow',
    kind: 'criterion',
    message:
      'The step look of the workflow buy does not meet $response.body#/buyer == $inputs.buyer: $response.body#/buyer is "Eve", $inputs.buyer is "Ada".',
    where: 'workflow buy, step look',
    place: { at: { file: 'flows.arazzo.json', pointer: '/workflows/0/steps/1/successCriteria/0' } },
  });
  expect(finding?.failure.place.at?.line).toBeGreaterThan(10);
  expect(finding?.failure.exchanges.map(({ request }) => request.method)).toEqual(['POST', 'GET']);
  expect(finding?.caseId).toBe('buy.workflows.0');
  expect(finding?.tags).toEqual([]);
});

test("every step's exchange passes the engine's checks", async () => {
  const { result } = await verified(shop({ lies: true }));
  expect(result.findings.map(({ failure }) => failure.check)).toContain('response-body');
});

test('other phases know what a workflow has made, which goes when all is over', async () => {
  const alone = await verified(shop(), { phases: ['stateful'], workflows: [] });
  const target = shop();
  const seeded = await verified(target, { phases: ['workflows', 'stateful'], maxCases: 20 });
  const reached = ({ events }: typeof seeded) => events.find(({ type }) => type === 'scouted');
  expect(reached(alone)).toMatchObject({ reached: 0 });
  expect(reached(seeded)).toMatchObject({ reached: 3 });
  expect(seeded.result.kept).toBe(true);
  const made = target.seen.filter((line) => line === 'POST /orders').length;
  expect(made).toBeGreaterThan(2);
});

test('one workflow is run alone by the name of its case', async () => {
  const target = shop();
  const { result } = await verified(target, { caseId: 'buy.workflows.0' });
  expect([result.cases, target.seen.length]).toEqual([1, 3]);
});

test('inputs that are called like secrets, or are passwords, are kept out of reports', async () => {
  const { events } = await verified(shop(), {}, { buyer: 'Ada', token: 'sesame-1234', word: 'open-it' });
  expect(events[0]).toMatchObject({ type: 'run-started', secrets: ['sesame-1234', 'open-it'] });
});

test('inputs that are missing end the run before anything is sent', async () => {
  const target = shop();
  await expect(verified(target, {}, {})).rejects.toMatchObject({ code: 'bad-input' });
  expect(target.seen).toEqual([]);
});

test('nobody there is told as ever', async () => {
  const refusal = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: refusal }));
  const { result } = await verified({ fetch, seen: [] });
  expect(result).toMatchObject({ conclusive: false, findings: [], notices: [{ code: 'unreachable' }] });
});

test('steps that speak to another description are held to that one', async () => {
  const stock = {
    openapi: '3.1.0',
    info: { title: 'Stock', version: '1' },
    paths: {
      '/stock': {
        get: {
          operationId: 'readStock',
          responses: {
            200: {
              description: '',
              content: { 'application/json': { schema: { type: 'object', required: ['left'] } } },
            },
          },
        },
      },
    },
  };
  const files: Record<string, object> = {
    'shop.json': description,
    'stock.json': stock,
    'flows.arazzo.json': arazzo({
      sourceDescriptions: [
        { name: 'shop', url: 'shop.json', type: 'openapi' },
        { name: 'stock', url: 'stock.json', type: 'openapi' },
      ],
      workflows: [
        {
          ...flow,
          steps: [...flow.steps, { stepId: 'stock', operationId: '$sourceDescriptions.stock.readStock' }],
        },
      ],
    }),
  };
  const set = await loadWorkflows('flows.arazzo.json', {
    read: async (uri) => JSON.stringify(files[uri.slice('memory:/'.length)]),
  });
  const found = async (left: object) => {
    const { fetch } = shop();
    const result = await runContract(
      set.apis.get('shop')!,
      (request) => (request.url.endsWith('/stock') ? Promise.resolve(Response.json(left)) : fetch(request)),
      { phases: ['workflows'], workflows: [{ set, inputs: { buyer: 'Ada' } }] },
    );
    return result.findings.map(({ failure, operation }) => [failure.check, operation.id]);
  };
  expect(await found({ left: 1 })).toEqual([]);
  expect(await found({})).toEqual([['response-body', 'readStock']]);
});

test('workflows that cannot be run are told of, and nothing else is no result', async () => {
  const asynchronous = arazzo({
    sourceDescriptions: [
      { name: 'shop', url: 'shop.json', type: 'openapi' },
      { name: 'events', url: 'events.json', type: 'asyncapi' },
    ],
    workflows: [
      {
        workflowId: 'listen',
        steps: [{ stepId: 'a', operationId: '$sourceDescriptions.events.heard', action: 'receive' }],
      },
    ],
  });
  const files: Record<string, object> = { 'shop.json': description, 'flows.arazzo.json': asynchronous };
  const set = await loadWorkflows('flows.arazzo.json', {
    read: async (uri) => JSON.stringify(files[uri.slice('memory:/'.length)]),
  });
  const run = (options: ContractOptions) =>
    runContract(set.apis.get('shop')!, shop().fetch, { workflows: [{ set }], ...options });
  await expect(run({ phases: ['workflows'] })).rejects.toMatchObject({
    code: 'workflow-not-run',
    message: expect.stringContaining('its step a speaks to an asynchronous API'),
  });
  await expect(run({ phases: ['workflows'], workflows: [] })).rejects.toMatchObject({
    code: 'workflow-not-run',
  });
  const { notices } = await run({ phases: ['workflows', 'examples'] });
  expect(notices.map(({ code }) => code)).toContain('workflow-not-run');
});
