import { Hono } from 'hono';
import { createGenerator, type Generator } from '../generation/index.ts';
import { createRouter, type Locate, type RouteMatch, type Router, readPreferences } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation, type Violation } from '../schema/index.ts';
import { AnswerCache } from './answer-cache.ts';
import { type Answering, answering } from './answer-sources.ts';
import { Authority, clientCertificate, loggableSearch } from './auth.ts';
import { crossOrigin } from './cross-origin.ts';
import { type Connection, type ServerEnv, sendable } from './fault/connection.ts';
import { identify } from './identity.ts';
import { addLanguage, Languages } from './languages.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { failure, notServed } from './not-served.ts';
import { type MockRequest, OperationMock, type Outcome } from './operation-mock.ts';
import { type MockOptions, type ResolvedMockOptions, resolveMockOptions } from './options.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type ReadRequestBody, readRequestBody } from './request-body.ts';
import type { Verdict } from './verdict.ts';
import { visiblePath } from './visible-path.ts';

/** What a request came to, for the log. */
interface Served {
  readonly response: Response;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  readonly notes?: readonly string[] | undefined;
  readonly refused?: boolean;
  /** As the log may show it. */
  readonly path?: string;
}

/**
 * A mock of the api: a Hono app that answers every documented operation with schema-valid data. Nothing is compiled
 * and no data library is loaded before the first request that needs it.
 */
export function createMock(api: Api, options: MockOptions = {}): Hono {
  const settings = resolveMockOptions(options);
  const mock = new Mock(api, settings);
  const app = new Hono();
  if (settings.cors) app.use(crossOrigin());
  app.all('*', (context) => mock.serve(context.req.raw, (context.env as ServerEnv | undefined)?.connection));
  app.onError((error) => failure(error));
  return app;
}

type OperationMatch = Extract<RouteMatch, { kind: 'operation' }>;

/** What is there once the first request has loaded it. */
interface Loaded extends Answering {
  readonly generator: Generator;
}

interface Judged {
  readonly mock: OperationMock;
  readonly request: MockRequest;
  readonly verdict: Verdict;
}

class Mock {
  readonly #api: Api;
  readonly #options: ResolvedMockOptions;
  readonly #mocks = new Map<
    Generator,
    { answers: AnswerCache; byOperation: Map<Operation, OperationMock> }
  >();
  readonly #languages: Languages;
  readonly #locate: Locate;
  readonly #authority: Authority;
  readonly #connections = new WeakMap<Request, Connection>();
  #router: Router | undefined;
  #identify: ReturnType<typeof identify> | undefined;
  #loaded: MaybePromise<Loaded> | undefined;

  constructor(api: Api, options: ResolvedMockOptions) {
    this.#api = api;
    this.#options = options;
    this.#languages = new Languages(options.generator);
    this.#locate = (uri, pointer) => api.document.place(uri, pointer);
    this.#authority = new Authority(api, options.auth);
  }

  /** At once where nothing has to be waited for. */
  serve(request: Request, connection: Connection | undefined): MaybePromise<Response> {
    const { onExchange } = this.#options;
    if (connection) this.#connections.set(request, connection);
    const start = onExchange ? performance.now() : 0;
    const { path, search } = target(request.url);
    const issued = this.#authority.issuer?.answerOwn(request, path);
    const served = issued ? after(issued, unjudged) : this.#route(request, path, search);
    if (!onExchange) return after(served, ({ response }) => sendable(response, connection));
    return after(served, (done) => {
      onExchange({
        method: request.method,
        // The issuer's queries are full of what must stay between it and its clients.
        path: issued ? path : (done.path ?? path) + loggableSearch(this.#api, search),
        status: done.response.status,
        operationId: done.operation?.id,
        violations: done.violations,
        notes: done.notes ?? [],
        milliseconds: performance.now() - start,
      });
      return sendable(done.response, connection);
    });
  }

  #route(request: Request, path: string, search: string): MaybePromise<Served> {
    this.#router ??= createRouter(this.#api);
    const match = this.#router.match(request.method, path, search);
    if (match.kind !== 'operation') {
      const issued =
        match.kind === 'not-found' ? this.#authority.issuer?.answerDocumented(request, path) : undefined;
      return after(issued, (response) =>
        unjudged(response ?? notServed(match, request.method, path, this.#options.prism)),
      );
    }
    const failed = (error: unknown): Served => ({
      response: failure(error),
      operation: match.operation,
      violations: [],
    });
    try {
      const served = this.#operation(request, match, search);
      return served instanceof Promise ? served.catch(failed) : served;
    } catch (error) {
      return failed(error);
    }
  }

  #operation(request: Request, match: OperationMatch, search: string): MaybePromise<Served> {
    return after(readRequestBody(request, match.operation, this.#options), (read) =>
      after((this.#loaded ??= this.#load()), (loaded) =>
        this.#options.acceptLanguage
          ? this.#inLanguage(request, match, search, read, loaded)
          : this.#judged(request, match, search, read, loaded, loaded.generator),
      ),
    );
  }

  async #inLanguage(
    request: Request,
    match: OperationMatch,
    search: string,
    read: ReadRequestBody,
    loaded: Loaded,
  ): Promise<Served> {
    const language = await this.#languages.for(request.headers.get('accept-language'));
    const generator = language?.generator ?? loaded.generator;
    const served = await this.#judged(request, match, search, read, loaded, generator);
    if (!served.refused && served.response.status !== 0) addLanguage(served.response.headers, language?.tag);
    return served;
  }

  #judged(
    raw: Request,
    match: OperationMatch,
    search: string,
    read: ReadRequestBody,
    loaded: Loaded,
    generator: Generator,
  ): MaybePromise<Served> {
    const { operation, path, parameters: pathParameters } = match;
    const { method, headers, url } = raw;
    const asked = { method, target: target(url).path + search, headers };
    return after(this.#authority.judgeFor(asked), (judge) => {
      const { body } = read;
      const certificate = clientCertificate(raw);
      const request: MockRequest = {
        ...{ method, path, url, search, headers, pathParameters },
        ...{ body, judge, clientCertificate: certificate },
      };
      if (read.kind === 'refusal')
        return this.#finish({ ...read, notes: [] }, raw, request, operation, loaded);
      const judged = this.#judge(match, request, loaded, generator);
      const { refusal, notes } = judged.verdict;
      const outcome: MaybePromise<Outcome> = refusal
        ? { kind: 'refusal', refusal, notes }
        : judged.mock.answer(judged.request, judged.verdict);
      return after(outcome, (done) => this.#finish(done, raw, judged.request, judged.mock.operation, loaded));
    });
  }

  /** Of operations whose paths are alike, the first whose path parameters fit. */
  #judge(
    { operation, twins }: OperationMatch,
    request: MockRequest,
    loaded: Loaded,
    generator: Generator,
  ): Judged {
    const mock = this.#mockOf(operation, generator, loaded);
    const verdict = mock.judge(request);
    if (twins.length > 0 && verdict.refusal?.violations.some((violation) => violation.in === 'path')) {
      for (const twin of twins) {
        const other = this.#mockOf(twin.operation, generator, loaded);
        const asked = { ...request, pathParameters: twin.parameters };
        const judged = other.judge(asked);
        if (!judged.refusal) return { mock: other, request: asked, verdict: judged };
      }
    }
    return { mock, request, verdict };
  }

