import { createRequire } from 'node:module';
import type { DreddClass, Emitter, Hooks, RawTransaction, Runner, Test } from './internals.ts';
import type { DreddOutcome, DreddReal, DreddRequest, FromDredd, Order, ToDredd } from './protocol.ts';

/** Runs in a process of its own: takes an order, runs Dredd, and asks for what each transaction sends and expects. */
export function runDreddChild(): void {
  const link = new Link();
  link.onOrder((order) => new DreddRun(order, link).start());
  link.tell({ type: 'ready' });
}

/** The other process. */
class Link {
  readonly #waiting = new Map<number, (given: Readonly<Record<string, unknown>>) => void>();
  #lastId = 0;
  #take: (order: Order) => void = () => undefined;

  constructor() {
    process.on('message', (message: ToDredd) => {
      if (message.type === 'order') this.#take(message.order);
      else {
        this.#waiting.get(message.id)?.(message.given);
        this.#waiting.delete(message.id);
      }
    });
    // Nobody listens any more: neither this process nor one that runs hooks in another language may stay.
    process.on('disconnect', () => {
      if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
      process.exit(1);
    });
  }

  onOrder(take: (order: Order) => void): void {
    this.#take = take;
  }

  tell(message: FromDredd): void {
    process.send?.(message);
  }

  ask(
    question:
      | { readonly type: 'before'; readonly index: number }
      | { readonly type: 'judge'; readonly index: number; readonly real: DreddReal },
    take: (given: Readonly<Record<string, unknown>>) => void,
  ): void {
    const id = ++this.#lastId;
    this.#waiting.set(id, take);
    this.tell({ ...question, id });
  }
}

class DreddRun {
  readonly #order: Order;
  readonly #link: Link;
  /** By name: hooks in other languages make other objects of transactions. */
  readonly #indices: ReadonlyMap<string, number>;
  #current: RawTransaction | undefined;
  #judged = false;
  #isTheirs = false;
  /** What the transaction expected before the user's hooks saw it. */
  #given = '{}';

  constructor(order: Order, link: Link) {
    this.#order = order;
    this.#link = link;
    this.#indices = new Map(order.transactions.map(({ name, index }) => [name, index]));
  }

