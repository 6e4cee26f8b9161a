import { Hono } from 'hono';
import { StandinError } from '../errors.ts';
import { createGenerator, type Generator } from '../generation/index.ts';
import {
  createRouter,
  type Locate,
  problemResponse,
  problemType,
  type RouteMatch,
  type Router,
} from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation, type Violation } from '../schema/index.ts';
import { AnswerCache } from './answer-cache.ts';
import { Authority, clientCertificate, loggableSearch } from './auth.ts';
import { crossOrigin } from './cross-origin.ts';
import { identify } from './identity.ts';
import { Languages } from './languages.ts';
import { OperationMock, type Outcome } from './operation-mock.ts';
import { type MockOptions, type ResolvedMockOptions, resolveMockOptions } from './options.ts';
import { refuse } from './refusal.ts';
import { readRequestBody } from './request-body.ts';
import { visiblePath } from './visible-path.ts';

/** What a request came to, for the log. */
interface Served {
  readonly response: Response;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  readonly notes?: readonly string[];
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
  app.all('*', (context) => mock.serve(context.req.raw));
  app.onError((error) => failure(error));
  return app;
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
  #router: Router | undefined;
  #identify: ReturnType<typeof identify> | undefined;
  #loading: Promise<Generator> | undefined;

  constructor(api: Api, options: ResolvedMockOptions) {
    this.#api = api;
    this.#options = options;
    this.#languages = new Languages(options.generator);
    this.#locate = (uri, pointer) => api.document.place(uri, pointer);
    this.#authority = new Authority(api, options.auth);
  }

  async serve(request: Request): Promise<Response> {
    const { onExchange } = this.#options;
    const start = onExchange ? performance.now() : 0;
    const { path, search } = target(request.url);
    const issued = this.#authority.issuer?.answerOwn(request, path);
    const served = issued ? unjudged(await issued) : await this.#route(request, path, search);
    onExchange?.({
      method: request.method,
      // The issuer's queries are full of what must stay between it and its clients.
      path: issued ? path : (served.path ?? path) + loggableSearch(this.#api, search),
      status: served.response.status,
      operationId: served.operation?.id,
      violations: served.violations,
      notes: served.notes ?? [],
      milliseconds: performance.now() - start,
    });
    return served.response;
  }

  async #route(request: Request, path: string, search: string): Promise<Served> {
    this.#router ??= createRouter(this.#api);
    const match = this.#router.match(request.method, path, search);
    if (match.kind !== 'operation') {
      const issued =
        match.kind === 'not-found' && (await this.#authority.issuer?.answerDocumented(request, path));
      return unjudged(issued || notServed(match, request, path, this.#options.prism));
    }
    try {
      return await this.#operation(request, match, search);
    } catch (error) {
      return { response: failure(error), operation: match.operation, violations: [] };
    }
  }

  async #operation(
    request: Request,
    match: Extract<RouteMatch, { kind: 'operation' }>,
    search: string,
  ): Promise<Served> {
    const { operation } = match;
    const read = await readRequestBody(request, operation, this.#options);
    const generator = await (this.#loading ??= this.#load());
    const { method, headers, url } = request;
    const language = this.#options.acceptLanguage
      ? await this.#languages.for(headers.get('accept-language'))
      : undefined;
    const speaking = language?.generator ?? generator;
    const asked = {
      search,
      headers,
      body: read.body,
      path: match.path,
      url,
      accept: headers.get('accept'),
      prefer: headers.get('prefer'),
      judge: await this.#authority.judgeFor({ method, target: target(url).path + search, headers }),
      clientCertificate: clientCertificate(request),
    };
    let outcome: Outcome =
      read.kind === 'refusal'
        ? read
        : this.#mockOf(operation, speaking).answer({ ...asked, pathParameters: match.parameters });
    let answering = operation;
    for (const twin of match.twins) {
      if (
        outcome.kind === 'answer' ||
        !outcome.refusal.violations.some((violation) => violation.in === 'path')
      )
        break;
      const other = this.#mockOf(twin.operation, speaking).answer({
        ...asked,
        pathParameters: twin.parameters,
      });
      if (other.kind === 'answer') [outcome, answering] = [other, twin.operation];
    }
    const visible = visiblePath(target(url).path, match.parameters);
    if (outcome.kind === 'answer') {
      if (this.#options.acceptLanguage) addLanguage(outcome.response.headers, language?.tag);
      return { ...outcome, operation: answering, path: visible };
    }
    const { refusal, notes = [] } = outcome;
    const { accept } = asked;
    const { prism } = this.#options;
    const response = refuse(
      refusal,
      { method, accept, url, path: visible, key: `${operation.method} ${match.path}` },
      generator,
      { locate: this.#locate, prism },
    );
    return { response, operation: answering, violations: refusal.violations, notes, path: visible };
  }

  async #load(): Promise<Generator> {
    const [generator] = await Promise.all([createGenerator(this.#options.generator), prepareValidation()]);
    return generator;
  }

  #mockOf(operation: Operation, generator: Generator): OperationMock {
    let mocks = this.#mocks.get(generator);
    if (!mocks) this.#mocks.set(generator, (mocks = { answers: new AnswerCache(), byOperation: new Map() }));
    const { answers, byOperation } = mocks;
    let mock = byOperation.get(operation);
    if (!mock) {
      this.#identify ??= identify(this.#api);
      mock = new OperationMock(operation, this.#identify(operation), this.#options, generator, answers);
      byOperation.set(operation, mock);
    }
    return mock;
  }
}

/** Which language was spoken, and that another request may hear another one (RFC 9110 sections 8.5 and 12.5.5). */
function addLanguage(headers: Headers, tag: string | undefined): void {
  headers.append('Vary', 'Accept-Language');
  if (tag !== undefined && !headers.has('content-language')) headers.set('Content-Language', tag);
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

function notServed(
  match: Exclude<RouteMatch, { kind: 'operation' }>,
  request: Request,
  path: string,
  prism: boolean,
): Response {
  if (match.kind === 'not-found') {
    // Where Steady says that it is ready.
    if (path === '/_x-steady/health') return Response.json({ status: 'ok' });
    const nearest = match.nearest.map((near) => `${near.method} ${near.path}`);
    const hint = nearest.length > 0 ? ` Did you mean ${nearest.join(', or ')}?` : '';
    const type = problemType('path-not-found', prism);
    return problemResponse({ status: 404, type, detail: `No documented path matches ${path}.${hint}` });
  }
  const allow = match.allow.join(', ');
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  const detail = `${request.method} is not documented for ${match.pathTemplate}. Documented: ${allow}.`;
  const type = problemType('method-not-allowed', prism);
  return problemResponse({ status: 405, type, detail }, { Allow: allow });
}

/** An error of ours, not the client's: what went wrong, never with a stack. */
function failure(error: unknown): Response {
  if (!(error instanceof StandinError)) throw error;
  const problem = { status: 500, type: `urn:standin:${error.code}`, detail: error.message };
  return problemResponse(problem);
}
