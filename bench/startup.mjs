import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { touches } from './descriptions.mjs';
import { freePort, median } from './http.mjs';

const headers = { authorization: 'Bearer token', accept: '*/*', 'user-agent': 'bench', connection: 'close' };

/** @typedef {import('./peers.mjs').Server} Server */

/**
 * A process, from its birth to its first answer over a socket, and as much more as is asked for.
 *
 * @param {Server} server
 * @param {string} spec
 * @param {{ path: string, hundred?: boolean, all?: boolean, patience?: number }} options
 * @returns {Promise<{ first: number, idle: number, hundredth?: number, touched?: number, statuses?: number[] }>}
 *   milliseconds, resident memory in MB, and how many operations answered with less than 400, with 4xx, 404 and 5xx
 */
export async function startUp(
  server,
  spec,
  { path, hundred = false, all = false, patience = 60_000, end = 'SIGKILL' },
) {
  const port = await freePort();
  // Node 20 reads these certificates at each start, which takes it as long as all the rest of its own start.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined, ...server.env };
  const start = performance.now();
  const child = spawn(server.command, server.args(spec, port), { stdio: 'ignore', env });
  const ended = new Promise((done) => child.once('exit', done));
  const until = start + patience;
  try {
    await listening(port, child, until);
    await ask(port, 'GET', path, until);
    const first = performance.now() - start;
    await new Promise((done) => setTimeout(done, 300));
    const told = { first, idle: memoryOf(child.pid) };
    const operations = hundred || all ? await touches(spec) : [];
    const prefix = path.slice(0, path.length - path.replace(/^\/api\/v3/, '').length);
    if (hundred) {
      const before = performance.now();
      for (const each of operations.filter(({ method }) => method === 'GET').slice(0, 99))
        await ask(port, each.method, prefix + each.path, until);
      told.hundredth = first + performance.now() - before;
    }
    if (all) {
      told.statuses = [0, 0, 0, 0];
      for (const each of operations) {
        const status = await ask(port, each.method, prefix + each.path, until);
        told.statuses[status >= 500 ? 3 : status === 404 ? 2 : status >= 400 ? 1 : 0]++;
      }
      told.touched = memoryOf(child.pid);
    }
    return told;
  } finally {
    child.kill(end);
    await ended;
  }
}

/** Medians of several starts, of which the first of all does not count where a server keeps code for the next; the first `allRounds` of them with all operations; a reason where a server does not answer. */
export async function startUps(
  servers,
  spec,
  { rounds, path, prefix = '', allRounds = rounds, all, ...more },
) {
  const starts = new Map(servers.map((server) => [server, []]));
  for (const [server] of starts)
    if (server.keepsCode)
      await startUp(server, spec, { path: (server.prefix?.(prefix) ?? '') + path, end: 'SIGTERM' });
  for (let round = 0; round < rounds; round++) {
    for (const [server, found] of starts) {
      if (found.error) continue;
      try {
        const own = (server.prefix?.(prefix) ?? '') + path;
        found.push(await startUp(server, spec, { path: own, all: all && round < allRounds, ...more }));
      } catch (error) {
        found.error = error.message;
      }
    }
  }
  return [...starts].map(([{ name }, found]) => {
    const of = (key) => {
      const values = found.map((each) => each[key]).filter((value) => value !== undefined);
      return values.length > 0 ? median(values) : undefined;
    };
    const keys = ['first', 'hundredth', 'idle', 'touched'];
    const statuses = found.find((each) => each.statuses)?.statuses;
    return { name, error: found.error, statuses, ...Object.fromEntries(keys.map((key) => [key, of(key)])) };
  });
}

async function listening(port, child, until) {
  for (;;) {
    const open = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1');
      const end = (answer) => {
        socket.destroy();
        done(answer);
      };
      socket.once('connect', () => end(true));
      socket.once('error', () => end(false));
    });
    if (open) return;
    if (child.exitCode !== null) throw new Error('ended');
    if (performance.now() > until) throw new Error('never listened');
    await new Promise((done) => setTimeout(done, 3));
  }
}

/** One request on a connection of its own; the status. */
function ask(port, method, path, until) {
  const body = method === 'GET' || method === 'DELETE' ? '' : '{}';
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': String(body.length) }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(
      () => end(() => fail(new Error('too slow'))),
      Math.max(0, until - performance.now()),
    );
    const end = (then) => {
      clearTimeout(timer);
      socket.destroy();
      then();
    };
    let text = '';
    socket.once('error', (error) => end(() => fail(error)));
    socket.once('close', () => end(() => fail(new Error('closed without an answer'))));
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (text.length > 12) end(() => done(Number(text.slice(9, 12))));
    });
    socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  });
}

/** Resident memory of a process with all that it has started, in MB; NaN where the system does not tell. */
export function memoryOf(pid) {
  try {
    const own = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    );
    return Number(own) / 1024 + children.reduce((sum, child) => sum + memoryOf(child), 0);
  } catch {
    return Number.NaN;
  }
}
