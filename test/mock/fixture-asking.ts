import { memoryFolder } from '../../src/fixture/index.ts';
import type { MockOptions } from '../../src/mock/index.ts';
import { mockOf } from './mock-of.ts';

export const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' }, email: { type: 'string' } },
  additionalProperties: false,
};
export const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
export const json = (schema: object, more: object = {}) => ({ 'application/json': { schema, ...more } });

export const description = {
  paths: {
    '/users/{id}': {
      parameters: [id],
      get: {
        operationId: 'getUser',
        parameters: [{ name: 'tier', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: {
            description: 'One',
            content: json(user, {
              examples: { ada: { value: { id: 1, name: 'Ada' } }, bob: { value: { id: 2, name: 'Bob' } } },
            }),
          },
          404: {
            description: 'None',
            content: json({
              type: 'object',
              required: ['message'],
              properties: { message: { type: 'string' } },
            }),
          },
        },
      },
    },
    '/users': {
      post: {
        operationId: 'addUser',
        requestBody: { content: json({ type: 'object' }) },
        responses: { 201: { description: 'Added', content: json(user) } },
      },
    },
    '/note': {
      get: {
        responses: {
          200: { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } },
        },
      },
    },
  },
};

/** Asks a mock with these fixtures for a path. */
export async function ask(
  files: Record<string, unknown>,
  path: string,
  init: RequestInit & { handlers?: Record<string, unknown>; options?: MockOptions } = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const { handlers, options, ...request } = init;
  const mock = await mockOf(description, { ...options, fixtures: memoryFolder(files, handlers) });
  return read(await mock.request(path, request));
}

export async function read(response: Response): Promise<{ status: number; body: unknown; headers: Headers }> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    body: isJson && text ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

export const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
