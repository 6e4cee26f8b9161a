import { type ContentDecoders, receiveBody, responseForStatus } from '../http/index.ts';
import type { Operation } from '../model/index.ts';
import { fittingErrorStatus, type RequestBodyBytes } from '../validation/index.ts';
import type { MaybePromise } from './maybe-promise.ts';
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
 */
export function readRequestBody(
  request: Request,
  operation: Operation,
  options: RequestBodyOptions,
): MaybePromise<ReadRequestBody> {
  const { method } = request;
  // Fetch allows these no body, and to ask for it may cost much.
  if (method === 'GET' || method === 'HEAD' || request.body === null) return WITHOUT_BODY;
  return receive(request, operation, options);
}

async function receive(
  request: Request,
  operation: Operation,
  options: RequestBodyOptions,
): Promise<ReadRequestBody> {
  const { maxBodyBytes, contentDecoders: decoders } = options;
  const assumedType = operation.requestBody?.content[0]?.type;
  const received = await receiveBody(request, { maxBytes: maxBodyBytes, decoders, assumedType });
  const contentType = request.headers.get('content-type');
  switch (received.kind) {
    case 'body':
      return { kind: 'body', body: received };
    case 'malformed':
      return { kind: 'body', body: { bytes: null, contentType, malformed: received.message } };
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
