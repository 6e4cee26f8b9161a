import type { Generator } from '../generation/index.ts';
import {
  chooseResponse,
  concreteType,
  isBodiless,
  matchContentType,
  responseForStatus,
  selectMediaType,
  writeBody,
} from '../http/index.ts';
import type { MediaType, Operation, ResponseSpec } from '../model/index.ts';
import { isJsonObject } from '../schema/index.ts';
import { fittingErrorStatus } from '../validation/index.ts';
import type { KeptAnswer } from './answer-cache.ts';
import type { GoodRequest, Reply, ReplyBody } from './answer-source.ts';
import { type BodyRequest, bodyFor } from './body.ts';
import { type BodyValue, namedExample } from './examples.ts';
import { addHeader, documentedHeaders, setHeader } from './headers.ts';
import { collectionName, type Identity, keyMember, listKeyMember } from './identity.ts';
import type { ResolvedMockOptions } from './options.ts';
import type { Refusal } from './refusal.ts';
import { violationHeaders } from './violation-headers.ts';

export type Written =
  | { readonly kind: 'answer'; readonly answer: KeptAnswer }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

interface KeyMembers {
  readonly entity: string | undefined;
  readonly list: string | undefined;
}

/** Makes what sources say, or the description alone, into answers of one operation. */
export class Responder {
  readonly #operation: Operation;
  readonly #options: ResolvedMockOptions;
  readonly #generator: Generator;
  readonly #identity: Identity | undefined;
  readonly #keys = new Map<MediaType, KeyMembers>();

  constructor(
    operation: Operation,
    identity: Identity | undefined,
    options: ResolvedMockOptions,
    generator: Generator,
  ) {
    this.#operation = operation;
    this.#identity = identity;
    this.#options = options;
    this.#generator = generator;
  }

  /** @param reply undefined: no source has answered */
  respond(request: GoodRequest, reply: Reply | undefined): Written {
    const { responses } = this.#operation;
    if (reply === undefined) {
      const { code } = request.preferences;
      const chosen = chooseResponse(responses, code);
      return chosen
        ? this.#write(request, chosen.status, chosen.response, undefined)
        : this.#undocumented(code);
    }
    const { status, detail, violations = [], headers = {} } = reply;
    const response = responseForStatus(responses, status);
    if (detail !== undefined)
      return { kind: 'refusal', refusal: { status, response, detail, violations, headers } };
    return this.#write(request, status, response, reply);
  }

