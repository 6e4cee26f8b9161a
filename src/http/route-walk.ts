import type { Branch, Route, TreeNode } from './route-tree.ts';
import { decodeText } from './segment-pattern.ts';

/** Templates that may contain slashes can be placed in many ways; no request is worth more of them. */
const MAX_PLACEMENTS = 1_000;

/** Looks for one request's route below one server prefix: concrete segments before templated ones, step by step. */
export class RouteWalk {
  readonly #method: string;
  readonly #path: string;
  readonly #search: string;
  readonly #prefix: string;
  readonly #isEncoded: boolean;
  #placements = MAX_PLACEMENTS;
  #query: URLSearchParams | undefined;
  /** What the templates took, in their order; valid once a route has been found. */
  readonly captures: string[] = [];
  /** Where the path ended, once a route has been found. */
  leaf: TreeNode | undefined;
  /** Path keys that fit but do not declare the method. */
  readonly others: Branch[] = [];

  constructor(method: string, path: string, search: string, prefix: string) {
    this.#method = method;
    this.#path = path;
    this.#search = search;
    this.#prefix = prefix;
    this.#isEncoded = path.includes('%');
  }

  /** `start` is where the next segment begins; past the end of the path, the path has been read. */
  find(node: TreeNode, start = 1): Route | undefined {
    if (start > this.#path.length) return this.#choose(node);
    const slash = this.#path.indexOf('/', start);
    const end = slash < 0 ? this.#path.length : slash;
    const segment = this.#path.slice(start, end);
    const literal = node.literal(this.#isEncoded ? decodeText(segment) : segment);
    if (literal !== undefined) {
      const route = this.find(literal, end + 1);
      if (route !== undefined) return route;
    }
    if (segment !== '') {
      for (const { pattern, node: child } of node.patterns) {
        const captures = pattern.match(segment);
        const route = captures && this.#findAfter(captures, child, end + 1);
        if (route !== undefined) return route;
      }
      if (node.template !== undefined) {
        this.captures.push(segment);
        const route = this.find(node.template, end + 1);
        if (route !== undefined) return route;
        this.captures.pop();
      }
    }
    return node.multiSegments.length === 0 ? undefined : this.#findMultiSegment(node, start);
  }

  /** The longest text first. */
  #findMultiSegment(node: TreeNode, start: number): Route | undefined {
    for (const { pattern, node: child } of node.multiSegments) {
      for (let end = this.#path.length; end > start; end = this.#path.lastIndexOf('/', end - 1)) {
        if (this.#placements-- <= 0) return undefined;
        const captures = pattern.match(this.#path.slice(start, end));
        const route = captures && this.#findAfter(captures, child, end + 1);
        if (route !== undefined) return route;
      }
    }
    return undefined;
  }

  #findAfter(captures: readonly string[], node: TreeNode, start: number): Route | undefined {
    this.captures.push(...captures);
    const route = this.find(node, start);
    if (route === undefined) this.captures.length -= captures.length;
    return route;
  }

  #choose(node: TreeNode): Route | undefined {
    this.leaf = node;
    for (const branch of node.branches) {
      if (branch.conditions.length > 0 && !this.#holds(branch)) continue;
      const route = branch.routes.get(this.#method);
      if (route !== undefined && this.answers(route)) return route;
      if (this.#method === 'HEAD') {
        const get = branch.routes.get('GET');
        if (get !== undefined && this.answers(get)) return get;
      }
      this.others.push(branch);
    }
    return undefined;
  }

  /** The routes of other path keys that no path can tell from the one found. */
  twinsOf(route: Route): Route[] {
    const { method } = route.operation;
    return (this.leaf?.branches ?? []).flatMap((branch) => {
      const twin = branch.conditions.length === 0 ? branch.routes.get(method) : undefined;
      return twin && twin !== route && this.answers(twin) ? [twin] : [];
    });
  }

  /** Every operation answers at the root, and below the prefixes of its own servers. */
  answers(route: Route): boolean {
    return this.#prefix === '' || route.prefixes.has(this.#prefix);
  }

  #holds(branch: Branch): boolean {
    const query = (this.#query ??= new URLSearchParams(this.#search));
    return branch.conditions.every(([name, value]) =>
      value === undefined ? query.has(name) : query.getAll(name).includes(value),
    );
  }
}
