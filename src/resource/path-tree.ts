import { type Operation, type PathTemplate, parsePathTemplate } from '../model/index.ts';

/**
 * One place among the paths of a description: the root, a literal segment, a parameter (whatever its name), or a verb
 * that a colon adds (`/users:import`). `/users/`, `/users.json` and `/users` are one place.
 */
export interface PathNode {
  readonly parent: PathNode | undefined;
  readonly kind: 'root' | 'literal' | 'parameter' | 'verb' | 'other';
  /** Of a literal or verb; of a parameter, its name where it was first met. */
  readonly text: string;
  readonly literals: ReadonlyMap<string, PathNode>;
  readonly parameter: PathNode | undefined;
  readonly operations: readonly Operation[];
  /** How many parameters lead here, itself counted. */
  readonly depth: number;
}

interface Growing extends PathNode {
  readonly literals: Map<string, Growing>;
  parameter: Growing | undefined;
  readonly operations: Operation[];
}

export interface PathTree {
  readonly root: PathNode;
  nodeOf(operation: Operation): PathNode | undefined;
  /** The place of a path, whatever the names of its parameters; undefined where the description has none. */
  find(path: string): PathNode | undefined;
  /** In the order of the description. */
  readonly nodes: readonly PathNode[];
}

/** Reads the paths alone; no operation is looked into. */
export function growPathTree(operations: readonly Operation[]): PathTree {
  const root = sprout(undefined, 'root', '');
  const placed = new Map<Operation, Growing>();
  const nodes: Growing[] = [root];
  const byPath = new Map<string, Growing>();
  for (const operation of operations) {
    let node = byPath.get(operation.path);
    if (node === undefined) byPath.set(operation.path, (node = grow(root, operation.path, nodes)));
    node.operations.push(operation);
    placed.set(operation, node);
  }
  return { root, nodes, nodeOf: (operation) => placed.get(operation), find: (path) => find(root, path) };
}

/** The names of the parameters of a path, outermost first. */
export function parameterNames(path: string): string[] {
  return parsePathTemplate(path).expressions.map(({ name }) => name);
}

/** The node's path as the operation below it spells it: without slash, extension and verb at the end. */
export function templateOf(node: PathNode): string {
  return node.parent === undefined ? '' : `${templateOf(node.parent)}${segmentOf(node)}`;
}

function segmentOf({ kind, text }: PathNode): string {
  if (kind === 'parameter') return `/{${text}}`;
  return kind === 'verb' ? `:${text}` : `/${text}`;
}

function find(root: PathNode, path: string): PathNode | undefined {
  let node: PathNode | undefined = root;
  for (const { kind, text } of segmentsOf(parsePathTemplate(path)))
    node = kind === 'parameter' ? node?.parameter : node?.literals.get(`${kind} ${text}`);
  return node;
}

function grow(root: Growing, path: string, nodes: Growing[]): Growing {
  const template = parsePathTemplate(path);
  const segments = segmentsOf(template);
  let node = root;
  for (const segment of segments) {
    const { kind, text } = segment;
    let next = kind === 'parameter' ? node.parameter : node.literals.get(`${kind} ${text}`);
    if (next === undefined) {
      next = sprout(node, kind, text, segment.parameters);
      nodes.push(next);
      if (kind === 'parameter') node.parameter = next;
      else node.literals.set(`${kind} ${text}`, next);
    }
    node = next;
  }
  return node;
}

interface Segment {
  readonly kind: PathNode['kind'];
  readonly text: string;
  readonly parameters: number;
}

const extension = /\.(?:json|xml|ya?ml)$/;

function segmentsOf({ segments }: PathTemplate): Segment[] {
  const found: Segment[] = [];
  const written = segments.at(-1)?.length === 0 ? segments.slice(0, -1) : segments;
  written.forEach((pieces, index) => {
    const isLast = index === written.length - 1;
    const [first = '', second, third] = pieces;
    if (pieces.length <= 1 && typeof first === 'string') {
      const text = isLast ? first.replace(extension, '') : first;
      const colon = text.indexOf(':');
      if (colon > 0) found.push(literal(text.slice(0, colon)), verb(text.slice(colon + 1)));
      else found.push(literal(text));
    } else if (typeof first === 'string' && typeof second === 'object' && isODataKey(first, third)) {
      found.push(literal(first.slice(0, -1)), parameter(second.name));
    } else if (typeof first === 'object' && !first.isMultiSegment && pieces.length <= 2) {
      const rest = typeof second === 'string' ? second.replace(isLast ? extension : /$^/, '') : '';
      if (rest === '') found.push(parameter(first.name));
      else if (/^:[A-Za-z]+$/.test(rest)) found.push(parameter(first.name), verb(rest.slice(1)));
      else found.push(other(pieces));
    } else {
      found.push(other(pieces));
    }
  });
  return found;
}

/** `Users({id})`. */
function isODataKey(first: string, third: unknown): boolean {
  return first.length > 1 && first.endsWith('(') && third === ')';
}

function literal(text: string): Segment {
  return { kind: 'literal', text, parameters: 0 };
}

function verb(text: string): Segment {
  return { kind: 'verb', text, parameters: 0 };
}

function parameter(text: string): Segment {
  return { kind: 'parameter', text, parameters: 1 };
}

function other(pieces: PathTemplate['segments'][number]): Segment {
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.raw}}`)).join('');
  return { kind: 'other', text, parameters: pieces.filter((piece) => typeof piece === 'object').length };
}

function sprout(parent: Growing | undefined, kind: PathNode['kind'], text: string, parameters = 0): Growing {
  const depth = (parent?.depth ?? 0) + parameters;
  return { parent, kind, text, literals: new Map(), parameter: undefined, operations: [], depth };
}
