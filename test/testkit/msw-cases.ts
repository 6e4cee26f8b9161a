import axios from 'axios';
import { afterEach, expect, test } from 'vitest';
import { ConnectionReset } from '../../src/mock/index.ts';
import { handlers } from '../../src/testkit/msw.ts';
import { answeringBy, shop, shopMock } from './intercepted-shop.ts';

/** What both versions of MSW have, of their different types. */
export interface Msw {
  readonly setupServer: (...handlers: never[]) => Server;
  readonly http: {
    get(path: string, resolver: () => Response | undefined, options?: { once?: boolean }): unknown;
  };
  readonly passthrough: () => Response;
}

interface Server {
  listen(options: object): void;
  close(): void;
  use(...handlers: never[]): void;
  resetHandlers(): void;
  listHandlers(): ReadonlyArray<object>;
}

export function mswTests({ setupServer, http, passthrough }: Msw): void {
  let server: Server | undefined;
  const listen = (...all: unknown[]): Server => {
    server = setupServer(...(all as never[]));
    server.listen({ onUnhandledRequest: 'error', onUnhandledFrame: 'error' });
    return server;
  };
  const ask = async (path: string) => (await fetch(`${shop}${path}`)).text();
  afterEach(() => server?.close());

  test('a server of MSW answers by the description, and keeps what was created', async () => {
    listen(...handlers(await shopMock()));
    const headers = { 'content-type': 'application/json' };
    const send = (body: string) => fetch(`${shop}/users`, { method: 'POST', headers, body });
    const made = await send('{"name":"Ada"}');
    expect(made.status).toBe(201);
    expect(await (await fetch(`${shop}/users`)).json()).toContainEqual(await made.json());
    expect((await send('{"name":""}')).status).toBe(422);
    expect((await axios.get(`${shop}/users`)).status).toBe(200);
  });

  test('own handlers answer before those of the description where they stand before them, and go on to them', async () => {
    listen(
      http.get(`${shop}/users`, () => new Response('once'), { once: true }),
      http.get(`${shop}/slow`, () => undefined),
      ...handlers(await answeringBy(() => new Response('of the mock'))),
      http.get(`${shop}/slow`, () => new Response('too late')),
    );
    expect([await ask('/users'), await ask('/users'), await ask('/slow')]).toEqual([
      'once',
      'of the mock',
      'of the mock',
    ]);
  });

  test('handlers of one test come first until they are reset', async () => {
    const made = listen(...handlers(await answeringBy(() => new Response('of the mock'))));
    made.use(http.get(`${shop}/users`, () => new Response('of the test')) as never);
    expect(await ask('/users')).toBe('of the test');
    made.resetHandlers();
    expect(await ask('/users')).toBe('of the mock');
  });

  test('an undocumented path is left to the handlers that follow, or to nobody', async () => {
    listen(
      ...handlers(await answeringBy(() => new Response('of the mock'))),
      http.get(`${shop}/health`, () => new Response('own')),
    );
    expect(await ask('/health')).toBe('own');
    await expect(ask('/userz')).rejects.toThrow();
  });

  test('an undocumented path is refused where that is asked for', async () => {
    listen(...handlers(await shopMock(), { undocumented: true }));
    expect((await fetch(`${shop}/userz`)).status).toBe(404);
    expect((await fetch(`${shop}/users`, { method: 'DELETE' })).status).toBe(405);
  });

  test('a failing network fails the client', async () => {
    listen(...handlers(await answeringBy(() => Promise.reject(new ConnectionReset()))));
    await expect(ask('/users')).rejects.toBeInstanceOf(TypeError);
  });

  test('a passing request stays with MSW', async () => {
    listen(
      http.get('http://127.0.0.1:9/users', () => passthrough()),
      ...handlers(await answeringBy(() => new Response('of the mock')), { servers: ['http://127.0.0.1:9'] }),
    );
    await expect(fetch('http://127.0.0.1:9/users')).rejects.toThrow();
  });

  test('the list of handlers names the description', async () => {
    const made = listen(...handlers(await shopMock()));
    expect(made.listHandlers()).toMatchObject([{ info: { header: 'T 1' } }]);
  });
}
