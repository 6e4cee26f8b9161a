// How fast Standin is, beside bare Hono and its peers: npm run bench [-- --quick] [--rounds 5] [--seconds 2]
//   [--only requests|startup|growth|process|generation|defects] [--no-peers] [--write] [--dist FOLDER]
// Renews what it has measured in bench/results.json, and with --write in bench/README.md. `--quick` only proves that it works.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureDefects, tableOf } from './defects/measure.mjs';
import { made, real } from './descriptions.mjs';
import { generation } from './generation.mjs';
import { bare, measure, ratio, startCommand } from './http.mjs';
import { inProcess } from './in-process.mjs';
import { installPeers, standinServer } from './peers.mjs';
import { startUps } from './startup.mjs';
import { inMarkdown, renewed, saveTables } from './tables.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    only: { type: 'string', multiple: true },
    peers: { type: 'boolean', default: true },
    write: { type: 'boolean', default: false },
    dist: { type: 'string', default: new URL('../dist', import.meta.url).pathname },
  },
  allowNegative: true,
});
const { quick } = values;
const rounds = Number(values.rounds ?? (quick ? 1 : 5));
const seconds = Number(values.seconds ?? (quick ? 1 : 2));
const wanted = (part) => !values.only || values.only.includes(part);
const say = (text) => process.stderr.write(`${text}\n`);

const user = JSON.stringify({
  name: 'Ada',
  email: 'ada@example.com',
  status: 'active',
  address: { street: 'X 1', city: 'Y' },
});
const authorization = { authorization: 'Bearer token' };
const json = { ...authorization, 'content-type': 'application/json' };
/** What is asked of all; `refusal`: of a request that is wrong. */
const requests = [
  { name: 'GET by id', method: 'GET', path: '/users/1', headers: authorization },
  { name: 'GET list', method: 'GET', path: '/users?page=1', headers: authorization },
  { name: 'POST checked', method: 'POST', path: '/users', headers: json, body: user },
  { name: 'refused', method: 'POST', path: '/signups', headers: json, body: '{"name":7}', refusal: true },
  { name: 'XML', method: 'GET', path: '/feed', headers: { ...authorization, accept: 'application/xml' } },
  { name: '100 items', method: 'GET', path: '/hundred', headers: authorization },
];

const standin = standinServer(values.dist);
const neverStarted = {
  ...standin,
  name: 'Standin, never started before',
  keepsCode: false,
  env: { NODE_DISABLE_COMPILE_CACHE: '1' },
};
const variant = (...flags) => ({ ...standinServer(values.dist, flags), name: `Standin ${flags.join(' ')}` });
/** Without examples and without a log; and keeping nothing of what is written, as the peers do. */
const variants = [variant('--dynamic', '--quiet'), variant('--no-state')];
const { servers: peers, skipped } = quick || !values.peers ? { servers: [], skipped: [] } : installPeers();
const about = `Node ${process.version}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0].toFixed(1)} at the start, ${rounds} rounds of ${seconds} s.`;
const tables = [];
const tell = (title, rows, more = '') =>
  tables.push({ title, about: more === '' ? about : `${about} ${more}`, rows });
/** By peer and request: does it answer with what the request is for? */
const kinds = new Map();
for (const each of skipped) say(`Skipped: ${each}.`);

const parts = {
  requests: perSecond,
  startup,
  growth,
  process: withoutSocket,
  generation: bodies,
  defects: library,
};
for (const [part, run] of Object.entries(parts)) {
  if (!wanted(part)) continue;
  try {
    await run();
  } catch (error) {
    if (quick) throw error;
    say(`${part} failed: ${error.stack}`);
    skipped.push(`${part} (${error.message})`);
  }
  if (!quick) saveTables(new URL('results.json', import.meta.url), tables);
}
process.stdout.write(`${inMarkdown(tables)}\n`);
if (skipped.length > 0) say(`Skipped: ${skipped.join('; ')}.`);
if (values.write) {
  const file = new URL('README.md', import.meta.url);
  writeFileSync(file, renewed(readFileSync(file, 'utf8'), tables));
}

function target(server, spec) {
  const start = () =>
    startCommand({ command: server.command, args: (port) => server.args(spec, port), url: '/users/1' });
  return { name: server.name, start };
}

async function perSecond() {
  const spec = made(100);
  const own = quick ? [standin] : [standin, ...variants];
  const subject = target(standin, spec);
  const rows = [];
  const running = [bare({ like: subject }), ...own.map((server) => target(server, spec))];
  for (const peer of peers) if (await answers(peer, spec)) running.push(target(peer, spec));
  const asked = quick ? requests.filter(({ name }) => /by id|POST|refused/.test(name)) : requests;
  const measured = await measure({
    targets: running,
    requests: asked,
    rounds,
    seconds,
    warmup: quick ? 0 : 3,
    onRound: say,
  });
  for (const { name } of running) {
    const row = { name };
    for (const request of asked) {
      const found = measured.find((each) => each.target === name && each.request === request.name);
      const share = ratio(measured, request.name, name, 'bare');
      const usable = kinds.get(name)?.get(request.name) ?? true;
      row[request.name] = usable ? `${figure(found.perSecond)} (${figure(share)})` : '-';
    }
    rows.push(row);
  }
  tell(
    'Requests per second, and of bare Hono',
    rows,
    'A POST creates an entity in memory, with `--no-state` it is checked and answered alone.',
  );
}

