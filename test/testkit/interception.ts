import { createServer, get, request as httpRequest, type IncomingMessage } from 'node:http';
import { get as secureGet } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import axios from 'axios';
import * as undici from 'undici';
import { afterEach, expect, test, vi } from 'vitest';
import { ConnectionReset } from '../../src/mock/index.ts';
import { type Interception, intercept } from '../../src/testkit/node/intercept.ts';
import { answeringBy, shop, shopMock } from './intercepted-shop.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A request by `node:http` or `node:https`. */
function httpCall(url: string, method = 'GET', sent?: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const headers = sent === undefined ? {} : { 'content-type': 'application/json' };
    const client = url.startsWith('https:') ? secureGet : get;
    const make = method === 'GET' ? client : httpRequest;
    const call = make(url, { method, headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode!, headers: response.headers, body });
    });
    call.on('error', reject);
    call.end(sent);
  });
}

/** A server on this machine that says `real` to everything, while `use` runs. */
async function withRealServer(use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end('real'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** What holds with every version of the interceptors. */
export function interceptionTests(): void {
  const running: Interception[] = [];
  const start: typeof intercept = async (mock, options) => {
    const made = await intercept(mock, options);
    running.push(made);
    return made;
  };
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    for (const each of running.splice(0)) each.stop();
  });

  const created = (id: unknown) => ({ id, name: 'Ada' });

  test('fetch gets answers of the mock, which keeps what was created', async () => {
    await start(await shopMock());
    const headers = { 'content-type': 'application/json' };
    const made = await fetch(`${shop}/users`, { method: 'POST', headers, body: '{"name":"Ada"}' });
    expect(made.status).toBe(201);
    const body = (await made.json()) as { id: string };
    expect(body).toEqual(created(body.id));
    expect(await (await fetch(new Request(`${shop}/users`))).json()).toContainEqual(body);
  });

  test('axios gets answers of the mock', async () => {
    await start(await shopMock());
    const { data, status } = await axios.post(`${shop}/users`, { name: 'Ada' });
    expect({ data, status }).toEqual({ data: created(data.id), status: 201 });
    const refused = await axios.post(`${shop}/users`, { name: '' }, { validateStatus: () => true });
    expect(refused.status).toBe(422);
    expect(refused.data).toMatchObject({ errors: [{ pointer: '/name' }] });
  });

  test('node:http and node:https get answers of the mock', async () => {
    await start(await shopMock(), { servers: ['https://a.example/x', 'http://b.example'] });
    expect(await httpCall('https://a.example/x/users')).toMatchObject({ status: 200 });
    const made = await httpCall('http://b.example/users', 'POST', '{"name":"Ada"}');
    expect(made.status).toBe(201);
    expect(made.headers['content-type']).toBe('application/json');
    expect(JSON.parse(made.body)).toMatchObject({ name: 'Ada' });
  });

  test('undici gets answers of the mock, by each of its functions', async () => {
    await start(await shopMock());
    const options = { method: 'POST', headers: { 'content-type': 'application/json' } } as const;
    const asked = { ...options, body: '{"name":"Ada"}' };
    const { statusCode, headers, body } = await undici.request(`${shop}/users`, asked);
    expect([statusCode, headers['content-type']]).toEqual([201, 'application/json']);
    expect(await body.json()).toMatchObject({ name: 'Ada' });
    const fetched = await undici.fetch(`${shop}/users`, asked);
    expect([fetched.status, await fetched.json()]).toEqual([201, expect.objectContaining({ name: 'Ada' })]);
    const streamed: Buffer[] = [];
    const into = () => new Writable({ write: (chunk, _, done) => done(void streamed.push(chunk)) });
    await undici.stream(`${shop}/users`, { method: 'GET' }, into);
    expect(JSON.parse(Buffer.concat(streamed).toString())).toBeInstanceOf(Array);
  });

  test('undici sends streams, is aborted and fails as the network would, and reaches what is not meant', async () => {
    const echo = async (request: Request) => {
      if (request.url.endsWith('/slow')) await new Promise((resolve) => setTimeout(resolve, 400).unref());
      if (request.method === 'DELETE') throw new ConnectionReset();
      return new Response(await request.arrayBuffer());
    };
    await start(await answeringBy(echo));
    const long = 'x'.repeat(200_000);
    const sent = await undici.request(`${shop}/users`, { method: 'POST', body: Readable.from([long, long]) });
    expect((await sent.body.text()).length).toBe(400_000);
    const signal = AbortSignal.timeout(30);
    await expect(undici.request(`${shop}/slow`, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(undici.request(`${shop}/users`, { method: 'DELETE' })).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    await withRealServer(async (url) => {
      expect(await (await undici.request(url)).body.text()).toBe('real');
    });
  });

  test('an undocumented path of a server is answered with 404', async () => {
    await start(await shopMock());
    const response = await fetch(`${shop}/user`);
    expect(response.status).toBe(404);
    expect(JSON.stringify(await response.json())).toContain('/users');
  });

  test('a server without a host is the origin of a page that a DOM shows', async () => {
    vi.stubGlobal('location', new URL('http://localhost:3000/index.html'));
    await start(await answeringBy(() => new Response('of the mock'), ['/api']));
    expect(await (await fetch('/api/users')).text()).toBe('of the mock');
    expect((await axios.get('http://localhost:3000/api/users')).data).toBe('of the mock');
    await expect(fetch('http://localhost:3000/api/undocumented')).rejects.toThrow();
  });

  test('what is for other servers passes', async () => {
    await start(await shopMock());
    await withRealServer(async (url) => {
      expect(await (await fetch(url)).text()).toBe('real');
      expect((await httpCall(url)).body).toBe('real');
    });
  });

  test('what is for other servers fails where that is asked for, without its query', async () => {
    await start(await shopMock(), { unhandled: 'error' });
    await withRealServer(async (url) => {
      const failed = await fetch(`${url}/a?token=secret`).catch((error) => error);
      expect(inspectAll(failed)).toContain(`Failed to send GET ${url}/a: it is for no server`);
      expect(inspectAll(failed)).not.toContain('secret');
      await expect(httpCall(url)).rejects.toThrow(/it is for no server/);
    });
  });

  test('after its end everything is as it was', async () => {
    const before = globalThis.fetch;
    await withRealServer(async (url) => {
      {
        using _ = await intercept(await shopMock(), { servers: [url] });
        expect(await (await fetch(`${url}/users`)).json()).toBeInstanceOf(Array);
        expect((await httpCall(`${url}/users`)).body).toMatch(/^\[/);
      }
      expect(globalThis.fetch).toBe(before);
      expect((await httpCall(`${url}/users`)).body).toBe('real');
    });
  });

  test('two descriptions are intercepted at once, and the end of one leaves the other', async () => {
    const say = (text: string) => answeringBy(() => new Response(text), [`https://${text}.example`]);
    const first = await start(await say('first'));
    await start(await say('second'));
    const ask = async (text: string) => (await fetch(`https://${text}.example/users`)).text();
    expect([await ask('first'), await ask('second')]).toEqual(['first', 'second']);
    first.stop();
    expect(await ask('second')).toBe('second');
  });

  test('of two interceptions of one server the later answers until it ends', async () => {
    await start(await answeringBy(() => new Response('earlier')));
    const later = await start(await answeringBy(() => new Response('later')));
    const ask = async () => (await fetch(`${shop}/users`)).text();
    expect(await ask()).toBe('later');
    later.stop();
    expect(await ask()).toBe('earlier');
  });

  test('a failing network fails fetch, axios and node:http', async () => {
    await start(await answeringBy(() => Promise.reject(new ConnectionReset())));
    await expect(fetch(`${shop}/users`)).rejects.toBeInstanceOf(TypeError);
    await expect(httpCall(`${shop}/users`)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await expect(axios.get(`${shop}/users`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('a request that is given up is rejected at once', async () => {
    await start(await shopMock(20_000));
    const controller = new AbortController();
    const answer = fetch(`${shop}/slow`, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await expect(axios.get(`${shop}/slow`, { timeout: 30 })).rejects.toMatchObject({ code: 'ECONNABORTED' });
  });

  test('a held back answer waits for fake timers', async () => {
    const mock = await shopMock(60_000);
    let arrived: (() => void) | undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    await start({
      api: mock.api,
      fetch: (request) => {
        const response = mock.fetch(request);
        if (request.url.endsWith('/slow')) setImmediate(arrived!);
        return response;
      },
    });
    await fetch(`${shop}/users`);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const answer = fetch(`${shop}/slow`).then((response) => response.json());
    await arrival;
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await Promise.race([answer, 'waiting'])).toBe('waiting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toBe('at last');
  });

  test('a body streams: its beginning is read before its end is written', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    let writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
    const stream = () => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      writer = writable.getWriter();
      void writer.write(bytes('begin'));
      return readable;
    };
    await start(await answeringBy(() => new Response(stream())));
    const response = await fetch(`${shop}/users`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe('begin');
    void writer!.write(bytes('end')).then(() => writer!.close());
    expect((await reader.read()).value).toBe('end');
    expect((await reader.read()).done).toBe(true);
  });

  test('bytes arrive as they were, in both directions', async () => {
    const all = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    await start(await answeringBy(async (request) => new Response(await request.arrayBuffer())));
    const response = await fetch(`${shop}/users`, { method: 'POST', body: all });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(all);
    const { data } = await axios.post(`${shop}/users`, all, { responseType: 'arraybuffer' });
    expect(new Uint8Array(data)).toEqual(all);
  });

  test('redirects are followed, and cookies kept apart', async () => {
    const headers = new Headers({ location: '/v1/users' });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const fetchIt = (request: Request) =>
      request.url.endsWith('/slow') ? new Response(null, { status: 302, headers }) : new Response('there');
    await start(await answeringBy(fetchIt));
    expect(await (await fetch(`${shop}/slow`)).text()).toBe('there');
    expect((await axios.get(`${shop}/slow`)).data).toBe('there');
    expect((await httpCall(`${shop}/slow`)).headers['set-cookie']).toEqual(['a=1', 'b=2']);
  });

  test('many requests at once get each their own answer', async () => {
    await start(await answeringBy(async (request) => new Response(new URL(request.url).search)));
    const asked = Array.from({ length: 60 }, (_, at) => `?${at}`);
    const ask = async (search: string, at: number) =>
      at % 2
        ? (await fetch(`${shop}/users${search}`)).text()
        : (await httpCall(`${shop}/users${search}`)).body;
    expect(await Promise.all(asked.map(ask))).toEqual(asked);
  });
}

/** The messages of an error and of its causes: `fetch` hides the reason. */
function inspectAll(error: unknown): string {
  return error instanceof Error ? `${error.message} ${inspectAll(error.cause)}` : '';
}
