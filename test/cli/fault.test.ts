import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine, Folder, pets, standin } from './command-line.ts';

let folder: Folder;
let mock: CommandLine;
let url: string;

beforeAll(async () => {
  folder = await Folder.create({ 'pets.json': pets });
  mock = new CommandLine([folder.file('pets.json'), '--port', '0']);
  [url] = (await mock.printed(/http:\/\/127\.0\.0\.1:\d+/)) as unknown as [string];
});
afterAll(async () => {
  await mock.stop();
  await folder.remove();
});

/** What comes over the socket, as it is, and how that ends. */
function exchange(path: string, prefer: string): Promise<{ text: string; error: string | undefined }> {
  const { hostname, port } = new URL(url);
  return new Promise((done) => {
    let text = '';
    let error: string | undefined;
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nPrefer: ${prefer}\r\n\r\n`),
    );
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      error = cause.code;
    });
    socket.on('close', () => done({ text, error }));
  });
}

describe('over a socket', () => {
  test('a reset connection is reset before anything was sent', async () => {
    expect(await exchange('/pets/1', 'fault=reset')).toEqual({ text: '', error: 'ECONNRESET' });
    await expect(fetch(`${url}/pets/1?__fault=reset`)).rejects.toThrow('fetch failed');
  });

  test('a truncated body ends with the connection', async () => {
    const { text, error } = await exchange('/pets/1', 'fault=truncated');
    const [head = '', body = ''] = text.split('\r\n\r\n');
    const promised = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(head).toContain('HTTP/1.1 200 OK');
    expect(body.length).toBeGreaterThan(0);
    expect(body.length).toBe(Math.floor(promised / 2));
    expect(error).toBeUndefined();
    const response = await fetch(`${url}/pets/1?__fault=truncated`);
    await expect(response.text()).rejects.toThrow();
  });

  test.each(['empty', 'malformed'])('a body with fault=%s comes with its true length', async (kind) => {
    const response = await fetch(`${url}/pets/1`, { headers: { prefer: `fault=${kind}` } });
    const text = await response.text();
    expect(response.headers.get('content-length')).toBe(String(text.length));
    expect(() => JSON.parse(text)).toThrow();
  });

  test('the headers of a slow body come before it', async () => {
    const gone = new AbortController();
    const response = await fetch(`${url}/pets/1`, {
      headers: { prefer: 'fault="slow=60s"' },
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('standin-fault')).toBe('slow');
    gone.abort();
    await expect(response.text()).rejects.toThrow();
  });

  test('the mock goes on, and says nothing of itself', async () => {
    expect((await fetch(`${url}/pets/1`)).status).toBe(200);
    expect(mock.err).toBe('');
    expect(mock.out).toMatch(/GET {4}\/pets\/1 reset [\d.]+ ms/);
  });
});

test('flags, settings of an operation and the query work together', async () => {
  const home = await Folder.create({
    'pets.json': pets,
    'standin.config.json': {
      errorRate: '100%',
      operations: { getPet: { errors: [404] }, listPets: { fault: ['empty'] } },
    },
  });
  const other = new CommandLine([
    home.file('pets.json'),
    ...['--port', '0', '--config', home.file('standin.config.json'), '--rate-limit', '3/hour'],
  ]);
  try {
    const [origin] = await other.printed(/http:\/\/127\.0\.0\.1:\d+/);
    expect((await fetch(`${origin}/pets/1`)).status).toBe(404);
    expect((await fetch(`${origin}/pets/1?__code=200`)).status).toBe(200);
    const list = await fetch(`${origin}/pets`);
    expect(await list.text()).toBe('');
    expect(list.headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/);
    expect((await fetch(`${origin}/pets`)).status).toBe(429);
  } finally {
    await other.stop();
    await home.remove();
  }
});

test.each([
  [['--delay', 'soon'], 'Failed to understand delay: "soon" means nothing.'],
  [['--rate-limit', 'x'], 'Failed to understand rateLimit: "x" means nothing.'],
  [['--fault', 'explode'], 'Failed to understand fault: "explode" means nothing.'],
])('%j is a usage error', async (flags, message) => {
  const { code, err } = await standin([folder.file('pets.json'), '--port', '0', ...flags]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
