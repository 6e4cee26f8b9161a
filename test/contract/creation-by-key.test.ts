import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { apiOf } from './api-of.ts';

const basket = { type: 'object', properties: { capacity: { type: 'integer', minimum: 0, maximum: 99 } } };
const content = { 'application/json': { schema: basket } };
const none = { description: '' };
const refused = { 400: none, 409: none };

/** The path names what is made, and has an example, which names one thing at most. */
const description = {
  paths: {
    '/baskets/{name}': {
      parameters: [
        {
          name: 'name',
          in: 'path',
          required: true,
          schema: { type: 'string', pattern: '^[a-z]{1,12}$' },
          example: 'fruit',
        },
      ],
      post: {
        summary: 'Create a basket',
        requestBody: { required: true, content },
        responses: { 201: none, ...refused },
      },
      get: { responses: { 200: { description: '', content }, 400: none, 404: none } },
      delete: { responses: { 204: none, 400: none, 404: none } },
    },
    '/baskets': {
      get: {
        responses: {
          200: { description: '', content: { 'application/json': { schema: { type: 'object' } } } },
        },
      },
    },
  },
};

interface Trial {
  readonly findings: readonly string[];
  /** How often each status answered a POST. */
  readonly posts: Readonly<Record<number, number>>;
}

async function tried(flaw?: 'loses' | 'keeps'): Promise<Trial> {
  const baskets = new Map<string, unknown>();
  const posts: Record<number, number> = {};
  const answer = async (request: Request): Promise<Response> => {
    const [, first, name = '', more] = new URL(request.url).pathname.split('/');
    if (first !== 'baskets' || more !== undefined) return new Response(null, { status: 404 });
    if (name === '' && request.method === 'GET') return Response.json({});
    if (!/^[a-z]{1,12}$/.test(name)) return new Response(null, { status: name === '' ? 405 : 400 });
    if (request.method === 'POST') {
      const { capacity = 0, ...rest } = (await request.json().catch(() => ({ capacity: -1 }))) ?? {};
      if (!Number.isInteger(capacity) || capacity < 0 || capacity > 99)
        return new Response(null, { status: 400 });
      if (baskets.has(name)) return new Response(null, { status: 409 });
      if (flaw !== 'loses') baskets.set(name, { ...rest, capacity });
      return new Response(null, { status: 201 });
    }
    if (request.method !== 'GET' && request.method !== 'DELETE')
      return new Response(null, { status: 405, headers: { allow: 'GET, POST, DELETE' } });
    if (!baskets.has(name)) return new Response(null, { status: 404 });
    if (request.method === 'GET') return Response.json(baskets.get(name));
    if (flaw !== 'keeps') baskets.delete(name);
    return new Response(null, { status: 204 });
  };
  const fetch = async (request: Request): Promise<Response> => {
    const response = await answer(request);
    if (request.method === 'POST') posts[response.status] = (posts[response.status] ?? 0) + 1;
    return response;
  };
  const { findings } = await runContract(await apiOf(description), fetch, {
    phases: ['generated', 'stateful'],
    checks: ['created-unavailable', 'use-after-delete', 'delete-takes-others', 'valid-refused'],
  });
  return { findings: findings.map(({ failure }) => `${failure.check} ${failure.kind}`), posts };
}

test('what the path names is made under a new key each time', async () => {
  const { findings, posts } = await tried();
  expect(findings).toEqual([]);
  expect(posts[201]).toBeGreaterThan(10);
  // The scout asks whether the same may be made again, and a few cases are about the key itself.
  expect(posts[409]).toBeLessThan(5);
});

test('a thing that is not kept under the key that the path names is missed', async () => {
  expect((await tried('loses')).findings).toEqual(['created-unavailable read']);
});

test('a thing that the path has made and that stays when it is deleted is noticed', async () => {
  expect((await tried('keeps')).findings).toEqual(['use-after-delete read']);
});

test('the engine finds nothing wrong with the mock of such a description', async () => {
  const api = await apiOf(description);
  const mock = createMock(api);
  const { findings } = await runContract(api, (request) => mock.fetch(request));
  expect(findings.map(({ failure }) => failure.message)).toEqual([]);
});

test('a list is emptied after all that needs its items was tried', async () => {
  const note = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, line: { type: 'string' } },
  };
  const shows = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
  const api = await apiOf({
    paths: {
      '/notes': {
        delete: { responses: { 204: none } },
        get: { responses: { 200: shows({ type: 'array', items: note }) } },
      },
      '/notes/{id}': {
        parameters: [id],
        delete: { responses: { 204: none, 404: none } },
        get: { responses: { 200: shows(note), 404: none } },
      },
    },
  });
  const mock = createMock(api);
  const statuses: string[] = [];
  await runContract(
    api,
    async (request) => {
      const response = await mock.fetch(request);
      statuses.push(
        `${request.method} ${request.url.includes('/notes/') ? 'one' : 'all'} ${response.status}`,
      );
      return response;
    },
    { phases: ['stateful'] },
  );
  const emptied = statuses.indexOf('DELETE all 204');
  expect(emptied).toBeGreaterThan(0);
  expect(statuses.slice(0, emptied)).toEqual(expect.arrayContaining(['GET one 200', 'DELETE one 204']));
});
