import { createRouter, type Router } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { type CheckedRequest, compileRequestCheck, type RequestCheck } from '../validation/index.ts';
import { coercions } from './coercions.ts';
import type { WireRequest } from './exchange.ts';

/**
 * What a request is, by the bytes that go over the wire. `lenient`: it breaks the description by the letter, and a server
 * that coerces as many do takes it rightly. `elsewhere`: its path leads to another operation, or to none.
 */
export interface Judgement {
  readonly verdict: 'valid' | 'lenient' | 'invalid' | 'elsewhere';
  readonly violations: readonly Violation[];
  /** As they were read back. */
  readonly checked: CheckedRequest | undefined;
}

/** A client of the URL standard takes them away, so that the address is another one. */
function hasDotSegment(path: string): boolean {
  return /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path);
}

/** Reads requests back as the mock does, so that what was meant does not count, only what was sent. */
export class Judge {
  readonly #router: Router;
  readonly #others: ReadonlyArray<{ readonly api: Api; readonly router: Router }>;
  readonly #checks = new Map<Operation, RequestCheck>();

  /** @param others descriptions whose operations workflows speak to besides */
  constructor(api: Api, others: readonly Api[] = []) {
    this.#router = createRouter(api);
    this.#others = others
      .filter((each) => each !== api)
      .map((each) => ({ api: each, router: createRouter(each) }));
  }

  /** `prepareValidation()` must have been awaited. */
  judge(operation: Operation, request: WireRequest): Judgement {
    const question = request.target.indexOf('?');
    const path = question < 0 ? request.target : request.target.slice(0, question);
    const search = question < 0 ? '' : request.target.slice(question);
    const match = this.#routerOf(operation).match(operation.method, path, search);
    const routes = match.kind === 'operation' ? [match, ...match.twins] : [];
    const route = routes.find((candidate) => candidate.operation === operation);
    if (!route || request.method !== operation.method || hasDotSegment(path))
      return { verdict: 'elsewhere', violations: [], checked: undefined };
    const headers = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]));
    const body = { bytes: request.body ?? null, contentType: headers.get('content-type') };
    const checkAs = ({ operation: asked, parameters }: (typeof routes)[number]) =>
      this.#checkOf(asked)({ pathParameters: parameters, search, headers, body });
    const checked = checkAs(route);
    const { violations } = checked;
    if (violations.length === 0) return { verdict: 'valid', violations, checked };
    // Of several operations at one address it may be meant for another.
    if (routes.some((other) => other !== route && checkAs(other).violations.length === 0))
      return { verdict: 'elsewhere', violations, checked };
    return { verdict: coercions(checked) ? 'lenient' : 'invalid', violations, checked };
  }

  /** Does the description have an operation for it? */
  isDeclared(method: string, target: string): boolean {
    const [path = '', search] = target.split('?', 2);
    return this.#router.match(method, path, search === undefined ? '' : `?${search}`).kind === 'operation';
  }

  #routerOf(operation: Operation): Router {
    const owner = this.#others.find(({ api }) => api.document === operation.node.document);
    return owner?.router ?? this.#router;
  }

  #checkOf(operation: Operation): RequestCheck {
    let check = this.#checks.get(operation);
    if (!check) this.#checks.set(operation, (check = compileRequestCheck(operation)));
    return check;
  }
}
