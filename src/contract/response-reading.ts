import { matchContentType, responseForStatus } from '../http/index.ts';
import type { MediaType, Operation, ResponseSpec } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { compileResponseCheck, type ResponseCheck } from '../validation/index.ts';
import type { Exchange, WireResponse } from './exchange.ts';

/** An answer, by what is documented for its status. */
export interface ResponseReading {
  /** Undefined: the status is not documented. */
  readonly spec: ResponseSpec | undefined;
  readonly mediaType: MediaType | undefined;
  readonly violations: readonly Violation[];
  /** The parsed body where it is JSON, whatever is documented; else undefined. */
  readonly json: unknown;
  readonly text: string;
}

/** Reads answers; what depends on the operation is compiled once. */
export class ResponseReader {
  readonly #checks = new Map<Operation, ResponseCheck>();

  /**
   * `prepareValidation()` must have been awaited. An answer that is not the operation's own (its request leads elsewhere)
   * is read without being held to it.
   */
  read({ operation, request, response }: Exchange, isItsOwn: boolean): ResponseReading | undefined {
    if (!response) return undefined;
    const { status, headers, body } = response;
    const type = headers.get('content-type');
    const text = new TextDecoder().decode(body);
    const json = jsonOf(response);
    if (!isItsOwn) return { spec: undefined, mediaType: undefined, violations: [], json, text };
    const judged = request.method !== 'HEAD' && !response.truncated;
    const spec = responseForStatus(operation.responses, status);
    const types = spec?.content.map((mediaType) => mediaType.type) ?? [];
    let check = this.#checks.get(operation);
    if (!check) this.#checks.set(operation, (check = compileResponseCheck(operation)));
    const violations = check({
      status,
      headers,
      body: judged ? { bytes: body, contentType: type } : undefined,
    });
    return {
      spec,
      mediaType: type === null ? undefined : spec?.content[matchContentType(type, types)],
      violations,
      json,
      text,
    };
  }
}

const parsed = new WeakMap<WireResponse, { readonly json: unknown }>();

/** The body where it is JSON and says so, else undefined; the same value each time. */
export function jsonOf(response: WireResponse): unknown {
  let known = parsed.get(response);
  if (!known) parsed.set(response, (known = { json: parse(response) }));
  return known.json;
}

function parse({ headers, body }: WireResponse): unknown {
  if (!/[/+]json\b/i.test(headers.get('content-type') ?? '')) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
