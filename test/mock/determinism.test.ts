import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

const shipped = fileURLToPath(new URL('../../spec/authentik.yaml', import.meta.url));

async function open(options?: MockOptions): Promise<{ mock: Hono; paths: string[] }> {
  const api = await loadApi(shipped);
  const gets = api.operations.filter(({ method }) => method === 'GET');
  const paths = gets.map(({ path }) => path.replaceAll(/\{[^{}]+\}/g, '3'));
  return { mock: createMock(api, { auth: false, onViolation: 'warn', ...options }), paths };
}

async function bytes(mock: Hono, path: string): Promise<string> {
  const response = await mock.request(path, { headers: { prefer: 'dynamic=true' } });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
  return `${response.status}\n${headers.join('\n')}\n${await response.text()}`;
}

async function all(mock: Hono, paths: readonly string[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const path of paths) answers.set(path, await bytes(mock, path));
  return answers;
}

test('the embedded description is there to be asked', async () => {
  expect(existsSync(shipped)).toBe(true);
  const { paths } = await open();
  expect(paths.length).toBeGreaterThan(5);
});

test('the same seed and the same requests give the same bytes', async () => {
  const [first, second] = [await open(), await open()];
  expect(await all(first.mock, first.paths)).toEqual(await all(second.mock, second.paths));
});

test('the order of the requests changes no byte', async () => {
  const [first, second] = [await open(), await open()];
  const forth = await all(first.mock, first.paths);
  const back = await all(second.mock, second.paths.toReversed());
  expect(new Map([...back].toReversed())).toEqual(forth);
});

test('asking again changes no byte', async () => {
  const { mock, paths } = await open();
  const once = await all(mock, paths);
  for (let round = 0; round < 3; round++) expect(await all(mock, paths)).toEqual(once);
});

test('requests at the same time change no byte', async () => {
  const [first, second] = [await open(), await open()];
  const together = await Promise.all(first.paths.map((path) => bytes(first.mock, path)));
  expect(together).toEqual([...(await all(second.mock, second.paths)).values()]);
});

test.each([{ seed: 'another' }, { seed: 7 }, { locale: 'de' }])('%o gives other bytes', async (options) => {
  const [usual, other] = [await open(), await open(options)];
  const differing = (
    await Promise.all(
      usual.paths.map(async (path) => (await bytes(usual.mock, path)) !== (await bytes(other.mock, path))),
    )
  ).filter(Boolean);
  expect(differing.length).toBeGreaterThan(0);
});

test('another query names the same entity, another key another one', async () => {
  const { mock } = await open();
  const path = '/sources/scim_users/3/';
  expect(await bytes(mock, `${path}?a=1`)).toBe(await bytes(mock, path));
  expect(await bytes(mock, '/sources/scim_users/4/')).not.toBe(await bytes(mock, path));
});
