import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CallbackDelivery, type CallbackOptions, trigger } from '../../src/mock/index.ts';
import { apiOf } from '../model/api-of.ts';
import { mockOf } from './mock-of.ts';

const order = {
  type: 'object',
  required: ['id', 'state'],
  properties: {
    id: { type: 'integer' },
    state: { enum: ['new', 'paid'] },
    total: { type: 'number', minimum: 0 },
  },
};
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const notice = {
  post: {
    parameters: [{ name: 'X-Kind', in: 'header', required: true, schema: { const: 'order' } }],
    requestBody: json({
      type: 'object',
      required: ['id', 'at', 'data'],
      properties: {
        id: { type: 'integer' },
        at: { type: 'string', format: 'date-time' },
        data: { type: 'object', required: ['total'], properties: { total: { type: 'number' } } },
      },
    }),
    responses: { 204: { description: '' } },
  },
};

function described(expression: string, method = 'post'): object {
  return {
    paths: {
      '/orders/{shop}': {
        post: {
          operationId: 'order',
          parameters: [{ name: 'shop', in: 'path', required: true, schema: { type: 'string' } }],
          requestBody: json({
            type: 'object',
            properties: { hook: { type: 'string' }, total: { type: 'number' } },
          }),
          responses: {
            201: {
              description: '',
              ...json({ ...order, properties: { ...order.properties, id: { const: 17 } } }),
            },
            400: { description: '' },
          },
          callbacks: { paid: { [expression]: { [method]: notice.post } } },
        },
      },
    },
    webhooks: { restocked: notice },
  };
}

