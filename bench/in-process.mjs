import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { made } from './descriptions.mjs';
import { median } from './http.mjs';
import { internals } from './internals.mjs';

/** Microseconds of each of many calls, the median of several runs. */
async function microseconds(seconds, run) {
  const each = [];
  for (let round = 0; round < 6; round++) {
    const until = performance.now() + (seconds * 1000) / 6;
    const start = performance.now();
    let count = 0;
    while (performance.now() < until) {
      for (let more = 0; more < 20; more++) await run(count++);
      // What the platform's requests leave behind is cleared away between tasks, as it would be in a test.
      await new Promise(setImmediate);
    }
    // The first is for warming up.
    if (round > 0) each.push(((performance.now() - start) * 1000) / count);
  }
  return median(each);
}

/**
 * What a request costs without a socket, by what it asks for, and what the stages of one cost by themselves.
 *
 * @param {{ dist: string, seconds: number }} options seconds: for each figure
 * @returns {Promise<Array<{ what: string, microseconds: number }>>}
 */
export async function inProcess({ dist, seconds }) {
  const { createMock, loadApi } = await import(pathToFileURL(join(dist, 'index.js')).href);
  const file = made(100);
  const start = performance.now();
  const api = await loadApi(file);
  const mock = createMock(api);
  await (await mock.request('/users/1')).text();
  const rows = [
    { what: 'loadApi, createMock and the first answer', microseconds: (performance.now() - start) * 1000 },
  ];
  const say = async (what, run) => rows.push({ what, microseconds: await microseconds(seconds, run) });
  const read = async (path, init) => (await mock.request(path, init)).text();
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await say('GET by id, the same again', () => read('/users/1'));
  await say('GET by id, another each time', (count) => read(`/users/${count + 2}`));
  await say('GET of a list', () => read('/users?page=1'));
  const good = JSON.stringify({ name: 'Ada', email: 'ada@example.com', status: 'active' });
  await say('POST that creates', () => read('/users', { ...post, body: good }));
  const forgetful = createMock(api, { state: false });
  await say('POST that is checked, without state', async () =>
    (await forgetful.request('/users', { ...post, body: good })).text(),
  );
  await say('POST, refused', () => read('/signups', { ...post, body: '{"name":7}' }));
  const parts = await internals('generation', 'http', 'schema');
  const router = parts.createRouter(api);
  await say('stage: route', (count) => router.match('GET', `/users/${count}`, ''));
  const operation = api.operation('get-users');
  const { schema } = operation.responses[0].content[0];
  const adopted = schema.for('response');
  const generator = await parts.createGenerator({});
  const value = JSON.parse(await read('/users/1'));
  await say('stage: check a body', () => adopted.accepts(value));
  await say('stage: generate', (count) => generator.generate(adopted, { key: String(count) }));
  await say('stage: write JSON', () =>
    parts.writeBody(operation.responses[0].content[0], value, adopted, 'application/json'),
  );
  return rows;
}
