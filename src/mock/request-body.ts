import {
  type ContentDecoders,
  decodeReceived,
  type ReceivedBody,
  receiveBody,
  responseForStatus,
} from '../http/index.ts';
import type { Operation } from '../model/index.ts';
import { fittingErrorStatus, type RequestBodyBytes } from '../validation/index.ts';
import { after, type MaybePromise } from './maybe-promise.ts';
import type { Refusal } from './refusal.ts';

export interface RequestBodyOptions {
  readonly maxBodyBytes: number;
  readonly contentDecoders: ContentDecoders;
}

export type ReadRequestBody =
  | { readonly kind: 'body'; readonly body: RequestBodyBytes }
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly body: RequestBodyBytes };

/**
 * The body of a request as it came, or why it cannot be taken: too large (413, RFC 9110 section 15.5.14) or in a content
 * coding that is not known (415, section 15.5.16, with the ones that are).
 *
 * @param received by the server already: undefined where it has not looked, null where there is no body
 */
export function readRequestBody(
  request: Request,
  operation: Operation,
  options: RequestBodyOptions,
  received: Uint8Array | null | undefined,
): MaybePromise<ReadRequestBody> {
  const { method, headers } = request;
  // Fetch allows these no body, and to ask for it may cost much.
  if (method === 'GET' || method === 'HEAD' || received === null) return WITHOUT_BODY;
  if (received === undefined && request.body === null) return WITHOUT_BODY;
  const { maxBodyBytes: maxBytes, contentDecoders: decoders } = options;
  const receiving = { maxBytes, decoders, assumedType: operation.requestBody?.content[0]?.type };
  const body = received ? decodeReceived(received, headers, receiving) : receiveBody(request, receiving);
  return after(body, (each) => taken(each, headers, operation, maxBytes));
}

function taken(
  received: ReceivedBody,
  headers: Headers,
  operation: Operation,
  maxBodyBytes: number,
): ReadRequestBody {
  switch (received.kind) {
    case 'body':
      return { kind: 'body', body: received };
    case 'malformed': {
      const contentType = headers.get('content-type');
      return { kind: 'body', body: { bytes: null, contentType, malformed: received.message } };
    }
    case 'too-large': {
      const detail = `The request's body is larger than ${maxBodyBytes} bytes.`;
      const response = responseForStatus(operation.responses, 413);
      return refusal({ status: 413, response, detail, violations: [], headers: {} });
    }
    default: {
      const supported = received.supported.join(', ');
      const detail = `The request's body is coded as "${received.coding}". Supported: ${supported}.`;
      const fitting = fittingErrorStatus(operation, 'contentType');
      return refusal({ ...fitting, detail, violations: [], headers: { 'Accept-Encoding': supported } });
    }
  }
}

const NO_BODY: RequestBodyBytes = { bytes: null, contentType: null };
const WITHOUT_BODY: ReadRequestBody = { kind: 'body', body: NO_BODY };

function refusal(refused: Refusal): ReadRequestBody {
  return { kind: 'refusal', refusal: refused, body: NO_BODY };
}
