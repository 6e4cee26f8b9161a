import { createRandom, type Generator } from '../../generation/index.ts';
import { fillRuntimeTemplate, parseRuntimeTemplate, type RuntimeFacts } from '../../http/index.ts';
import type { Callback, Operation } from '../../model/index.ts';
import type { GoodRequest } from '../answer-source.ts';
import type { Timers } from '../fault/timers.ts';
import { deliver } from './deliver.ts';
import { isAllowedHost } from './host.ts';
import { callbackMessage } from './message.ts';
import type { CallbackDelivery, ResolvedCallbackOptions } from './options.ts';

/** Milliseconds after the answer, so that it is there before its callback. */
const AFTER_ANSWER = 50;
/** Callbacks that may wait to be sent; an answer beyond them has none. */
const MOST_PENDING = 1_000;

/** Sends an operation's callbacks when it has answered well. */
export class Callbacks {
  readonly #options: ResolvedCallbackOptions;
  readonly #timers: Timers;
  #pending = 0;
  #count = 0;

  constructor(options: ResolvedCallbackOptions, timers: Timers) {
    this.#options = options;
    this.#timers = timers;
  }

  /** Nobody waits for what becomes of them. The response is read as a copy. */
  follow(operation: Operation, good: GoodRequest, response: Response): void {
    if (response.ok && operation.callbacks.length > 0)
      void this.#sendAll(operation, good, response.clone() as Response);
  }

  async #sendAll(operation: Operation, good: GoodRequest, response: Response): Promise<void> {
    const facts = await factsOf(good, response);
    for (const callback of operation.callbacks) {
      for (const inner of callback.operations) {
        if (this.#pending >= MOST_PENDING) return;
        this.#pending++;
        await this.#timers.wait(AFTER_ANSWER);
        const delivery = await this.#send(operation, callback, inner, facts, good.generator);
        this.#pending--;
        this.#options.onDelivery?.(delivery);
      }
    }
  }

  async #send(
    operation: Operation,
    { name, expression }: Callback,
    inner: Operation,
    facts: RuntimeFacts,
    generator: Generator,
  ): Promise<CallbackDelivery> {
    const about = { name, operationId: operation.id, method: inner.method };
    const none = { status: undefined, attempts: 0 };
    const address = addressOf(expression, facts);
    if (address === undefined) {
      const detail = `The expression ${expression} gives no URL for this request.`;
      return { ...about, ...none, url: undefined, outcome: 'no-address', detail };
    }
    const url = address.href;
    if (!isAllowedHost(address, this.#options.allow)) {
      const detail = `${address.host} is not among the hosts that may be called.`;
      return { ...about, ...none, url, outcome: 'not-allowed', detail };
    }
    const key = `callback ${operation.id} ${name} ${this.#count++}`;
    try {
      const message = callbackMessage(
        inner,
        address,
        [facts.response?.body, facts.request.body],
        generator,
        key,
      );
      const at = this.#options.clock?.() ?? generator.settings.now;
      const id = messageId(generator, key);
      return {
        ...about,
        url: message.url.href,
        ...(await deliver(message, id, at, this.#options, this.#timers)),
      };
    } catch (error) {
      return { ...about, ...none, url, outcome: 'failed', detail: (error as Error).message };
    }
  }
}

/** As Standard Webhooks likes them: unique, and the same for each attempt. */
export function messageId({ settings }: Generator, key: string): string {
  const random = createRandom(settings.seed).fork(key);
  return `msg_${Array.from({ length: 24 }, () => random.int(0, 35).toString(36)).join('')}`;
}

/** Only addresses of the web; one that names a user is none. */
function addressOf(expression: string, facts: RuntimeFacts): URL | undefined {
  const template = parseRuntimeTemplate(expression);
  const text = template && fillRuntimeTemplate(template, facts);
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
}

async function factsOf(good: GoodRequest, response: Response): Promise<RuntimeFacts> {
  const { url, method, headers, pathParameters, search, sent } = good;
  const path = Object.fromEntries(
    Object.entries(pathParameters).map(([name, text]) => [name, decoded(text)]),
  );
  return {
    url,
    method,
    statusCode: response.status,
    request: { headers, path, query: Object.fromEntries(firstOfEach(search)), body: sent },
    response: { headers: response.headers, body: await bodyOf(response) },
  };
}

function firstOfEach(search: string): Map<string, string> {
  const first = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(search)) if (!first.has(name)) first.set(name, value);
  return first;
}

async function bodyOf(response: Response): Promise<unknown> {
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