  #write(
    request: GoodRequest,
    status: number,
    response: ResponseSpec | undefined,
    reply: Reply | undefined,
  ): Written {
    if (status < 200)
      return refusal(501, `The operation documents ${status} alone, which no mock can answer.`);
    const given = lowerCased(reply?.headers);
    const contentType = given['content-type'];
    const content = response?.content ?? [];
    const types = content.map((mediaType) => mediaType.type);
    const wanted = reply?.body ?? exampleAsked(request);
    const accept = contentType === undefined ? request.headers.get('accept') : null;
    const bodiless = isBodiless(status) || (types.length === 0 && reply?.body === undefined);
    const selected = bodiless
      ? -1
      : contentType === undefined
        ? selectMediaType(accept, types)
        : matchContentType(contentType, types);
    if (!bodiless && selected < 0 && types.length > 0 && contentType === undefined)
      return this.#notAcceptable(types);
    let mediaType = content[selected];
    const key = `${this.#operation.method} ${request.path} ${status}`;
    let body: BodyValue | undefined;
    if (wanted?.kind === 'example' && !bodiless) {
      const { name } = wanted;
      const holders = mediaType ? [mediaType, ...content] : content;
      mediaType = holders.find((candidate) => namedExample(candidate, name) !== undefined);
      if (!mediaType) return noExample(content, name);
      body = namedExample(mediaType, name);
    } else if (wanted?.kind === 'value' || wanted?.kind === 'serialized') {
      body = bodiless ? undefined : wanted;
    } else if (mediaType) {
      body = bodyFor(mediaType, this.#bodyRequest(request, mediaType, status, key, wanted), this.#generator);
      const arranged = body?.kind === 'value' ? reply?.arrange?.(body.value, mediaType) : undefined;
      if (arranged) {
        body = { kind: 'value', value: arranged.body };
        Object.assign(given, lowerCased(arranged.headers));
      }
    }
    const headers: Record<string, string> = {};
    if (response) {
      const facts = { url: request.url, key, body: body?.kind === 'value' ? body.value : undefined };
      for (const [name, text] of documentedHeaders(response, facts, this.#generator, given))
        addHeader(headers, name, text);
    }
    Object.assign(headers, given);
    for (const [name, text] of violationHeaders(request.violations, this.#options.prism))
      setHeader(headers, name, text);
    let payload: string | Uint8Array | null = null;
    if (mediaType) payload = writeDocumented(mediaType, body, contentType, accept, headers);
    else if (body) payload = writeUndocumented(body, headers);
    return { kind: 'answer', answer: { status, headers, body: payload } };
  }

  #bodyRequest(
    { url, path, pathParameters, preferences, sent }: GoodRequest,
    mediaType: MediaType,
    status: number,
    key: string,
    wanted: ReplyBody | undefined,
  ): BodyRequest {
    const generated = wanted?.kind === 'generated' ? wanted : undefined;
    const dynamic = generated !== undefined || (preferences.dynamic ?? this.#options.dynamic);
    const chosen = generated?.fixed;
    const base = { dynamic, key, self: url, entity: undefined, collection: undefined, sent: chosen };
    if (status >= 300) return base;
    const echo = isJsonObject(sent) && Object.keys(sent).length > 0 ? { ...sent, ...chosen } : chosen;
    const identity = this.#identity;
    if (!identity) return { ...base, sent: echo };
    const keys = this.#keysOf(mediaType, identity);
    const name = collectionName(identity, pathParameters);
    const id =
      identity.parameter === undefined ? undefined : decoded(pathParameters[identity.parameter] ?? path);
    const entity = id !== undefined && keys.entity !== undefined ? { name, key: keys.entity, id } : undefined;
    const lists = id === undefined && this.#operation.method === 'GET' && keys.list !== undefined;
    return { ...base, sent: echo, entity, collection: lists ? { name, key: keys.list! } : undefined };
  }

  #keysOf(mediaType: MediaType, identity: Identity): KeyMembers {
    let keys = this.#keys.get(mediaType);
    if (!keys) {
      const schema = mediaType.schema?.for('response');
      keys = {
        entity: schema && keyMember(schema, identity),
        list: schema && listKeyMember(schema, identity),
      };
      this.#keys.set(mediaType, keys);
    }
    return keys;
  }

  #notAcceptable(types: readonly string[]): Written {
    const { status, response } = fittingErrorStatus(this.#operation, 'accept');
    const detail = `Nothing that is documented is acceptable to the client. Documented: ${types.join(', ')}.`;
    return { kind: 'refusal', refusal: { status, response, detail, violations: [], headers: {} } };
  }

  #undocumented(code: number | undefined): Written {
    const documented = this.#operation.responses.map(({ status }) => status).join(', ') || 'none';
    // Nothing is promised, so an empty answer keeps the promise.
    if (code === undefined) return { kind: 'answer', answer: { status: 200, headers: {}, body: null } };
    return refusal(404, `The operation documents no response for status ${code}. Documented: ${documented}.`);
  }
}

function exampleAsked({ preferences: { example } }: GoodRequest): ReplyBody | undefined {
  return example === undefined ? undefined : { kind: 'example', name: example };
}

function writeDocumented(
  mediaType: MediaType,
  body: BodyValue | undefined,
  contentType: string | undefined,
  accept: string | null,
  headers: Record<string, string>,
): string | Uint8Array {
  const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('response');
  const type = contentType ?? concreteType(mediaType, schema, accept);
  if (body?.kind === 'serialized') {
    setHeader(headers, 'content-type', type);
    return body.text;
  }
  const written = writeBody(mediaType, body?.value, schema, type);
  setHeader(headers, 'content-type', written.contentType);
  return written.body;
}

function writeUndocumented(body: BodyValue, headers: Record<string, string>): string | Uint8Array {
  const isValue = body.kind === 'value';
  const isBytes = isValue && body.value instanceof Uint8Array;
  headers['content-type'] ??= isBytes
    ? 'application/octet-stream'
    : isValue
      ? 'application/json'
      : 'text/plain; charset=utf-8';
  if (!isValue) return body.text;
  return isBytes ? (body.value as Uint8Array) : JSON.stringify(body.value ?? null);
}

function noExample(content: readonly MediaType[], name: string): Written {
  const names = content.flatMap(({ examples }) => examples.flatMap((example) => example.name ?? []));
  return refusal(
    404,
    `No example is named ${name}. Documented: ${[...new Set(names)].join(', ') || 'none'}.`,
  );
}

function refusal(status: number, detail: string): Written {
  return {
    kind: 'refusal',
    refusal: { status, response: undefined, detail, violations: [], headers: {} },
  };
}

function lowerCased(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const given: Record<string, string> = {};
  for (const name in headers) setHeader(given, name, headers[name] as string);
  return given;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
