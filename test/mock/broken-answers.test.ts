import { describe, expect, test } from 'vitest';
import type { Timers } from '../../src/mock/index.ts';
import { description, faulty, whole } from './faulty.ts';
import { mockOf } from './mock-of.ts';

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

test('an answer that a client asks to be held back is given up with the client', async () => {
  const gone = new AbortController();
  const mock = await mockOf(description);
  const asked = Promise.resolve(
    mock.request('/things', { headers: { prefer: 'wait=60' }, signal: gone.signal }),
  );
  setTimeout(() => gone.abort(), 10);
  await expect(asked.then(({ status }) => status)).resolves.toBe(200);
});
