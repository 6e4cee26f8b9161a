import type { Case, Exchange, ForeignContext, ForeignPhase } from '../contract/index.ts';
import type { Operation } from '../model/index.ts';
import { describeForDredd } from './description.ts';
import { expectedAtFirst, expectedOf } from './expected.ts';
import { failuresOf } from './failures.ts';
import type { runDreddProcess } from './run/dredd-process.ts';
import type { DreddOutcome, DreddReal } from './run/protocol.ts';
import type { serveHandler } from './run/serve-handler.ts';
import type { DreddSettings } from './settings.ts';
import { type Transaction, transactionsOf } from './transactions.ts';
import { receivedBytes, toDredd } from './wire.ts';

export interface DreddOptions {
  /** The project's folder: Dredd, hook files and what they require are looked for from here. */
  readonly cwd: string;
  /** Of a `dredd.yml`. */
  readonly settings?: DreddSettings | undefined;
  /** Besides those of the settings: paths or globs. @default [] */
  readonly hookfiles?: readonly string[] | undefined;
  /** Given what Dredd and its hooks print, line by line, without secrets. @default it is dropped */
  readonly output?: ((line: string) => void) | undefined;
  /** Milliseconds, monotonic. */
  readonly clock?: (() => number) | undefined;
}

/** What a hook may take besides the answer, in milliseconds. */
const patience = 60_000;

/**
 * Dredd as a part of a contract run: it sends what the run knows to be taken, and judges the answers by the description's
 * own schemas. For Node alone. Rejects with StandinError `dredd-missing` or `dredd-unsupported` where it is not installed.
 */
export async function dreddPhase(given: DreddOptions): Promise<ForeignPhase> {
  const { absolutePath, findDredd, runDreddProcess, serveHandler } = await import('./run/node.ts');
  const options = { ...given, cwd: absolutePath(given.cwd) };
  const dredd = findDredd(options.cwd);
  const node: OfNode = { runDreddProcess, serveHandler };
  return {
    name: 'dredd',
    plan: (api, occasions) =>
      casesOf(
        transactionsOf(
          api,
          occasions.filter(({ operation }) => canSend(operation)),
        ),
      ),
    run: (context) => new DreddPhase(node, dredd, options, context).run(),
  };
}

/** Dredd waits for the body of an answer to HEAD, and writes every method in upper case. */
function canSend({ method }: Operation): boolean {
  return method !== 'HEAD' && method === method.toUpperCase();
}

/** What is loaded late, so that this folder can be imported where there is no Node. */
interface OfNode {
  readonly runDreddProcess: typeof runDreddProcess;
  readonly serveHandler: typeof serveHandler;
}

class DreddPhase {
  readonly #node: OfNode;
  readonly #dredd: string;
  readonly #options: DreddOptions;
  readonly #context: ForeignContext;
  #transactions: readonly Transaction[] = [];
  #cases: readonly Case[] = [];
  readonly #identities = new Map<number, string | undefined>();
  readonly #begun = new Map<number, number>();
  readonly #told = new Set<number>();
  /** Those that were to succeed as before, and got a refusal that is documented. */
  readonly #refused: number[] = [];
  #isAgain = false;
  /** Of a target that is a handler, the address at which it is served. */
  #origin: string | undefined;

  constructor(node: OfNode, dredd: string, options: DreddOptions, context: ForeignContext) {
    this.#node = node;
    this.#dredd = dredd;
    this.#options = options;
    this.#context = context;
  }

