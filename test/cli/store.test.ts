import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { notes } from '../state/crud-model.ts';
import { CommandLine, Folder, standin } from './command-line.ts';

let folder: Folder;
const running: CommandLine[] = [];

const described = (title: string) => ({ openapi: '3.1.0', info: { title, version: '1' }, ...notes });

beforeAll(async () => {
  folder = await Folder.create({ 'notes.json': described('Notes'), 'memos.json': described('Memos') });
});
afterEach(async () => {
  for (const mock of running.splice(0)) await mock.stop();
});
afterAll(() => folder.remove());

async function serve(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ mock: CommandLine; url: string }> {
  const mock = new CommandLine([...args, '--port', '0', '--verbose'], { env });
  running.push(mock);
  const [url] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
  return { mock, url: url! };
}

async function create(url: string, text: string, session?: string): Promise<number> {
  const headers = { 'content-type': 'application/json', ...(session ? { 'standin-session': session } : {}) };
  return (await fetch(`${url}/notes`, { method: 'POST', headers, body: JSON.stringify({ text }) })).status;
}

async function texts(url: string, session?: string): Promise<string[]> {
  const response = await fetch(`${url}/notes`, session ? { headers: { 'standin-session': session } } : {});
  return ((await response.json()) as { text: string }[]).map(({ text }) => text);
}

test('what was created is kept in a file from one run to the next', async () => {
  const args = [folder.file('notes.json'), '--store', `file:${folder.file('kept')}`];
  const first = await serve(args);
  expect(await create(first.url, 'mine')).toBe(201);
  expect(existsSync(folder.file('kept.lock'))).toBe(true);
  await first.mock.stop();
  expect(existsSync(folder.file('kept.lock'))).toBe(false);
  const second = await serve(args);
  expect(await texts(second.url)).toContain('mine');
});

test('the environment may name the store', async () => {
  const { url } = await serve([folder.file('notes.json')], { STANDIN_STORE: `file:${folder.file('env')}` });
  await create(url, 'mine');
  expect(existsSync(folder.file('env'))).toBe(true);
});

test('a store that another description has filled is served with a word', async () => {
  const store = ['--store', `file:${folder.file('others')}`];
  const first = await serve([folder.file('notes.json'), ...store]);
  await first.mock.stop();
  const second = await serve([folder.file('memos.json'), ...store]);
  expect(second.mock.err).toContain('was filled by another description, Notes');
});

test('descriptions that are served together share a store and no world', async () => {
  const store = ['--store', `file:${folder.file('shared')}`];
  const specs = [folder.file('notes.json'), `/memos=${folder.file('memos.json')}`];
  const { url } = await serve([...specs, ...store]);
  await create(url, 'note');
  await create(`${url}/memos`, 'memo');
  expect((await texts(url)).filter((text) => ['note', 'memo'].includes(text))).toEqual(['note']);
  expect((await texts(`${url}/memos`)).filter((text) => ['note', 'memo'].includes(text))).toEqual(['memo']);
});

test('state stays when the description is reloaded', async () => {
  const { mock, url } = await serve([folder.file('notes.json')]);
  await mock.printed(/Changes to .* are followed/);
  await create(url, 'mine');
  mock.err = '';
  mock.out = '';
  await folder.write('notes.json', JSON.stringify({ ...described('Notes'), tags: [{ name: 'new' }] }));
  await mock.printed(/Reloaded/);
  expect(await texts(url)).toContain('mine');
});

test('without state nothing is kept', async () => {
  const { url } = await serve([folder.file('notes.json'), '--no-state']);
  expect(await create(url, 'mine')).toBe(201);
  expect(await texts(url)).not.toContain('mine');
});

test('over a socket the sessions of this machine are administered', async () => {
  const { url } = await serve([folder.file('notes.json')]);
  await create(url, 'mine', 'ann');
  expect(await (await fetch(`${url}/__standin/sessions`)).json()).toEqual({ sessions: [{ name: 'ann' }] });
  expect(
    (await fetch(`${url}/__standin/sessions`, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status,
  ).toBe(403);
  expect((await fetch(`${url}/__standin/sessions/ann`, { method: 'DELETE' })).status).toBe(204);
  expect(await texts(url, 'ann')).not.toContain('mine');
});

test('with a token the administration asks for it', async () => {
  const { url } = await serve([folder.file('notes.json'), '--admin-token', 'secret']);
  expect((await fetch(`${url}/__standin/sessions`)).status).toBe(401);
  const headers = { authorization: 'Bearer secret' };
  expect((await fetch(`${url}/__standin/sessions`, { headers })).status).toBe(200);
});

test.each([
  ['nowhere', /there is none of that kind\. Write memory, file:PATH/],
  ['file:/none/of/these/store', /Failed to write .*in a folder that exists/],
  ['redis://127.0.0.1:1', /Failed to reach Redis at 127\.0\.0\.1:1: .*ECONNREFUSED.*Start it/],
])('--store %s ends with 2 and what to do', async (store, message) => {
  const { code, err } = await standin(['mock', folder.file('notes.json'), '--port', '0', '--store', store]);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
