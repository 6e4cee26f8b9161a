import { expect, test } from 'vitest';
import { proveApi } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { mockOf } from './mock-of.ts';

const ok = { 200: { description: 'Fine' } };
const paths = {
  '/slow': { get: { operationId: 'slow', 'x-standin-delay': '250', responses: ok } },
  '/plain': { get: { operationId: 'plain', responses: ok } },
  '/broken': {
    get: {
      operationId: 'broken',
      'x-standin-fault': 'error',
      responses: { ...ok, 503: { description: 'Not now' } },
    },
  },
};

function timers() {
  const waited: number[] = [];
  const wait = async (ms: number) => {
    waited.push(ms);
  };
  return { waited, now: () => 0, wait };
}

test('operations say themselves what goes wrong with them', async () => {
  const time = timers();
  const mock = await mockOf({ paths }, { timers: time });
  expect((await mock.request('/plain')).status).toBe(200);
  expect(time.waited).toEqual([]);
  expect((await mock.request('/slow')).status).toBe(200);
  expect(time.waited).toEqual([250]);
  expect((await mock.request('/broken')).status).toBe(503);
});

test('options come before what the description says', async () => {
  const time = timers();
  const mock = await mockOf({ paths }, { timers: time, operations: { slow: { delay: 5 } } });
  await mock.request('/slow');
  expect(time.waited).toEqual([5]);
});

test('a description that says what means nothing is told', async () => {
  const wrong = { '/x': { get: { operationId: 'x', 'x-standin-delay': 'long', responses: ok } } };
  const mock = await mockOf({ paths: wrong });
  const response = await mock.request('/x');
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('delay') });
});

test('check tells of an x-faker that names nothing', async () => {
  const properties = {
    good: { type: 'string', 'x-faker': 'internet.email' },
    bad: { type: 'string', 'x-faker': 'internet.emial' },
    data: { type: 'object', example: { 'x-faker': 'x' } },
  };
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  const responses = { 200: { description: 'x', content } };
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/x': { get: { operationId: 'x', responses } } },
  } as never);
  const { faults } = await proveApi(api);
  expect(faults.map(({ code, message }) => [code, message])).toEqual([
    ['unknown-faker', 'x-faker asks for "internet.emial", which is no function of faker\'s that makes data.'],
  ]);
});
