import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { StandinError } from '../../errors.ts';
import type { DreddOutcome, DreddReal, FromDredd, Order, ToDredd } from './protocol.ts';

/** What a run of Dredd asks and tells. */
export interface DreddHost {
  /** What the transaction sends and expects; `skip` leaves it out. */
  before(index: number): Promise<Readonly<Record<string, unknown>>>;
  /** What the transaction expects of this answer. */
  judge(index: number, real: DreddReal): Promise<Readonly<Record<string, unknown>>>;
  outcome(outcome: DreddOutcome): void;
  idleHooks(names: readonly string[]): void;
  /** What Dredd and its hooks print, by lines. */
  output(line: string): void;
  /** The text without what nothing may show. */
  masked(text: string): string;
}

export interface DreddLimits {
  readonly cwd: string;
  /** Milliseconds without a word, after which it hangs. */
  readonly silence: number;
  /** Milliseconds in all. */
  readonly total: number;
}

/** Of what is printed, so much is kept for a message. */
const keptOutput = 4000;
/** How long its last words are waited for, in milliseconds. */
const lastWords = 1000;

/**
 * Runs Dredd in a process of its own, which cannot outlast this one: it is ended when it is done, when it says nothing for
 * too long, and when the time is over (`false` comes back then). Rejects with StandinError `dredd-failed` where Dredd
 * cannot run, with what it says.
 */
export async function runDreddProcess(order: Order, host: DreddHost, limits: DreddLimits): Promise<boolean> {
  const child = start(limits.cwd);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (text) => {
      const line = host.masked(text);
      printed = `${printed}\n${line}`.slice(-keptOutput);
      host.output(line);
    });
  }
  const tell = (message: ToDredd) => child.connected && child.send(message, () => undefined);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const fail = (reason: string) =>
        reject(
          new StandinError(
            `Failed to run Dredd: ${reason}.${said(printed)} See all it prints by --verbose.`,
            {
              code: 'dredd-failed',
            },
          ),
        );
      const after = (milliseconds: number, act: () => void) => {
        if (!Number.isFinite(milliseconds)) return undefined;
        const timer = setTimeout(act, Math.min(milliseconds, 2 ** 31 - 1));
        timers.add(timer);
        return timer;
      };
      let silence = after(limits.silence, () => fail('it does not start'));
      after(limits.total, () => resolve(false));
      const answer = (id: number, given: Promise<Readonly<Record<string, unknown>>>) =>
        given.then((it) => {
          listen();
          tell({ type: 'reply', id, given: it });
        }, reject);
      const hush = () => {
        if (silence) clearTimeout(silence);
      };
      const listen = () => {
        hush();
        silence = after(limits.silence, () => fail(`it says nothing for ${limits.silence / 1000} s`));
      };
      child.on('message', (message: FromDredd) => {
        // While it waits for an answer, the silence is ours.
        hush();
        if (message.type === 'before') return answer(message.id, host.before(message.index));
        if (message.type === 'judge') return answer(message.id, host.judge(message.index, message.real));
        listen();
        if (message.type === 'ready') tell({ type: 'order', order });
        else if (message.type === 'outcome') host.outcome(message.outcome);
        else if (message.type === 'idle-hooks') host.idleHooks(message.names);
        else if (message.type === 'hook-error') fail(`a hook fails: ${message.message}`);
        else if (message.error === undefined) resolve(true);
        else fail(message.error);
        return undefined;
      });
      child.on('error', (error) => fail(error.message));
      child.on('exit', (code, signal) => fail(`its process ended by ${signal ?? code} before it was done`));
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    await end(child);
  }
}

function said(printed: string): string {
  const lines = printed.trim().split('\n').filter(Boolean).slice(-3);
  return lines.length > 0 ? ` It says: ${lines.join(' ')}` : '';
}

/** In a group of its own, so that processes which run hooks in other languages end with it. */
function start(cwd: string): ChildProcess {
  return spawn(process.execPath, ['--no-warnings', '--eval', program()], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  });
}

/** The package has it as an entry of its own; tests run it from source. */
function program(): string {
  const isSource = import.meta.url.endsWith('.ts');
  const file = isSource
    ? new URL('./child.ts', import.meta.url)
    : new URL('../dredd/run/child.js', import.meta.url);
  const url = JSON.stringify(file.href);
  const run = 'then(({ runDreddChild }) => runDreddChild())';
  if (!isSource) return `import(${url}).${run}`;
  const jiti = JSON.stringify(createRequire(import.meta.url).resolve('jiti'));
  return `require(${jiti}).createJiti(${url}).import(${url}).${run}`;
}

/** Ends it with all that it has started, and resolves when what it has printed is read. */
async function end(child: ChildProcess): Promise<void> {
  for (const event of ['message', 'error', 'exit']) child.removeAllListeners(event);
  child.on('error', () => undefined);
  if (child.pid === undefined) return;
  const closed = new Promise<void>((done) => {
    child.once('close', () => done());
    setTimeout(done, lastWords).unref();
  });
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  await closed;
}
