import { entityUrl, type Generator, schemaExamples } from '../generation/index.ts';
import { isToken, writeHeaderValue } from '../http/index.ts';
import type { Header, ResponseSpec } from '../model/index.ts';

/** What an answer's headers may speak of. */
export interface HeaderFacts {
  /** The URL asked for. */
  readonly url: string;
  /** Names the answer. */
  readonly key: string;
  /** The body's value, undefined where there is none. */
  readonly body: unknown;
}

/** Set by the server itself, whatever is documented. */
const ownHeaders = new Set([
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'date',
  'keep-alive',
  'trailer',
  'upgrade',
]);

/**
 * The documented response headers, each valid for its schema.
 *
 * @param given by lower-case name: these are not made
 */
export function documentedHeaders(
  response: ResponseSpec,
  facts: HeaderFacts,
  generator: Generator,
  given: Readonly<Record<string, string>> = {},
): Array<[string, string]> {
  const headers: Array<[string, string]> = [];
  for (const header of response.headers) {
    const name = header.name.toLowerCase();
    if (ownHeaders.has(name) || Object.hasOwn(given, name)) continue;
    const value = valueFor(header, name, facts, generator);
    if (value !== undefined && value !== null) headers.push([header.name, writeHeaderValue(header, value)]);
  }
  return headers;
}

/** As `Headers.append` does: of two fields of one name a list is made (RFC 9110 section 5.3). */
export function addHeader(headers: Record<string, string>, name: string, text: string): void {
  const key = name.toLowerCase();
  setHeader(headers, name, Object.hasOwn(headers, key) ? `${headers[key]}, ${text}` : text);
}

/** As `Headers.set` does; a name that no field can have is left out, and what no value can hold is replaced. */
export function setHeader(headers: Record<string, string>, name: string, text: string): void {
  if (isToken(name)) headers[name.toLowerCase()] = SENDABLE.test(text) ? text : sendable(text);
}

const SENDABLE = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Control characters become spaces, and characters beyond Latin-1 their percent-encoding. */
function sendable(text: string): string {
  return text
    .replace(/[^\u0020-\u007e\u00a0-\uffff]+/g, ' ')
    .replace(/[^\u0020-\u00ff]/gu, (character) =>
      /\p{Cs}/u.test(character) ? '%EF%BF%BD' : encodeURIComponent(character),
    );
}

function valueFor(header: Header, name: string, facts: HeaderFacts, generator: Generator): unknown {
  const schema = (header.schema ?? header.content?.schema)?.for('response');
  const given = [
    ...header.examples.map((example) => example.value),
    ...(schema ? schemaExamples(schema) : []),
  ];
  const accepts = (value: unknown) =>
    value !== undefined && value !== null && (!schema || schema.accepts(value));
  const candidates = [...believable(name, facts, generator.settings.now), ...given];
  const fitting = candidates.find(accepts);
  if (fitting !== undefined) return fitting;
  if (!schema) return facts.key.length.toString(36);
  return generator.generate(schema, { key: `${facts.key} ${name}`, subject: name });
}

/** What clients expect of well-known headers, as text and as a number. */
function believable(name: string, { url, body, key }: HeaderFacts, now: number): unknown[] {
  const later = (separator: string) => (url.includes('?') ? `${url}&` : `${url}?`) + separator;
  switch (name) {
    case 'location':
    case 'content-location':
      return [locationOf(url, body)];
    case 'link':
      return [`<${later('page=2')}>; rel="next", <${later('page=5')}>; rel="last"`];
    case 'etag':
      return [`"${fingerprint(key + JSON.stringify(body ?? ''))}"`];
    case 'last-modified':
      return [new Date(now - 3_600_000).toUTCString()];
    case 'expires':
      return [new Date(now + 3_600_000).toUTCString()];
    case 'retry-after':
      return bothForms(30);
    case 'cache-control':
      return ['private, max-age=60'];
    case 'vary':
      return ['Accept'];
    case 'allow':
      return ['GET, HEAD, OPTIONS'];
    case 'www-authenticate':
      return ['Bearer realm="api"'];
    case 'content-disposition':
      return ['attachment; filename="export.bin"'];
    case 'content-language':
      return ['en'];
    default:
      return rateLimit(name, now) ?? total(name, body) ?? [];
  }
}

function rateLimit(name: string, now: number): unknown[] | undefined {
  if (!/rate-?limit/.test(name)) return undefined;
  if (name.endsWith('remaining')) return bothForms(57);
  if (/reset-?after$/.test(name)) return bothForms(1800);
  if (name.endsWith('reset'))
    return [...bothForms(Math.floor(now / 1000) + 1800), new Date(now + 1_800_000).toISOString()];
  if (name.endsWith('used')) return bothForms(3);
  return name.endsWith('limit') ? bothForms(60) : undefined;
}

function total(name: string, body: unknown): unknown[] | undefined {
  if (!/(^|-)(total|count|total-count)$/.test(name)) return undefined;
  return bothForms(Array.isArray(body) ? body.length : 1);
}

function bothForms(value: number): unknown[] {
  return [value, String(value)];
}

/** Of a created thing: below the URL asked for, by its key; else the URL itself. */
function locationOf(url: string, body: unknown): string {
  const path = url.replace(/[?#].*$/, '');
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const key = ['id', 'uuid', 'pk', 'key', 'slug']
    .map((name) => record[name])
    .find((value) => value !== undefined);
  if (typeof key !== 'string' && typeof key !== 'number') return path;
  return entityUrl(path, key);
}

/** A short text that differs for different texts, nearly always. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
