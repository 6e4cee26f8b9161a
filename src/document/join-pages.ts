import type { Place } from '../errors.ts';
import { isJsonObject, type JsonObject, joinPointer, own, setOwn } from '../schema/index.ts';
import type { Page } from './page.ts';
import type { Locator } from './place.ts';

/** What two pages disagree in, by its place in the later one. */
interface PageConflict extends PagePart {
  readonly message: string;
}

/** Where a part of the document is from. */
interface PagePart {
  readonly page: Page;
  /** Into the operation's JSON. */
  readonly pointer: string;
}

/** A document made of pages. */
export interface JoinedPages {
  readonly root: JsonObject;
  readonly conflicts: readonly PageConflict[];
  /** By pointer into `root`. */
  readonly parts: ReadonlyMap<string, PagePart>;
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query']);

/** Of the page or the document, not of the operation. */
const notOperation = new Set([
  ...['method', 'path', 'info', 'servers', 'securitySchemes', 'components', 'postman'],
  ...['jsonRequestBodyExample', 'id', 'proxy'],
]);

/**
 * Joins pages into one OpenAPI document, in their order. What they share (info, servers, security schemes, other
 * components) is taken from the first that has it; a later one that says otherwise is a conflict, except servers,
 * which an operation may have of its own.
 */
export function joinPages(pages: readonly Page[], nameOf: (uri: string) => string): JoinedPages {
  const joining = new Joining(nameOf);
  for (const page of pages) joining.add(page);
  return joining.finish(pages.some(({ modern }) => modern));
}

class Joining {
  readonly #nameOf: (uri: string) => string;
  readonly #parts = new Map<string, PagePart>();
  readonly #conflicts: PageConflict[] = [];
  readonly #root: JsonObject = {};
  readonly #tags = new Set<string>();

  constructor(nameOf: (uri: string) => string) {
    this.#nameOf = nameOf;
  }

  add(page: Page): void {
    const { api } = page;
    this.#keep(page, '/info', ['info'], own(api, 'info'), '`info`');
    const servers = own(api, 'servers');
    if (Array.isArray(servers) && !Object.hasOwn(this.#root, 'servers')) this.#root['servers'] = servers;
    this.#keepAll(page, '/securitySchemes', 'securitySchemes', own(api, 'securitySchemes'));
    const components = own(api, 'components');
    for (const [kind, members] of Object.entries(isJsonObject(components) ? components : {})) {
      this.#keepAll(page, joinPointer('/components', kind), kind, members);
    }
    this.#addOperation(page);
  }

  finish(modern: boolean): JoinedPages {
    const openapi = modern || Object.hasOwn(this.#root, 'webhooks') ? '3.1.0' : '3.0.3';
    const tags = [...this.#tags].map((name) => ({ name }));
    const root: JsonObject = { openapi, paths: {}, ...this.#root, ...(tags.length > 0 && { tags }) };
    return { root, conflicts: this.#conflicts, parts: this.#parts };
  }

  #addOperation(page: Page): void {
    const { api } = page;
    const operation: JsonObject = {};
    for (const key of Object.keys(api)) if (!notOperation.has(key)) setOwn(operation, key, api[key]);
    const servers = own(api, 'servers');
    if (Array.isArray(servers) && !isSame(servers, this.#root['servers'])) operation['servers'] = servers;
    const tags = own(api, 'tags');
    for (const tag of Array.isArray(tags) ? tags : []) if (typeof tag === 'string') this.#tags.add(tag);
    const method = String(own(api, 'method')).toLowerCase();
    const path = String(own(api, 'path'));
    const what = `the operation ${method.toUpperCase()} ${path}`;
    if (methods.has(method) && path.startsWith('/')) {
      this.#keep(page, '', ['paths', path, method], operation, what);
    } else {
      // The generator writes a webhook as method `event` of path `webhook`.
      const name = String(own(api, 'operationId') ?? own(api, 'title') ?? path);
      this.#keep(page, '', ['webhooks', name, 'post'], operation, `the webhook ${name}`);
    }
  }

  #keepAll(page: Page, from: string, kind: string, members: unknown): void {
    for (const [name, member] of Object.entries(isJsonObject(members) ? members : {})) {
      this.#keep(page, joinPointer(from, name), ['components', kind, name], member, `${kind} \`${name}\``);
    }
  }

  /** `pointer` is where the value stands in the page, `keys` where it goes. */
  #keep(page: Page, pointer: string, keys: readonly string[], value: unknown, what: string): void {
    if (value === undefined) return;
    let holder = this.#root;
    for (const key of keys.slice(0, -1)) {
      if (!isJsonObject(own(holder, key))) setOwn(holder, key, {});
      holder = own(holder, key) as JsonObject;
    }
    const last = keys.at(-1)!;
    const at = joinPointer('', ...keys);
    const first = this.#parts.get(at);
    if (first === undefined) {
      setOwn(holder, last, value);
      this.#parts.set(at, { page, pointer });
    } else if (!isSame(own(holder, last), value)) {
      const [one, other] = [this.#nameOf(first.page.uri), this.#nameOf(page.uri)];
      const message = `The pages ${one} and ${other} differ in ${what}; that of ${one} counts.`;
      this.#conflicts.push({ message, page, pointer });
    }
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Leads from the joined document to the page that a part is from. */
export class PagesLocator implements Locator {
  readonly #pages: JoinedPages;
  readonly #first: Page;
  readonly #nameOf: (uri: string) => string;

  constructor(pages: JoinedPages, first: Page, nameOf: (uri: string) => string) {
    this.#pages = pages;
    this.#first = first;
    this.#nameOf = nameOf;
  }

  place(pointer: string): Place {
    let at = pointer;
    let part = this.#pages.parts.get(at);
    while (part === undefined && at !== '') {
      at = at.slice(0, at.lastIndexOf('/'));
      part = this.#pages.parts.get(at);
    }
    const page = part?.page ?? this.#first;
    const within = part === undefined ? pointer : part.pointer + pointer.slice(at.length);
    return { file: this.#nameOf(page.uri), pointer: within, ...page.position };
  }
}
