import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FetchHandler, type Listening, serve } from '../../src/cli/serve.ts';
import { mockOf } from '../mock/mock-of.ts';

const thing = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' } },
};
const content = { 'application/json': { schema: thing } };
let listening: Listening;

beforeAll(async () => {
  const mock = await mockOf({
    paths: {
      '/things': {
        post: { requestBody: { required: true, content }, responses: { 201: { description: '', content } } },
        delete: { requestBody: { content }, responses: { 204: { description: '' } } },
      },
    },
  });
  const onError = (error: unknown) => new Response(String(error), { status: 599 });
  listening = await serve(mock.fetch as FetchHandler, { port: 0, host: '127.0.0.1', onError });
});

afterAll(() => listening.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string | number>;
  /** Each is written by itself. */
  readonly pieces?: ReadonlyArray<string | Buffer>;
}

function send({
  method = 'POST',
  headers = {},
  pieces = [],
}: Sent): Promise<{ status: number; text: string }> {
  return new Promise((done, fail) => {
    const asked = request(`${listening.url}/things`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
    });
    asked.once('error', fail);
    asked.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('end', () => done({ status: answer.statusCode ?? 0, text }));
    });
    for (const piece of pieces) asked.write(piece);
    asked.end();
  });
}

const good = '{"name":"Kite"}';
const long = JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) });
const zipped = gzipSync(good);
const bodies: Array<[string, Sent, number]> = [
  ['with its length', { headers: { 'content-length': good.length }, pieces: [good] }, 201],
  [
    'with its length in pieces',
    { headers: { 'content-length': good.length }, pieces: ['{"name":', '"Kite"}'] },
    201,
  ],
  ['in chunks', { headers: { 'transfer-encoding': 'chunked' }, pieces: ['{"name":', '"Kite"}'] }, 201],
  ['longer than what is received first', { headers: { 'content-length': long.length }, pieces: [long] }, 201],
  [
    'in gzip with its length',
    { headers: { 'content-length': zipped.length, 'content-encoding': 'gzip' }, pieces: [zipped] },
    201,
  ],
  [
    'in an unknown coding',
    { headers: { 'content-length': 2, 'content-encoding': 'x' }, pieces: ['{}'] },
    415,
  ],
  ['that is not valid', { headers: { 'content-length': 2 }, pieces: ['{}'] }, 422],
  ['of no bytes', { headers: { 'content-length': 0 } }, 422],
  ['that is none, where one is optional', { method: 'DELETE' }, 204],
];
test.each(bodies)('over a socket a body %s is read', async (_, sent, status) => {
  const { status: answered } = await send(sent);
  expect(answered === 400 ? 422 : answered).toBe(status);
});

test('over a socket what was sent is what is answered', async () => {
  const { text } = await send({ headers: { 'content-length': good.length }, pieces: [good] });
  expect(JSON.parse(text)).toEqual({ name: 'Kite' });
});

test('a connection that ends within a body leaves nothing pending', async () => {
  const { hostname, port } = new URL(listening.url);
  await new Promise<void>((done) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"name":', () =>
        socket.destroy(),
      );
    });
    socket.once('close', () => done());
  });
  await expect.poll(() => listening.pending()).toBe(0);
});
