import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type Compiled, compileAll } from './compiled.ts';
import { notes } from './crud-model.ts';
import { hasRedis, RedisServer } from './redis-server.ts';
import { inParallel, StandinProcess } from './standin-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-instances-'));
const spec = join(folder, 'notes.json');
const running: StandinProcess[] = [];
let compiled: Compiled;
let redis: RedisServer | undefined;

beforeAll(async () => {
  const described = structuredClone(notes) as {
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };
  const item = described.paths['/notes/{id}'] as Record<string, Record<string, Record<string, unknown>>>;
  // Who changes a note may say which state of it is meant.
  const etag = { headers: { ETag: { schema: { type: 'string' } } } };
  Object.assign(item['get']!['responses']!['200'] as object, etag);
  Object.assign(item['put']!, {
    parameters: [{ name: 'If-Match', in: 'header', schema: { type: 'string' } }],
  });
  Object.assign(item['put']!['responses']!, { 412: { description: '' } });
  writeFileSync(
    spec,
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Notes', version: '1' }, ...described }),
  );
  [compiled, redis] = await Promise.all([compileAll(), hasRedis ? RedisServer.start() : undefined]);
}, 120_000);
afterEach(async () => {
  for (const standin of running.splice(0)) await standin.end('SIGKILL');
});
afterAll(async () => {
  await redis?.remove();
  compiled.remove();
  rmSync(folder, { recursive: true });
});

async function start(...args: string[]): Promise<StandinProcess> {
  const standin = await StandinProcess.start(compiled.main, [spec, ...args]);
  running.push(standin);
  return standin;
}

type Note = { id: number; text: string };

const listOf = async (standin: StandinProcess) => {
  const { status, body } = await standin.json('GET', '/notes');
  expect([status, body]).toEqual([200, expect.any(Array)]);
  return body as Note[];
};

test.skipIf(!hasRedis)(
  'two instances on one Redis lose and double nothing under 300 parallel POSTs and 300 PUTs',
  async () => {
    const both = await Promise.all([
      start('--store', redis!.spec('both:')),
      start('--store', redis!.spec('both:')),
    ]);
    const seeds = await listOf(both[0]!);
    expect(await listOf(both[1]!)).toEqual(seeds);
    const made = await inParallel(300, 32, async (index) => {
      const { status, body } = await both[index % 2]!.json('POST', '/notes', { text: `note ${index}` });
      expect(status).toBe(201);
      return body as Note;
    });
    expect(new Set(made.map(({ id }) => id)).size).toBe(300);
    const first = await listOf(both[0]!);
    expect(first).toHaveLength(seeds.length + 300);
    const byText = new Set(first.map(({ text }) => text));
    for (let index = 0; index < 300; index++) expect(byText.has(`note ${index}`)).toBe(true);
    await inParallel(300, 32, async (index) => {
      const { status } = await both[(index + 1) % 2]!.json('PUT', `/notes/${made[index]!.id}`, {
        text: `changed ${index}`,
      });
      expect(status).toBe(200);
    });
    const changed = new Map((await listOf(both[0]!)).map(({ id, text }) => [id, text]));
    for (const [index, { id }] of made.entries()) expect(changed.get(id)).toBe(`changed ${index}`);
    expect(await listOf(both[1]!)).toEqual(await listOf(both[0]!));
  },
  120_000,
);

test.skipIf(!hasRedis)(
  'two instances on one Redis take each change that names the state it is meant for once',
  async () => {
    const both = await Promise.all([
      start('--store', redis!.spec('etag:')),
      start('--store', redis!.spec('etag:')),
    ]);
    const { body } = await both[0]!.json('POST', '/notes', { text: '0' });
    const path = `/notes/${(body as Note).id}`;
    let refused = 0;
    await inParallel(60, 8, async (index) => {
      const standin = both[index % 2]!;
      for (;;) {
        const { headers, body: read } = await standin.json('GET', path);
        const text = String(Number((read as Note).text) + 1);
        const { status } = await standin.json('PUT', path, { text }, { 'if-match': headers.get('etag')! });
        if (status === 200) return;
        expect(status).toBe(412);
        refused++;
      }
    });
    expect(refused).toBeGreaterThan(0);
    expect(((await both[1]!.json('GET', path)).body as Note).text).toBe('60');
  },
  120_000,
);

test.skipIf(!hasRedis)(
  'while Redis is away requests that need it get 503, and afterwards everything is there',
  async () => {
    const standin = await start('--store', redis!.spec('outage:'));
    expect((await standin.json('POST', '/notes', { text: 'kept' })).status).toBe(201);
    await redis!.stop('SIGKILL');
    const { status, headers, body } = await standin.json('GET', '/notes');
    expect([status, headers.get('retry-after'), headers.get('content-type')]).toEqual([
      503,
      '1',
      'application/problem+json',
    ]);
    expect(body).toMatchObject({
      type: 'urn:standin:store-unavailable',
      detail: expect.stringContaining(redis!.socket),
    });
    expect((await standin.json('POST', '/notes', { text: 'lost' })).status).toBe(503);
    await redis!.start();
    const texts = (await listOf(standin)).map(({ text }) => text);
    expect([texts.includes('kept'), texts.includes('lost')]).toEqual([true, false]);
  },
  120_000,
);

test.skipIf(!hasRedis)(
  'two workers on one port share what is created through either, and end together',
  async () => {
    const standin = await start('--workers', '2', '--store', redis!.spec('workers:'));
    await vi.waitFor(() => expect(standin.children()?.length ?? 2).toBe(2));
    // A connection of its own each, which go to the workers in turn.
    const close = { connection: 'close' };
    const made = await inParallel(80, 16, async (index) => {
      const answer = await standin.json('POST', '/notes', { text: `note ${index}` }, close);
      expect(answer.status).toBe(201);
      return answer.body as Note;
    });
    expect(new Set(made.map(({ id }) => id)).size).toBe(80);
    await inParallel(80, 16, async (index) => {
      const { status, body } = await standin.json('GET', `/notes/${made[index]!.id}`, undefined, close);
      expect([status, body]).toEqual([200, made[index]]);
    });
    expect(await standin.end()).toBe(0);
  },
  60_000,
);

test('an instance with a file that is killed while it answers loses nothing that it has answered', async () => {
  const store = `file:${join(folder, 'store')}`;
  const answered = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const standin = await start('--store', store);
    const texts = (await listOf(standin)).map(({ text }) => text);
    for (const text of answered) expect(texts).toContain(text);
    let left = 5 + 20 * round;
    const create = async (index: number) => {
      const text = `${round} ${index}`;
      const { status } = await standin.json('POST', '/notes', { text });
      expect(status).toBe(201);
      answered.add(text);
      if (--left === 0) void standin.end('SIGKILL');
    };
    // Each lane goes on until the process is gone.
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let index = lane; ; index += 8) await create(index);
    });
    for (const { reason } of (await Promise.allSettled(lanes)) as PromiseRejectedResult[])
      expect(reason).toBeInstanceOf(TypeError);
  }
  expect(answered.size).toBeGreaterThanOrEqual(5 + 25 + 45 + 65);
}, 120_000);

test('a second instance on a file is told who has it, and ends with 2', async () => {
  const store = `file:${join(folder, 'held')}`;
  const standin = await start('--store', store);
  await expect(start('--store', store)).rejects.toThrow(/ended with 2:.*process \d+ is using it/s);
  expect(await standin.end()).toBe(0);
  await start('--store', store);
}, 60_000);
