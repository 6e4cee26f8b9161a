import {
  isDeclaredBy,
  isPlainPath,
  type Operation,
  parsePathTemplate,
  type TemplateExpression,
} from '../model/index.ts';
import { decodeText, SegmentPattern } from './segment-pattern.ts';

/** One operation at the end of a way through the tree. */
export class Route {
  readonly operation: Operation;
  /** The server prefixes that it answers below, besides the root. */
  readonly prefixes: ReadonlySet<string>;
  readonly #expressions: readonly TemplateExpression[];
  #names: ReadonlyArray<string | undefined> | undefined;

  constructor(
    operation: Operation,
    prefixes: ReadonlySet<string>,
    expressions: readonly TemplateExpression[],
  ) {
    this.operation = operation;
    this.prefixes = prefixes;
    this.#expressions = expressions;
  }

  /** The parameter's name for each template; undefined for the second template of one name. */
  get names(): ReadonlyArray<string | undefined> {
    return (this.#names ??= this.#readNames());
  }

  #readNames(): Array<string | undefined> {
    const names: Array<string | undefined> = [];
    for (const expression of this.#expressions) {
      const parameter = this.operation.parameters.find(
        (each) => each.in === 'path' && isDeclaredBy(expression, each.name),
      );
      const name = parameter?.name ?? expression.name;
      names.push(names.includes(name) ? undefined : name);
    }
    return names;
  }
}

type PrefixesOf = (operation: Operation) => ReadonlySet<string>;

/** One key of `paths`. */
export class Branch {
  readonly path: string;
  /** What the key asks of the query: a name and, where one is given, its value. */
  readonly conditions: ReadonlyArray<readonly [name: string, value: string | undefined]>;
  readonly #operations: Operation[] = [];
  readonly #prefixesOf: PrefixesOf;
  #routes: ReadonlyMap<string, Route> | undefined;

  constructor(path: string, query: string, prefixesOf: PrefixesOf) {
    this.path = path;
    this.conditions = query === '' ? NO_CONDITIONS : readConditions(query);
    this.#prefixesOf = prefixesOf;
  }

  /** Before the first look at `routes`. */
  add(operation: Operation): void {
    this.#operations.push(operation);
  }

  /** By method. */
  get routes(): ReadonlyMap<string, Route> {
    return (this.#routes ??= this.#readRoutes());
  }

  #readRoutes(): Map<string, Route> {
    const routes = new Map<string, Route>();
    const { expressions } = parsePathTemplate(this.path);
    for (const operation of this.#operations) {
      routes.set(operation.method, new Route(operation, this.#prefixesOf(operation), expressions));
    }
    return routes;
  }
}

interface PatternBranch {
  readonly pattern: SegmentPattern;
  readonly node: TreeNode;
}

const NO_CONDITIONS: Branch['conditions'] = [];
const NO_PATTERNS: PatternBranch[] = [];
const NO_BRANCHES: Branch[] = [];

/** What has been read of a path so far. */
export class TreeNode {
  /** By the percent-decoded segment. */
  #literals: Map<string, TreeNode> | undefined;
  #patterns: PatternBranch[] | undefined;
  #multiSegments: PatternBranch[] | undefined;
  #branches: Branch[] | undefined;
  /** After a segment that is one template. */
  template: TreeNode | undefined;

  literal(segment: string): TreeNode | undefined {
    return this.#literals?.get(segment);
  }

  /** Most literal text first. */
  get patterns(): readonly PatternBranch[] {
    return this.#patterns ?? NO_PATTERNS;
  }

  /** Like `patterns`, for templates that may contain slashes. */
  get multiSegments(): readonly PatternBranch[] {
    return this.#multiSegments ?? NO_PATTERNS;
  }

  /** Where a path may end here: the keys of `paths`, those that ask most of the query first. */
  get branches(): readonly Branch[] {
    return this.#branches ?? NO_BRANCHES;
  }

  /** Adds a key of `paths` below this node. */
  add(path: string, prefixesOf: PrefixesOf): Branch {
    if (isPlainPath(path)) return this.#reachPlain(path).#addBranch(new Branch(path, '', prefixesOf));
    const { segments, query } = parsePathTemplate(path);
    let node: TreeNode = this;
    for (const pieces of segments) node = node.#step(pieces);
    return node.#addBranch(new Branch(path, query, prefixesOf));
  }

  #reachPlain(path: string): TreeNode {
    let node: TreeNode = this;
    let end: number;
    for (let start = 1; start <= path.length; start = end + 1) {
      end = path.indexOf('/', start);
      if (end < 0) end = path.length;
      node =
        path[start] === '{'
          ? (node.template ??= new TreeNode())
          : node.#stepLiteral(decodeText(path.slice(start, end)));
    }
    return node;
  }

  #addBranch(branch: Branch): Branch {
    const branches = (this.#branches ??= []);
    const position = branches.findIndex((other) => other.conditions.length < branch.conditions.length);
    branches.splice(position < 0 ? branches.length : position, 0, branch);
    return branch;
  }

  #step(pieces: ReadonlyArray<string | TemplateExpression>): TreeNode {
    const [first] = pieces;
    if (pieces.length < 2 && typeof first !== 'object') return this.#stepLiteral(decodeText(first ?? ''));
    if (pieces.some((piece) => typeof piece !== 'string' && piece.isMultiSegment)) {
      return insert((this.#multiSegments ??= []), pieces);
    }
    if (pieces.length === 1) return (this.template ??= new TreeNode());
    return insert((this.#patterns ??= []), pieces);
  }

  #stepLiteral(segment: string): TreeNode {
    const literals = (this.#literals ??= new Map());
    let node = literals.get(segment);
    if (node === undefined) literals.set(segment, (node = new TreeNode()));
    return node;
  }
}

function insert(list: PatternBranch[], pieces: ReadonlyArray<string | TemplateExpression>): TreeNode {
  const pattern = new SegmentPattern(pieces);
  const existing = list.find((each) => each.pattern.key === pattern.key);
  if (existing !== undefined) return existing.node;
  const node = new TreeNode();
  const position = list.findIndex((each) => each.pattern.literalLength < pattern.literalLength);
  list.splice(position < 0 ? list.length : position, 0, { pattern, node });
  return node;
}

/** `a=b&c&d={e}`: `a` must be `b`, `c` and `d` must be there. */
function readConditions(query: string): Array<[string, string | undefined]> {
  if (query === '') return [];
  return query.split('&').flatMap((part): Array<[string, string | undefined]> => {
    if (part === '') return [];
    const [[name, value] = ['', '']] = new URLSearchParams(part);
    return [[name, part.includes('=') && !/^\{[^{}]*\}$/.test(value) ? value : undefined]];
  });
}
