import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandLine, Folder, pets } from './command-line.ts';

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
