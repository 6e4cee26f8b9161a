import { isBodiless, responseForStatus } from '../http/index.ts';
import type { Header, MediaType, Operation, Parameter, ResponseSpec, SchemaHandle } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import type { RequestBodyBytes } from './body-check.ts';
import { compileRequestCheck, type RequestCheck } from './request-check.ts';
import { violationOf } from './violation-of.ts';

/** What a response check looks at. */
export interface CheckableResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined: the body is not judged, since it has no end (an event stream) or no meaning (HEAD). */
  readonly body: RequestBodyBytes | undefined;
}

export type ResponseCheck = (response: CheckableResponse) => Violation[];

/**
 * Compiles the check of an operation's responses: is the status documented, are the required headers there and valid,
 * is the body of a documented type and valid? Each part when a response first needs it; `prepareValidation()` should
 * have been awaited once.
 */
export function compileResponseCheck(operation: Operation): ResponseCheck {
  const checks = new Map<ResponseSpec, { whole: RequestCheck; headers: RequestCheck }>();
  return ({ status, headers, body }) => {
    const spec = responseForStatus(operation.responses, status);
    if (!spec) return [undocumentedStatus(operation, status)];
    let check = checks.get(spec);
    if (!check) {
      check = {
        whole: compileRequestCheck(asRequest(operation, spec, spec.content)),
        headers: compileRequestCheck(asRequest(operation, spec, undefined)),
      };
      checks.set(spec, check);
    }
    const judged = body !== undefined && !isBodiless(status);
    const raw = { pathParameters: {}, search: '', headers, body: judged ? body : NO_BODY };
    const { violations } = (judged && spec.content.length > 0 ? check.whole : check.headers)(raw);
    const sent = judged ? (body.bytes?.length ?? 0) : 0;
    if (spec.content.length > 0 || sent === 0) return [...violations];
    const message = `a body is sent, and none is documented for the status ${status}`;
    return [...violations, violationOf('body', '', 'undeclared', message, spec.node)];
  };
}

const NO_BODY: RequestBodyBytes = { bytes: null, contentType: null };

function undocumentedStatus({ responses, node }: Operation, status: number): Violation {
  const documented = responses.map((each) => each.status).join(', ') || 'none';
  const message = `the status ${status} is not documented; documented: ${documented}`;
  return {
    ...violationOf('status', '', 'status', message, node, node.get('responses') ? 'responses' : ''),
    received: String(status),
  };
}

/** A response is checked as a request is: its headers as parameters, its body as a body, both in their own direction. */
function asRequest(
  operation: Operation,
  { headers, node }: ResponseSpec,
  content: readonly MediaType[] | undefined,
): Operation {
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    summary: undefined,
    description: undefined,
    deprecated: false,
    tags: [],
    node,
    parameters: headers.filter(({ name }) => name.toLowerCase() !== 'content-type').map(asParameter),
    requestBody: content && {
      required: content.length > 0,
      description: undefined,
      content: content.map(asResponseType),
      node,
    },
    responses: [],
    security: [],
    servers: [],
    callbacks: [],
  };
}

function asParameter({ name, required, explode, schema, content, examples, node }: Header): Parameter {
  return {
    name,
    in: 'header',
    required,
    deprecated: false,
    description: undefined,
    style: 'simple',
    explode,
    allowReserved: false,
    allowEmptyValue: false,
    schema: schema && inResponse(schema),
    content: content && asResponseType(content),
    examples,
    node,
  };
}

function asResponseType(mediaType: MediaType): MediaType {
  const { type, schema, itemSchema, examples, encoding, prefixEncoding, itemEncoding, node } = mediaType;
  return {
    type,
    schema: schema && inResponse(schema),
    itemSchema: itemSchema && inResponse(itemSchema),
    examples,
    encoding,
    prefixEncoding,
    itemEncoding,
    node,
  };
}

function inResponse(handle: SchemaHandle): SchemaHandle {
  return { node: handle.node, for: () => handle.for('response') };
}
