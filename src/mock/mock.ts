import type { Generator } from '../generation/index.ts';
import { createRouter, type RouteMatch, type Router } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { isAdminPath } from './admin/options.ts';
import { AnswerCache } from './answer-cache.ts';
import { type Answering, answering } from './answer-sources.ts';
import { Authority } from './auth.ts';
import { type Come, type OperationMatch, requestOf } from './come.ts';
import { Conclusion, type Served } from './conclusion.ts';
import { sendable } from './fault/connection.ts';
import { generatorFor } from './generators.ts';
import { identify } from './identity.ts';
import { journalEntry } from './journal-entry.ts';
import { addLanguage, Languages } from './languages.ts';
import { type LogVisible, logVisible } from './log-visible.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import { failure, notServed } from './not-served.ts';
import { type MockRequest, OperationMock } from './operation-mock.ts';
import type { ResolvedMockOptions } from './options.ts';
import { type ReadRequestBody, readRequestBody } from './request-body.ts';
import type { ServerEnv } from './server-env.ts';
import { belowPrefix, splitUrl } from './split-url.ts';
import type { Stubs } from './stub-source.ts';
import type { Verdict } from './verdict.ts';

/** What is there once the first request has loaded it. */
export interface Loaded extends Answering {
  readonly generator: Generator;
}

interface Judged {
  readonly mock: OperationMock;
  readonly request: MockRequest;
  readonly verdict: Verdict;
}

interface Mocks {
  readonly answers: AnswerCache;
  readonly byOperation: Map<Operation, OperationMock>;
}

const NONE: readonly never[] = [];
const ELSEWHERE: RouteMatch = { kind: 'not-found', nearest: NONE };

/** Takes each request from its route to its answer. */
export class Mock {
  readonly #api: Api;
  readonly #options: ResolvedMockOptions;
  readonly #stubs: Stubs | undefined;
  readonly #mocks = new Map<Generator, Mocks>();
  readonly #languages: Languages;
  readonly #authority: Authority;
  readonly #visible: LogVisible;
  readonly #conclusion: Conclusion;
  readonly #router: Router;
  #identify: ReturnType<typeof identify> | undefined;
  #loaded: MaybePromise<Loaded> | undefined;

  constructor(api: Api, options: ResolvedMockOptions, stubs?: Stubs) {
    this.#api = api;
    this.#stubs = stubs;
    this.#options = options;
    this.#languages = new Languages(options.generator);
    this.#authority = new Authority(api, options.auth);
    this.#visible = logVisible(api);
    this.#conclusion = new Conclusion(api, options, this.#visible);
    this.#router = createRouter(api);
  }

