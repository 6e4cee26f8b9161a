import cluster, { type Worker } from 'node:cluster';
import { StandinError } from '../errors.ts';
import { exitCode } from './command.ts';
import type { MockFlags } from './mock-flags.ts';
import { counted, type Output } from './output.ts';

/** How soon after its start a worker may not end, in milliseconds: one that cannot run would be started for ever. */
const soonMs = 5_000;

/** A worker that is not the first has nothing to announce. */
export function isFurtherWorker(): boolean {
  return cluster.isWorker && cluster.worker?.id !== 1;
}

/**
 * Should this process start others and leave the serving to them?
 * Throws StandinError `workers-cannot-share` where each would know something that the others do not.
 */
export function startsWorkers(specs: readonly string[], flags: MockFlags): boolean {
  const { workers = 1 } = flags;
  if (workers === 1 || cluster.isWorker) return false;
  const reason = unshared(specs, flags);
  if (reason === undefined) return true;
  throw new StandinError(`Failed to start ${workers} workers: ${reason}`, { code: 'workers-cannot-share' });
}

/** Redis and Valkey, over TCP, TLS or a Unix socket. */
const SHARED_STORE = /^(?:redis|valkey)(?:s|\+unix)?:/;

function unshared(specs: readonly string[], { state, store, issuer }: MockFlags): string | undefined {
  if (state && !SHARED_STORE.test(store ?? ''))
    return 'each would keep its own state. Share it with --store redis://HOST, or turn it off with --no-state.';
  if (issuer) return 'each would issue its own tokens. Leave out --issuer or --workers.';
  return specs.includes('-') ? 'standard input can be read once. Name a file.' : undefined;
}

/** Lets the process end, which its connection to the one that started it would not. */
export function leave(): void {
  process.channel?.unref();
}

/** Starts this program as often as is asked for, on one port, and again where one ends; until asked to stop. */
export async function runWorkers({ workers = 1 }: MockFlags, output: Output): Promise<number> {
  const stopped = output.terminal.stopAsked();
  const workforce = new Workforce(output);
  const failed = await workforce.start();
  if (failed !== undefined) return failed;
  for (let count = 1; count < workers; count++) workforce.add();
  output.say(`${counted(workers, 'process serves', 'processes serve')} this port.`);
  const code = await Promise.race([stopped.then(() => exitCode.fine), workforce.broken]);
  await workforce.stop();
  return code;
}

class Workforce {
  readonly broken: Promise<number>;
  readonly #output: Output;
  readonly #running = new Set<Promise<void>>();
  #stopping = false;
  #breakOff: (code: number) => void = () => undefined;

  constructor(output: Output) {
    this.#output = output;
    this.broken = new Promise((done) => {
      this.#breakOff = done;
    });
  }

  /** The first says what is wrong for all; its exit code comes back where it cannot serve. */
  start(): Promise<number | undefined> {
    const worker = cluster.fork();
    return new Promise((done) => {
      worker.once('exit', (code) => done(code));
      worker.once('listening', () => {
        this.#watch(worker);
        done(undefined);
      });
    });
  }

  add(): void {
    this.#watch(cluster.fork());
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
    await Promise.all(this.#running);
  }

  #watch(worker: Worker): void {
    const start = performance.now();
    const ended = new Promise<void>((done) => {
      worker.once('exit', (code) => {
        this.#running.delete(ended);
        done();
        if (this.#stopping) return;
        if (performance.now() - start < soonMs) this.#breakOff(code || exitCode.failed);
        else {
          this.#output.say('A worker has ended; another takes its place.');
          this.add();
        }
      });
    });
    this.#running.add(ended);
  }
}
