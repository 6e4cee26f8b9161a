import type { Random } from '../../random.ts';
import { NOUNS } from '../words.ts';
import { charsOf, digits, type Format, hex, type Shape, sized } from './format.ts';

const HEX4 = '[0-9a-f]{4}';

function uuid(version: string, random: Random): string {
  const variant = charsOf('89ab', 1, random);
  return `${hex(8, random)}-${hex(4, random)}-${version}${hex(3, random)}-${variant}${hex(3, random)}-${hex(12, random)}`;
}

/** RFC 9562; version 4 unless something asks for another one. */
export const UUID: Format = {
  shapes: ['4', '1', '7', '5', '3'].flatMap((version): Shape[] => [
    (random) => uuid(version, random),
    (random) => uuid(version, random).toUpperCase(),
  ]),
  patterns: [`^[0-9a-f]{8}-${HEX4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`],
};

/** Crockford's base 32. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten characters of time, sixteen of chance. */
function ulid(random: Random, now: number): string {
  let time = Math.max(0, Math.floor(now) - random.int(0, 60 * 86_400_000));
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = BASE32[time % 32] + text;
    time = Math.floor(time / 32);
  }
  return text + charsOf(BASE32, 16, random);
}

export const ULID: Format = {
  shapes: [
    (random, now) => ulid(random, now),
    (random, now) => ulid(random, now).toLowerCase(),
    ...['usr', 'ord', 'itm'].map(
      (kind): Shape =>
        (random, now) =>
          `${kind}_${ulid(random, now).toLowerCase()}`,
    ),
  ],
};

/** Milliseconds since 2015 in the upper bits. */
export const SNOWFLAKE: Format = {
  shapes: [
    (random, now) => {
      const time = BigInt(Math.max(1, Math.floor(now) - random.int(0, 365 * 86_400_000) - 1_420_070_400_000));
      return String((time << 22n) | BigInt(random.int(0, 4_194_303)));
    },
  ],
};

export const HEX: Format = {
  shapes: [
    sized(
      (random) => hex(16, random),
      (length, random) => hex(length, random),
    ),
    sized(
      (random) => `0x${hex(16, random)}`,
      (length, random) => `0x${hex(Math.max(0, length - 2), random)}`,
    ),
  ],
};

/** With a check digit (ISO/IEC 7812) that fits; the beginnings are those of numbers for tests. */
export const CREDIT_CARD: Format = {
  shapes: [
    (random) => {
      const body = `${random.pick(['411111', '555555', '400000'])}${digits(9, random)}`;
      let sum = 0;
      for (let i = 0; i < body.length; i++) {
        const digit = Number(body[i]) * (i % 2 === 0 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
      }
      return `${body}${(10 - (sum % 10)) % 10}`;
    },
  ],
};

/** E.164; the block 555-01xx is kept for fiction. */
export const PHONE: Format = {
  shapes: [
    (random) => `+1${random.int(201, 989)}55501${digits(2, random)}`,
    (random) => `+1 ${random.int(201, 989)}-555-01${digits(2, random)}`,
    (random) => `${random.int(201, 989)}-555-01${digits(2, random)}`,
    (random) => `(${random.int(201, 989)}) 555-01${digits(2, random)}`,
    (random) => `${random.int(201, 989)}55501${digits(2, random)}`,
  ],
};

export const ETAG: Format = {
  shapes: [
    (random) => `"${hex(16, random)}"`,
    (random) => `W/"${hex(16, random)}"`,
    (random) => hex(16, random),
  ],
};

export const NONCE: Format = {
  shapes: [
    sized(
      (random) => hex(32, random),
      (length, random) => hex(length, random),
    ),
  ],
};

/** SemVer 2.0.0. */
export const VERSION: Format = {
  shapes: [
    (random) => `${random.int(0, 5)}.${random.int(0, 20)}.${random.int(0, 12)}`,
    (random) => `v${random.int(1, 5)}.${random.int(0, 20)}.${random.int(0, 12)}`,
    (random) => `${random.int(0, 5)}.${random.int(0, 20)}`,
    (random) => `${random.int(1, 5)}.${random.int(0, 20)}.${random.int(0, 12)}-rc.${random.int(1, 5)}`,
  ],
};

export const COLOR: Format = {
  shapes: [(random) => `#${hex(6, random)}`, (random) => hex(6, random), (random) => `#${hex(3, random)}`],
};

const name = (random: Random): string => random.pick(NOUNS);

export const IDENTIFIER: Format = {
  shapes: [
    (random) => name(random),
    (random) => `${name(random)}_${name(random)}`,
    (random) => `${name(random)}.${name(random)}`,
  ],
};

export const SLUG: Format = {
  shapes: [(random) => `${name(random)}-${name(random)}`, (random) => name(random)],
};

/** `owner/name` of a repository. */
export const REPOSITORY: Format = { shapes: [(random) => `${name(random)}/${name(random)}`] };

/** Of an integer that is written as a string. */
export const INTEGER_TEXT: Format = {
  shapes: [
    sized(
      (random) => String(random.int(1, 9999)),
      (length, random) => (length < 1 ? '' : `${random.int(1, 9)}${digits(length - 1, random)}`),
    ),
  ],
};

export const DECIMAL_TEXT: Format = {
  shapes: [(random) => `${random.int(1, 999)}.${digits(2, random)}`, ...INTEGER_TEXT.shapes],
};
