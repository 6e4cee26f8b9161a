import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const command = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/** Is there one on this machine? Debian's package is called redis-server. */
export const hasRedis: boolean = command !== undefined;
if (!hasRedis)
  process.stderr.write('There is no redis-server here: the tests of the store in Redis are left out.\n');

/** A Redis of our own on a Unix socket, which writes all to its disk. */
export class RedisServer {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'standin-redis-'));
  readonly socket: string = join(this.folder, 'redis.sock');
  #child: ChildProcess | undefined;

  static async start(): Promise<RedisServer> {
    const server = new RedisServer();
    await server.start();
    return server;
  }

  /** What `--store` says for it. */
  spec(prefix: string): string {
    return `redis+unix://${this.socket}?prefix=${prefix}`;
  }

  async start(): Promise<void> {
    const options = ['--port', '0', '--unixsocket', this.socket, '--dir', this.folder, '--save', ''];
    const child = spawn(command!, [...options, '--appendonly', 'yes', '--appendfsync', 'always'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    await new Promise<void>((done, fail) => {
      let text = '';
      child.stdout.on('data', (chunk) => {
        text += chunk;
        if (/ready to accept connections/i.test(text)) done();
      });
      child.on('exit', () => fail(new Error(`Redis has ended: ${text}`)));
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** A way to it that can lose its next answer, and the connection with it. */
  async proxy(prefix: string): Promise<{ spec: string; loseNextAnswer(): void; close(): void }> {
    let losing = false;
    const server = createServer((near) => {
      const far = connect(this.socket);
      for (const socket of [near, far]) socket.on('error', () => undefined);
      near.on('data', (data) => far.write(data));
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      far.on('data', (data) => {
        if (!losing) {
          near.write(data);
          return;
        }
        losing = false;
        near.destroy();
      });
    });
    const path = `${this.folder}/proxy-${prefix}.sock`;
    server.listen(path);
    await once(server, 'listening');
    const loseNextAnswer = () => {
      losing = true;
    };
    return {
      spec: `redis+unix://${path}?prefix=${prefix}`,
      loseNextAnswer,
      close: () => void server.close(),
    };
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.folder, { recursive: true });
  }
}
