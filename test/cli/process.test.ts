import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, pets } from './command-line.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const run = promisify(execFile);

let folder: Folder;

beforeAll(async () => {
  // These run what is shipped, so it must be that of today.
  const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs');
  await run(process.execPath, [rolldown, '-c', '--logLevel', 'silent'], { cwd: root });
  folder = await Folder.create({
    'pets.json': pets,
    'configured/standin.config.json': { spec: '../pets.json', seed: 5 },
  });
}, 120_000);
afterAll(() => folder.remove());

interface Served {
  readonly child: ChildProcess;
  readonly port: number;
  /** Exit code or signal. */
  readonly exit: Promise<number | string | null>;
}

async function serve(args: string[], stdin?: string): Promise<Served> {
  const child = spawn(process.execPath, [main, 'mock', '--port', '0', '--json', ...args], {
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(stdin);
  const exit = new Promise<number | string | null>((done) => {
    child.on('exit', (code, signal) => done(code ?? signal));
  });
  const port = await new Promise<number>((done, fail) => {
    let text = '';
    child.stdout!.on('data', (chunk) => {
      text += chunk;
      const found = /"port":(\d+)/.exec(text);
      if (found) done(Number(found[1]));
    });
    child.on('exit', () => fail(new Error(`ended early: ${text}`)));
  });
  return { child, port, exit };
}

test('a description from standard input is served', async () => {
  const { child, port, exit } = await serve(['-'], JSON.stringify(pets));
  const response = await fetch(`http://127.0.0.1:${port}/pets/7`);
  expect(await response.json()).toMatchObject({ id: 7 });
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s lets a request under way finish, then ends with 0',
  async (signal) => {
    const { child, port, exit } = await serve([folder.file('pets.json')]);
    const body = JSON.stringify({ id: 4711, name: 'Rex' });
    const answered = new Promise<number | undefined>((done, fail) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-key': 'k' };
      const sent = request(
        { port, host: '127.0.0.1', path: '/pets', method: 'POST', headers },
        (response) => {
          response.resume();
          done(response.statusCode);
        },
      );
      sent.on('error', fail);
      // The server has the request once it says that it stops while one is under way.
      sent.write(body.slice(0, 5), async () => {
        await portAnswers(port);
        child.kill(signal);
        await refused(port);
        sent.end(body.slice(5));
      });
    });
    expect(await answered).toBe(201);
    expect(await exit).toBe(0);
  },
);

test('several processes serve one port, and end together', async () => {
  const { child, port, exit } = await serve([folder.file('pets.json'), '--workers', '2', '--no-state']);
  const answers = Array.from({ length: 6 }, (_each, id) =>
    fetch(`http://127.0.0.1:${port}/pets/${id + 1}`, { headers: { connection: 'close' } }),
  );
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(6).fill(200));
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
  await refused(port);
});

test('what a worker cannot do is said once, with the exit code of the failure', async () => {
  const args = ['mock', join(root, 'none.yaml'), '--workers', '3', '--no-state'];
  const ended = await run(process.execPath, [main, ...args]).catch((error) => error);
  expect(ended).toMatchObject({ code: 2, stderr: expect.stringMatching(/^error: Failed to load .*\n$/) });
});

test('a second signal ends at once', async () => {
  const { child, port, exit } = await serve([folder.file('pets.json')]);
  const sent = request({
    port,
    host: '127.0.0.1',
    path: '/pets',
    method: 'POST',
    headers: { 'content-length': 100 },
  });
  sent.on('error', () => undefined);
  await new Promise<void>((done) => {
    sent.write('{', () => done());
  });
  await portAnswers(port);
  child.kill('SIGINT');
  await refused(port);
  child.kill('SIGINT');
  expect(await exit).toBe('SIGINT');
});

test('a reader that stops reading is no error', async () => {
  const line = `"${process.execPath}" "${main}" sample providers_scim_list --list-size 5000 | head -c 10`;
  const { stdout, stderr } = await run('bash', ['-o', 'pipefail', '-c', line]);
  expect(stdout).toHaveLength(10);
  expect(stderr).toBe('');
});

test('exit codes reach the shell', async () => {
  const codes = await Promise.all(
    [['check', folder.file('pets.json')], ['check', '-'], ['--nothing']].map(
      (args) =>
        new Promise((done) => {
          const child = execFile(process.execPath, [main, ...args], (error) => done(error?.code ?? 0));
          child.stdin!.end('openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {/a: {$ref: "#/none"}}');
        }),
    ),
  );
  expect(codes).toEqual([0, 1, 2]);
});

test('the configuration of the current folder is found', async () => {
  const asked = await run(process.execPath, [
    main,
    'sample',
    folder.file('pets.json'),
    'getPet',
    '--seed',
    '5',
  ]);
  const found = await run(process.execPath, [main, 'sample', 'getPet'], { cwd: folder.file('configured') });
  expect(found).toEqual(asked);
});

test('compiled code is kept for the next start, in the folder of the user for such things', async () => {
  const env = { ...process.env, XDG_CACHE_HOME: folder.file('cache') };
  const sample = (more = {}) =>
    run(process.execPath, [main, 'sample', folder.file('pets.json'), 'getPet'], { env: { ...env, ...more } });
  const asked = await sample({ NODE_DISABLE_COMPILE_CACHE: '1' });
  expect(existsSync(folder.file('cache'))).toBe(false);
  expect(await sample()).toEqual(asked);
  const [name, ...others] = await readdir(folder.file('cache/standin'));
  expect([name, others]).toEqual([expect.stringMatching(/^start-.*\.code$/), []]);
  expect(await sample()).toEqual(asked);
});

async function portAnswers(port: number): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/pets`, { headers: { connection: 'close' } }).then((response) =>
    response.text(),
  );
}

/** Settles when no new connection is accepted. */
async function refused(port: number): Promise<void> {
  for (;;) {
    try {
      await portAnswers(port);
    } catch {
      return;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