  start(): void {
    const require = createRequire(import.meta.url);
    const { EventEmitter } = require('node:events') as { EventEmitter: new () => Emitter };
    const Dredd = require(this.#order.dredd) as DreddClass;
    const emitter = new EventEmitter();
    const done = (error: unknown) =>
      this.#link.tell({ type: 'done', error: error ? String((error as Error).message ?? error) : undefined });
    try {
      const dredd = new Dredd({ ...this.#order.config, emitter });
      this.#listen(emitter);
      this.#enter(dredd.transactionRunner);
      dredd.run(done);
    } catch (error) {
      done(error);
    }
  }

  /** Dredd has no way to be given transactions; its runner's methods are replaced before they are called. */
  #enter(runner: Runner): void {
    const { configureTransaction, executeAllTransactions, run } = runner;
    const names = new Map<RawTransaction, string>();
    runner.run = (compiled, callback) => {
      const byKey = new Map(compiled.map((each) => [keyOf(each), each]));
      const ordered = this.#order.transactions.flatMap(({ key, name }) => {
        const each = byKey.get(key);
        if (each) names.set(each, name);
        return each ? [each] : [];
      });
      run.call(runner, ordered, callback);
    };
    runner.configureTransaction = (compiled) => {
      const configured = configureTransaction.call(runner, compiled);
      configured.name = names.get(compiled)!;
      return configured;
    };
    runner.executeAllTransactions = (transactions, hooks, callback) => {
      this.#tellIdle(transactions, hooks);
      for (const name of Object.keys(hooks)) if (name.endsWith('Hooks')) callable(hooks[name]);
      hooks.beforeEachHooks.unshift((transaction, next) => this.#before(transaction, next));
      hooks.beforeEachValidationHooks.unshift((transaction, next) => this.#judge(transaction, next));
      executeAllTransactions.call(runner, transactions, hooks, callback);
    };
  }

  #tellIdle(transactions: readonly RawTransaction[], hooks: Hooks): void {
    const known = new Set(transactions.map(({ name }) => name));
    const hooked = [hooks.beforeHooks, hooks.beforeValidationHooks, hooks.afterHooks].flatMap(Object.keys);
    const names = [...new Set(hooked)].filter((name) => !known.has(name));
    if (names.length > 0) this.#link.tell({ type: 'idle-hooks', names });
  }

  #before(transaction: RawTransaction, next: () => void): void {
    this.#current = transaction;
    this.#judged = false;
    this.#isTheirs = false;
    const index = this.#indices.get(transaction.name)!;
    this.#link.ask({ type: 'before', index }, ({ request, expected, skip }) => {
      if (skip === true) transaction.skip = true;
      else {
        const { fullPath, ...rest } = request as DreddRequest;
        transaction.fullPath = fullPath;
        Object.assign(transaction.request, rest, { uri: fullPath });
        const { statusCode } = expected as { readonly statusCode: string };
        transaction.id = `${transaction.request.method} (${statusCode}) ${fullPath}`;
        transaction.expected = expected as object;
        this.#given = JSON.stringify(expected);
      }
      next();
    });
  }

  #judge(transaction: RawTransaction, next: () => void): void {
    const real = transaction.real;
    if (!real) {
      next();
      return;
    }
    transaction.real = asText(real);
    this.#judged = true;
    const index = this.#indices.get(transaction.name)!;
    const changed = changes(this.#given, transaction.expected);
    this.#isTheirs = Object.keys(changed).length > 0;
    this.#link.ask({ type: 'judge', index, real: transaction.real }, ({ expected }) => {
      const { bodySchema, ...rest } = expected as Readonly<Record<string, unknown>>;
      const isBodyTheirs = 'body' in changed || 'bodySchema' in changed;
      transaction.expected = { ...rest, ...(bodySchema && !isBodyTheirs ? { bodySchema } : {}), ...changed };
      next();
    });
  }

  #listen(emitter: Emitter): void {
    const on = (event: string, status: DreddOutcome['status']) =>
      emitter.on(event, (test: Test) => this.#tell(status, test));
    on('test pass', 'pass');
    on('test fail', 'fail');
    on('test skip', 'skip');
    emitter.on('test error', (error: Error, test: Test) => {
      const transaction = this.#current;
      if (!transaction) this.#link.tell({ type: 'hook-error', message: String(error.message ?? error) });
      else
        this.#tell('error', {
          ...test,
          errors: [{ message: error.message || String((error as { code?: string }).code) }],
        });
    });
  }

  #tell(status: DreddOutcome['status'], { actual, errors = [], results }: Test): void {
    const transaction = this.#current;
    const index = transaction && this.#indices.get(transaction.name);
    if (!transaction || index === undefined) return;
    const { method, headers, body = '', bodyEncoding } = transaction.request;
    const isSent = this.#judged || status === 'error';
    const fields = Object.entries(results?.fields ?? {});
    this.#link.tell({
      type: 'outcome',
      outcome: {
        index,
        status,
        request: isSent
          ? {
              method,
              fullPath: transaction.fullPath,
              headers,
              body: String(body),
              bodyEncoding: bodyEncoding === 'base64' ? 'base64' : 'utf-8',
            }
          : undefined,
        real: actual ?? transaction.real,
        isTheirs: this.#isTheirs,
        errors: [
          ...fields.flatMap(([field, result]) =>
            (result.errors ?? []).map(({ message, location }) => ({
              field,
              message,
              pointer: location?.pointer,
            })),
          ),
          ...errors.map(({ message }) => ({
            field: status === 'error' ? 'transaction' : 'hooks',
            message,
            pointer: undefined,
          })),
        ],
      },
    });
  }
}

/** Dredd never comes back from a hook that names no parameter. */
function callable(hooks: unknown): void {
  if (!Array.isArray(hooks)) {
    for (const list of Object.values((hooks ?? {}) as object)) callable(list);
    return;
  }
  hooks.forEach((hook: unknown, index) => {
    if (typeof hook === 'function' && hook.length === 0) hooks[index] = (data: unknown) => void hook(data);
  });
}

/** What the user's hooks have made another. */
function changes(given: string, now: object): Record<string, unknown> {
  const before = JSON.parse(given) as Record<string, unknown>;
  const isChanged = ([name, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(now).filter(isChanged));
}

function keyOf({ request, response, origin }: RawTransaction): string {
  const type = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return [request.method, origin.resourceName, response.status, ...(type === undefined ? [] : [type])].join(
    ' ',
  );
}

/** Dredd takes a text for binary where it holds the character U+FFFD. */
function asText(real: DreddReal): DreddReal {
  if (real.bodyEncoding !== 'base64' || real.body === undefined) return real;
  try {
    const body = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(real.body, 'base64'));
    return { ...real, body, bodyEncoding: 'utf-8' };
  } catch {
    return real;
  }
}
