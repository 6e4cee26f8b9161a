import type { ContractOptions, ContractResult } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import { checkRequest, checkResponse } from '../validation/index.ts';
import { type App, openApp } from './app.ts';
import { explainViolations } from './explain.ts';
import { type ApiSource, apiOf } from './load.ts';
import type { OpenApp } from './node/app-fetch.ts';
import type { Port } from './node/serve.ts';
import { titleOf } from './operations.ts';

/** An app of one's own, beside the description that it is to keep. */
export interface ContractExpectation extends AsyncDisposable {
  /**
   * Asks the app by the engine of `runContract`, in this process: examples, limits, random requests, sequences. Rejects
   * with StandinError `contract-broken`, whose message is the report, where a promise is broken or nothing can be told.
   *
   * With few cases it is quick: `{ maxCases: 10, phases: ['examples'] }`.
   */
  toBeKept(options?: ContractOptions): Promise<ContractResult>;
  /** Asks the app for what a test of one's own wants to know, and holds the answer to the description. */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** A port in front of the app, whose answers are held to the description too: for clients that want a URL. */
  readonly url: Promise<string>;
  /** Throws StandinError `contract-broken` where an answer broke the description; what was told once is not told again. */
  verify(): void;
  /** Frees the port, then throws what `verify()` throws. The app itself stays as it was. */
  close(): Promise<void>;
}

/**
 * Holds an app of one's own to a description inside a test: `await expectContract(app, 'openapi.yaml').toBeKept()`, or
 * by the requests that its tests send anyway, through `fetch` or `url`.
 *
 * @param app a fetch handler, Hono, Express, Fastify, Nest, Koa, or any handler or server of Node's
 */
export function expectContract(app: App, source: ApiSource): ContractExpectation {
  return new HeldApp(app, source);
}

class HeldApp implements ContractExpectation {
  readonly #source: ApiSource;
  readonly #given: App;
  readonly #broken: string[] = [];
  #opened: Promise<OpenApp> | undefined;
  #port: Promise<Port> | undefined;
  #api: Api | undefined;

  constructor(app: App, source: ApiSource) {
    this.#given = app;
    this.#source = source;
  }

  async toBeKept(options: ContractOptions = {}): Promise<ContractResult> {
    const api = await this.#load();
    const app = await this.#open();
    // Most tests of an app never ask the engine.
    const [{ runContract }, { collectReport }] = await Promise.all([
      import('../contract/index.ts'),
      import('./contract-failure.ts'),
    ]);
    const report = collectReport(api);
    const result = await runContract(api, (request) => app.fetch(request), {
      ...options,
      onEvent: (event) => {
        report.onEvent(event);
        options.onEvent?.(event);
      },
    });
    if (result.kept && result.conclusive) return result;
    const what = result.conclusive ? 'keep' : 'try';
    throw new StandinError(
      `Failed to ${what} the contract of ${titleOf(api)}:\n\n${report.text()}\nCorrect the app or the description.`,
      { code: 'contract-broken' },
    );
  }

  readonly fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const isPath = typeof input === 'string' && !URL.canParse(input);
    return this.#answer(new Request(isPath ? new URL(input, 'http://localhost') : input, init));
  };

  get url(): Promise<string> {
    this.#port ??= import('./node/serve.ts').then(({ openPort }) =>
      openPort((request) => this.#answer(request)),
    );
    return this.#port.then(({ url }) => url);
  }

  verify(): void {
    const broken = this.#broken.splice(0);
    if (broken.length === 0 || !this.#api) return;
    throw new StandinError(
      `Failed to keep the contract of ${titleOf(this.#api)}:\n\n${broken.join('\n')}\n\nCorrect the app or the description.`,
      { code: 'contract-broken' },
    );
  }

  async close(): Promise<void> {
    const opened = [await this.#port, await this.#opened];
    this.#port = undefined;
    this.#opened = undefined;
    for (const each of opened) await each?.close();
    this.verify();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #load(): Promise<Api> {
    return (this.#api ??= await apiOf(this.#source));
  }

  #open(): Promise<OpenApp> {
    return (this.#opened ??= openApp(this.#given));
  }

  async #answer(request: Request): Promise<Response> {
    const api = await this.#load();
    const app = await this.#open();
    // What is sent must be readable twice: by the check and by the app.
    const asked = request.clone();
    const response = await app.fetch(request);
    const violations = await checkResponse(api, asked, response);
    if (violations.length > 0) {
      const bad = await checkRequest(api, asked);
      const { pathname, search } = new URL(request.url);
      this.#broken.push(
        `${request.method} ${pathname}${search}, answered with ${response.status}:`,
        ...explainViolations(violations, api, '  '),
        ...(bad.length > 0 ? ['  The request breaks the description too.'] : []),
      );
    }
    return response;
  }
}
