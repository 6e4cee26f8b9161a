import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

/** A whole Standin on a port of its own. */
export class StandinProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(main: string, args: readonly string[]): Promise<StandinProcess> {
    const child = spawn(process.execPath, [main, 'mock', '--port', '0', '--json', '--no-watch', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    const url = await new Promise<string>((done, fail) => {
      child.stderr.on('data', (chunk) => (text += chunk));
      child.stdout.on('data', (chunk) => {
        text += chunk;
        const found = /"port":(\d+)/.exec(text);
        if (found) done(`http://127.0.0.1:${found[1]}`);
      });
      child.on('exit', (code) => fail(new Error(`ended with ${code}: ${text}`)));
    });
    return new StandinProcess(child, url);
  }

  /** The processes that it has started; undefined where the system does not tell. */
  children(): number[] | undefined {
    const file = `/proc/${this.#child.pid}/task/${this.#child.pid}/children`;
    if (!existsSync(file)) return undefined;
    return readFileSync(file, 'utf8').trim().split(' ').map(Number);
  }

  async json(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; body: unknown }> {
    const response = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    return (await ended)[0];
  }
}

/** Runs so many of them at a time. */
export async function inParallel<T>(
  count: number,
  lanes: number,
  run: (index: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await run(index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
