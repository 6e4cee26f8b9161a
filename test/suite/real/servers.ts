import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that runs, with its description. */
export interface RealServer {
  /** Without the base path. */
  readonly url: string;
  /** A file. */
  readonly description: string;
  stop(): Promise<void>;
}

export const powerDnsKey = 'a-key-for-this-test';

const pdns = '/usr/sbin/pdns_server';
const pdnsSchema = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';
const alertmanager = '/usr/bin/prometheus-alertmanager';

export const hasPowerDns: boolean = existsSync(pdns) && existsSync(pdnsSchema) && isThere('sqlite3');
export const hasAlertmanager: boolean = existsSync(alertmanager);

function isThere(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export async function startPowerDns(): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-pdns-'));
  const database = join(folder, 'zones.sqlite3');
  execFileSync('sqlite3', [database], { input: readFileSync(pdnsSchema) });
  const [port, dns] = [await freePort(), await freePort()];
  const settings = {
    launch: 'gsqlite3',
    'gsqlite3-database': database,
    'gsqlite3-dnssec': 'yes',
    'local-address': '127.0.0.1',
    'local-port': dns,
    webserver: 'yes',
    'webserver-address': '127.0.0.1',
    'webserver-port': port,
    'webserver-allow-from': '127.0.0.1',
    api: 'yes',
    'api-key': powerDnsKey,
    'socket-dir': folder,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(folder, 'pdns.conf'), `${lines.join('\n')}\n`);
  const child = spawn(pdns, [`--config-dir=${folder}`, '--daemon=no', '--guardian=no'], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const stop = stopping(child, folder);
  const headers = { 'X-API-Key': powerDnsKey };
  const text = await answerOf(`${url}/api/docs`, headers, stop);
  const description = join(folder, 'powerdns.yaml');
  writeFileSync(description, text);
  return { url, description, stop };
}

export async function startAlertmanager(): Promise<RealServer> {
  const folder = mkdtempSync(join(tmpdir(), 'standin-alertmanager-'));
  const config = join(folder, 'alertmanager.yml');
  writeFileSync(config, 'route: { receiver: none }\nreceivers: [{ name: none }]\n');
  const port = await freePort();
  const child = spawn(
    alertmanager,
    [
      `--config.file=${config}`,
      `--storage.path=${folder}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const stop = stopping(child, folder);
  await answerOf(`${url}/-/ready`, {}, stop);
  const description = join(folder, 'alertmanager.json');
  writeFileSync(description, embeddedDescription(readFileSync(alertmanager)));
  return { url, description, stop };
}

/** The program carries its Swagger description as text, as go-swagger embeds it. */
function embeddedDescription(program: Buffer): string {
  const version = program.indexOf('"swagger": "2.0"');
  const start = program.lastIndexOf('{\n  "consumes"', version);
  const end = program.indexOf('\n}', version);
  const text = program.subarray(start, end + 2).toString('utf8');
  JSON.parse(text);
  return text;
}

function stopping(child: ChildProcess, folder: string): () => Promise<void> {
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  return async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Waits until the server answers, at most 20 seconds. */
async function answerOf(
  url: string,
  headers: Record<string, string>,
  stop: () => Promise<void>,
): Promise<string> {
  for (let tries = 100; tries > 0; tries--) {
    const response = await fetch(url, { headers }).catch(() => undefined);
    if (response?.ok) return response.text();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error(`Nothing answers at ${url}.`);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