/** Which requests a peer answers with what they are for: a refusal where one is due, else success. */
async function answers(peer, spec) {
  try {
    const running = await target(peer, spec).start();
    const own = new Map();
    for (const { name, method, path, headers, body, refusal } of requests) {
      const answer = await fetch(running.origin + path, { method, headers, body }).catch(() => undefined);
      await answer?.arrayBuffer().catch(() => undefined);
      const { status = 500 } = answer ?? {};
      own.set(name, refusal ? status >= 400 && status < 500 : status < 300);
    }
    kinds.set(peer.name, own);
    await running.stop();
    return true;
  } catch (error) {
    skipped.push(`${peer.name} (${error.message})`);
    say(`Skipped: ${skipped.at(-1)}.`);
    return false;
  }
}

async function startup() {
  const specs = quick ? real().slice(0, 1) : real();
  for (const { name: spec, file, prefix, path } of specs) {
    const options = { path, prefix, hundred: true };
    const own = await startUps([standin, neverStarted], file, { rounds, ...options, all: true });
    // Some peers take half a minute.
    const others = await startUps(peers, file, {
      rounds: Math.min(rounds, 3),
      ...options,
      all: true,
      patience: 60_000,
      allRounds: 1,
    });
    const rows = [...own, ...others].map(({ name, error, first, hundredth, idle, touched, statuses }) => ({
      name,
      'first answer, s': shown(first, 1000, error),
      'to the hundredth operation, s': shown(hundredth, 1000, error),
      'memory idle, MB': shown(idle, 1, error),
      'memory after all, MB': shown(touched, 1, error),
      'operations answered well, refused, not found, failed': statuses?.join(' + ') ?? '-',
    }));
    tell(
      `Start and memory: ${spec}`,
      rows,
      'Each operation is asked once, with 1 for every parameter and `{}` for every body: who checks refuses many of them, and who keeps state has nothing of that key.',
    );
    say(spec);
  }
}

async function growth() {
  const rows = [];
  for (const [operations, kilobytes] of quick
    ? [[10]]
    : [[10], [100], [1000], [10_000], [10, 1], [10, 10], [10, 100]]) {
    const spec = made(operations, kilobytes);
    const path = kilobytes === undefined ? '/users/1' : '/body';
    const [started] = await startUps([standin], spec, { rounds: Math.min(rounds, 3), path });
    const subject = target(standin, spec);
    const asked = [{ name: 'GET', method: 'GET', path, headers: authorization }];
    const measured = await measure({
      targets: [bare({ like: subject }), subject],
      requests: asked,
      rounds: Math.min(rounds, 3),
      seconds,
    });
    rows.push({
      name: kilobytes === undefined ? `${operations} operations` : `${kilobytes} kB of body`,
      'first answer, s': shown(started.first, 1000, started.error),
      'memory idle, MB': shown(started.idle, 1, started.error),
      'per second': Math.round(measured.find((each) => each.target === 'Standin').perSecond),
      'of bare': figure(ratio(measured, 'GET', 'Standin', 'bare')),
    });
  }
  tell('Growth', rows);
}

async function withoutSocket() {
  const rows = await inProcess({ dist: values.dist, seconds: quick ? 0.3 : 3 });
  tell(
    'In one process, without a socket',
    rows.map(({ what, microseconds }) => ({ name: what, microseconds: figure(microseconds) })),
  );
}

async function bodies() {
  const rows = await generation({
    seconds: quick ? 0.2 : 3,
    rounds: quick ? 1 : rounds,
    peer: !quick && values.peers,
  });
  tell(
    'Generated bodies per second',
    rows.map(({ what, who, perSecond: count, kilobytes, valid }) => ({
      name: `${what}, ${who}`,
      'per second': figure(count),
      'kB each': figure(kilobytes),
      'valid, %': Math.round(valid * 100),
    })),
  );
}

async function library() {
  const engine = await import(new URL('index.js', `file://${values.dist}/`).href);
  const only = quick ? ['conforming', 'auth-none', 'body-type'] : undefined;
  const measured = await measureDefects(engine, { seeds: quick ? [1] : [1, 2], only, say });
  const { rows, note } = tableOf(measured);
  tell('The contract engine on a server with defects', rows, note);
}

function shown(value, unit, error) {
  return value === undefined ? (error ?? '-') : figure(value / unit);
}

function figure(value) {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(2));
}
