// What of bare Hono is left to a handler written by hand that reads a body, checks it by Ajv, keeps it and answers it, and
// to Standin, which does that and all the rest: node bench/by-hand.mjs [--rounds 5] [--seconds 1] [--dist dist]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serve } from '@hono/node-server';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Hono } from 'hono';
import { made } from './descriptions.mjs';
import { bare, measure, ratio, standin, startCommand } from './http.mjs';

const { values } = parseArgs({
  options: {
    serve: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    dist: { type: 'string', default: new URL('../dist', import.meta.url).pathname },
  },
});
if (values.serve !== undefined) serveByHand(Number(values.serve));
else await compare();

async function compare() {
  const body = JSON.stringify({
    name: 'Ada',
    email: 'ada@example.com',
    status: 'active',
    address: { street: 'X 1', city: 'Y' },
  });
  const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
  const asked = { name: 'POST checked', method: 'POST', path: '/users', headers, body, status: 201 };
  const subject = standin({ spec: made(100), dist: values.dist });
  const args = (port) => [fileURLToPath(import.meta.url), '--serve', String(port)];
  const byHand = { name: 'by hand', start: () => startCommand({ command: process.execPath, args }) };
  const rows = await measure({
    targets: [bare({ like: subject }), byHand, subject],
    requests: [asked],
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
  });
  console.table(
    rows.map(({ target, perSecond, microseconds }) => ({
      target,
      'per second': Math.round(perSecond),
      'of bare': Number(ratio(rows, asked.name, target, 'bare').toFixed(2)),
      'µs of processor': Math.round(microseconds),
    })),
  );
}

/** As the users of the description are. */
function serveByHand(port) {
  const ajv = new Ajv2020();
  formats.default(ajv);
  const isUser = ajv.compile({
    type: 'object',
    required: ['name', 'email'],
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 80 },
      email: { type: 'string', format: 'email' },
      status: { enum: ['active', 'invited', 'blocked'] },
      address: {
        type: 'object',
        required: ['street', 'city'],
        properties: { street: { type: 'string' }, city: { type: 'string' } },
      },
    },
  });
  const users = new Map();
  let last = 0;
  const app = new Hono();
  app.post('/users', async (context) => {
    const sent = await context.req.json();
    if (!isUser(sent)) return context.json({ detail: 'The body is wrong.' }, 422);
    const user = { id: ++last, ...sent, createdAt: new Date().toISOString() };
    users.set(user.id, user);
    if (users.size > 10_000) users.delete(users.keys().next().value);
    return context.json(user, 201);
  });
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
}
