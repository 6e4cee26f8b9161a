import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Asked
 * @property {string} name
 * @property {string} method
 * @property {string} path `*` in it is replaced by a number that grows with each request
 * @property {Record<string, string>} [headers]
 * @property {string} [body] `*` is replaced too where `counted` is set
 * @property {boolean} [counted]
 * @property {number} [status] of the answer; another one is an error
 */

/**
 * Requests per second that a server answers, keep-alive and without pipelining: by wrk where it is installed, else by a
 * loop in this process, which is slower and the same for every server.
 *
 * @param {string} origin
 * @param {Asked} asked
 * @param {{ seconds: number, connections: number, wrk: boolean }} options
 * @returns {Promise<{ perSecond: number, errors: number, statuses: Record<string, number> }>}
 */
export function load(origin, asked, options) {
  return options.wrk ? byWrk(origin, asked, options) : byLoop(origin, asked, options);
}

/** @returns {Promise<boolean>} */
export function hasWrk() {
  return new Promise((done) => {
    const child = spawn('wrk', ['-v'], { stdio: 'ignore' });
    child.once('error', () => done(false));
    child.once('exit', () => done(true));
  });
}

async function byWrk(origin, asked, { seconds, connections }) {
  const folder = mkdtempSync(join(tmpdir(), 'standin-bench-'));
  try {
    const script = join(folder, 'request.lua');
    writeFileSync(script, lua(asked));
    const url = origin + asked.path.replace('*', '1');
    const text = await output('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url]);
    const [, perSecond] = /Requests\/sec:\s*([\d.]+)/.exec(text) ?? [];
    if (perSecond === undefined) throw new Error(`wrk says nothing of ${url}:\n${text}`);
    const [, connect = 0, read = 0, write = 0, timeout = 0] =
      /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text) ?? [];
    const [, refused = 0] = /Non-2xx or 3xx responses: (\d+)/.exec(text) ?? [];
    const errors = [connect, read, write, timeout].reduce((sum, each) => sum + Number(each), 0);
    return { perSecond: Number(perSecond), errors, statuses: { refused: Number(refused) } };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** wrk's scripts are Lua. A request that never changes is formatted once. */
function lua({ method, path, headers = {}, body, counted }) {
  const text = (value) => (value === undefined ? 'nil' : `[==[${value}]==]`);
  const table = Object.entries(headers)
    .map(([name, value]) => `[ ${text(name)} ] = ${text(value)}`)
    .join(', ');
  const fixed = `local headers = { ${table} }\nlocal method = ${text(method)}\nlocal path, body = ${text(path)}, ${text(body)}\n`;
  if (!path.includes('*') && !counted)
    return `${fixed}local one\nfunction init() one = wrk.format(method, path, headers, body) end\nfunction request() return one end\n`;
  const bodyNow = counted ? '(body:gsub("%*", tostring(count)))' : 'body';
  return `${fixed}local count = 0\nfunction request() count = count + 1\nreturn wrk.format(method, (path:gsub("%*", tostring(count))), headers, ${bodyNow}) end\n`;
}

function output(command, args) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('error', fail);
    child.once('close', () => done(text));
  });
}

async function byLoop(origin, asked, { seconds, connections }) {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const statuses = {};
  let [answered, errors, count] = [0, 0, 0];
  const until = performance.now() + seconds * 1000;
  const start = performance.now();
  const one = () =>
    new Promise((done) => {
      count++;
      const path = asked.path.replace('*', count);
      const body = asked.counted ? asked.body.replaceAll('*', count) : asked.body;
      const headers =
        body === undefined ? asked.headers : { ...asked.headers, 'content-length': Buffer.byteLength(body) };
      const sent = httpRequest({ agent, hostname, port, method: asked.method, path, headers }, (response) => {
        answered++;
        const group = `${String(response.statusCode)[0]}xx`;
        statuses[group] = (statuses[group] ?? 0) + 1;
        response.once('end', done).resume();
      });
      sent.once('error', () => {
        errors++;
        done();
      });
      sent.end(body);
    });
  const worker = async () => {
    while (performance.now() < until) await one();
  };
  await Promise.all(Array.from({ length: connections }, worker));
  agent.destroy();
  return { perSecond: answered / ((performance.now() - start) / 1000), errors, statuses };
}
