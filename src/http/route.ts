import type { Api, Operation } from '../model/index.ts';
import { createNearest, type Near, type Nearest } from './near.ts';
import { type Branch, type Route, TreeNode } from './route-tree.ts';
import { RouteWalk } from './route-walk.ts';
import { decodeText } from './segment-pattern.ts';

/** What a request's method and path mean to an api. */
export type RouteMatch =
  | {
      readonly kind: 'operation';
      readonly operation: Operation;
      /** By the path parameter's name; still percent-encoded. */
      readonly parameters: Readonly<Record<string, string>>;
      /** The path of the server that was used, `''` at the root. */
      readonly prefix: string;
      /** What follows the prefix; still percent-encoded. */
      readonly path: string;
      /** A GET operation that has to answer a HEAD request. */
      readonly head: boolean;
      /** Other operations that the path fits as well (`/x/{name}` beside `/x/{id}`): only values can tell. */
      readonly twins: readonly RouteTwin[];
    }
  | {
      readonly kind: 'method-not-allowed';
      /** The documented methods of the path, and HEAD where GET is one. OPTIONS is up to the caller. */
      readonly allow: readonly string[];
      readonly prefix: string;
      /** The key of `paths`. */
      readonly pathTemplate: string;
    }
  | {
      readonly kind: 'not-found';
      /** At most three documented paths, the nearest first. Worked out when first asked for. */
      readonly nearest: readonly Near[];
    };

export interface RouteTwin {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Router {
  /**
   * Finds the operation for a request. Never throws.
   *
   * @param method as sent; methods are case-sensitive (RFC 9110 section 9.1)
   * @param path of the request's URL, with its percent-encoding
   * @param search of the request's URL, with or without `?`; only keys of `paths` that carry a query look at it
   */
  match(method: string, path: string, search?: string): RouteMatch;
}

interface Prefix {
  readonly text: string;
  /** Percent-decoded. */
  readonly segments: readonly string[];
}

const NO_PARAMETERS: Readonly<Record<string, string>> = Object.freeze({});
const NO_TWINS: readonly RouteTwin[] = Object.freeze([]);

/**
 * Routes by OpenAPI's rules (3.2, "Path Templating Matching"): below the path of each server of an operation, the
 * longest first, and at the root; concrete paths before templated ones; a path that declares the method before one
 * that does not; a trailing slash more or less where no path is documented as the request has it. The tree of paths
 * is built at the first match.
 */
export function createRouter(api: Api): Router {
  let router: TreeRouter | undefined;
  return {
    match: (method, path, search = '') => (router ??= new TreeRouter(api)).match(method, path, search),
  };
}

class TreeRouter implements Router {
  readonly #api: Api;
  readonly #root = new TreeNode();
  readonly #prefixes: readonly Prefix[];
  #nearest: Nearest | undefined;

  constructor(api: Api) {
    this.#api = api;
    const prefixes = new Set<string>();
    const common = prefixesOf(api, prefixes);
    const own = new Map<Operation, ReadonlySet<string>>();
    const ofOperation = (operation: Operation): ReadonlySet<string> => own.get(operation) ?? common;
    let branch: Branch | undefined;
    for (const operation of api.operations) {
      // Operations of one path follow each other.
      if (branch?.path !== operation.path) branch = this.#root.add(operation.path, ofOperation);
      branch.add(operation);
      if (operation.servers !== api.servers) own.set(operation, prefixesOf(operation, prefixes));
    }
    this.#prefixes = [...prefixes]
      .filter((text) => text !== '')
      .sort((a, b) => b.length - a.length)
      .map((text) => ({ text, segments: text.split('/').slice(1).map(decodeText) }));
  }

  match(method: string, path: string, search: string): RouteMatch {
    if (!path.startsWith('/')) return this.#notFound(method, path);
    let refused: RouteMatch | undefined;
    for (const prefix of this.#prefixes) {
      const rest = restAfter(prefix, path);
      if (rest === undefined) continue;
      const match = this.#matchBelow(prefix.text, method, rest, search);
      if (match?.kind === 'operation') return match;
      refused ??= match;
    }
    const match = this.#matchBelow('', method, path, search);
    if (match?.kind === 'operation') return match;
    return refused ?? match ?? this.#notFound(method, this.#withoutPrefix(path));
  }

