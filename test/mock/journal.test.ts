import { describe, expect, test } from 'vitest';
import { createMock, type JournalEntry, loadApi, type MockOptions } from '../../src/index.ts';

const api = await loadApi({
  openapi: '3.1.0',
  info: { title: 't', version: '1' },
  paths: {
    '/users/{id}': {
      put: {
        operationId: 'putUser',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'deep', in: 'query', schema: { type: 'boolean' } },
        ],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } } },
        responses: {
          200: {
            description: 'ok',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/User' } } },
          },
        },
      },
      get: {
        operationId: 'getUser',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: { description: 'ok', content: { 'application/json': { example: { name: 'Ada' } } } },
        },
      },
    },
  },
  components: {
    schemas: { User: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
  },
});

async function journalOf(
  options: MockOptions,
  ...requests: Request[]
): Promise<[JournalEntry[], Response[]]> {
  const entries: JournalEntry[] = [];
  const mock = createMock(api, { ...options, journal: (entry) => entries.push(entry) });
  const responses: Response[] = [];
  for (const request of requests) responses.push(await mock.fetch(request));
  return [entries, responses];
}

const put = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  new Request(`http://localhost${path}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const text = async (entry: JournalEntry | undefined) =>
  new TextDecoder().decode(await entry!.response.bytes());

describe('journal', () => {
  test('an entry holds operation, session, typed parameters and the body with its bytes', async () => {
    const headers = { 'standin-session': 'ann', cookie: 'a=b' };
    const [[entry]] = await journalOf(
      { state: false },
      put('/users/7?deep=true&x=1', { name: 'Ada' }, headers),
    );
    expect(entry).toMatchObject({
      operation: { id: 'putUser' },
      session: 'ann',
      refused: false,
      violations: [],
      request: { path: { id: 7 }, query: { deep: true, x: '1' }, cookies: { a: 'b' }, body: { name: 'Ada' } },
      response: { status: 200 },
    });
    expect(new TextDecoder().decode(entry!.request.bytes!)).toBe('{"name":"Ada"}');
  });

  test.each<[string, MockOptions, Request]>([
    ['an answer', { state: false }, put('/users/7', { name: 'Ada' })],
    ['an answer that came in pieces', { state: false, bandwidth: 100_000 }, put('/users/7', { name: 'Ada' })],
    ['a refusal', {}, put('/users/7', { name: 1 })],
    ['a path that is not documented', {}, put('/nothing', {})],
    ['an answer that is kept', { state: false }, new Request('http://localhost/users/7')],
  ])('the body of %s is what the client got', async (_, options, request) => {
    const [[entry], [response]] = await journalOf(options, request);
    const got = await response!.text();
    expect(got).not.toBe('');
    expect(await text(entry)).toBe(got);
    expect(await text(entry)).toBe(got);
  });

  test('a refused request has its violations, and what was read of it', async () => {
    const [[entry]] = await journalOf({}, put('/users/seven', { name: 1 }));
    expect(entry).toMatchObject({
      refused: true,
      operation: { id: 'putUser' },
      request: { path: { id: 'seven' } },
    });
    expect(entry!.request.body).toEqual({ name: 1 });
    expect(entry!.violations.map(({ pointer }) => pointer)).toEqual(['/id', '/name']);
  });

  test('a reset connection is an entry with status 0', async () => {
    const entries: JournalEntry[] = [];
    const mock = createMock(api, { fault: 'reset', journal: (entry) => entries.push(entry) });
    await expect(mock.request('/users/7')).rejects.toThrow('reset');
    expect(entries.map(({ response }) => response.status)).toEqual([0]);
  });

  test('the body of an answer to HEAD is empty', async () => {
    const [[entry]] = await journalOf({}, new Request('http://localhost/users/7', { method: 'HEAD' }));
    expect(entry!.response.status).toBe(200);
    expect(await text(entry)).toBe('');
  });

  test('the administration leaves no entry', async () => {
    const [entries] = await journalOf({}, new Request('http://localhost/__standin/sessions'));
    expect(entries).toEqual([]);
  });
});
