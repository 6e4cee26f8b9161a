import type { Document, Node } from '../document/index.ts';
import type { Fault } from '../errors.ts';
import type { Direction, Schema } from '../schema/index.ts';
import type { Api, Operation, SecurityScheme, Server } from './api.ts';
import { type Context, FaultLog, namedEntries } from './context.ts';
import { type OperationSite, readOperations, type Surroundings } from './operation.ts';
import { findUnreachable } from './overlap.ts';
import { type OperationPlace, PathItem } from './path-item.ts';
import { Security } from './security.ts';
import { defaultServer, readServers } from './server.ts';
import { readTags } from './tag.ts';

/** Bounds the depth of the router's walk; real paths have a few hundred characters at most. */
const MAX_PATH_LENGTH = 2_000;

/**
 * Understands a document. Only paths and methods are indexed; everything below an operation is worked out when first
 * asked for and kept. Never throws for what a document says: what is wrong is in `faults()`, and the rest is served.
 */
export function buildApi(document: Document): Api {
  return new LazyApi(document);
}

class LazyApi implements Api {
  readonly document: Document;
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Operation[];
  readonly #context: Context;
  readonly #security: Security;
  readonly #operationIds = new Set<string>();
  #servers: readonly Server[] | undefined;
  #tags: readonly string[] | undefined;
  #byName: ReadonlyMap<string, Operation> | undefined;
  #overlapsFound = false;

  constructor(document: Document) {
    this.document = document;
    this.#context = { document, faults: new FaultLog(), isSwagger2: document.version.startsWith('2') };
    this.#security = new Security(this.#context);
    const around: Surroundings = {
      context: this.#context,
      security: this.#security,
      servers: () => this.servers,
    };
    this.operations = this.#readPaths(around);
    this.webhooks = this.#readWebhooks(around);
  }

  get title(): string {
    return this.#info('title');
  }

  get version(): string {
    return this.#info('version');
  }

  get description(): string | undefined {
    return this.#member('info')?.text('description');
  }

  get servers(): readonly Server[] {
    if (this.#servers === undefined) {
      const servers = readServers(this.#context, this.#member('servers'));
      this.#servers = servers.length > 0 ? servers : [defaultServer(this.document.root)];
    }
    return this.#servers;
  }

  get tags(): readonly string[] {
    return (this.#tags ??= readTags(this.#context, this.#member('tags')));
  }

  get securitySchemes(): ReadonlyMap<string, SecurityScheme> {
    return this.#security.schemes;
  }

  operation(idOrPath: string): Operation | undefined {
    this.#byName ??= this.#indexNames();
    return this.#byName.get(idOrPath);
  }

  schema(name: string, direction: Direction = 'any'): Schema | undefined {
    const node = this.#schemas()?.get(name);
    return node === undefined ? undefined : this.document.scope.schema(node.source(), direction);
  }

  schemaNames(): string[] {
    return Object.keys(this.#schemas()?.object ?? {});
  }

  faults(): Fault[] {
    if (!this.#overlapsFound) {
      this.#overlapsFound = true;
      findUnreachable(this.#context, this.operations);
    }
    const { document } = this;
    const ofSchemas = document.scope.faults.map(({ code, message, uri, pointer }): Fault => {
      return {
        code,
        severity: 'error',
        message,
        get place() {
          return document.place(uri, pointer);
        },
      };
    });
    return [...document.faults, ...ofSchemas, ...this.#context.faults.list()];
  }

  #info(field: string): string {
    const info = this.#member('info');
    const value = info?.get(field)?.value;
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    if (info !== undefined) this.#context.faults.warning(info, 'missing-info', `info has no ${field}.`);
    return '';
  }

  #schemas(): Node | undefined {
    return this.#member('components')?.get('schemas')?.follow();
  }

  #readPaths(around: Surroundings): Operation[] {
    const paths = this.#member('paths');
    if (paths === undefined) return [];
    if (paths.object === undefined) {
      this.#context.faults.error(paths, 'not-an-object', 'paths must be an object.');
      return [];
    }
    const operations: Operation[] = [];
    for (const path of Object.keys(paths.object)) {
      if (path.startsWith('x-')) continue;
      if (path.length > MAX_PATH_LENGTH) {
        this.#context.faults.error(
          paths.get(path) ?? paths,
          'path-too-long',
          `A path may have ${MAX_PATH_LENGTH} characters; this one has ${path.length} and is left out.`,
        );
        continue;
      }
      if (!path.startsWith('/')) {
        this.#context.faults.warning(
          paths.get(path) ?? paths,
          'path-without-slash',
          `The path "${path}" must begin with a slash; it is served as if it did.`,
        );
      }
      this.#readItem(around, paths, path, true, operations);
    }
    return operations;
  }

  #readWebhooks(around: Surroundings): Operation[] {
    const webhooks = this.#member('webhooks');
    const operations: Operation[] = [];
    for (const [name] of namedEntries(this.#context, webhooks, 'webhooks')) {
      this.#readItem(around, webhooks as Node, name, false, operations);
    }
    return operations;
  }

  #readItem(around: Surroundings, parent: Node, path: string, isTemplate: boolean, into: Operation[]): void {
    const item = PathItem.read(this.#context, parent, path);
    if (item !== undefined) readOperations(around, { item, path, isTemplate }, into, this.#claim);
  }

  readonly #claim = (operationId: string, site: OperationSite, place: OperationPlace): boolean => {
    if (!this.#operationIds.has(operationId)) {
      this.#operationIds.add(operationId);
      return true;
    }
    const node = site.item.locate(place);
    this.#context.faults.warning(
      node.get('operationId') ?? node,
      'duplicate-operation-id',
      `The operationId "${operationId}" is another operation's too; this one goes by its method and path.`,
    );
    return false;
  };

  /** Of the root, unless it is null: an empty key in YAML means that there is nothing. */
  #member(key: string): Node | undefined {
    const member = this.document.root.get(key)?.follow();
    return member?.value === null ? undefined : member;
  }

  #indexNames(): Map<string, Operation> {
    const index = new Map<string, Operation>();
    for (const operation of this.operations) index.set(`${operation.method} ${operation.path}`, operation);
    for (const operation of this.operations) index.set(operation.id, operation);
    return index;
  }
}