  /** What the first request would load. */
  loaded(): MaybePromise<Loaded> {
    return (this.#loaded ??= this.#load());
  }

  /** At once where nothing has to be waited for. */
  serve(raw: Request, env: ServerEnv | undefined): MaybePromise<Response> {
    const { onExchange, journal } = this.#options;
    const told = onExchange !== undefined || journal !== undefined;
    const start = told ? performance.now() : 0;
    const { method, url } = raw;
    const { path, search } = splitUrl(url);
    const below = belowPrefix(path, this.#options.prefix);
    const own = below === undefined ? undefined : this.#own(raw, below, env);
    const match = own
      ? undefined
      : below === undefined
        ? ELSEWHERE
        : this.#router.match(method, below, search);
    const served = own
      ? after(own, unjudged)
      : match?.kind === 'operation'
        ? this.#operation({ raw, env, method, url, path, search, headers: raw.headers, match })
        : this.#unrouted(raw, match!, path);
    if (!told && !(served instanceof Promise)) return sendable(served.response, env?.connection);
    return after(served, (all) => {
      const { response, operation, violations, notes = NONE } = all;
      const milliseconds = told ? performance.now() - start : 0;
      if (journal && !own) journal(journalEntry(raw, search, all, milliseconds));
      const parameters = match?.kind === 'operation' ? match.parameters : undefined;
      onExchange?.({
        method,
        // The issuer's queries are full of what must stay between it and its clients.
        path: own ? path : this.#visible.path(path, parameters) + this.#visible.search(search),
        status: response.status,
        operationId: operation?.id,
        violations,
        notes,
        milliseconds,
      });
      return sendable(response, env?.connection);
    });
  }

  /** What is no part of the description. */
  #own(raw: Request, path: string, env: ServerEnv | undefined): MaybePromise<Response> | undefined {
    const issued = this.#authority.issuer?.answerOwn(raw, path);
    const { admin } = this.#options;
    if (issued || !admin || !isAdminPath(path)) return issued;
    const administered = () => after(this.loaded(), (loaded) => loaded.administered);
    return import('./admin/admin.ts')
      .then(({ administer }) => administer(raw, path, env, admin, administered))
      .catch(failure);
  }

  #unrouted(
    raw: Request,
    match: Exclude<RouteMatch, { kind: 'operation' }>,
    path: string,
  ): MaybePromise<Served> {
    const issued =
      match.kind === 'not-found' ? this.#authority.issuer?.answerDocumented(raw, path) : undefined;
    return after(issued, (response) =>
      unjudged(response ?? notServed(match, raw.method, path, this.#options.prism)),
    );
  }

  #operation(come: Come): MaybePromise<Served> {
    const failed = (error: unknown): Served => ({
      ...unjudged(failure(error)),
      operation: come.match.operation,
      error,
    });
    try {
      const served = this.#read(come);
      return served instanceof Promise ? served.catch(failed) : served;
    } catch (error) {
      return failed(error);
    }
  }

  #read(come: Come): MaybePromise<Served> {
    const { raw, env, match } = come;
    const read = readRequestBody(raw, match.operation, this.#options, env?.received);
    const loaded = this.loaded();
    if (read instanceof Promise || loaded instanceof Promise)
      return Promise.all([read, loaded]).then(([body, all]) => this.#judged(come, body, all));
    return this.#judged(come, read, loaded);
  }

  #judged(come: Come, read: ReadRequestBody, loaded: Loaded): MaybePromise<Served> {
    const { method, path, search, headers } = come;
    const judge = this.#authority.judgeFor({ method, target: path + search, headers });
    if (!(judge instanceof Promise) && !this.#options.acceptLanguage)
      return this.#answer(come, requestOf(come, read, judge), read, loaded, loaded.generator);
    return after(judge, (known) => this.#inLanguage(come, requestOf(come, read, known), read, loaded));
  }

  async #inLanguage(
    come: Come,
    request: MockRequest,
    read: ReadRequestBody,
    loaded: Loaded,
  ): Promise<Served> {
    if (!this.#options.acceptLanguage) return this.#answer(come, request, read, loaded, loaded.generator);
    const language = await this.#languages.for(request.headers.get('accept-language'));
    const generator = language?.generator ?? loaded.generator;
    const served = await this.#answer(come, request, read, loaded, generator);
    if (!served.refused && served.response.status !== 0) addLanguage(served.response.headers, language?.tag);
    return served;
  }

  #answer(
    come: Come,
    request: MockRequest,
    read: ReadRequestBody,
    loaded: Loaded,
    generator: Generator,
  ): MaybePromise<Served> {
    const { operation } = come.match;
    if (read.kind === 'refusal')
      return this.#conclusion.of({ ...read, notes: NONE }, come, operation, loaded);
    const { mock, request: judged, verdict } = this.#judge(come.match, request, loaded, generator);
    const outcome = verdict.refusal ? mock.refuse(judged, verdict) : mock.answer(judged, verdict);
    const seen = { request: judged, verdict };
    return outcome instanceof Promise
      ? outcome.then((done) => this.#conclusion.of(done, come, mock.operation, loaded, seen))
      : this.#conclusion.of(outcome, come, mock.operation, loaded, seen);
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

  #load(): Promise<Loaded> {
    return this.#loadAll().then((loaded) => (this.#loaded = loaded));
  }

  async #loadAll(): Promise<Loaded> {
    // Ajv is not waited for: schemas are interpreted until it is worth its while.
    const generator = await generatorFor(this.#options.generator);
    return { generator, ...(await answering(this.#api, this.#options, generator, this.#stubs)) };
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
  return { response, operation: undefined, violations: NONE, notes: NONE, refused: false };
}
