import { serve } from '@hono/node-server';
import { createMock, loadApi, runContract } from '../dist/index.js';

// What the contract engine costs beside the requests themselves: the embedded default, held to itself in-process and
// over a socket, and as many requests in a plain loop of `fetch`. `node bench/verify.mjs [description] [maxCases]`
const [file = new URL('../spec/authentik.yaml', import.meta.url).pathname, maxCases = '40'] =
  process.argv.slice(2);
const api = await loadApi(file);
const options = { clock: () => performance.now(), maxCases: Number(maxCases) };
const newMock = () => createMock(api, { seed: 'bench', log: false });

const rows = [];
async function measure(name, run) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { cases, requests } = await run();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  rows.push({
    name,
    cases,
    requests,
    seconds: Number(seconds.toFixed(2)),
    'cases/s': cases === undefined ? undefined : Math.round(cases / seconds),
    'requests/s': Math.round(requests / seconds),
    'CPU ms/request': Number(((user + system) / 1000 / requests).toFixed(3)),
  });
}

const sent = [];
const held = newMock();
await measure('engine, in-process, first run', () =>
  runContract(api, (request) => held.fetch(request), options),
);
const again = newMock();
await measure('engine, in-process', () =>
  runContract(api, (request) => again.fetch(request), {
    ...options,
    onEvent: (event) => event.type === 'exchange' && sent.push(event.exchange),
  }),
);

const overWire = newMock();
const server = await new Promise((resolve) => {
  const started = serve({ fetch: overWire.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started));
});
const origin = `http://127.0.0.1:${server.address().port}`;
await measure('engine, over a socket', () => runContract(api, origin, options));

/** The same requests, and nothing else: no judging, no reading against a schema. */
async function loop(fetch, from) {
  for (const { request, url } of sent) {
    try {
      const init = { method: request.method, headers: request.headers, body: request.body };
      const response = await fetch(new Request(from + new URL(url).pathname + new URL(url).search, init));
      await response.arrayBuffer();
    } catch {
      // What cannot be sent costs nothing to either.
    }
  }
  return { requests: sent.length };
}
const plain = newMock();
await measure('plain loop, in-process', () =>
  loop((request) => plain.fetch(request), 'http://contract.test'),
);
await measure('plain loop, over a socket', () => loop(fetch, origin));
server.close();
console.table(rows);
