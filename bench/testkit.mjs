// What the test kit costs: node bench/testkit.mjs [--dist FOLDER] [--seconds 2]
// How soon a mock is ready in a fresh worker, how soon a further one of the same description is, and what a call costs
// beside bare Hono's app.request with the same body.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { Hono } from 'hono';
import { made, real } from './descriptions.mjs';
import { median } from './http.mjs';

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      dist: { type: 'string', default: new URL('../dist', import.meta.url).pathname },
      seconds: { type: 'string', default: '2' },
    },
  });
  await readiness(values.dist);
  await calls(values.dist, Number(values.seconds));
} else parentPort.postMessage(await start(workerData));

/** Milliseconds from nothing to a mock, and what comes after it. */
async function start({ dist, file, path }) {
  const marks = [performance.now()];
  const mark = () => marks.push(performance.now());
  const { mock } = await import(pathToFileURL(join(dist, 'index.js')).href);
  mark();
  const first = await mock(file, { auth: false });
  mark();
  await (await first.fetch(path)).text();
  mark();
  const second = await mock(file, { auth: false });
  mark();
  await (await second.fetch(path)).text();
  mark();
  return marks.slice(1).map((each, index) => each - marks[index]);
}

async function readiness(dist) {
  const names = ['import', 'ready', 'first answer', 'second mock', 'its first answer'];
  for (const { name, file, path } of real()) {
    const runs = [];
    for (let round = 0; round < 7; round++) {
      const worker = new Worker(new URL(import.meta.url), { workerData: { dist, file, path } });
      runs.push(await new Promise((told, failed) => worker.once('message', told).once('error', failed)));
    }
    const columns = names.map((each, at) => `${each} ${median(runs.map((run) => run[at])).toFixed(1)} ms`);
    console.log(`${name}: ${columns.join(', ')}`);
  }
}

async function calls(dist, seconds) {
  const { mock, createMock, loadApi } = await import(pathToFileURL(join(dist, 'index.js')).href);
  const file = made(100);
  const api = await mock(file, { auth: false });
  const stubbed = await mock(file, { auth: false });
  const body = await (await api.fetch('/users/1')).json();
  stubbed.on('GET /users/{id}').reply(200, body);
  const text = JSON.stringify(body);
  const app = new Hono().get('/users/:id', (context) =>
    context.body(text, 200, { 'content-type': 'application/json' }),
  );
  const plain = createMock(await loadApi(file), { auth: false });
  const ways = {
    'bare Hono, app.request': () => app.request('/users/1'),
    'createMock, app.request': () => plain.request('/users/1'),
    'mock, api.fetch': () => api.fetch('/users/1'),
    'mock, another id each time': (count) => api.fetch(`/users/${(count % 12) + 1}`),
    'mock, stubbed': () => stubbed.fetch('/users/1'),
  };
  const measured = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  // In turns, so that what else the machine does falls on all.
  for (let round = 0; round < 8; round++)
    for (const [name, ask] of Object.entries(ways)) measured[name].push(await microseconds(seconds / 8, ask));
  const least = (name) => Math.min(...measured[name].slice(1));
  const base = least('bare Hono, app.request');
  for (const name of Object.keys(ways))
    console.log(
      `${name}: ${least(name).toFixed(1)} us, ${(least(name) - base).toFixed(1)} us more than bare`,
    );
}

async function microseconds(seconds, ask) {
  const until = performance.now() + seconds * 1000;
  const from = performance.now();
  let count = 0;
  while (performance.now() < until) {
    for (let more = 0; more < 20; more++) await (await ask(count++)).text();
    await new Promise(setImmediate);
  }
  return ((performance.now() - from) * 1000) / count;
}
