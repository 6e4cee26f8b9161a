import { Hono } from 'hono';
import { StandinError } from '../errors.ts';
import { createGenerator, type Generator } from '../generation/index.ts';
import { createRouter, problemResponse, type RouteMatch, type Router } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation, type Violation } from '../schema/index.ts';
import { Authority, clientCertificate, loggableSearch } from './auth.ts';
import { crossOrigin } from './cross-origin.ts';
import { identify } from './identity.ts';
import { OperationMock } from './operation-mock.ts';
import { type MockOptions, type ResolvedMockOptions, resolveMockOptions } from './options.ts';
import { refuse } from './refusal.ts';

const maxBodyBytes = 32 * 1024 * 1024;
const noBody = { bytes: null, contentType: null };

/** What a request came to, for the log. */
interface Served {
  readonly response: Response;
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  readonly notes?: readonly string[];
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
  readonly #mocks = new Map<Operation, OperationMock>();
  readonly #authority: Authority;
  #router: Router | undefined;
  #identify: ReturnType<typeof identify> | undefined;
  #loading: Promise<Generator> | undefined;

  constructor(api: Api, options: ResolvedMockOptions) {
    this.#api = api;
    this.#options = options;
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
      path: issued ? path : path + loggableSearch(this.#api, search),
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
      return unjudged(issued || notServed(match, request, path));
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
    const body = await readBody(request, operation);
    if (body === undefined) return { response: tooLarge(), operation, violations: [] };
    const generator = await (this.#loading ??= this.#load());
    const { method, headers, url } = request;
    const asked = {
      search,
      headers,
      body,
      path: match.path,
      url,
      accept: headers.get('accept'),
      prefer: headers.get('prefer'),
      judge: await this.#authority.judgeFor({ method, target: target(url).path + search, headers }),
      clientCertificate: clientCertificate(request),
    };
    let outcome = this.#mockOf(operation, generator).answer({ ...asked, pathParameters: match.parameters });
    let answering = operation;
    for (const twin of match.twins) {
      if (
        outcome.kind === 'answer' ||
        !outcome.refusal.violations.some((violation) => violation.in === 'path')
      )
        break;
      const other = this.#mockOf(twin.operation, generator).answer({
        ...asked,
        pathParameters: twin.parameters,
      });
      if (other.kind === 'answer') [outcome, answering] = [other, twin.operation];
    }
    if (outcome.kind === 'answer') return { ...outcome, operation: answering };
    const { refusal } = outcome;
    const { accept } = asked;
    const response = refuse(refusal, { accept, url, key: `${operation.method} ${match.path}` }, generator);
    return { response, operation: answering, violations: refusal.violations };
  }

  async #load(): Promise<Generator> {
    const [generator] = await Promise.all([createGenerator(this.#options.generator), prepareValidation()]);
    return generator;
  }

  #mockOf(operation: Operation, generator: Generator): OperationMock {
    let mock = this.#mocks.get(operation);
    if (!mock) {
      this.#identify ??= identify(this.#api);
      mock = new OperationMock(operation, this.#identify(operation), this.#options, generator);
      this.#mocks.set(operation, mock);
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

/** Undefined where it is too large. */
async function readBody(
  request: Request,
  operation: Operation,
): Promise<{ bytes: Uint8Array | null; contentType: string | null } | undefined> {
  if (!operation.requestBody || !request.body) return noBody;
  if (Number(request.headers.get('content-length') ?? 0) > maxBodyBytes) return undefined;
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > maxBodyBytes) return undefined;
  return { bytes: bytes.length > 0 ? bytes : null, contentType: request.headers.get('content-type') };
}

function tooLarge(): Response {
  return problemResponse({ status: 413, detail: `The request's body is larger than ${maxBodyBytes} bytes.` });
}

function notServed(
  match: Exclude<RouteMatch, { kind: 'operation' }>,
  request: Request,
  path: string,
): Response {
  if (match.kind === 'not-found') {
    const nearest = match.nearest.map((near) => `${near.method} ${near.path}`);
    const hint = nearest.length > 0 ? ` Did you mean ${nearest.join(', or ')}?` : '';
    return problemResponse({ status: 404, detail: `No documented path matches ${path}.${hint}` });
  }
  const allow = match.allow.join(', ');
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  const detail = `${request.method} is not documented for ${match.pathTemplate}. Documented: ${allow}.`;
  return problemResponse({ status: 405, detail }, { Allow: allow });
}

/** An error of ours, not the client's: what went wrong, never with a stack. */
function failure(error: unknown): Response {
  if (!(error instanceof StandinError)) throw error;
  const problem = { status: 500, type: `urn:standin:${error.code}`, detail: error.message };
  return problemResponse(problem);
}
