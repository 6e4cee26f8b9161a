import type { Generator } from '../generation/index.ts';
import {
  type ChosenResponse,
  chooseResponse,
  concreteType,
  isBodiless,
  type Preferences,
  readPreferences,
  selectMediaType,
  writeBody,
} from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import { isJsonObject, type Violation } from '../schema/index.ts';
import { fittingErrorStatus } from '../validation/index.ts';
import type { AnswerCache, KeptAnswer } from './answer-cache.ts';
import { type BodyRequest, bodyFor } from './body.ts';
import { type BodyValue, namedExample } from './examples.ts';
import { documentedHeaders } from './headers.ts';
import { collectionName, type Identity, keyMember, listKeyMember } from './identity.ts';
import type { ResolvedMockOptions } from './options.ts';
import type { Refusal } from './refusal.ts';
import { compileVerdict, type JudgedRequest } from './verdict.ts';
import { violationHeaders } from './violation-headers.ts';

/** A request that has found its operation. */
export interface MockRequest extends JudgedRequest {
  /** Without the query: names the entity asked for. */
  readonly path: string;
  /** The whole URL. */
  readonly url: string;
  readonly accept: string | null;
  readonly prefer: string | null;
}

export type Outcome =
  | {
      readonly kind: 'answer';
      readonly response: Response;
      readonly violations: readonly Violation[];
      readonly notes?: readonly string[];
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly notes?: readonly string[] };

/** Answers the requests of one operation; what depends on the description alone is worked out once. */
export class OperationMock {
  readonly operation: Operation;
  readonly #options: ResolvedMockOptions;
  readonly #generator: Generator;
  readonly #identity: Identity | undefined;
  readonly #keys = new Map<MediaType, { entity: string | undefined; list: string | undefined }>();
  readonly #answers: AnswerCache;
  #judge: ReturnType<typeof compileVerdict> | undefined;

  constructor(
    operation: Operation,
    identity: Identity | undefined,
    options: ResolvedMockOptions,
    generator: Generator,
    answers: AnswerCache,
  ) {
    this.operation = operation;
    this.#answers = answers;
    this.#identity = identity;
    this.#options = options;
    this.#generator = generator;
  }

  answer(request: MockRequest): Outcome {
    this.#judge ??= compileVerdict(this.operation, this.#options);
    const { refusal, violations, notes, sent } = this.#judge(request);
    if (refusal) return { kind: 'refusal', refusal, notes };
    // Without a body, an answer depends on nothing but what the key holds.
    const cacheKey =
      sent === undefined && violations.length === 0
        ? `${this.operation.method} ${this.operation.path}\n${request.url}\n${request.accept}\n${request.prefer}`
        : undefined;
    const kept = cacheKey === undefined ? undefined : this.#answers.get(cacheKey);
    if (kept) return { kind: 'answer', response: toResponse(kept), violations, notes };
    const preferences = readPreferences(request.prefer, request.search);
    const chosen = chooseResponse(this.operation.responses, preferences.code);
    const outcome = chosen
      ? this.#respond(request, chosen, preferences, violations, sent, cacheKey)
      : this.#undocumented(preferences);
    return outcome.kind === 'answer' ? { ...outcome, violations, notes } : { ...outcome, notes };
  }