interface Heard {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A receiver that answers one status after the other, the last of them for ever. */
function receiver(...statuses: number[]) {
  const heard: Heard[] = [];
  const waited: number[] = [];
  const send = async (request: Request) => {
    const { url, method, headers } = request;
    heard.push({ url, method, headers, body: await request.text() });
    const status = statuses.length > 1 ? statuses.shift()! : (statuses[0] ?? 204);
    if (status === 0) throw new Error('nobody there');
    return new Response(null, { status, headers: status === 429 ? { 'retry-after': '7' } : {} });
  };
  const timers = {
    now: () => 0,
    wait: async (ms: number) => {
      waited.push(ms);
    },
  };
  return { heard, waited, send, timers };
}

/** What became of the callback of one order. */
async function ordered(
  expression: string,
  hook: string,
  options: CallbackOptions = {},
  given = receiver(),
): Promise<{ delivery: CallbackDelivery; heard: Heard[]; waited: number[] }> {
  const { heard, waited, send, timers } = given;
  let told: (delivery: CallbackDelivery) => void;
  const delivered = new Promise<CallbackDelivery>((done) => {
    told = done;
  });
  const mock = await mockOf(described(expression), {
    timers,
    callbacks: { send, onDelivery: (delivery) => told(delivery), ...options },
  });
  const response = await mock.request(`/orders/north?hook=${encodeURIComponent(hook)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hook': hook },
    body: JSON.stringify({ hook, total: 12.5 }),
  });
  expect(response.status).toBe(201);
  return { delivery: await delivered, heard, waited };
}

test('a callback is about what was ordered and answered', async () => {
  const { delivery, heard } = await ordered('{$request.body#/hook}', 'http://127.0.0.1:9999/hook?a=b');
  expect(delivery).toMatchObject({
    name: 'paid',
    operationId: 'order',
    method: 'POST',
    url: 'http://127.0.0.1:9999/hook?a=b',
    outcome: 'delivered',
    status: 204,
    attempts: 1,
  });
  expect(heard).toHaveLength(1);
  expect(heard[0]!.headers.get('x-kind')).toBe('order');
  expect(heard[0]!.headers.get('content-type')).toBe('application/json');
  const body = JSON.parse(heard[0]!.body) as Record<string, unknown>;
  expect(body).toMatchObject({ id: 17, at: expect.any(String), data: { total: 12.5 } });
});

test.each([
  ['{$request.query.hook}/done', 'http://localhost:1/a', 'http://localhost:1/a/done'],
  ['{$request.header.x-hook}', 'http://[::1]:1/a', 'http://[::1]:1/a'],
  ['http://localhost:1/{$request.path.shop}/{$response.body#/id}', '', 'http://localhost:1/north/17'],
  ['$request.body#/hook', 'http://localhost/a', 'http://localhost/a'],
  ['http://localhost:1/fixed', '', 'http://localhost:1/fixed'],
])('the expression %s with the hook %s calls %s', async (expression, hook, url) => {
  expect((await ordered(expression, hook)).heard.map((each) => each.url)).toEqual([url]);
});

test.each<[hook: string, outcome: string]>([
  ['http://example.com/', 'not-allowed'],
  ['http://169.254.169.254/latest/meta-data', 'not-allowed'],
  ['http://0.0.0.0/', 'not-allowed'],
  ['http://localhost.example.com/', 'not-allowed'],
  ['http://127.0.0.1.example.com/', 'not-allowed'],
  ['http://10.0.0.1/', 'not-allowed'],
  ['http://0x7f.1/', 'delivered'],
  ['http://user:pass@localhost/', 'no-address'],
  ['file:///etc/passwd', 'no-address'],
  ['/relative', 'no-address'],
  ['', 'no-address'],
])('a callback to %j is %s', async (hook, outcome) => {
  const { delivery, heard } = await ordered('{$request.body#/hook}', hook);
  expect(delivery.outcome).toBe(outcome);
  expect(heard.length).toBe(outcome === 'delivered' ? 1 : 0);
});

test.each<[allow: string, url: string, outcome: string]>([
  ['hooks.example', 'https://hooks.example/a', 'delivered'],
  ['hooks.example', 'https://other.example/a', 'not-allowed'],
  ['*.example', 'https://a.b.example/', 'delivered'],
  ['*.example', 'https://example/', 'not-allowed'],
  ['10.0.0.5:8080', 'http://10.0.0.5:8080/', 'delivered'],
  ['10.0.0.5:8080', 'http://10.0.0.5:8081/', 'not-allowed'],
  ['a.example:443', 'https://a.example/', 'delivered'],
  ['*', 'https://anything.example/', 'delivered'],
])('with %s allowed, a callback to %s is %s', async (allow, url, outcome) => {
  expect((await ordered('{$request.body#/hook}', url, { allow: [allow] })).delivery.outcome).toBe(outcome);
});

describe('a receiver that is not well', () => {
  test.each<[answers: number[], outcome: string, attempts: number, waited: number[]]>([
    [[503, 0, 200], 'delivered', 3, [1000, 2000]],
    [[500], 'refused', 3, [1000, 2000]],
    [[0], 'failed', 3, [1000, 2000]],
    [[429, 204], 'delivered', 2, [7000]],
    [[404], 'refused', 1, []],
    [[302], 'refused', 1, []],
  ])('that answers %j gets a callback %s after %i attempts', async (answers, outcome, attempts, waited) => {
    const given = receiver(...answers);
    const { delivery } = await ordered('{$request.body#/hook}', 'http://localhost/', {}, given);
    expect(delivery).toMatchObject({ outcome, attempts });
    expect(given.waited.slice(1)).toEqual(waited);
    expect(given.heard.length).toBe(attempts);
  });
});

describe('signatures', () => {
  test('as Standard Webhooks has them, the same message in each attempt', async () => {
    const secret = Buffer.from('a key of some length').toString('base64');
    const { heard } = await ordered(
      '{$request.body#/hook}',
      'http://localhost/',
      { signing: { secret: `whsec_${secret}` }, clock: () => 1_700_000_000_123 },
      receiver(500, 204),
    );
    const [first, second] = heard;
    const id = first!.headers.get('webhook-id')!;
    expect(id).toMatch(/^msg_[a-z0-9]{24}$/);
    expect(first!.headers.get('webhook-timestamp')).toBe('1700000000');
    const expected = createHmac('sha256', Buffer.from(secret, 'base64'))
      .update(`${id}.1700000000.${first!.body}`)
      .digest('base64');
    expect(first!.headers.get('webhook-signature')).toBe(`v1,${expected}`);
    expect(second!.headers.get('webhook-id')).toBe(id);
  });

  test('in a header of one’s own', async () => {
    const { heard } = await ordered('{$request.body#/hook}', 'http://localhost/', {
      signing: { secret: 'sesame', header: 'X-Hub-Signature-256' },
    });
    const expected = createHmac('sha256', 'sesame').update(heard[0]!.body).digest('hex');
    expect(heard[0]!.headers.get('x-hub-signature-256')).toBe(`sha256=${expected}`);
  });
});

test('an error has no callbacks', async () => {
  const { heard, send, timers } = receiver();
  const mock = await mockOf(described('http://localhost/'), { timers, callbacks: { send } });
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', prefer: 'code=400' },
    body: '{}',
  };
  expect((await mock.request('/orders/a', init)).status).toBe(400);
  await new Promise((done) => setTimeout(done));
  expect(heard).toEqual([]);
});

test('nothing is sent unless it is asked for', async () => {
  const { heard, timers } = receiver();
  const mock = await mockOf(described('http://localhost:1/'), { timers });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  expect((await mock.request('/orders/a', init)).status).toBe(201);
  expect(heard).toEqual([]);
});

describe('trigger', () => {
  const target = new URL('https://anywhere.example/in');

  test.each([
    ['restocked', undefined],
    ['paid', 'order'],
    ['order.paid', 'order'],
  ])('sends %s', async (name, operationId) => {
    const { heard, send, timers } = receiver();
    const api = await apiOf(described('{$request.body#/hook}'));
    const deliveries = await trigger(api, name, { target, timers, callbacks: { send } });
    expect(deliveries).toMatchObject([{ name, operationId, outcome: 'delivered', status: 204 }]);
    expect(heard[0]!.url).toBe(target.href);
    expect(JSON.parse(heard[0]!.body)).toMatchObject({ id: expect.any(Number), data: expect.any(Object) });
  });

  test.each([
    ['restock', 'Did you mean restocked?'],
    ['nothing', 'There are restocked, paid.'],
  ])('does not know %s', async (name, hint) => {
    const api = await apiOf(described('x'));
    await expect(trigger(api, name, { target })).rejects.toThrow(hint);
  });
});
