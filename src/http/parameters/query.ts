import { formDecode } from './percent.ts';

/** The pairs of a query or of an urlencoded form, names decoded, values as they stand. */
export interface Pairs {
  /** In order. A name that cannot be decoded is kept as it stands. */
  readonly list: ReadonlyArray<{ readonly name: string; readonly raw: string }>;
  /** The values as they stand, by decoded name. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const NONE: Pairs = { list: [], byName: new Map() };

/** Splits at `&`; the text may begin with a question mark. Linear in its length. */
export function splitQuery(search: string): Pairs {
  const text = search.startsWith('?') ? search.slice(1) : search;
  return text === '' ? NONE : splitPairs(text.split('&'), formDecode);
}

/**
 * The pairs of a `Cookie` header (RFC 6265 section 4.2.1), quotes around a value taken off.
 *
 * @param exploded also split at `&`, as the style `form` writes an exploded value (OpenAPI 3.1, Style Examples)
 */
export function splitCookies(header: string | null, exploded: boolean): Pairs {
  if (!header) return NONE;
  const pieces = header.split(exploded ? /[;&]/ : ';').map((piece) => piece.trim());
  const unwrap = (value: string) => (/^".*"$/.test(value) ? value.slice(1, -1) : value);
  return splitPairs(pieces, (text) => text, unwrap);
}

function splitPairs(
  pieces: readonly string[],
  decode: (text: string) => string | undefined,
  unwrap: (value: string) => string = (value) => value,
): Pairs {
  const list: Array<{ name: string; raw: string }> = [];
  for (const piece of pieces) {
    if (piece === '') continue;
    const equals = piece.indexOf('=');
    const key = equals < 0 ? piece : piece.slice(0, equals);
    list.push({ name: decode(key) ?? key, raw: equals < 0 ? '' : unwrap(piece.slice(equals + 1)) });
  }
  return pairsOf(list);
}

/** Pairs that have been split and whose names have been decoded. */
export function pairsOf(list: ReadonlyArray<{ readonly name: string; readonly raw: string }>): Pairs {
  const byName = new Map<string, string[]>();
  for (const { name, raw } of list) {
    const values = byName.get(name);
    if (values) values.push(raw);
    else byName.set(name, [raw]);
  }
  return { list, byName };
}
