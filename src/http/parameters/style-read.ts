import type { ParameterStyle } from '../../model/index.ts';
import { delimiterOf } from './style.ts';
import type { Wire } from './wire.ts';

/** What a schema takes, as far as it decides how a text is split. */
export type Form = 'text' | 'list' | 'object';

/** Undefined where the text is malformed. */
export type Decode = (text: string) => string | undefined;

/** Why a text cannot be read, to follow the parameter's name. */
export class Malformed {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

const BAD_ENCODING = 'is not valid percent-encoded UTF-8';
const BAD_PAIRS = 'must be a list of names and values in turn';
const BAD_MEMBERS = 'must be a list of names and values joined by "="';

/** A text without its name: `simple`, and what follows `name=` of the styles that are not exploded. */
export function readDelimited(
  raw: string,
  style: ParameterStyle,
  explode: boolean,
  form: Form,
  decode: Decode,
  delimiter: string | RegExp = splitterOf(style),
): Wire | Malformed {
  if (form === 'text') return decode(raw) ?? new Malformed(BAD_ENCODING);
  const pieces = raw === '' ? [] : raw.split(delimiter);
  if (form === 'list') return decodeList(raw === '' ? [''] : pieces, decode);
  if (explode) return readPairs(pieces, decode);
  if (pieces.length % 2 !== 0) return new Malformed(BAD_PAIRS);
  const pairs: [string, string][] = [];
  for (let i = 0; i < pieces.length; i += 2) pairs.push([pieces[i] as string, pieces[i + 1] as string]);
  return decodePairs(pairs, decode);
}

/** A delimiter may be encoded too, where it cannot stand in a URL as it is; a comma means a comma only if it is not. */
function splitterOf(style: ParameterStyle): string | RegExp {
  switch (style) {
    case 'spaceDelimited':
      return / |\+|%20/;
    case 'pipeDelimited':
      return /\||%7c/i;
    case 'tabDelimited':
      return /\t|%09/;
    default:
      return delimiterOf(style);
  }
}

/** `.blue`, `.blue,black`, `.blue.black`, `.R=100.G=200`. */
export function readLabel(raw: string, explode: boolean, form: Form, decode: Decode): Wire | Malformed {
  if (!raw.startsWith('.')) return new Malformed('must begin with a dot (style label)');
  const rest = raw.slice(1);
  if (explode && form === 'object') return readPairs(labelMembers(rest), decode);
  return readDelimited(rest, 'label', explode, form, decode, explode ? '.' : ',');
}

/** No encoding hides a dot: what has no name of its own belongs to the value before it (RFC 6570 section 3.2.5). */
function labelMembers(text: string): string[] {
  const members: string[] = [];
  for (const piece of text.split('.')) {
    if (piece.includes('=') || members.length === 0) members.push(piece);
    else members[members.length - 1] += `.${piece}`;
  }
  return members;
}

/** `;color=blue`, `;color=blue,black`, `;color=blue;color=black`, `;R=100;G=200`. */
export function readMatrix(
  name: string,
  raw: string,
  explode: boolean,
  form: Form,
  decode: Decode,
): Wire | Malformed {
  if (!raw.startsWith(';')) return new Malformed('must begin with a semicolon (style matrix)');
  const pieces = raw.slice(1).split(';');
  // An empty value has no equals sign (RFC 6570 section 3.2.7).
  if (explode && form === 'object') return decodePairs(pieces.map(cut), decode);
  const values: string[] = [];
  for (const piece of pieces) {
    const [key, value] = cut(piece);
    if (decode(key) !== name)
      return new Malformed(`must be written as ";${name}=" and its value (style matrix)`);
    values.push(value);
  }
  if (explode && form === 'list') return decodeList(values, decode);
  if (values.length > 1) return new Malformed('must be given once');
  return readDelimited(values[0] ?? '', 'matrix', false, form, decode);
}

function readPairs(pieces: readonly string[], decode: Decode): Wire | Malformed {
  if (!pieces.every((piece) => piece.includes('='))) return new Malformed(BAD_MEMBERS);
  return decodePairs(pieces.map(cut), decode);
}

function cut(piece: string): [name: string, value: string] {
  const equals = piece.indexOf('=');
  return equals < 0 ? [piece, ''] : [piece.slice(0, equals), piece.slice(equals + 1)];
}

export function decodeList(pieces: readonly string[], decode: Decode): readonly string[] | Malformed {
  const list: string[] = [];
  for (const piece of pieces) {
    const text = decode(piece);
    if (text === undefined) return new Malformed(BAD_ENCODING);
    list.push(text);
  }
  return list;
}

function decodePairs(pairs: readonly [string, string][], decode: Decode): Wire | Malformed {
  const members = new Map<string, Wire>();
  for (const [key, value] of pairs) {
    const name = decode(key);
    const text = decode(value);
    if (name === undefined || text === undefined) return new Malformed(BAD_ENCODING);
    if (members.has(name)) return new Malformed(`names "${name}" more than once`);
    members.set(name, text);
  }
  return members;
}
