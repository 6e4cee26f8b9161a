import type { Random } from '../../random.ts';
import { lettersOf, plainText } from '../text.ts';
import { NOUNS } from '../words.ts';
import { charsOf, type Format, type Room, type Shape, sized, within } from './format.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Of ASCII text. */
function base32(text: string): string {
  let bits = '';
  for (const char of text) bits += char.charCodeAt(0).toString(2).padStart(8, '0');
  let coded = '';
  for (let i = 0; i < bits.length; i += 5)
    coded += BASE32[Number.parseInt(bits.slice(i, i + 5).padEnd(5, '0'), 2)];
  return coded.padEnd(Math.ceil(coded.length / 8) * 8, '=');
}

function base16(text: string): string {
  return Array.from(text, (char) => char.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** How many characters of text give how many of code, at most. */
interface Coding {
  readonly encode: (text: string) => string;
  readonly plain: (length: number) => number;
  readonly pattern?: string;
}

const base64url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** RFC 4648 and RFC 2045. */
const CODINGS: Readonly<Record<string, Coding>> = {
  base64: { encode: btoa, plain: (length) => Math.floor(length / 4) * 3, pattern: '^([A-Za-z0-9+/]{4})+$' },
  base64url: {
    encode: base64url,
    plain: (length) => Math.floor((length * 3) / 4),
    pattern: '^([A-Za-z0-9_-]{4})+$',
  },
  base32: { encode: base32, plain: (length) => Math.floor(length / 8) * 5 },
  base16: { encode: base16, plain: (length) => Math.floor(length / 2), pattern: '^([0-9A-F]{2})+$' },
  // For text of ASCII letters and spaces, these leave it as it is.
  'quoted-printable': { encode: (text) => text.replaceAll('=', '=3D'), plain: (length) => length },
  '7bit': { encode: (text) => text, plain: (length) => length },
  '8bit': { encode: (text) => text, plain: (length) => length },
  binary: { encode: (text) => text, plain: (length) => length },
};

/** The text of a media type, at most so long where that is possible; ASCII. */
function document(mediaType: string | undefined, random: Random, room: Room): string {
  const word = random.pick(NOUNS);
  const padded = (before: string, after: string): string => {
    const frame = before.length + after.length;
    return (
      before +
      lettersOf(within(word.length, { min: room.min - frame, max: room.max - frame }), random) +
      after
    );
  };
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? 'text/plain';
  if (type === 'application/json' || type.endsWith('+json')) {
    if (room.max < 12) return room.max < 2 ? '1' : room.min <= 2 ? '{}' : padded('"', '"');
    return padded('{"name":"', '"}');
  }
  if (type === 'text/html' || type === 'application/xhtml+xml') return padded('<p>', '</p>');
  if (type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml'))
    return padded('<name>', '</name>');
  if (type === 'application/x-www-form-urlencoded') return padded('name=', '');
  if (type === 'text/csv') return padded('name\r\n', '');
  return plainText(random, room.min, Math.max(0, room.max));
}

/** `contentEncoding` and `contentMediaType`; unknown encodings leave the text as it is. */
export function contentFormat(encoding: string | undefined, mediaType: string | undefined): Format {
  const name = encoding?.toLowerCase() ?? 'binary';
  const coding = Object.hasOwn(CODINGS, name) ? CODINGS[name]! : CODINGS['binary']!;
  const shape: Shape = (random, _now, room) => {
    const most = room.max === Infinity ? Infinity : coding.plain(room.max);
    // As little text as gives the least code: tried from below, a quantum of each coding is 8 characters at most.
    let least = room.min === 0 ? 0 : coding.plain(room.min);
    while (least < most && coding.encode('a'.repeat(least)).length < room.min) least++;
    return coding.encode(document(mediaType, random, { min: least, max: Math.max(least, most) }));
  };
  return coding.pattern === undefined ? { shapes: [shape] } : { shapes: [shape], patterns: [coding.pattern] };
}

/** Does the value hold what its encoding and media type say? What they do not say anything about is fine. */
export function holdsContent(
  value: string,
  encoding: string | undefined,
  mediaType: string | undefined,
): boolean {
  const name = encoding?.toLowerCase();
  let text = value;
  if (name === 'base64' || name === 'base64url') {
    const standard = name === 'base64' ? value : value.replaceAll('-', '+').replaceAll('_', '/');
    if (name === 'base64' && !/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value))
      return false;
    if (name === 'base64url' && !/^[A-Za-z0-9_-]*={0,2}$/.test(value)) return false;
    try {
      text = atob(standard);
    } catch {
      return false;
    }
  } else if (name === 'base32') return /^[A-Z2-7]*=*$/.test(value) && value.length % 8 === 0;
  else if (name === 'base16') return /^([0-9A-Fa-f]{2})*$/.test(value);
  else if (name !== undefined && name !== '7bit' && name !== '8bit' && name !== 'binary') return true;
  const type = mediaType?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json' && !type?.endsWith('+json')) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** RFC 4648 section 4, as OpenAPI's `byte`. */
export const BYTE: Format = contentFormat('base64', undefined);
export const BASE64URL: Format = contentFormat('base64url', undefined);
export const JSON_TEXT: Format = contentFormat(undefined, 'application/json');
export const HTML: Format = contentFormat(undefined, 'text/html');
export const XML: Format = contentFormat(undefined, 'application/xml');

export const BINARY: Format = { shapes: [(random, _now, room) => plainText(random, room.min, room.max)] };

const SECRET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** With letters of both cases, a digit and a sign where there is room for them. */
export const PASSWORD: Format = {
  shapes: [
    sized(
      (random) => `${secret(11, random)}`,
      (length, random) => secret(length, random),
    ),
  ],
};

function secret(length: number, random: Random): string {
  if (length < 8) return charsOf(SECRET, length, random);
  return `K${charsOf(SECRET, length - 4, random)}e${random.int(2, 9)}${random.pick(['!', '?', '*', '#'])}`;
}

/** RFC 6901. */
export const JSON_POINTER: Format = {
  shapes: [
    sized(
      (random) => `/${random.pick(NOUNS)}/${random.int(0, 9)}`,
      (length, random) => (length === 0 ? '' : `/${lettersOf(length - 1, random, '-')}`),
    ),
    (random) => `/${random.pick(NOUNS)}`,
  ],
  patterns: ['^(/[A-Za-z0-9_.-]+)+$'],
};

export const RELATIVE_JSON_POINTER: Format = {
  shapes: [
    sized(
      (random) => `${random.int(0, 3)}/${random.pick(NOUNS)}`,
      (length, random) => (length < 2 ? '0' : `${random.int(0, 3)}/${lettersOf(length - 2, random)}`),
    ),
    (random) => `${random.int(0, 3)}#`,
    (random) => String(random.int(0, 3)),
  ],
  patterns: ['^[0-3](#|(/[A-Za-z0-9_.-]+)*)$'],
};