  #matchBelow(prefix: string, method: string, path: string, search: string): RouteMatch | undefined {
    const walk = new RouteWalk(method, path, search, prefix);
    const route = walk.find(this.#root);
    if (route !== undefined) return matched(route, walk, prefix, method, path);
    const refused = refuse(walk, prefix);
    if (refused !== undefined || path === '/' || path.endsWith('//')) return refused;
    const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
    const otherWalk = new RouteWalk(method, other, search, prefix);
    const otherRoute = otherWalk.find(this.#root);
    if (otherRoute !== undefined) return matched(otherRoute, otherWalk, prefix, method, path);
    return refuse(otherWalk, prefix);
  }

  #notFound(method: string, path: string): RouteMatch {
    const find = (): readonly Near[] => (this.#nearest ??= createNearest(this.#api.operations))(method, path);
    let nearest: readonly Near[] | undefined;
    return {
      kind: 'not-found',
      get nearest(): readonly Near[] {
        return (nearest ??= find());
      },
    };
  }

  #withoutPrefix(path: string): string {
    for (const prefix of this.#prefixes) {
      const rest = restAfter(prefix, path);
      if (rest !== undefined) return rest;
    }
    return path;
  }
}

/** The paths of the servers, which are added to all prefixes too. */
function prefixesOf(holder: Api | Operation, all: Set<string>): Set<string> {
  const own = new Set(holder.servers.map((server) => server.path));
  for (const prefix of own) all.add(prefix);
  return own;
}

/** What follows the prefix in the path, with its leading slash; undefined where the path is not below the prefix. */
function restAfter(prefix: Prefix, path: string): string | undefined {
  const { text, segments } = prefix;
  if (path.startsWith(text)) {
    if (path.length === text.length) return '/';
    if (path[text.length] === '/') return path.slice(text.length);
  }
  if (!path.includes('%') && !text.includes('%')) return undefined;
  let start = 1;
  for (const segment of segments) {
    if (start > path.length) return undefined;
    const slash = path.indexOf('/', start);
    const end = slash < 0 ? path.length : slash;
    if (decodeText(path.slice(start, end)) !== segment) return undefined;
    start = end + 1;
  }
  return start > path.length ? '/' : path.slice(start - 1);
}

function matched(route: Route, walk: RouteWalk, prefix: string, method: string, path: string): RouteMatch {
  const { operation } = route;
  const head = method === 'HEAD' && operation.method !== 'HEAD';
  const twins =
    walk.leaf !== undefined && walk.leaf.branches.length > 1
      ? walk.twinsOf(route).map((twin) => ({ operation: twin.operation, parameters: named(twin, walk) }))
      : NO_TWINS;
  return { kind: 'operation', operation, parameters: named(route, walk), prefix, path, head, twins };
}

/** What the templates took, by the names that the route has for them. */
function named({ names }: Route, { captures }: RouteWalk): Readonly<Record<string, string>> {
  if (captures.length === 0) return NO_PARAMETERS;
  const parameters: Record<string, string> = {};
  for (let index = 0; index < captures.length; index++) {
    const name = names[index];
    if (name === undefined) continue;
    // An assignment to this one name would set the prototype.
    if (name === '__proto__')
      Object.defineProperty(parameters, name, { value: captures[index], enumerable: true });
    else parameters[name] = captures[index] as string;
  }
  return parameters;
}

function refuse(walk: RouteWalk, prefix: string): RouteMatch | undefined {
  const allow = new Set<string>();
  let pathTemplate: string | undefined;
  for (const branch of walk.others) {
    for (const [method, route] of branch.routes) {
      if (!walk.answers(route)) continue;
      pathTemplate ??= branch.path;
      allow.add(method);
      if (method === 'GET') allow.add('HEAD');
    }
  }
  return pathTemplate === undefined
    ? undefined
    : { kind: 'method-not-allowed', allow: [...allow], prefix, pathTemplate };
}
