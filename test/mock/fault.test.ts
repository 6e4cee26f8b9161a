import { describe, expect, test } from 'vitest';
import type { MockOptions, Timers } from '../../src/mock/index.ts';
import { mockOf } from './mock-of.ts';

const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const message = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };
const thing = { type: 'object', required: ['text'], properties: { text: { const: 'abcdefghij' } } };

const description = {
  paths: {
    '/things': {
      get: {
        operationId: 'list',
        responses: { 200: json(thing), 500: json(message), 503: json(message), 404: json(message) },
      },
    },
    '/plain': { get: { operationId: 'plain', responses: { 200: json(thing) } } },
    '/limited': {
      get: {
        operationId: 'limited',
        responses: {
          200: {
            ...json(thing),
            headers: {
              'X-RateLimit-Limit': { schema: { type: 'integer' } },
              'X-RateLimit-Remaining': { schema: { type: 'integer' } },
              'X-RateLimit-Reset': { schema: { type: 'integer' } },
            },
          },
          429: json(message),
        },
      },
    },
    '/nothing': { delete: { operationId: 'nothing', responses: { 204: { description: '' } } } },
  },
};

/** Time that is there at once, and how much of it was asked for. */
class InstantTimers implements Timers {
  readonly waited: number[] = [];
  moment = 0;

  now(): number {
    return this.moment;
  }

  async wait(ms: number): Promise<void> {
    this.waited.push(ms);
    this.moment += ms;
  }
}

async function faulty(options: MockOptions = {}) {
  const timers = new InstantTimers();
  const mock = await mockOf(description, { timers, ...options });
  const ask = (path: string, prefer?: string) =>
    mock.request(path, prefer === undefined ? {} : { headers: { prefer } });
  return { mock, timers, ask };
}

const whole = JSON.stringify({ text: 'abcdefghij' });

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

describe('broken answers', () => {
  test('a reset connection rejects, as fetch does', async () => {
    const { ask } = await faulty();
    await expect(ask('/things', 'fault=reset')).rejects.toMatchObject({
      name: 'ConnectionReset',
      code: 'ECONNRESET',
    });
    await expect(ask('/things', 'fault=reset')).rejects.toBeInstanceOf(TypeError);
    await expect(ask('/things?__fault=reset')).rejects.toThrow();
  });

  test('a reset connection is told to whoever listens', async () => {
    const statuses: number[] = [];
    const { ask } = await faulty({ fault: 'reset', onExchange: ({ status }) => statuses.push(status) });
    await expect(ask('/things')).rejects.toThrow();
    expect(statuses).toEqual([0]);
  });

  test('an empty body has the headers of the whole', async () => {
    const { ask } = await faulty();
    const response = await ask('/things', 'fault=empty');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('content-length')).toBe('0');
    expect(await response.text()).toBe('');
  });

  test('a malformed body is half of the whole', async () => {
    const { ask } = await faulty();
    const response = await ask('/things', 'fault=malformed');
    const text = await response.text();
    expect(text).toBe(whole.slice(0, whole.length >> 1));
    expect(response.headers.get('content-length')).toBe(String(text.length));
  });

  test('a truncated body breaks off', async () => {
    const { ask } = await faulty();
    const response = await ask('/things', 'fault=truncated');
    expect(response.headers.get('content-length')).toBe(String(whole.length));
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toBe(whole.slice(0, whole.length >> 1));
    await expect(reader.read()).rejects.toThrow('reset the connection');
  });

  test.each([
    ['slow', 2000],
    ['"slow=5s"', 5000],
  ])('a body with fault=%s is held back', async (fault, ms) => {
    const { ask, timers } = await faulty();
    const response = await ask('/things', `fault=${fault}`);
    expect(timers.waited).toEqual([]);
    expect(await response.text()).toBe(whole);
    expect(timers.waited).toEqual([ms]);
  });

  test('bandwidth is kept to', async () => {
    const { ask, timers } = await faulty({ bandwidth: 10 });
    const response = await ask('/things');
    expect(await response.text()).toBe(whole);
    expect(response.headers.get('content-length')).toBe(String(whole.length));
    const total = timers.waited.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeCloseTo((whole.length / 10) * 1000);
    expect(timers.waited.length).toBe(whole.length);
  });

  test('a reader that goes away ends the waiting', async () => {
    let aborted = false;
    const timers: Timers = {
      now: () => 0,
      wait: (_ms, signal) =>
        new Promise((done) =>
          signal?.addEventListener('abort', () => {
            aborted = true;
            done();
          }),
        ),
    };
    const { ask } = await faulty({ timers, bandwidth: 10 });
    const reader = (await ask('/things')).body!.getReader();
    const read = reader.read();
    await reader.cancel();
    await read;
    expect(aborted).toBe(true);
  });

  test('what has no body is left as it is', async () => {
    const { mock } = await faulty({ fault: 'truncated', bandwidth: 10 });
    const response = await mock.request('/nothing', { method: 'DELETE' });
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
  });

  test('a rate hits some answers, the same ones each time', async () => {
    const story = async () => {
      const { ask } = await faulty({ fault: 'empty@20%, malformed@20%' });
      const told: string[] = [];
      for (let i = 0; i < 60; i++) told.push((await ask('/things')).headers.get('standin-fault') ?? '');
      return told;
    };
    const first = await story();
    expect(new Set(first)).toEqual(new Set(['', 'empty', 'malformed']));
    expect(await story()).toEqual(first);
  });
});

test.each<[prefer: string, applied: string | null]>([
  ['code=503', 'code=503'],
  ['wait=2, code=404', 'code=404, wait=2'],
  ['wait=999', 'wait=60'],
  ['dynamic=true', 'dynamic=true'],
  ['fault=empty', 'fault=empty'],
  ['code=418', null],
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

test('an answer that a client asks to be held back is given up with the client', async () => {
  const gone = new AbortController();
  const mock = await mockOf(description);
  const asked = Promise.resolve(
    mock.request('/things', { headers: { prefer: 'wait=60' }, signal: gone.signal }),
  );
  setTimeout(() => gone.abort(), 10);
  await expect(asked.then(({ status }) => status)).resolves.toBe(200);
});