  #respond(
    request: MockRequest,
    chosen: ChosenResponse,
    preferences: Preferences,
    violations: readonly Violation[],
    sent: unknown,
    cacheKey: string | undefined,
  ): Outcome {
    const { response, status } = chosen;
    if (status < 200)
      return this.#refusal(501, `The operation documents ${status} alone, which no mock can answer.`);
    const types = response.content.map((mediaType) => mediaType.type);
    const bodiless = isBodiless(status) || types.length === 0;
    const selected = bodiless ? -1 : selectMediaType(request.accept, types);
    if (!bodiless && selected < 0) return this.#notAcceptable(types);
    let mediaType = response.content[selected];
    const key = `${this.operation.method} ${request.path} ${status}`;
    let body: BodyValue | undefined;
    if (preferences.example !== undefined && !bodiless) {
      const holders = mediaType ? [mediaType, ...response.content] : response.content;
      mediaType = holders.find((candidate) => namedExample(candidate, preferences.example!) !== undefined);
      if (!mediaType) return this.#noExample(response.content, preferences.example);
      body = namedExample(mediaType, preferences.example);
    } else if (mediaType) {
      body = bodyFor(
        mediaType,
        this.#bodyRequest(request, mediaType, status, key, preferences, sent),
        this.#generator,
      );
    }
    const value = body?.kind === 'value' ? body.value : undefined;
    const headers = new Headers();
    for (const [name, text] of documentedHeaders(
      response,
      { url: request.url, key, body: value },
      this.#generator,
    )) {
      headers.append(name, text);
    }
    for (const [name, text] of violationHeaders(violations, this.#options.prism)) headers.set(name, text);
    const payload = mediaType && this.#write(mediaType, body, request.accept, headers);
    const answer: KeptAnswer = { status, headers: [...headers], body: payload ?? null };
    if (cacheKey !== undefined) this.#answers.keep(cacheKey, answer);
    return { kind: 'answer', response: toResponse(answer), violations };
  }

  #write(
    mediaType: MediaType,
    body: BodyValue | undefined,
    accept: string | null,
    headers: Headers,
  ): string | Uint8Array {
    const schema = (mediaType.schema ?? mediaType.itemSchema)?.for('response');
    const type = concreteType(mediaType, schema, accept);
    if (body?.kind === 'serialized') {
      headers.set('content-type', type);
      return body.text;
    }
    const written = writeBody(mediaType, body?.value, schema, type);
    headers.set('content-type', written.contentType);
    return written.body;
  }

  #bodyRequest(
    { path, url, pathParameters }: MockRequest,
    mediaType: MediaType,
    status: number,
    key: string,
    { dynamic = this.#options.dynamic }: Preferences,
    sent: unknown,
  ): BodyRequest {
    const base = { dynamic, key, self: url, entity: undefined, collection: undefined, sent: undefined };
    if (status >= 300) return base;
    const echo = isJsonObject(sent) && Object.keys(sent).length > 0 ? sent : undefined;
    const identity = this.#identity;
    if (!identity) return { ...base, sent: echo };
    const keys = this.#keysOf(mediaType, identity);
    const name = collectionName(identity, pathParameters);
    const id =
      identity.parameter === undefined ? undefined : decoded(pathParameters[identity.parameter] ?? path);
    const entity = id !== undefined && keys.entity !== undefined ? { name, key: keys.entity, id } : undefined;
    const lists = id === undefined && this.operation.method === 'GET' && keys.list !== undefined;
    return { ...base, sent: echo, entity, collection: lists ? { name, key: keys.list! } : undefined };
  }

  #keysOf(
    mediaType: MediaType,
    identity: Identity,
  ): { entity: string | undefined; list: string | undefined } {
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

  #notAcceptable(types: readonly string[]): Outcome {
    const { status, response } = fittingErrorStatus(this.operation, 'accept');
    const detail = `Nothing that is documented is acceptable to the client. Documented: ${types.join(', ')}.`;
    return { kind: 'refusal', refusal: { status, response, detail, violations: [], headers: {} } };
  }

  #undocumented({ code }: Preferences): Outcome {
    const documented = this.operation.responses.map(({ status }) => status).join(', ') || 'none';
    // Nothing is promised, so an empty answer keeps the promise.
    if (code === undefined)
      return { kind: 'answer', response: new Response(null, { status: 200 }), violations: [] };
    return this.#refusal(
      404,
      `The operation documents no response for status ${code}. Documented: ${documented}.`,
    );
  }

  #noExample(content: readonly MediaType[], name: string): Outcome {
    const names = content.flatMap(({ examples }) => examples.flatMap((example) => example.name ?? []));
    return this.#refusal(
      404,
      `No example is named ${name}. Documented: ${[...new Set(names)].join(', ') || 'none'}.`,
    );
  }

  #refusal(status: number, detail: string): Outcome {
    return { kind: 'refusal', refusal: { status, response: undefined, detail, violations: [], headers: {} } };
  }
}

function toResponse({ status, headers, body }: KeptAnswer): Response {
  return new Response(body as BodyInit | null, { status, headers: headers as Array<[string, string]> });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
