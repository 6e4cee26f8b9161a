import { headerParameter, isToken, splitHeader } from './header-list.ts';

/** A media type or a media range (RFC 9110 sections 8.3.1 and 12.5.1), names in lower case. */
export interface ParsedMediaType {
  /** `application`, or `*`. */
  readonly type: string;
  /** `vnd.api+json`, `*`, or `*+json`. */
  readonly subtype: string;
  /** `application/vnd.api+json`. */
  readonly essence: string;
  /** The structured syntax suffix without its plus (RFC 6838 section 4.2.8); undefined where there is none. */
  readonly suffix: string | undefined;
  readonly parameters: ReadonlyMap<string, string>;
}

const CACHE_LIMIT = 500;
const CACHED_LENGTH = 200;
const cache = new Map<string, ParsedMediaType | undefined>();

/** Undefined where the text is no media type. A parameter that comes twice counts once, the first time. */
export function parseMediaType(text: string): ParsedMediaType | undefined {
  const known = cache.get(text);
  if (known !== undefined || cache.has(text)) return known;
  const parsed = parse(text);
  if (text.length <= CACHED_LENGTH) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, parsed);
  }
  return parsed;
}

function parse(text: string): ParsedMediaType | undefined {
  const [essence = '', ...rest] = splitHeader(text, ';');
  const slash = essence.indexOf('/');
  const type = essence.slice(0, slash).trim().toLowerCase();
  const subtype = essence
    .slice(slash + 1)
    .trim()
    .toLowerCase();
  if (slash < 1 || !isToken(type) || !isToken(subtype)) return undefined;
  const parameters = new Map<string, string>();
  for (const piece of rest) {
    const { name, value } = headerParameter(piece);
    if (isToken(name) && !parameters.has(name)) parameters.set(name, value);
  }
  const plus = subtype.lastIndexOf('+');
  const suffix = plus > 0 ? subtype.slice(plus + 1) : undefined;
  return { type, subtype, essence: `${type}/${subtype}`, suffix, parameters };
}

/** Does it stand for several types: `image/*`, `*` + `/*`, `application/*+json`? */
export function isMediaRange(parsed: ParsedMediaType): boolean {
  return parsed.type === '*' || parsed.subtype === '*' || parsed.subtype.startsWith('*+');
}

/** JSON by its essence or its suffix (RFC 8259, RFC 6839 section 3.1), for example `application/problem+json`. */
export function isJsonType(parsed: ParsedMediaType): boolean {
  return parsed.suffix === 'json' || JSON_TYPES.has(parsed.essence);
}

const JSON_TYPES = new Set(['application/json', 'text/json', 'application/x-json', 'text/x-json']);

/** XML by its essence or its suffix (RFC 7303). */
export function isXmlType(parsed: ParsedMediaType): boolean {
  return parsed.suffix === 'xml' || parsed.essence === 'application/xml' || parsed.essence === 'text/xml';
}
