import { gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { MockOptions } from '../../src/mock/index.ts';
import { answering, mockOf } from './mock-of.ts';

const PET = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };
const problem = {
  schema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
};

function petMock(options?: MockOptions, responses: object = {}): Promise<Hono> {
  const good = answering({ type: 'object' }) as { responses: object };
  const content = {
    'application/json': { schema: PET },
    'application/xml': { schema: { ...PET, xml: { name: 'pet' } } },
  };
  return mockOf(
    {
      paths: {
        '/pets': {
          post: { requestBody: { required: true, content }, responses: { ...good.responses, ...responses } },
          get: good,
        },
      },
    },
    options,
  );
}

function post(mock: Hono, body: BodyInit, headers: Record<string, string> = {}) {
  return mock.request('/pets', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const GOOD = '{"name":"Rex"}';

describe('request bodies', () => {
  test.each<[title: string, body: BodyInit, headers: Record<string, string>, status: number]>([
    ['JSON', GOOD, {}, 200],
    ['gzip', gzipSync(GOOD) as unknown as BodyInit, { 'content-encoding': 'gzip' }, 200],
    ['XML', '<pet><name>Rex</name></pet>', { 'content-type': 'application/xml' }, 200],
    ['XML that is not valid', '<pet><name>R</name></pet>', { 'content-type': 'application/xml' }, 422],
    ['XML that is malformed (RFC 9110 section 15.5.1)', '<pet>', { 'content-type': 'application/xml' }, 400],
    ['JSON that is malformed', '{', {}, 400],
    ['gzip that is none', GOOD, { 'content-encoding': 'gzip' }, 400],
    ['too large (section 15.5.14)', `{"name":"${'x'.repeat(200)}"}`, {}, 413],
    [
      'too large when decoded',
      gzipSync(`{"name":"${'x'.repeat(200)}"}`) as unknown as BodyInit,
      { 'content-encoding': 'gzip' },
      413,
    ],
    ['another type (section 15.5.16)', 'a', { 'content-type': 'text/csv' }, 415],
    ['another charset', GOOD, { 'content-type': 'application/json; charset=ebcdic-us' }, 415],
    ['another coding', GOOD, { 'content-encoding': 'rot13' }, 415],
  ])('%s', async (_title, body, headers, status) => {
    const mock = await petMock({ maxBodyBytes: 150 });
    expect((await post(mock, body, headers)).status).toBe(status);
  });

  test('a type that does not fit is told what would (RFC 9110 section 12.5.1)', async () => {
    const response = await post(await petMock(), 'a', { 'content-type': 'text/csv' });
    expect(response.headers.get('accept')).toBe('application/json, application/xml');
  });

  test('a coding that is not known is told which are (RFC 9110 section 12.5.3)', async () => {
    const response = await post(await petMock(), 'a', { 'content-encoding': 'rot13' });
    expect(response.headers.get('accept-encoding')).toMatch(/^gzip, deflate/);
  });

  test('where the error is documented, it answers', async () => {
    const documented = { description: '', content: { 'application/json': problem } };
    const mock = await petMock({ maxBodyBytes: 5 }, { 413: documented });
    const response = await post(mock, GOOD);
    expect([response.status, await response.json()]).toEqual([
      413,
      { message: expect.stringMatching(/larger than 5 bytes/) },
    ]);
  });

  test('a body where none is documented is no reason to refuse', async () => {
    const mock = await mockOf({ paths: { '/pets': { post: answering({ type: 'object' }) } } });
    expect((await post(mock, '{')).status).toBe(200);
  });

  test('a part of another type is not another type of the whole', async () => {
    const schema = { type: 'object', properties: { f: { type: 'object' } } };
    const content = {
      'multipart/form-data': { schema, encoding: { f: { contentType: 'application/json' } } },
    };
    const mock = await mockOf({
      paths: { '/pets': { post: { ...answering({}), requestBody: { content } } } },
    });
    const body = new FormData();
    body.set('f', '{}');
    expect((await mock.request('/pets', { method: 'POST', body })).status).toBe(422);
  });
});

test('over a socket, a body that is too large is answered though it was not read', async () => {
  const mock = await petMock({ maxBodyBytes: 1000 });
  const server = serve({ fetch: mock.fetch, port: 0, hostname: '127.0.0.1' });
  try {
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/pets`;
    const send = (body: BodyInit) =>
      fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
        duplex: 'half',
      } as RequestInit);
    const chunks = Array.from({ length: 50 }, () => new TextEncoder().encode('x'.repeat(1000)));
    const stream = () => new Blob(chunks).stream();
    const statuses = [await send('x'.repeat(100_000)), await send(stream()), await send(GOOD)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([413, 413, 200]);
  } finally {
    server.close();
  }
});