  async run(): Promise<void> {
    const { operations, occasions, target, caseId, notice } = this.#context;
    for (const message of this.#options.settings?.idle ?? [])
      notice({ code: 'dredd-setting', message, operation: undefined });
    const sendable = operations.filter(canSend);
    if (sendable.length < operations.length) {
      const message =
        'Dredd cannot send HEAD requests, nor methods in lower case: these operations are left out.';
      notice({ code: 'dredd-head', message, operation: undefined });
    }
    const all = sendable.flatMap((operation) => occasions(operation));
    this.#transactions = transactionsOf(this.#context.api, all);
    this.#cases = casesOf(this.#transactions);
    if (caseId !== undefined && !this.#cases.some(({ id }) => id === caseId)) return;
    if (this.#transactions.length === 0) {
      const message = 'Dredd has nothing to try: no request can be made for what is selected.';
      notice({ code: 'dredd-idle', message, operation: undefined });
      return;
    }
    const served = typeof target === 'function' ? await this.#node.serveHandler(target) : undefined;
    this.#origin = served?.origin;
    try {
      const isDone = await this.#runDredd(this.#transactions.map((_, index) => index));
      if (isDone && this.#refused.length > 0) await this.#afterRefusals();
    } finally {
      await served?.close();
    }
  }

  /** What was refused is asked for once more, by what is there now and with other values. */
  async #afterRefusals(): Promise<void> {
    // The user's hooks begin and end a run once.
    if (!this.#hasHooks()) {
      this.#isAgain = true;
      await this.#runDredd(this.#refused.splice(0));
    }
    if (this.#refused.length === 0) return;
    const names = this.#refused.map((index) => this.#transactions[index]!.name);
    const message = `Refused, so that their success could not be judged: ${names.join('; ')}.`;
    this.#context.notice({ code: 'dredd-refused', message, operation: undefined });
  }

  #hasHooks(): boolean {
    const { settings, hookfiles = [] } = this.#options;
    return hookfiles.length + (settings?.hookfiles.length ?? 0) > 0;
  }

  /** True where Dredd came to its end. */
  async #runDredd(indices: readonly number[]): Promise<boolean> {
    const { cwd, settings, hookfiles = [], output = () => undefined } = this.#options;
    const { timeout, notice, base, operations } = this.#context;
    const { document, keys } = describeForDredd(this.#transactions);
    const order = {
      dredd: this.#dredd,
      config: {
        ...settings?.config,
        endpoint: this.#origin ?? new URL(base(operations[0]!)).origin,
        apiDescriptions: [{ location: 'prepared', content: JSON.stringify(document) }],
        hookfiles: [...(settings?.hookfiles ?? []), ...hookfiles],
        http: { timeout },
        loglevel: 'warning',
        color: false,
        custom: { ...(settings?.config['custom'] as object | undefined), cwd },
      },
      transactions: indices.map((index) => ({
        name: this.#transactions[index]!.name,
        index,
        key: keys[index]!,
      })),
    };
    const host = {
      before: (index: number) => this.#before(index),
      judge: async (index: number, real: DreddReal) => ({
        expected: expectedOf(this.#transactions[index]!, { ...real, body: real.body ?? '' }),
      }),
      outcome: (outcome: DreddOutcome) => this.#outcome(outcome),
      idleHooks: (names: readonly string[]) =>
        notice({
          code: 'dredd-hook',
          message: `Hooks are given for transactions that are not there: ${names.join('; ')}. --dry-run lists those that are.`,
          operation: undefined,
        }),
      output,
      masked: (text: string) => {
        let shown = text;
        for (const secret of this.#context.secrets()) shown = shown.replaceAll(secret, '***');
        return shown;
      },
    };
    const limits = { cwd, silence: timeout + patience, total: this.#context.timeLeft() + timeout };
    const isDone = await this.#node.runDreddProcess(order, host, limits);
    if (isDone) return true;
    const message = `Dredd was stopped, since the time is over: ${this.#told.size} of ${this.#transactions.length} transactions were tried.`;
    notice({ code: 'dredd-stopped', message, operation: undefined });
    return false;
  }

  async #before(index: number): Promise<Readonly<Record<string, unknown>>> {
    const { caseId, isOver, turn, ready, base } = this.#context;
    const { occasion, accept } = this.#transactions[index]!;
    if ((caseId !== undefined && this.#cases[index]!.id !== caseId) || isOver()) return { skip: true };
    const { request, identity } = await ready(occasion, this.#isAgain);
    await turn();
    this.#identities.set(index, identity);
    this.#begun.set(index, this.#options.clock?.() ?? 0);
    const { pathname } = new URL(base(occasion.operation));
    const written = toDredd(request, pathname, accept);
    return { request: written, expected: expectedAtFirst(this.#transactions[index]!) };
  }

  #outcome(outcome: DreddOutcome): void {
    const { index, status, request } = outcome;
    // A throw in a hook can make Dredd run the rest twice.
    if (status === 'skip' || this.#told.has(index)) return;
    const transaction = this.#transactions[index]!;
    const exchange = request && this.#exchange(transaction, outcome, request);
    const { kind, before } = transaction.occasion;
    const isRefused = status === 'pass' && !outcome.isTheirs && (exchange?.response?.status ?? 0) >= 400;
    if (isRefused && kind === 'success' && before) {
      this.#refused.push(index);
      if (!this.#isAgain && !this.#hasHooks()) return;
    }
    this.#told.add(index);
    const isFailed = status !== 'pass' && exchange !== undefined;
    const failures = isFailed ? failuresOf(transaction, outcome, exchange) : [];
    this.#context.finished(this.#cases[index]!, transaction.occasion, exchange, failures);
  }

  #exchange(
    { occasion }: Transaction,
    { index, real, errors }: DreddOutcome,
    request: NonNullable<DreddOutcome['request']>,
  ): Exchange {
    const { operation } = occasion;
    const base = this.#context.base(operation);
    const { pathname, origin } = new URL(base);
    const prefix = pathname.replace(/\/$/, '');
    const target = request.fullPath.startsWith(prefix)
      ? request.fullPath.slice(prefix.length)
      : request.fullPath;
    const begun = this.#begun.get(index) ?? 0;
    return {
      request: {
        method: request.method,
        target,
        headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        body: request.body === '' ? undefined : receivedBytes(request.body, request.bodyEncoding),
      },
      url: `${origin}${request.fullPath}`,
      operation,
      identity: this.#identities.get(index),
      response: real && {
        status: real.statusCode,
        headers: headersOf(real.headers),
        body: receivedBytes(real.body ?? '', real.bodyEncoding),
        truncated: false,
      },
      problem: real ? undefined : { kind: 'reset', message: errors[0]?.message ?? 'no answer' },
      milliseconds: (this.#options.clock?.() ?? 0) - begun,
    };
  }
}

function casesOf(transactions: readonly Transaction[]): Case[] {
  const counts = new Map<string, number>();
  return transactions.map(({ name, occasion: { operation, mutation } }) => {
    const index = counts.get(operation.id) ?? 0;
    counts.set(operation.id, index + 1);
    return {
      id: `${operation.id}.dredd.${index}`,
      phase: 'dredd',
      operation,
      title: name,
      mutation,
      // Dredd alone can run it, with the rest of the phase.
      run: () => Promise.resolve(),
    };
  });
}

function headersOf(given: Readonly<Record<string, unknown>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, String(each));
  return headers;
}
