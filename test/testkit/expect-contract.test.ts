import { createServer } from 'node:http';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { type ContractOptions, createMock, expectContract, loadApi } from '../../src/index.ts';
import { PEOPLE, send } from './people.ts';

const api = await loadApi(PEOPLE);
const user = { id: 1, name: 'Ada', email: 'ada@example.com' };
const few: ContractOptions = { maxCases: 5, phases: ['examples'] };

/** Apps that list one user, or what is given. */
const apps: Array<[string, (users: unknown) => object | Promise<object>]> = [
  ['a fetch handler', (users) => (_request: Request) => Response.json(users)],
  ['Hono', (users) => new Hono().get('/users', (context) => context.json(users as object))],
  ['Express', (users) => express().get('/users', (_request, response) => void response.json(users))],
  ['Fastify', (users) => fastify().get('/users', async () => users)],
  [
    "a handler of Node's",
    (users) => (_request: unknown, response: import('node:http').ServerResponse) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(users));
    },
  ],
  [
    'a server',
    (users) =>
      createServer((_request, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(users));
      }),
  ],
];

describe.each(apps)('%s', (_, make) => {
  test('is asked through fetch and through a port, and its answers are held to the description', async () => {
    const held = expectContract(await make([user]), PEOPLE);
    expect(await (await held.fetch('/users?limit=1')).json()).toEqual([user]);
    expect(await (await fetch(`${await held.url}/users`)).json()).toEqual([user]);
    await held.close();
  });

  test('fails with pointer and line where an answer breaks it', async () => {
    const held = expectContract(await make([{ ...user, id: 0 }]), PEOPLE);
    await held.fetch('/users');
    await expect(held.close()).rejects.toThrow(
      'GET /users, answered with 200:\n  body /0/id: must be at least 1, is 0\n    test/testkit/data/people.yaml:66:30 #',
    );
  });
});

test('bodies reach the app, and the check', async () => {
  const app = express()
    .use(express.json())
    .post('/users', (request, response) => void response.status(201).json({ ...user, ...request.body }));
  await using held = expectContract(app, PEOPLE);
  const made = await held.fetch('/users', send('POST', { name: 'Bob', email: 'bob@example.com' }));
  expect(await made.json()).toEqual({ id: 1, name: 'Bob', email: 'bob@example.com' });
  held.verify();
  await held.fetch('/users', send('POST', { name: 5 }));
  expect(() => held.verify()).toThrow('The request breaks the description too.');
});

test('the engine keeps an app that keeps its description', async () => {
  const { findings } = await expectContract(createMock(api), PEOPLE).toBeKept(few);
  expect(findings.filter(({ failure }) => failure.severity === 'failure')).toEqual([]);
});

test('the engine fails with its report', async () => {
  const app = new Hono().get('/users', (context) => context.json([{ ...user, email: 5 }]));
  await expect(expectContract(app, PEOPLE).toBeKept({ ...few, basePath: '/' })).rejects.toThrow(
    expect.objectContaining({
      code: 'contract-broken',
      message: expect.stringMatching(/Failed to keep the contract of [\s\S]*email[\s\S]*people\.yaml:\d+/),
    }),
  );
});

test('the engine says where an app is that answers nothing below the path of the server', async () => {
  const app = new Hono().get('/users', (context) => context.json([user]));
  await expect(expectContract(app, PEOPLE).toBeKept(few)).rejects.toThrow('is the base path /');
});

test('what is no app is told', async () => {
  await expect(expectContract({}, PEOPLE).fetch('/users')).rejects.toThrow(
    'Failed to hold an app to its description',
  );
});
