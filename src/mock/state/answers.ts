import { describedMembers, type Generator } from '../../generation/index.ts';
import { chooseResponse, isBodiless, responseForStatus, selectMediaType } from '../../http/index.ts';
import type { MediaType, Operation, ResponseSpec } from '../../model/index.ts';
import type { Shown } from '../../resource/index.ts';
import { attempted, type Entity, keyMembers, put, type Refused } from '../../state/index.ts';
import { fittingErrorStatus } from '../../validation/index.ts';
import type { GoodRequest, Reply } from '../answer-source.ts';
import { isJson } from '../media.ts';
import type { Turn } from './turn.ts';

/** The first of the statuses that is documented by itself, else what answers a good request. */
export function goodStatus(operation: Operation, ...statuses: readonly number[]): number | undefined {
  const { responses } = operation;
  const exact = statuses.find((status) => responses.some((response) => response.status === String(status)));
  if (exact !== undefined) return exact;
  const status = chooseResponse(responses)?.status;
  return status !== undefined && status >= 200 && status < 300 ? status : undefined;
}

/** An error by the first of the statuses that is documented, else by the first of all, as a problem. */
export function errorReply({ responses }: Operation, statuses: readonly number[], detail: string): Reply {
  const documented = statuses.find((status) =>
    responses.some((response) => response.status === String(status)),
  );
  return { status: documented ?? (statuses[0] as number), detail };
}

export function refusal(operation: Operation, { reason, detail }: Refused): Reply {
  switch (reason) {
    case 'unknown':
      return errorReply(operation, [404], detail);
    case 'gone':
      return errorReply(operation, [404, 410], detail);
    case 'conflict': {
      const { response, status } = fittingErrorStatus(operation, 'request');
      return errorReply(operation, response ? [409, status] : [409], detail);
    }
    default:
      return { status: fittingErrorStatus(operation, 'request').status, detail };
  }
}

const envelopes = new WeakMap<Shown, unknown>();

/**
 * An answer that shows entities as its operation documents it; an answer without a body of ours where that status shows
 * none. Undefined where there is no valid one.
 */
export function showing(
  turn: Turn,
  status: number,
  entities: Entity | readonly Entity[],
  generator: Generator,
  headers: Readonly<Record<string, string>> = {},
): Reply | undefined {
  const { role, request, state, space } = turn;
  const { operation, shown } = role;
  const response = responseForStatus(operation.responses, status);
  if (isBodiless(status) || !response || response.content.length === 0) return { status, headers };
  if (!shown?.mediaType || !response.content.includes(shown.mediaType)) {
    const named =
      role.kind === 'create' && 'key' in entities ? naming(turn, response, entities, generator) : undefined;
    return named && isTaken(request, status, named.mediaType, named.value)
      ? { status, headers, body: { kind: 'value', value: named.value } }
      : { status, headers };
  }
  const views = state.views;
  const one = (entity: Entity) => views.show(entity, shown.view, space);
  const value = Array.isArray(entities) ? entities.map(one) : one(entities as Entity);
  if (value === undefined || (Array.isArray(value) && Array.isArray(entities) && value.includes(undefined)))
    return undefined;
  return bodyReply(request, status, shown, value, generator, headers);
}

/** An answer that is not the thing that was made, and says its key: `{ "id": 7, "warnings": [] }`. */
function naming(
  { role: { operation }, space }: Turn,
  { content }: ResponseSpec,
  { key }: Entity,
  generator: Generator,
): { readonly mediaType: MediaType; readonly value: unknown } | undefined {
  const mediaType = content.find(isJson);
  const schema = mediaType?.schema?.for('response');
  if (!mediaType || !schema) return undefined;
  const described = describedMembers(schema);
  const { keys } = space.collection;
  const saysKey = keys.every(({ pointer }) => pointer !== undefined && described.has(pointer.slice(1)));
  if (!saysKey || keys.length === 0) return undefined;
  const fixed = Object.fromEntries(
    Object.entries(keyMembers(space, key)).filter(([name]) => described.has(name)),
  );
  const value = attempted(generator, schema, { key: `${operation.id} ${key}`, fixed });
  return value === undefined ? undefined : { mediaType, value };
}

/** The body around a value that is valid in its place; undefined where the whole is not. */
function bodyReply(
  request: GoodRequest,
  status: number,
  shown: Shown,
  value: unknown,
  generator: Generator,
  headers: Readonly<Record<string, string>>,
): Reply | undefined {
  const schema = shown.mediaType.schema?.for('response');
  let body = value;
  if (shown.at !== '') {
    if (!envelopes.has(shown)) {
      const key = `${request.operation.method} ${request.operation.path} envelope`;
      envelopes.set(shown, schema ? attempted(generator, schema, { key }) : {});
    }
    const envelope = envelopes.get(shown);
    if (envelope === undefined) return undefined;
    body = put(envelope, shown.at, value);
  }
  if (schema && schema !== shown.view && !schema.accepts(body)) return undefined;
  if (!isTaken(request, status, shown.mediaType, body)) return undefined;
  return { status, headers, body: { kind: 'value', value: body } };
}

/** May the body go out as the media type that the client gets, if that is another one than it was made for? */
export function isTaken(request: GoodRequest, status: number, made: MediaType, body: unknown): boolean {
  const content = responseForStatus(request.operation.responses, status)?.content ?? [];
  if (content.length === 1 && content[0] === made) return true;
  const index = selectMediaType(
    request.headers.get('accept'),
    content.map(({ type }) => type),
  );
  const sent = content[index];
  if (!sent || sent === made) return true;
  const schema = sent.schema?.for('response');
  if (!schema) return isJson(sent) && sent.itemSchema === undefined;
  return schema === made.schema?.for('response') || schema.accepts(body);
}
