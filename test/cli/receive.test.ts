import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
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

/** All that comes back over one connection on which all of these were sent at once. */
function exchange(url: string, requests: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(requests.join(''));
  return text(socket);
}

function statuses(answers: string): readonly string[] | null {
  return answers.match(/(?<=HTTP\/1\.1 )\d+/g);
}

test('one connection takes bodies in every form after each other', async () => {
  const post = 'POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  const answers = await exchange(listening.url, [
    `${post}Content-Length: ${good.length}\r\n\r\n${good}`,
    'DELETE /things HTTP/1.1\r\nHost: a\r\n\r\n',
    `${post}Transfer-Encoding: chunked\r\n\r\n${good.length.toString(16)}\r\n${good}\r\n0\r\n\r\n`,
    'GET /things HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
    `${post}Content-Length: ${long.length}\r\n\r\n${long}`,
    `${post}Content-Length: 0\r\nConnection: close\r\n\r\n`,
  ]);
  expect(statuses(answers)).toEqual(['201', '204', '201', '405', '201', '422']);
});

test('who would rather speak another protocol is answered all the same', async () => {
  const head = 'DELETE /things HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n';
  expect(statuses(await exchange(listening.url, [head]))).toEqual(['204']);
});

test('what handlers read of a request is what was sent', async () => {
  const read: string[] = [];
  const fetch: FetchHandler = async (request) => {
    const body = request.body === null ? 'none' : await request.text();
    read.push(`${request.method} ${body.length > 9 ? body.length : body}`);
    return new Response(null, { status: 204 });
  };
  const server = await serve(fetch, { port: 0, host: '127.0.0.1', onError: () => new Response() });
  await exchange(server.url, [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
    'DELETE / HTTP/1.1\r\nHost: a\r\n\r\n',
    'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc',
    'PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    `PUT / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${long.length}\r\n\r\n${long}`,
  ]);
  await server.close();
  expect(read).toEqual(['GET none', 'GET none', 'DELETE ', 'PUT abc', 'PUT abc', `PUT ${long.length}`]);
});
