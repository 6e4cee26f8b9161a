import { describe, expect, test } from 'vitest';
import type { MockOptions } from '../../src/mock/index.ts';
import { faulty } from './faulty.ts';

describe('delay', () => {
  test.each<[title: string, options: MockOptions, prefer: string | undefined, waited: number[]]>([
    ['none where nothing is said', {}, undefined, []],
    ['a fixed one', { delay: 200 }, undefined, [200]],
    ['a request says what it wants', { delay: 200 }, 'wait=2', [2000]],
    ['a request can do without', { delay: 200 }, 'wait=0', []],
    ['a request waits a minute at most', {}, 'wait=100000', [60_000]],
    ['an operation has its own', { delay: 200, operations: { list: { delay: 50 } } }, undefined, [50]],
    ['an operation can do without', { delay: 200, operations: { list: { delay: 0 } } }, undefined, []],
    ['another operation is not concerned', { operations: { plain: { delay: 50 } } }, undefined, []],
  ])('%s', async (_title, options, prefer, waited) => {
    const { ask, timers } = await faulty(options);
    const response = await ask('/things', prefer);
    expect(response.status).toBe(200);
    expect(timers.waited).toEqual(waited);
  });

  test('a range is kept to, and repeats with the seed', async () => {
    const draw = async (seed: string) => {
      const { ask, timers } = await faulty({ delay: '100-500', seed });
      for (let i = 0; i < 30; i++) await ask('/things');
      return timers.waited;
    };
    const first = await draw('a');
    expect(Math.min(...first)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...first)).toBeLessThanOrEqual(500);
    expect(new Set(first).size).toBeGreaterThan(10);
    expect(await draw('a')).toEqual(first);
    expect(await draw('b')).not.toEqual(first);
  });

  test('a log-normal one lies around its median', async () => {
    const { ask, timers } = await faulty({ delay: '~200' });
    for (let i = 0; i < 200; i++) await ask('/plain');
    const sorted = timers.waited.toSorted((a, b) => a - b);
    expect(sorted[100]).toBeGreaterThan(160);
    expect(sorted[100]).toBeLessThan(240);
    expect(sorted.at(-1)).toBeGreaterThan(300);
  });

  test('a session tells its story however those of others fall in between', async () => {
    const { mock, timers } = await faulty({ delay: '1-1000' });
    const asked = async (session: string) => {
      const before = timers.waited.length;
      await mock.request('/things', { headers: { 'standin-session': session } });
      return timers.waited[before];
    };
    const alone = [await asked('a'), await asked('a'), await asked('a')];
    const { mock: again, timers: times } = await faulty({ delay: '1-1000' });
    const mixed: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      await again.request('/things', { headers: { 'standin-session': 'b' } });
      await again.request('/plain', { headers: { 'standin-session': 'a' } });
      await again.request('/things', { headers: { 'standin-session': 'a' } });
      mixed.push(times.waited.at(-1));
    }
    expect(mixed).toEqual(alone);
  });
});

describe('errors', () => {
  test('the rate holds, and only documented errors come, with valid bodies', async () => {
    const { ask } = await faulty({ errorRate: '30%' });
    const statuses: number[] = [];
    for (let i = 0; i < 200; i++) {
      const response = await ask('/things');
      statuses.push(response.status);
      if (response.status === 200) continue;
      expect(response.headers.get('standin-fault')).toBe('error');
      expect(await response.json()).toMatchObject({ message: expect.any(String) });
    }
    expect(new Set(statuses)).toEqual(new Set([200, 404, 500, 503]));
    const failed = statuses.filter((status) => status !== 200).length;
    expect(failed).toBeGreaterThan(35);
    expect(failed).toBeLessThan(90);
  });

  test('an operation that documents none has none', async () => {
    const { ask } = await faulty({ errorRate: 1 });
    expect((await ask('/plain')).status).toBe(200);
  });

  test('the choice can be narrowed', async () => {
    const { ask } = await faulty({ errorRate: 1, errors: [503] });
    for (let i = 0; i < 5; i++) expect((await ask('/things')).status).toBe(503);
  });

  test('what a client asks for is not for chance to change', async () => {
    const { ask } = await faulty({ errorRate: 1 });
    expect((await ask('/things', 'code=200')).status).toBe(200);
  });

  test('a request can ask for one', async () => {
    const { ask } = await faulty();
    const response = await ask('/things', 'fault=error');
    expect([404, 500, 503]).toContain(response.status);
    expect(response.headers.get('preference-applied')).toBe('fault=error');
  });
});

describe('rate limit', () => {
  test('one too many gets the documented 429 and is told when to come back', async () => {
    const { ask, timers } = await faulty({ rateLimit: '2/10s' });
    const first = await ask('/limited');
    expect(first.headers.get('ratelimit-policy')).toBe('"default";q=2;w=10');
    expect(first.headers.get('ratelimit')).toBe('"default";r=1;t=10');
    expect(first.headers.get('x-ratelimit-limit')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('1');
    expect(Number(first.headers.get('x-ratelimit-reset'))).toBe(1_768_469_410);
    timers.moment += 4000;
    expect((await ask('/limited')).headers.get('ratelimit')).toBe('"default";r=0;t=6');
    const refused = await ask('/limited');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('6');
    expect(await refused.json()).toEqual({
      message: 'Too many requests: 2 are allowed in 10 seconds. Try again in 6 seconds.',
    });
    timers.moment += 6000;
    expect((await ask('/limited')).status).toBe(200);
  });

  test('where 429 is not documented, a problem says it', async () => {
    const { ask } = await faulty({ rateLimit: '1/h' });
    await ask('/plain');
    const refused = await ask('/plain');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
  });

  test('all operations count together, and one with a limit of its own alone', async () => {
    const { ask } = await faulty({ rateLimit: '1/h', operations: { limited: { rateLimit: '1/h' } } });
    expect((await ask('/plain')).status).toBe(200);
    expect((await ask('/things')).status).toBe(429);
    expect((await ask('/limited')).status).toBe(200);
    expect((await ask('/limited')).status).toBe(429);
  });

  test('sessions count apart', async () => {
    const { mock, ask } = await faulty({ rateLimit: '1/h' });
    await ask('/plain');
    const other = await mock.request('/plain', { headers: { 'standin-session': 'other' } });
    expect(other.status).toBe(200);
  });

  test('a request can ask for one', async () => {
    const { ask } = await faulty();
    const response = await ask('/limited', 'fault=rate-limit');
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('30');
  });
});

test.each<[prefer: string, applied: string | null]>([
  ['code=503', 'code=503'],
  ['wait=2, code=404', 'code=404, wait=2'],
  ['wait=999', 'wait=60'],
  ['dynamic=true', 'dynamic=true'],
  ['fault=empty', 'fault=empty'],
  ['code=418', null],
  ['scenario=absent', null],
  ['example=absent', null],
  ['respond-async', null],
  ['fault=nothing', null],
])('Prefer: %s is answered with Preference-Applied: %s', async (prefer, applied) => {
  const { ask } = await faulty();
  expect((await ask('/things', prefer)).headers.get('preference-applied')).toBe(applied);
});

test.each<[MockOptions, string]>([
  [{ delay: 'soon' }, 'Failed to understand delay: "soon" means nothing. Write 200,'],
  [{ fault: 'explode' }, 'Failed to understand fault: "explode" means nothing. Write reset,'],
  [{ rateLimit: 'many' }, 'Failed to understand rateLimit: "many" means nothing. Write 60/minute'],
])('options %j are refused', async (options, expected) => {
  await expect(faulty(options)).rejects.toThrow(expected);
});
