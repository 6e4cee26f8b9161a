import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) =>
  existsSync(each),
);
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const json = {
  description: 'ok',
  content: { 'application/json': { schema: { type: 'array', minItems: 1, items: user } } },
};
const listUsers = { get: { responses: { 200: json } } };
const description = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  servers: [{ url: '/api' }, { url: 'https://api.example.com' }],
  paths: { '/users': listUsers },
};

/** The page's program for browsers, and the packages of Node that are named in it. */
async function bundle(msw: string): Promise<Map<string, string>> {
  const build = await rolldown({
    input: fileOf('browser/page.ts'),
    platform: 'browser',
    external: /^node:/,
    resolve: msw === 'msw' ? {} : { alias: { msw } },
    logLevel: 'silent',
  });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : '']));
}

describe.skipIf(path === undefined).each(['msw', 'msw-3'])(
  '%s in Chromium, left out where there is none',
  (msw) => {
    let browser: Browser;
    let server: Server;
    let page: Page;
    let files: Map<string, string>;
    const said: string[] = [];

    beforeAll(async () => {
      files = await bundle(msw);
      files.set(
        'mockServiceWorker.js',
        readFileSync(fileOf(`../../node_modules/${msw}/lib/mockServiceWorker.js`), 'utf8'),
      );
      server = createServer((request, response) => {
        const script = files.get(request.url!.slice(1));
        response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
        response.end(script ?? '<title>real</title><script type="module" src="/page.js"></script>');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      browser = await chromium.launch({ executablePath: path!, args: ['--no-sandbox'] });
      page = await browser.newPage();
      page.on('pageerror', (error) => said.push(error.message));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.evaluate(
        async (it) => (globalThis as never as { start(it: object): Promise<void> }).start(it),
        description,
      );
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      server?.closeAllConnections();
      server?.close();
    });

    const call = (url: string): Promise<string> =>
      page.evaluate(async (url) => (await fetch(url)).text(), url);

    test('what is loaded at once needs nothing of Node', () => {
      const loadedAtOnce = /^\s*(?:import|export)\b[^;]*?from\s*["']node:|^\s*import\s*["']node:/m;
      expect([...files].filter(([, code]) => loadedAtOnce.test(code)).map(([name]) => name)).toEqual([]);
    });

    test('the worker answers by the description, at the origin of the page and elsewhere', async () => {
      expect(JSON.parse(await call('/api/users'))[0]).toMatchObject({
        id: expect.any(Number),
        name: expect.any(String),
      });
      expect(JSON.parse(await call('https://api.example.com/users'))).toEqual(
        JSON.parse(await call('/api/users')),
      );
      expect(said).toEqual([]);
    });

    test('own handlers and the real server stay', async () => {
      expect(await call('/own')).toBe('own');
      expect(await call('/api/other')).toContain('<title>real</title>');
    });
  },
);
