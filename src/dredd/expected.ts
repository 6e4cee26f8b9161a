import type { Occasion } from '../contract/index.ts';
import {
  isBodiless,
  isJsonType,
  matchContentType,
  parseMediaType,
  responseForStatus,
} from '../http/index.ts';
import type { MediaType, ResponseSpec } from '../model/index.ts';
import type { JsonObject, Schema } from '../schema/index.ts';
import { draft07 } from './draft-07.ts';
import type { Transaction } from './transactions.ts';

/** What Dredd holds an answer to, as its hooks see it in `transaction.expected`. */
export interface Expected {
  readonly statusCode: string;
  /** Dredd asks that all are there, and compares the values of those about content alone. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** JSON Schema draft-07. */
  readonly bodySchema?: JsonObject;
}

/** An answer as Dredd's hooks see it in `transaction.real`. */
export interface Real {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/**
 * What the description says of an answer that has come. One request may be answered in several ways that are all
 * described: with another of the statuses that suit it, in another type, with a charset. Dredd compares with one of them,
 * which should be the one that the target has chosen; where it has chosen none, with the transaction's own.
 */
export function expectedOf(transaction: Transaction, real: Real): Expected {
  const { occasion, status } = transaction;
  const suited = suits(occasion, real.statusCode);
  if (!suited && saysNothing(occasion, real.statusCode))
    return { statusCode: String(real.statusCode), headers: {} };
  if (!suited) return { statusCode: String(status), headers: {} };
  return { statusCode: String(real.statusCode), ...contentOf(suited, occasion, real) };
}

/** Before anything has come: for hooks that look at it. */
export function expectedAtFirst({ status, mediaType }: Transaction): Expected {
  const schema = mediaType && isJson(mediaType.type) ? schemaOf(mediaType, true) : undefined;
  return {
    statusCode: String(status),
    headers: mediaType ? { 'Content-Type': mediaType.type } : {},
    ...(schema ? { bodySchema: schema } : {}),
  };
}

/** What is documented for the status, where it is one that such a request may get. */
function suits({ operation, kind }: Occasion, status: number): ResponseSpec | undefined {
  const spec = responseForStatus(operation.responses, status);
  const isFit = {
    // What was there when the target was scouted may be gone, which a documented refusal says.
    success: status >= 200 && status < 500,
    unauthorized: status === 401 || status === 403,
    // A target may make things up as they are asked for.
    unknown: status >= 200 && status < 500,
    broken: status >= 400 && status < 500,
  }[kind];
  return isFit || status === 429 ? spec : undefined;
}

/** It came too soon (RFC 6585 section 4), or what the path names is not there, which few descriptions document. */
function saysNothing({ operation, kind }: Occasion, status: number): boolean {
  const isGone = status === 404 || status === 410;
  return status === 429 || (isGone && kind === 'success' && operation.path.includes('{'));
}

function contentOf(spec: ResponseSpec, { operation }: Occasion, real: Real): Omit<Expected, 'statusCode'> {
  const headers: Record<string, unknown> = {};
  for (const { name, required } of spec.headers) {
    if (!required || name.toLowerCase() === 'content-type') continue;
    headers[name] = headerOf(real, name) ?? 'any';
  }
  if (spec.content.length === 0 || isBodiless(real.statusCode) || operation.method === 'HEAD')
    return { headers };
  const given = headerOf(real, 'content-type');
  const types = spec.content.map(({ type }) => type);
  const mediaType = spec.content[typeof given === 'string' ? matchContentType(given, types) : -1];
  headers['Content-Type'] = mediaType ? given : types[0];
  const schema = mediaType && isJson(given) ? schemaOf(mediaType, !hasHalves(real.body)) : undefined;
  return { headers, ...(schema ? { bodySchema: schema } : {}) };
}

function headerOf({ headers }: Real, name: string): unknown {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

function isJson(type: unknown): boolean {
  const parsed = typeof type === 'string' ? parseMediaType(type) : undefined;
  return parsed !== undefined && isJsonType(parsed);
}

/** Characters that are two units in JavaScript. */
function hasHalves(text: string): boolean {
  return /[\ud800-\udfff]/.test(text) || /\\u[dD][89a-fA-F]/.test(text);
}

const translated = new WeakMap<Schema, Map<boolean, JsonObject>>();

function schemaOf({ schema }: MediaType, patterns: boolean): JsonObject | undefined {
  const wanted = schema?.for('response');
  if (!wanted) return undefined;
  const known = translated.get(wanted) ?? new Map<boolean, JsonObject>();
  translated.set(wanted, known);
  const json = known.get(patterns) ?? draft07(wanted, patterns);
  known.set(patterns, json);
  return json;
}
