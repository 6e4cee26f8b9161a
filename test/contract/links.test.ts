import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const order = {
  type: 'object',
  required: ['id', 'buyer'],
  properties: { id: { type: 'integer', readOnly: true }, buyer: { type: 'string' } },
};
const json = { 'application/json': { schema: order } };
const description = {
  paths: {
    '/orders': {
      post: {
        operationId: 'createOrder',
        requestBody: { required: true, content: json },
        responses: {
          201: {
            description: '',
            content: json,
            links: {
              invoice: { operationId: 'readInvoice', parameters: { number: '$response.body#/id' } },
              nowhere: { operationId: 'readInvoice', parameters: { number: '$response.body#/absent' } },
            },
          },
          400: { description: '' },
        },
      },
    },
    '/invoices/{number}': {
      get: {
        operationId: 'readInvoice',
        parameters: [{ name: 'number', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: '' }, 400: { description: '' }, 404: { description: '' } },
      },
    },
  },
};

/** Makes an invoice with each order, or forgets to. */
function shop(makesInvoices: boolean): (request: Request) => Promise<Response> {
  const app = new Hono();
  const invoices = new Set<number>([1]);
  let last = 1;
  app.post('/orders', async (context) => {
    const sent = (await context.req.json().catch(() => undefined)) as { buyer?: unknown } | undefined;
    if (typeof sent?.buyer !== 'string') return context.body(null, 400);
    last++;
    if (makesInvoices) invoices.add(last);
    return context.json({ id: last, buyer: sent.buyer }, 201);
  });
  app.get('/invoices/:number', (context) => {
    const number = Number(context.req.param('number'));
    if (!Number.isInteger(number)) return context.body(null, 400);
    return context.body(null, invoices.has(number) ? 200 : 404);
  });
  app.all('/orders', (context) => context.body(null, 405, { Allow: 'POST' }));
  app.all('/invoices/:number', (context) => context.body(null, 405, { Allow: 'GET' }));
  return async (request) => app.fetch(request);
}

test.each([
  [true, []],
  [false, ['link-broken invoice link invoice']],
])('links are followed where invoices are made: %s', async (makes, wanted) => {
  const checks = ['link-broken'];
  const result = await runContract(await apiOf(description), shop(makes), { phases: ['stateful'], checks });
  expect(result.findings.map(({ failure }) => `${failure.check} ${failure.kind} ${failure.where}`)).toEqual(
    wanted,
  );
  for (const { failure } of result.findings) {
    expect(failure.place.pointer).toContain('/links/invoice');
    expect(failure.exchanges.map(({ request }) => request.method)).toEqual(['POST', 'GET']);
  }
});
