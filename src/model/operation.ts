import type { Node } from '../document/index.ts';
import type { JsonObject } from '../schema/index.ts';
import type {
  Callback,
  Operation,
  Parameter,
  RequestBody,
  ResponseSpec,
  SecurityRequirement,
  Server,
} from './api.ts';
import { type Context, listItems, namedEntries } from './context.ts';
import { readParameters } from './parameter.ts';
import { type OperationPlace, PathItem } from './path-item.ts';
import { parsePathTemplate } from './path-template.ts';
import { readRequestBody, readResponses } from './response.ts';
import type { Security } from './security.ts';
import { readServers } from './server.ts';

/** What an operation has from the description around it. */
export interface Surroundings {
  readonly context: Context;
  readonly security: Security;
  readonly servers: () => readonly Server[];
}

/** Where an operation stands. */
export interface OperationSite {
  readonly item: PathItem;
  /** The key of its path item. */
  readonly path: string;
  /** A webhook's name and a callback's expression are no templates. */
  readonly isTemplate: boolean;
}

/** Small, because there may be ten thousand of them at start-up. */
class LazyOperation implements Operation {
  readonly id: string;
  readonly method: string;
  readonly #around: Surroundings;
  readonly #site: OperationSite;
  readonly #value: JsonObject;
  #place: OperationPlace;
  #details: Details | undefined;
  #servers: readonly Server[] | undefined;

  constructor(
    around: Surroundings,
    site: OperationSite,
    id: string,
    method: string,
    value: JsonObject,
    place: OperationPlace,
  ) {
    this.id = id;
    this.method = method;
    this.#around = around;
    this.#site = site;
    this.#value = value;
    this.#place = place;
  }

  get path(): string {
    return this.#site.path;
  }

  get node(): Node {
    if (typeof this.#place === 'string') this.#place = this.#site.item.locate(this.#place);
    return this.#place as Node;
  }

  get summary(): string | undefined {
    return this.node.text('summary') ?? this.#site.item.text('summary');
  }

  get description(): string | undefined {
    return this.node.text('description') ?? this.#site.item.text('description');
  }

  get deprecated(): boolean {
    return this.node.flag('deprecated') ?? false;
  }

  get tags(): readonly string[] {
    return this.#read().tags;
  }

  get parameters(): readonly Parameter[] {
    return this.#read().parameters;
  }

  get requestBody(): RequestBody | undefined {
    return this.#read().requestBody;
  }

  get responses(): readonly ResponseSpec[] {
    return this.#read().responses;
  }

  get security(): readonly SecurityRequirement[] {
    return this.#read().security;
  }

  get callbacks(): readonly Callback[] {
    return this.#read().callbacks;
  }

  get servers(): readonly Server[] {
    return (this.#servers ??= this.#readServers());
  }

  #read(): Details {
    return (this.#details ??= new Details(this.#around, this.#site, this.node));
  }

  #readServers(): readonly Server[] {
    const { context } = this.#around;
    const own = Object.hasOwn(this.#value, 'servers') ? readServers(context, this.node.get('servers')) : [];
    if (own.length > 0) return own;
    const ofPath = this.#site.item.servers(context);
    return ofPath.length > 0 ? ofPath : this.#around.servers();
  }
}

/** What is below an operation, each part from when it is first asked for. */
class Details {
  readonly #around: Surroundings;
  readonly #site: OperationSite;
  readonly #node: Node;
  #tags: readonly string[] | undefined;
  #parameters: readonly Parameter[] | undefined;
  #requestBody: RequestBody | false | undefined;
  #responses: readonly ResponseSpec[] | undefined;
  #security: readonly SecurityRequirement[] | undefined;
  #callbacks: readonly Callback[] | undefined;

  constructor(around: Surroundings, site: OperationSite, node: Node) {
    this.#around = around;
    this.#site = site;
    this.#node = node;
  }

  get tags(): readonly string[] {
    return (this.#tags ??= listItems(this.#around.context, this.#node.get('tags'), 'tags').flatMap(
      ({ value }) => (typeof value === 'string' ? [value] : []),
    ));
  }

  get parameters(): readonly Parameter[] {
    return (this.#parameters ??= readParameters(
      this.#around.context,
      this.#site.item.get('parameters'),
      this.#node,
      this.#site.isTemplate ? parsePathTemplate(this.#site.path) : undefined,
    ));
  }

  get requestBody(): RequestBody | undefined {
    return (this.#requestBody ??= readRequestBody(this.#around.context, this.#node) ?? false) || undefined;
  }

  get responses(): readonly ResponseSpec[] {
    return (this.#responses ??= readResponses(this.#around.context, this.#node));
  }

  get security(): readonly SecurityRequirement[] {
    return (this.#security ??= this.#around.security.of(this.#node));
  }

  get callbacks(): readonly Callback[] {
    return (this.#callbacks ??= readCallbacks(this.#around, this.#node));
  }
}

/** An operation is named by its operationId where `claim` grants that, else by its method and path. */
export function readOperations(
  around: Surroundings,
  site: OperationSite,
  operations: Operation[],
  claim: (operationId: string, site: OperationSite, place: OperationPlace) => boolean,
): void {
  site.item.forEachOperation(around.context, (method, value, place) => {
    const operationId = Object.hasOwn(value, 'operationId') ? value['operationId'] : undefined;
    const isNamed = typeof operationId === 'string' && operationId !== '' && claim(operationId, site, place);
    const id = isNamed ? operationId : `${method} ${site.path}`;
    operations.push(new LazyOperation(around, site, id, method, value, place));
  });
}

function readCallbacks(around: Surroundings, operation: Node): Callback[] {
  const { context } = around;
  return namedEntries(context, operation.get('callbacks'), 'callbacks').flatMap(([name, written]) => {
    const node = written.follow();
    return (node?.entries() ?? []).flatMap(([expression]) => {
      const item = PathItem.read(context, node as Node, expression);
      if (item === undefined) return [];
      const operations: Operation[] = [];
      readOperations(around, { item, path: expression, isTemplate: false }, operations, () => true);
      return [{ name, expression, operations }];
    });
  });
}
