import type { ParameterStyle } from '../../model/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { percentEncode } from './percent.ts';
import { delimiterOf } from './style.ts';

export type Encode = (text: string) => string;

/** A member as text: a string as it is, a structure (which no style defines within another) as JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * The value without its name (OpenAPI 3.2, Style Examples): `simple`, and what stands in a header, a
 * path or behind `name=`.
 */
export function writeDelimited(
  value: unknown,
  style: ParameterStyle,
  explode: boolean,
  encode: Encode,
  delimiter: string = delimiterOf(style),
): string {
  if (Array.isArray(value)) return value.map((item) => encode(textOf(item))).join(delimiter);
  if (!isJsonObject(value)) return encode(textOf(value));
  return Object.entries(value)
    .map(([name, member]) => `${encode(name)}${explode ? '=' : delimiter}${encode(textOf(member))}`)
    .join(delimiter);
}

/** `.blue,black` or `.blue.black`; a dot within an exploded member is encoded, or it would split it. */
export function writeLabel(value: unknown, explode: boolean, encode: Encode): string {
  if (!explode || typeof value !== 'object') return `.${writeDelimited(value, 'label', false, encode)}`;
  const encodeDot = (text: string) => encode(text).replaceAll('.', '%2E');
  return `.${writeDelimited(value, 'label', true, encodeDot, '.')}`;
}

/** `;color=blue`; of an empty string, `;color`. */
export function writeMatrix(name: string, value: unknown, explode: boolean, encode: Encode): string {
  const pair = (key: string, text: string) => (text === '' ? `;${encode(key)}` : `;${encode(key)}=${text}`);
  if (explode && Array.isArray(value)) return value.map((item) => pair(name, encode(textOf(item)))).join('');
  if (explode && isJsonObject(value)) {
    return Object.entries(value)
      .map(([key, member]) => pair(key, encode(textOf(member))))
      .join('');
  }
  return pair(name, writeDelimited(value, 'matrix', false, encode));
}

/**
 * The pairs `name=value` of a query, a cookie or a form. An empty list or object that is exploded has none
 * (RFC 6570 section 2.3: it counts as undefined).
 */
export function writePairs(
  name: string,
  value: unknown,
  style: ParameterStyle,
  explode: boolean,
  encode: Encode,
): string[] {
  const key = encode(name);
  if (value === null || typeof value !== 'object') return [`${key}=${encode(textOf(value))}`];
  if (style === 'deepObject') return deepPairs(key, value, encode, 0);
  const isEmpty = Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
  if (isEmpty) return [];
  if (explode) {
    return Array.isArray(value)
      ? value.map((item) => `${key}=${encode(textOf(item))}`)
      : Object.entries(value).map(([member, item]) => `${encode(member)}=${encode(textOf(item))}`);
  }
  const delimiter = delimiterOf(style);
  const encoded = delimiter === ',' ? ',' : percentEncode(delimiter);
  return [`${key}=${writeDelimited(value, style, false, encode, encoded)}`];
}

const DEEP_LIMIT = 20;

/** `color[R]=100`; beyond the specification, members that are objects or lists nest: `a[b][c]=1`, `a[b][0]=1`. */
function deepPairs(key: string, value: object, encode: Encode, depth: number): string[] {
  return Object.entries(value).flatMap(([name, member]) => {
    const inner = `${key}%5B${encode(name)}%5D`;
    return member !== null &&
      typeof member === 'object' &&
      depth < DEEP_LIMIT &&
      Object.keys(member).length > 0
      ? deepPairs(inner, member, encode, depth + 1)
      : [`${inner}=${encode(textOf(member))}`];
  });
}
