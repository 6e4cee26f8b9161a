import { isDeclaredBy, type Operation, type PathTemplate, type TemplateExpression } from '../model/index.ts';
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

/** One key of `paths`, with what it asks of the query: a name and, where one is given, its value. */
export interface Branch {
  readonly path: string;
  readonly conditions: ReadonlyArray<readonly [name: string, value: string | undefined]>;
  readonly routes: Map<string, Route>;
}

/** What has been read of a path so far. */
export class TreeNode {
  /** By the percent-decoded segment. */
  readonly literals: Map<string, TreeNode> = new Map();
  /** Most literal text first. */
  readonly patterns: Array<{ readonly pattern: SegmentPattern; readonly node: TreeNode }> = [];
  /** Like `patterns`, for templates that may contain slashes. */
  readonly multiSegments: Array<{ readonly pattern: SegmentPattern; readonly node: TreeNode }> = [];
  /** After a segment that is one template. */
  template: TreeNode | undefined;
  /** Where a path may end here: the keys of `paths`, those that ask most of the query first. */
  readonly branches: Branch[] = [];

  /** The node for the segments of a template, made where it is missing. */
  reach(template: PathTemplate): TreeNode {
    let node: TreeNode = this;
    for (const pieces of template.segments) node = node.#step(pieces);
    return node;
  }

  addBranch(path: string, query: string): Branch {
    const branch: Branch = { path, conditions: readConditions(query), routes: new Map() };
    const position = this.branches.findIndex((other) => other.conditions.length < branch.conditions.length);
    this.branches.splice(position < 0 ? this.branches.length : position, 0, branch);
    return branch;
  }

  #step(pieces: ReadonlyArray<string | TemplateExpression>): TreeNode {
    const expressions = pieces.filter((piece) => typeof piece !== 'string');
    if (expressions.length === 0) {
      const literal = decodeText(pieces.join(''));
      let node = this.literals.get(literal);
      if (node === undefined) this.literals.set(literal, (node = new TreeNode()));
      return node;
    }
    if (expressions.some(({ isMultiSegment }) => isMultiSegment)) return insert(this.multiSegments, pieces);
    return pieces.length === 1 ? (this.template ??= new TreeNode()) : insert(this.patterns, pieces);
  }
}

function insert(
  list: Array<{ pattern: SegmentPattern; node: TreeNode }>,
  pieces: ReadonlyArray<string | TemplateExpression>,
): TreeNode {
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
