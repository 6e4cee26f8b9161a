import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasWrk, load } from './load.mjs';

/** @typedef {import('./load.mjs').Asked} Asked */

/**
 * @typedef {object} Target a server to measure
 * @property {string} name
 * @property {(requests: readonly Asked[]) => Promise<Running>} start
 */

/**
 * @typedef {object} Running
 * @property {string} origin
 * @property {() => Promise<void>} stop
 * @property {number} [pid]
 */

/**
 * Starts all targets, asks each of them every request in turn, round by round, so that what slows the machine slows all
 * of them, and gives medians. `microseconds` is the server's processor time for one request, which a busy machine disturbs
 * less than what is answered in a second.
 *
 * @param {{ targets: readonly Target[], requests: readonly Asked[], rounds?: number, seconds?: number,
 *   connections?: number, warmup?: number, onRound?: (text: string) => void }} options seconds: of one measurement;
 *   warmup: how long each is asked before that, since engines compile what is asked often for some seconds
 * @returns {Promise<Array<{ request: string, target: string, perSecond: number, all: number[],
 *   microseconds: number, processor: number[], errors: number }>>}
 */
export async function measure({
  targets,
  requests,
  rounds = 5,
  seconds = 3,
  connections = 16,
  warmup = 3,
  onRound = () => {},
}) {
  const wrk = await hasWrk();
  const running = [];
  try {
    for (const target of targets) running.push({ ...(await target.start(requests)), name: target.name });
    const rows = requests.flatMap((asked) =>
      running.map((server) => ({ asked, server, all: [], processor: [], errors: 0 })),
    );
    for (const { asked, server } of rows) await prove(asked, server);
    for (const { asked, server } of warmup > 0 ? rows : [])
      await load(server.origin, asked, { seconds: warmup, connections, wrk });
    for (let round = 1; round <= rounds; round++) {
      for (const row of rows) {
        const before = processorTime(row.server.pid);
        const { perSecond, errors } = await load(row.server.origin, row.asked, { seconds, connections, wrk });
        row.all.push(perSecond);
        row.processor.push((processorTime(row.server.pid) - before) / (perSecond * seconds));
        row.errors += errors;
      }
      onRound(`round ${round} of ${rounds}`);
    }
    return rows.map(({ asked, server, all, processor, errors }) => ({
      request: asked.name,
      target: server.name,
      perSecond: median(all),
      all,
      microseconds: median(processor),
      processor,
      errors,
    }));
  } finally {
    await Promise.all(running.map(({ stop }) => stop()));
  }
}

/** What a process has used of processors so far, in microseconds, in steps of 10,000; NaN where the system does not tell. */
export function processorTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return Number.NaN;
  }
}

/** One request, so that nothing else than what is meant is measured. */
async function prove({ name, method, path, headers, body, status }, server) {
  const answer = await fetch(server.origin + path.replace('*', '1'), { method, headers, body });
  await answer.arrayBuffer();
  if (status !== undefined && answer.status !== status)
    throw new Error(`${server.name} answers "${name}" with ${answer.status} instead of ${status}.`);
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of each round, a target against another one that was measured next to it: the median of the ratios. */
export function ratio(rows, request, target, base, key = 'all') {
  const all = (name) => rows.find((row) => row.request === request && row.target === name)?.[key] ?? [];
  const others = all(base);
  return median(all(target).map((each, round) => each / others[round]));
}

/** Starts a command that listens on the port it is given, and waits until it answers. */
export async function startCommand({
  command,
  args,
  url = '/',
  env = {},
  patience = 60_000,
  stdout = 'ignore',
}) {
  const port = await freePort();
  const child = spawn(command, args(port), {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, ...env },
  });
  const ended = new Promise((done) => child.once('exit', done));
  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + patience;
  while (performance.now() < until && child.exitCode === null) {
    const answer = await fetch(origin + url, { headers: { connection: 'close' } }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer) return { origin, stop, pid: child.pid };
    await new Promise((done) => setTimeout(done, 10));
  }
  await stop();
  throw new Error(`${command} ${args(port).join(' ')} does not listen.`);
}

/** A free port, as far as the system can promise that. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/**
 * Standin itself, with everything on.
 *
 * @param {{ name?: string, spec: string, dist: string, flags?: readonly string[], node?: readonly string[] }} options
 * @returns {Target}
 */
export function standin({ name = 'standin', spec, dist, flags = [], node = [] }) {
  const args = (port) => [...node, join(dist, 'cli/main.js'), 'mock', spec, '--port', String(port), ...flags];
  return { name, start: () => startCommand({ command: process.execPath, args }) };
}

/**
 * Bare Hono, which answers with the very bytes that another target gave to each request.
 *
 * @param {{ name?: string, like: Target }} options
 * @returns {Target}
 */
export function bare({ name = 'bare', like }) {
  return {
    name,
    start: async (requests) => {
      const model = await like.start(requests);
      const answers = [];
      for (const { method, path, headers, body } of requests) {
        const url = model.origin + path.replace('*', '1');
        const answer = await fetch(url, { method, headers, body });
        const type = answer.headers.get('content-type') ?? 'text/plain';
        answers.push({ method, path, status: answer.status, type, body: await answer.text() });
      }
      await model.stop();
      const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
      const file = join(folder, 'answers.json');
      writeFileSync(file, JSON.stringify(answers));
      const script = new URL('bare.mjs', import.meta.url).pathname;
      const running = await startCommand({
        command: process.execPath,
        args: (port) => [script, String(port), file],
      });
      rmSync(folder, { recursive: true });
      return running;
    },
  };
}
