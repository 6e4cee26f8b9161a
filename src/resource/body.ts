import { chooseResponse, isJsonType, parseMediaType } from '../http/index.ts';
import type { MediaType, Operation, ResponseSpec } from '../model/index.ts';
import { Facts } from './facts.ts';

/** A body that the description speaks of. */
export interface Body {
  readonly mediaType: MediaType;
  readonly facts: Facts;
}

/** The response of success that shows most: one with JSON before one without a body; the lowest of these. */
export function successOf(operation: Operation): ResponseSpec | undefined {
  const good = operation.responses
    .filter(({ status }) => /^2/.test(status))
    .sort((a, b) => (a.status < b.status ? -1 : 1));
  if (good.length === 0) {
    const chosen = chooseResponse(operation.responses)?.response;
    return chosen?.status === 'default' ? chosen : undefined;
  }
  return good.find((response) => bodyOf(response.content) !== undefined) ?? good[0];
}

/** What the successful answer holds, where it is described and structured. */
export function answerOf(operation: Operation): Body | undefined {
  return bodyOf(successOf(operation)?.content ?? []);
}

/** What a request holds, where it is described and structured. */
export function requestOf(operation: Operation): Body | undefined {
  return bodyOf(operation.requestBody?.content ?? [], true);
}

function bodyOf(content: readonly MediaType[], isRequest = false): Body | undefined {
  let best: MediaType | undefined;
  let least = 9;
  for (const mediaType of content) {
    const cost = costOf(mediaType, isRequest);
    if (mediaType.schema !== undefined && cost < least) [best, least] = [mediaType, cost];
  }
  const node = best?.schema?.node;
  if (best === undefined || node === undefined) return undefined;
  return { mediaType: best, facts: new Facts([node.source()], node.document.scope) };
}

/** Plain JSON says what an entity is; other JSON, forms and XML do too; of anything else nothing is known. */
function costOf({ type }: MediaType, isRequest: boolean): number {
  const parsed = parseMediaType(type);
  if (parsed === undefined) return 9;
  if (parsed.essence === 'application/json') return 0;
  if (parsed.subtype.includes('patch')) return parsed.essence === 'application/merge-patch+json' ? 3 : 9;
  if (isJsonType(parsed)) return 1;
  if (parsed.essence === '*/*') return 2;
  if (parsed.suffix === 'xml' || parsed.subtype === 'xml') return 4;
  if (isRequest && parsed.essence === 'application/x-www-form-urlencoded') return 5;
  return isRequest && parsed.essence === 'multipart/form-data' ? 6 : 9;
}

/** Is a conflict with what exists documented (RFC 9110 section 15.5.10)? */
export function answersConflict(operation: Operation): boolean {
  return operation.responses.some(({ status }) => status === '409');
}
