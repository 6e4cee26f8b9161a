import { StandinError } from '../errors.ts';
import type { Generator } from '../generation/index.ts';
import { isBodiless, type Locate, selectMediaType, writeBody } from '../http/index.ts';
import type { MediaType, ResponseSpec } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { errorBody } from './error-body.ts';
import { ErrorFacts } from './error-facts.ts';
import { addHeader, documentedHeaders, setHeader } from './headers.ts';
import { isJson } from './media.ts';
import { violationHeaders } from './violation-headers.ts';

/** Why a request gets an error instead of an answer. */
export interface Refusal {
  readonly status: number;
  /** Documented for that status; undefined: a problem (RFC 9457) answers. */
  readonly response: ResponseSpec | undefined;
  /** One sentence. */
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface RefusalRequest {
  readonly method: string;
  readonly accept: string | null;
  readonly url: string;
  /** Without the query. */
  readonly path: string;
  /** Names the answer: the same name, the same made-up members. */
  readonly key: string;
}

export interface RefusalOptions {
  /** Finds files and lines of violated keywords. */
  readonly locate: Locate | undefined;
  /** Name errors as Prism does. */
  readonly prism: boolean;
}

/** The documented error with a body that is valid for its schema and says what is wrong where it has room. */
export function refuse(
  refusal: Refusal,
  request: RefusalRequest,
  generator: Generator,
  options: RefusalOptions,
): Response {
  try {
    return answer(refusal, request, generator, options);
  } catch (error) {
    // A documented error whose schema nothing satisfies must not keep from the client what is wrong.
    if (!(error instanceof StandinError) || refusal.response === undefined) throw error;
    return answer({ ...refusal, response: undefined }, request, generator, options);
  }
}

function answer(
  refusal: Refusal,
  request: RefusalRequest,
  generator: Generator,
  options: RefusalOptions,
): Response {
  const { status, response, violations, detail } = refusal;
  const { path, method } = request;
  const { locate, prism } = options;
  const { now } = generator.settings;
  const facts = new ErrorFacts({ status, detail, violations, path, method, now, locate, prism });
  const headers: Record<string, string> = {};
  const mediaType = response && documentedType(response.content, request.accept);
  const isDocumented = response !== undefined && (response.content.length === 0 || mediaType !== undefined);
  const key = `${request.key} ${status}`;
  const value = mediaType && bodyOf(mediaType, facts, generator, key);
  if (isDocumented) {
    const described = documentedHeaders(
      response,
      { url: request.url, key: request.key, body: value },
      generator,
    );
    for (const [name, text] of described) addHeader(headers, name, text);
  }
  for (const [name, text] of Object.entries(refusal.headers)) setHeader(headers, name, text);
  for (const [name, text] of violationHeaders(violations, options.prism)) setHeader(headers, name, text);
  if (isBodiless(status)) return new Response(null, { status, headers });
  if (!isDocumented) {
    headers['content-type'] = 'application/problem+json';
    return new Response(JSON.stringify(facts.problem), { status, headers });
  }
  if (!mediaType) return new Response(null, { status, headers });
  const written = writeBody(mediaType, value, mediaType.schema?.for('response'));
  setHeader(headers, 'content-type', written.contentType);
  return new Response(written.body as BodyInit, { status, headers });
}

function bodyOf(mediaType: MediaType, facts: ErrorFacts, generator: Generator, key: string): unknown {
  const schema = mediaType.schema?.for('response');
  if (schema) return errorBody(schema, facts, generator, key, /\/problem\+/.test(mediaType.type));
  return /json|xml|yaml|\*/.test(mediaType.type) ? facts.problem : lines(facts);
}

/** As plain text: a line for each thing that is wrong. */
function lines({ detail, entries, total }: ErrorFacts): string {
  if (total < 2) return detail;
  return entries.map(({ text }) => text).join('\n');
}

/**
 * What was asked for, JSON where nothing is preferred, and never a picture where words are documented: an error is better
 * read in the wrong form than not at all.
 */
function documentedType(content: readonly MediaType[], accept: string | null): MediaType | undefined {
  let readable = readables.get(content);
  if (!readable) readables.set(content, (readable = readableOf(content)));
  const { ordered, types } = readable;
  return ordered[selectMediaType(accept, types)] ?? ordered[0];
}

interface Readable {
  /** JSON first. */
  readonly ordered: readonly MediaType[];
  readonly types: readonly string[];
}

const readables = new WeakMap<readonly MediaType[], Readable>();

function readableOf(content: readonly MediaType[]): Readable {
  const inWords = content.filter(({ type }) => !SEEN_OR_HEARD.test(type));
  const readable = inWords.length > 0 ? inWords : content;
  const ordered = [...readable.filter(isJson), ...readable.filter((mediaType) => !isJson(mediaType))];
  return { ordered, types: ordered.map(({ type }) => type) };
}

const SEEN_OR_HEARD = /^(image|audio|video|font)\/|octet-stream|\/(pdf|zip)\b/i;