  /** The response, refused or not, through the filters. */
  #finish(
    outcome: Outcome,
    raw: Request,
    request: MockRequest,
    operation: Operation,
    { filters, preferredFilters, generator }: Loaded,
  ): MaybePromise<Served> {
    const path = visiblePath(target(request.url).path, request.pathParameters);
    const refused = outcome.kind === 'refusal';
    const { violations } = refused ? outcome.refusal : outcome;
    const made = refused
      ? this.#refuse(outcome.refusal, request, operation, path, generator)
      : outcome.response;
    const { notes } = outcome;
    const { headers, search } = request;
    const prefers = preferredFilters.length > 0 && (headers.has('prefer') || search.includes('__'));
    const { faults } = outcome;
    if (filters.length === 0 && !prefers && !faults)
      return { response: made, operation, violations, notes, path, refused };
    const preferences = readPreferences(headers.get('prefer'), search);
    const session = headers.get('standin-session') ?? '';
    const good = refused ? undefined : outcome.good;
    const connection = this.#connections.get(raw);
    const more = { operation, request: raw, preferences, session, good, faults, connection };
    let response: MaybePromise<Response> = made;
    for (const filter of prefers || faults ? [...filters, ...preferredFilters] : filters)
      response = after(response, (each) => filter({ response: each, ...more }));
    return after(response, (each) => ({ response: each, operation, violations, notes, path, refused }));
  }

  #refuse(
    refusal: Refusal,
    { method, url, headers, path: routed }: MockRequest,
    operation: Operation,
    path: string,
    generator: Generator,
  ): Response {
    return refuse(
      refusal,
      { method, accept: headers.get('accept'), url, path, key: `${operation.method} ${routed}` },
      generator,
      { locate: this.#locate, prism: this.#options.prism },
    );
  }

  #load(): Promise<Loaded> {
    const loading = this.#loadAll();
    return loading.then((loaded) => (this.#loaded = loaded));
  }

  async #loadAll(): Promise<Loaded> {
    const [generator] = await Promise.all([createGenerator(this.#options.generator), prepareValidation()]);
    return { generator, ...(await answering(this.#api, this.#options, generator)) };
  }

  #mockOf(operation: Operation, generator: Generator, { sources }: Loaded): OperationMock {
    let mocks = this.#mocks.get(generator);
    if (!mocks) this.#mocks.set(generator, (mocks = { answers: new AnswerCache(), byOperation: new Map() }));
    const { answers, byOperation } = mocks;
    let mock = byOperation.get(operation);
    if (!mock) {
      this.#identify ??= identify(this.#api);
      const identity = this.#identify(operation);
      mock = new OperationMock(operation, identity, this.#options, generator, answers, sources);
      byOperation.set(operation, mock);
    }
    return mock;
  }
}

/** What no operation has answered. */
function unjudged(response: Response): Served {
  return { response, operation: undefined, violations: [] };
}

/** The raw path and query of an absolute URL. */
function target(url: string): { path: string; search: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return { path: '/', search: '' };
  const query = url.indexOf('?', start);
  return query < 0
    ? { path: url.slice(start), search: '' }
    : { path: url.slice(start, query), search: url.slice(query) };
}
