import type { Node } from '../document/index.ts';
import type { Header, Link, MediaType, RequestBody, ResponseSpec } from './api.ts';
import { type Context, descriptionOf, namedEntries } from './context.ts';
import { readContent, readHeaders } from './media-type.ts';

class LazyRequestBody implements RequestBody {
  readonly required: boolean;
  readonly description: string | undefined;
  readonly node: Node;
  readonly #context: Context;
  #content: readonly MediaType[] | undefined;

  constructor(context: Context, written: Node, node: Node) {
    this.#context = context;
    this.node = node;
    this.required = node.flag('required') ?? false;
    this.description = descriptionOf(written, node);
  }

  get content(): readonly MediaType[] {
    return (this.#content ??= readContent(this.#context, this.node));
  }
}

class LazyResponse implements ResponseSpec {
  readonly status: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly node: Node;
  readonly #context: Context;
  #headers: readonly Header[] | undefined;
  #content: readonly MediaType[] | undefined;
  #links: readonly Link[] | undefined;

  constructor(context: Context, status: string, written: Node, node: Node) {
    this.#context = context;
    this.status = status;
    this.node = node;
    this.summary = written.text('summary') ?? node.text('summary');
    this.description = descriptionOf(written, node);
  }

  get headers(): readonly Header[] {
    return (this.#headers ??= readHeaders(this.#context, this.node));
  }

  get content(): readonly MediaType[] {
    return (this.#content ??= readContent(this.#context, this.node));
  }

  get links(): readonly Link[] {
    return (this.#links ??= readLinks(this.#context, this.node));
  }
}

export function readRequestBody(context: Context, operation: Node): RequestBody | undefined {
  const written = operation.get('requestBody');
  const node = written?.follow();
  if (written === undefined || node === undefined) return undefined;
  if (node.object === undefined) {
    context.faults.error(node, 'not-an-object', 'requestBody must be an object; it is left out.');
    return undefined;
  }
  return new LazyRequestBody(context, written, node);
}

/** In the document's order, where keys that are whole numbers come first, as JavaScript has it. */
export function readResponses(context: Context, operation: Node): ResponseSpec[] {
  const responses = operation.get('responses')?.follow();
  if (responses === undefined) return [];
  if (responses.object === undefined) {
    context.faults.error(responses, 'not-an-object', 'responses must be an object.');
    return [];
  }
  const found = new Map<string, ResponseSpec>();
  for (const [key, written] of responses.entries()) {
    const status = readStatus(key);
    const node = written.follow();
    if (node === undefined) continue;
    if (status === undefined) {
      context.faults.error(
        written,
        'invalid-status',
        `"${key}" is no status code; the response is left out.`,
      );
    } else if (node.object === undefined) {
      context.faults.error(node, 'not-an-object', `The response "${key}" must be an object; it is left out.`);
    } else if (found.has(status)) {
      context.faults.warning(
        written,
        'duplicate-response',
        `"${status}" is described twice; the first is used.`,
      );
    } else {
      found.set(status, new LazyResponse(context, status, written, node));
    }
  }
  return [...found.values()];
}

function readStatus(key: string): string | undefined {
  if (/^[1-5]\d\d$/.test(key)) return key;
  if (/^[1-5]xx$/i.test(key)) return key.toUpperCase();
  return key.toLowerCase() === 'default' ? 'default' : undefined;
}

function readLinks(context: Context, response: Node): Link[] {
  return namedEntries(context, response.get('links'), 'links').flatMap(([name, written]) => {
    const node = written.follow();
    if (node === undefined) return [];
    if (node.object === undefined) {
      context.faults.error(node, 'not-an-object', `The link "${name}" must be an object; it is left out.`);
      return [];
    }
    const parameters = namedEntries(context, node.get('parameters'), 'parameters');
    return [
      {
        name,
        operationId: node.text('operationId'),
        operationRef: node.text('operationRef'),
        parameters: Object.fromEntries(parameters.map(([key, { value }]) => [key, value])),
        requestBody: node.get('requestBody')?.value,
        node,
      },
    ];
  });
}
