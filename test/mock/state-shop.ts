import type { Hono } from 'hono';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (schema: object, headers: object = {}) => ({
  description: '',
  content: json(schema),
  headers,
});
const none = { description: '' };
const text = { schema: { type: 'string' } };
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const path = (name: string, schema: object) => ({ name, in: 'path', required: true, schema });
const integer = { type: 'integer' };
const string = { type: 'string' };

/** Users, their teams and the members of these, in the ways that descriptions write them. */
const shop = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/users': {
      get: {
        operationId: 'listUsers',
        parameters: [
          query('page', { type: 'integer', minimum: 1 }),
          query('page_size', { type: 'integer', minimum: 1, maximum: 100, default: 5 }),
          query('status', string),
          query('age__gte', integer),
          query('search', string),
          query('ordering', string),
        ],
        responses: {
          200: answer(
            {
              type: 'object',
              required: ['count', 'next', 'previous', 'results'],
              properties: {
                count: integer,
                next: { type: ['string', 'null'], format: 'uri' },
                previous: { type: ['string', 'null'], format: 'uri' },
                results: { type: 'array', items: ref('UserItem') },
              },
            },
            { 'X-Total-Count': { schema: integer } },
          ),
        },
      },
      post: {
        operationId: 'createUser',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: string }],
        requestBody: { required: true, content: json(ref('User')) },
        responses: { 201: answer(ref('User'), { Location: text }), 409: none, 422: none },
      },
    },
    '/users/{id}': {
      parameters: [path('id', integer)],
      get: { operationId: 'getUser', responses: { 200: answer(ref('User'), { ETag: text }), 404: none } },
      put: {
        operationId: 'putUser',
        parameters: [{ name: 'If-Match', in: 'header', schema: string }],
        requestBody: { required: true, content: json(ref('User')) },
        responses: { 200: answer(ref('User'), { ETag: text }), 404: none, 412: none },
      },
      patch: {
        operationId: 'patchUser',
        requestBody: {
          required: true,
          content: {
            ...json(ref('UserPatch')),
            'application/merge-patch+json': { schema: ref('UserPatch') },
            'application/json-patch+json': { schema: { type: 'array', items: { type: 'object' } } },
          },
        },
        responses: { 200: answer(ref('User')), 404: none, 409: none, 422: none },
      },
      delete: { operationId: 'deleteUser', responses: { 204: none, 404: none } },
    },
    '/teams': {
      get: { operationId: 'listTeams', responses: { 200: answer({ type: 'array', items: ref('Team') }) } },
      post: {
        operationId: 'createTeam',
        requestBody: { required: true, content: json(ref('Team')) },
        responses: { 201: answer(ref('Team')) },
      },
    },
    '/teams/{team_id}': {
      parameters: [path('team_id', integer)],
      get: { operationId: 'getTeam', responses: { 200: answer(ref('Team')), 404: none } },
      delete: { operationId: 'deleteTeam', responses: { 204: none } },
    },
    '/teams/{team_id}/members': {
      parameters: [path('team_id', integer)],
      get: {
        operationId: 'listMembers',
        parameters: [query('limit', { type: 'integer', maximum: 50 }), query('cursor', string)],
        responses: {
          200: answer({
            type: 'object',
            required: ['items', 'next_cursor'],
            properties: {
              items: { type: 'array', items: ref('Member') },
              next_cursor: { type: ['string', 'null'] },
            },
          }),
          400: none,
          404: none,
        },
      },
      post: {
        operationId: 'createMember',
        requestBody: { required: true, content: json(ref('Member')) },
        responses: { 201: answer(ref('Member')), 404: none },
      },
    },
    '/teams/{team_id}/members/{id}': {
      parameters: [path('team_id', integer), path('id', { type: 'string', format: 'uuid' })],
      get: { operationId: 'getMember', responses: { 200: answer(ref('Member')), 404: none } },
      delete: { operationId: 'deleteMember', responses: { 204: none } },
    },
  },
  components: {
    schemas: {
      User: {
        type: 'object',
        required: ['id', 'name', 'created_at', 'team_id'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string', maxLength: 80 },
          email: { type: 'string', format: 'email' },
          nickname: { type: ['string', 'null'] },
          age: { type: 'integer', minimum: 0, maximum: 120 },
          status: { type: 'string', enum: ['active', 'blocked'], default: 'active' },
          password: { type: 'string', writeOnly: true },
          team_id: { type: ['integer', 'null'] },
          created_at: { type: 'string', format: 'date-time', readOnly: true },
        },
      },
      UserItem: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'name', 'initials'],
        properties: {
          id: integer,
          name: { type: 'string', maxLength: 40 },
          status: string,
          age: integer,
          initials: { type: 'string', maxLength: 3 },
        },
      },
      UserPatch: {
        type: 'object',
        properties: {
          name: string,
          nickname: { type: ['string', 'null'] },
          age: { type: 'integer' },
          status: string,
        },
      },
      Team: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'integer', readOnly: true }, name: string },
      },
      Member: {
        type: 'object',
        required: ['id', 'team_id', 'user_id'],
        properties: {
          id: { type: 'string', format: 'uuid', readOnly: true },
          team_id: { type: 'integer', readOnly: true },
          user_id: integer,
          role: { type: 'string', enum: ['owner', 'guest'], default: 'guest' },
        },
      },
    },
  },
};

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of any shape
  readonly body: any;
}

/** Sends a request and reads what comes back. */
export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answered>;

export async function shopMock(state: MockOptions['state'] = true, more: MockOptions = {}): Promise<Send> {
  return sender(createMock(await loadApi(structuredClone(shop)), { ...more, state }));
}

export function sender(mock: Pick<Hono, 'request'>): Send {
  return async (method, path, body, headers = {}) => {
    const sent =
      body === undefined
        ? { headers }
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
    const response = await mock.request(path, { method, ...sent });
    const written = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && written !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? JSON.parse(written) : written,
    };
  };
}
