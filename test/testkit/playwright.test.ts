import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionReset } from '../../src/mock/index.ts';
import { mockRoutes } from '../../src/testkit/node/playwright.ts';
import { answeringBy, shop, shopMock } from './intercepted-shop.ts';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) =>
  existsSync(each),
);

let browser: Browser;
let server: Server;
let origin: string;
let page: Page;

/** Runs `fetch` in the page. */
function call(
  url: string,
  init: object = {},
): Promise<{ status: number; body: string; location: string | null }> {
  return page.evaluate(
    async ([url, init]) => {
      const response = await fetch(url, init);
      return {
        status: response.status,
        body: await response.text(),
        location: response.headers.get('location'),
      };
    },
    [url, init] as const,
  );
}

describe.skipIf(path === undefined)('the calls of a page in Chromium, left out where there is none', () => {
  beforeAll(async () => {
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<title>real ${request.url}</title>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: path!, args: ['--no-sandbox'] });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(origin);
  });

  afterEach(() => page.close());

  test('are answered across origins, with what asks for a preflight and credentials', async () => {
    await mockRoutes(page, await shopMock());
    const made = await call(`${shop}/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-trace': '1' },
      credentials: 'include',
      body: '{"name":"Ada"}',
    });
    expect(made.status).toBe(201);
    expect(JSON.parse(made.body)).toMatchObject({ name: 'Ada' });
    expect(JSON.parse((await call(`${shop}/users`)).body)).toContainEqual(JSON.parse(made.body));
    expect((await call(`${shop}/nothing`)).status).toBe(404);
  });

  test('get what is documented below the origin of the page, and all else is loaded', async () => {
    await mockRoutes(page, await answeringBy(() => new Response('mocked'), ['/']));
    expect((await call('/users')).body).toBe('mocked');
    expect((await call('/app.js')).body).toContain('real /app.js');
    await page.goto(`${origin}/users`);
    expect(await page.title()).toBe('real /users');
  });

  test('can be for a base URL of the set-up', async () => {
    const mock = await answeringBy((request) => new Response(request.url));
    await mockRoutes(page, mock, { servers: [`${origin}/backend`] });
    expect((await call('/backend/users?a=1')).body).toBe(`${origin}/users?a=1`);
  });

  test('carry bytes in both directions', async () => {
    const all = Uint8Array.from({ length: 3_000 }, (_, at) => at % 256);
    const echo = await answeringBy(async (request) => new Response(await request.arrayBuffer()), [origin]);
    await mockRoutes(page, echo);
    const back = await page.evaluate(
      async (sent) => {
        const response = await fetch('/users', { method: 'POST', body: new Uint8Array(sent) });
        return [...new Uint8Array(await response.arrayBuffer())];
      },
      [...all],
    );
    expect(back).toEqual([...all]);
  });

  test('follow redirects and keep cookies', async () => {
    const headers = new Headers({ location: `${origin}/users` });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const answer = (request: Request) =>
      request.url.endsWith('/slow')
        ? new Response(null, { status: 302, headers })
        : new Response(`there by ${request.method}`);
    await mockRoutes(page, await answeringBy(answer, [origin]));
    expect((await call('/slow')).body).toBe('there by GET');
    expect(await page.evaluate('document.cookie')).toBe('a=1; b=2');
  });

  test('fail where the network fails', async () => {
    await mockRoutes(page, await answeringBy(() => Promise.reject(new ConnectionReset()), [origin]));
    await expect(call('/users')).rejects.toThrow(/Failed to fetch/);
  });

  test('reach the network when the routes are stopped', async () => {
    {
      await using _ = await mockRoutes(page, await answeringBy(() => new Response('mocked'), [origin]));
      expect((await call('/users')).body).toBe('mocked');
    }
    expect((await call('/users')).body).toContain('real /users');
  });

  test('leave nothing behind when the page is closed before its answer', async () => {
    let answered: (() => void) | undefined;
    const done = new Promise<void>((resolve) => (answered = resolve));
    const slow = async () => {
      await page.close();
      setTimeout(answered!, 50);
      return new Response('too late');
    };
    await mockRoutes(page, await answeringBy(slow, [origin]));
    await expect(call('/users')).rejects.toThrow(/closed/);
    await done;
  });

  test('of a whole context are answered, those of service workers where these are blocked', async () => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    await mockRoutes(context, await answeringBy(() => new Response('mocked'), [origin]));
    const other = await context.newPage();
    await other.goto(`${origin}/index.html`);
    expect(await other.evaluate(async () => (await fetch('/users')).text())).toBe('mocked');
    await context.close();
  });
});
