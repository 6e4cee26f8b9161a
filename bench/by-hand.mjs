// What of bare Hono is left to a handler written by hand that reads a body, checks it by Ajv, keeps it and answers it: on
// Hono, on `node:http` alone, and without anything but reading the body. And to Standin, which does all that and the rest:
// node bench/by-hand.mjs [--rounds 5] [--seconds 1] [--dist dist]
import { createServer } from 'node:http';
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
    on: { type: 'string', default: 'hono' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '1' },
    dist: { type: 'string', default: new URL('../dist', import.meta.url).pathname },
  },
});

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
  const byHand = (name, on) => {
    const args = (port) => [fileURLToPath(import.meta.url), '--serve', String(port), '--on', on];
    return { name, start: () => startCommand({ command: process.execPath, args }) };
  };
  const rows = await measure({
    targets: [
      bare({ like: subject }),
      byHand('a body is read, by node:http', 'nothing'),
      byHand('by hand, on node:http', 'node'),
      byHand('by hand, on Hono', 'hono'),
      subject,
    ],
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

function serveOnHono(port) {
  const users = new Users();
  const app = new Hono();
  app.post('/users', async (context) => {
    const user = users.create(await context.req.json());
    return user === undefined ? context.json({ detail: 'The body is wrong.' }, 422) : context.json(user, 201);
  });
  serve({ fetch: app.fetch, port, hostname: '127.0.0.1' });
}

function serveOnNode(port) {
  const users = new Users();
  serveBodies(port, (text) => {
    const user = users.create(JSON.parse(text));
    return user === undefined ? [422, '{}'] : [201, JSON.stringify(user)];
  });
}

function serveWithoutWork(port) {
  const answer = JSON.stringify({ id: 1, name: 'Ada', email: 'ada@example.com' });
  serveBodies(port, () => [201, answer]);
}

/** @param {(text: string) => [status: number, body: string]} answer */
function serveBodies(port, answer) {
  createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const [status, body] = request.method === 'POST' ? answer(String(Buffer.concat(chunks))) : [404, ''];
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  }).listen(port, '127.0.0.1');
}

/** As those of the description are. */
class Users {
  #isUser;
  #kept = new Map();
  #last = 0;

  constructor() {
    const ajv = new Ajv2020();
    formats.default(ajv);
    this.#isUser = ajv.compile({
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
  }

  create(sent) {
    if (!this.#isUser(sent)) return undefined;
    const user = { id: ++this.#last, ...sent, createdAt: new Date().toISOString() };
    this.#kept.set(user.id, user);
    // As Standin does: a tenth at once, since to find the first of a map takes as long as the gaps before it.
    if (this.#kept.size > 10_000)
      for (const id of [...this.#kept.keys()].slice(0, 1000)) this.#kept.delete(id);
    return user;
  }
}

const ways = { hono: serveOnHono, node: serveOnNode, nothing: serveWithoutWork };
if (values.serve !== undefined) ways[values.on](Number(values.serve));
else await compare();
