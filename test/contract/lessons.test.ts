import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { apiOf } from './api-of.ts';

const refused = { description: '', content: { 'application/json': {} } };
const thing = { type: 'object', properties: { id: { type: 'integer' } } };
const fields = { name: { type: 'string' }, kind: { type: 'string' } };
const made = { description: '', content: { 'application/json': { schema: thing } } };
const described = {
  paths: {
    '/things': {
      post: {
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name', 'kind'], properties: fields },
            },
          },
        },
        responses: { 201: made, 400: refused, 409: refused },
      },
    },
    '/things/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: made, 400: refused, 404: { description: '' } },
      },
    },
  },
};

type Refuse = (member: string, words: string) => object;

/** Takes but two kinds, which only its refusals tell, and no name twice. Counts what it has made. */
function picky(refuse: Refuse): { count(): number; fetch(request: Request): Promise<Response> } {
  const things = new Map<number, object>();
  const names = new Set<unknown>();
  const create = async (request: Request): Promise<Response> => {
    const body = await request.json().catch(() => undefined);
    if (typeof body?.name !== 'string') return Response.json({}, { status: 400 });
    if (!['red', 'green'].includes(body.kind))
      return Response.json(refuse('kind', 'must be one of: red, green'), { status: 400 });
    if (names.has(body.name)) return Response.json(refuse('name', 'has already been taken'), { status: 409 });
    names.add(body.name);
    const id = things.size + 1;
    things.set(id, { id, name: body.name, kind: body.kind });
    return Response.json(things.get(id), { status: 201 });
  };
  return {
    count: () => things.size,
    async fetch(request) {
      const id = new URL(request.url).pathname.split('/')[2];
      if (id === undefined && request.method === 'POST') return create(request);
      if (id === undefined || request.method !== 'GET') return new Response(null, { status: 405 });
      const found = things.get(Number(id));
      return found ? Response.json(found) : new Response(null, { status: 404 });
    },
  };
}

test.each<[string, Refuse]>([
  ['zod', (path, message) => ({ issues: [{ code: 'custom', path: [path], message }] })],
  ['class-validator', (name, words) => ({ statusCode: 400, message: [`${name} ${words}`], error: 'Bad' })],
  ['Django REST framework', (name, words) => ({ [name]: [`It ${words}`] })],
  ['FastAPI', (name, msg) => ({ detail: [{ type: 'value_error', loc: ['body', name], msg }] })],
  ['Rails', (name, words) => ({ errors: { [name]: [words] } })],
  ['Spring', (field, defaultMessage) => ({ status: 400, errors: [{ field, defaultMessage }] })],
  ['ASP.NET', (name, words) => ({ title: 'Invalid', errors: { [name]: [`It ${words}.`] } })],
  ['Laravel', (name, words) => ({ message: 'Invalid.', errors: { [name]: [`The ${name} ${words}.`] } })],
])('sequences make things where a refusal in the form of %s tells what is wanted', async (_, refuse) => {
  const target = picky(refuse);
  await runContract(await apiOf(described), target.fetch, { phases: ['stateful'] });
  // The scouting makes one.
  expect(target.count()).toBeGreaterThan(1);
});
