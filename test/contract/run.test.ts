import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { apiOf } from './api-of.ts';

const user = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const description = {
  paths: {
    '/users/{id}': {
      get: {
        operationId: 'getUser',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: user } } },
          400: { description: '' },
        },
      },
    },
  },
};

/** Answers as the description says, but for the body. */
function answering(body: object): (request: Request) => Response {
  return ({ method, url }) => {
    if (method !== 'GET') return new Response(null, { status: 405, headers: { Allow: 'GET' } });
    return /^-?\d+$/.test(new URL(url).pathname.slice('/users/'.length))
      ? Response.json(body)
      : new Response(null, { status: 400 });
  };
}

test('a target that keeps the description gives no finding', async () => {
  const result = await runContract(await apiOf(description), answering({ id: 1 }));
  expect(result).toMatchObject({ kept: true, conclusive: true, findings: [] });
});

test('a body that breaks its schema is a finding with the place that it breaks', async () => {
  const result = await runContract(await apiOf(description), answering({ id: 'one' }));
  expect(result.kept).toBe(false);
  expect(result.findings.map(({ failure }) => [failure.check, failure.kind, failure.where])).toEqual([
    ['response-body', 'type', 'body /id'],
  ]);
  expect(result.findings[0]!.failure.place.pointer).toContain('/properties/id/type');
});

test('a target that refuses everything is said to do so, and nothing else', async () => {
  const result = await runContract(await apiOf(description), () => new Response(null, { status: 401 }));
  expect(result).toMatchObject({ kept: false, conclusive: false, findings: [] });
  expect(result.notices.map(({ code }) => code)).toEqual(['all-unauthorized']);
});

test('a server that takes what the description forbids is told once for each rule', async () => {
  const result = await runContract(await apiOf(description), () => Response.json({ id: 1 }));
  const found = result.findings.map(({ failure }) => `${failure.check} ${failure.kind} ${failure.where}`);
  expect(found.toSorted()).toEqual([
    'invalid-accepted type path /id',
    'undeclared-method served method DELETE',
    'undeclared-method served method PATCH',
    'undeclared-method served method POST',
    'undeclared-method served method PUT',
  ]);
});
