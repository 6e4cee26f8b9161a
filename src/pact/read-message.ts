import { isToken } from '../http/index.ts';
import { isJsonObject, type JsonObject, joinPointer, own } from '../schema/index.ts';
import { bodyKind, guessType, type PactBody } from './body.ts';
import { readGenerators } from './generator.ts';
import type { PactMessage, PactRequest, PactResponse, PactVersion } from './pact.ts';
import type { RuleReading } from './read-rule.ts';
import { readMatchingRules } from './read-rules.ts';

/** A request as the file's version writes it; members that are left out are those of `GET /`. */
export function readRequest(
  value: unknown,
  pointer: string,
  version: PactVersion,
  reading: RuleReading,
): PactRequest {
  const request = isJsonObject(value) ? value : {};
  const path = own(request, 'path');
  return {
    ...readMessage(request, pointer, version, reading),
    method: String(own(request, 'method') ?? 'GET').toUpperCase(),
    path: typeof path === 'string' ? path : '/',
    query: readQuery(own(request, 'query')),
  };
}

/** An answer as the file's version writes it. */
export function readResponse(
  value: unknown,
  pointer: string,
  version: PactVersion,
  reading: RuleReading,
): PactResponse {
  const response = isJsonObject(value) ? value : {};
  const status = Number(own(response, 'status'));
  return {
    ...readMessage(response, pointer, version, reading),
    status: Number.isInteger(status) && status > 0 ? status : undefined,
  };
}

function readMessage(
  message: JsonObject,
  pointer: string,
  version: PactVersion,
  reading: RuleReading,
): PactMessage {
  const headers = readHeaders(own(message, 'headers'), `${pointer}/headers`, reading);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].join(', ');
  return {
    pointer,
    headers,
    body: readBody(message, pointer, version, type),
    rules: readMatchingRules(own(message, 'matchingRules'), `${pointer}/matchingRules`, version, reading),
    generators: readGenerators(own(message, 'generators'), `${pointer}/generators`, reading.complain),
  };
}

/** No client can send others (RFC 9110 section 5.5; the Fetch standard takes Latin-1). */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

function readHeaders(
  value: unknown,
  pointer: string,
  { complain }: RuleReading,
): Array<readonly [string, readonly string[]]> {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, given]): Array<readonly [string, readonly string[]]> => {
    const values = (Array.isArray(given) ? given : [given]).map((each) =>
      String(each).replaceAll(/\s*[\r\n]+\s*/g, ' '),
    );
    if (isToken(name) && values.every((each) => VALUE.test(each))) return [[name, values]];
    complain(
      joinPointer(pointer, name),
      `No message can have the header ${JSON.stringify(name)} with this value; it is left out.`,
    );
    return [];
  });
}

/** A text in version 2 (and at times in 3), else lists by name. */
function readQuery(value: unknown): Map<string, string[]> {
  const query = new Map<string, string[]>();
  const pairs: Array<[string, unknown]> =
    typeof value === 'string'
      ? [...new URLSearchParams(value)]
      : isJsonObject(value)
        ? Object.entries(value)
        : [];
  for (const [name, given] of pairs) {
    const values = (Array.isArray(given) ? given : [given]).map((each) =>
      each === null ? '' : String(each),
    );
    query.set(name, [...(query.get(name) ?? []), ...values]);
  }
  return query;
}

function readBody(
  message: JsonObject,
  pointer: string,
  version: PactVersion,
  headerType: string | undefined,
): PactBody {
  if (!Object.hasOwn(message, 'body')) return { kind: 'missing' };
  const body = message['body'];
  const at = joinPointer(pointer, 'body');
  if (version < 4 || !isJsonObject(body)) return contentOf(body, at, headerType, false);
  if (!Object.hasOwn(body, 'content')) return { kind: 'missing' };
  const type = own(body, 'contentType');
  const encoded = own(body, 'encoded');
  return contentOf(
    body['content'],
    `${at}/content`,
    headerType ?? (typeof type === 'string' ? type : undefined),
    typeof encoded === 'string' && /^base64$/i.test(encoded),
  );
}

function contentOf(content: unknown, pointer: string, type: string | undefined, isBase64: boolean): PactBody {
  if (content === null || content === undefined || content === '') return { kind: 'empty' };
  if (typeof content !== 'string' || isQuoted(content, type)) {
    const json = JSON.stringify(content);
    return {
      kind: 'present',
      pointer,
      bytes: new TextEncoder().encode(json),
      type: type ?? 'application/json',
      isValue: true,
      json: content,
    };
  }
  const bytes = (isBase64 ? fromBase64(content) : undefined) ?? new TextEncoder().encode(content);
  const text = new TextDecoder().decode(bytes);
  const known = type ?? guessType(text);
  const json = bodyKind(known) === 'json' ? parsed(text) : undefined;
  return { kind: 'present', pointer, bytes, type: known, isValue: false, json };
}

/** A string as the value of a JSON body: it is no JSON text itself. */
function isQuoted(content: string, type: string | undefined): boolean {
  return type !== undefined && bodyKind(type) === 'json' && parsed(content) === undefined;
}

/** Values that are nested deeper are no JSON here, as in the file itself. */
const DEEPEST = 200;

function parsed(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return false;
}

function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
