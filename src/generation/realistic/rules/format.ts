import type { Random } from '../../random.ts';
import { base62, hex, uuid } from '../digital.ts';
import { SAFE_DOMAINS } from '../facets.ts';
import { isoClock } from '../iso.ts';
import { writeMoment } from '../moment.ts';
import type { Maker } from '../rule.ts';

/** What a format alone says, where the name says nothing that fits. */
export const FORMAT_MAKERS: Readonly<Record<string, Maker>> = {
  'date-time': (entity, _random, naming) => writeMoment(entity.moments.start, 'date-time', naming),
  dateTime: (entity, _random, naming) => writeMoment(entity.moments.start, 'date-time', naming),
  'google-datetime': (entity, _random, naming) => writeMoment(entity.moments.start, 'date-time', naming),
  'date-time-rfc-2822': (entity, _random, naming) => writeMoment(entity.moments.start, 'date-time', naming),
  date: (entity, _random, naming) => writeMoment(entity.moments.start, 'date', naming),
  time: (entity) => `${isoClock(entity.moments.start)}Z`,
  duration: (_entity, random) => `PT${random.pick([5, 10, 15, 30, 45])}M`,
  email: (entity) => entity.person.email,
  'idn-email': (entity) => entity.person.email,
  hostname: (entity) => entity.network.hostname,
  'idn-hostname': (entity) => entity.network.hostname,
  ipv4: (entity) => entity.network.ipv4,
  ipv6: (entity) => entity.network.ipv6,
  ip: (entity) => entity.network.ipv4,
  uuid: (_entity, random) => uuid(random),
  guid: (_entity, random) => uuid(random),
  uri: (_entity, random) =>
    `https://${random.pick(SAFE_DOMAINS)}/${random.pick(['docs', 'about', 'items/42', 'news'])}`,
  url: (_entity, random) =>
    `https://${random.pick(SAFE_DOMAINS)}/${random.pick(['docs', 'about', 'items/42', 'news'])}`,
  iri: (_entity, random) =>
    `https://${random.pick(SAFE_DOMAINS)}/${random.pick(['docs', 'about', 'items/42', 'news'])}`,
  'uri-reference': (_entity, random) => `/${random.pick(['docs', 'about', 'items/42', 'news'])}`,
  base64: (_entity, random) => btoa(`sample ${hex(random, 12)}`),
  bech32: (_entity, random) => `addr1${base62(random, 53).toLowerCase()}`,
  hex: (_entity, random) => [hex(random, 32), () => hex(random, 64), () => hex(random, 40)],
  phone: (entity) => entity.person.phone,
};

/** Digits in text: 64 bits do not fit a JSON number everywhere. */
const whole: Maker = (_entity, random) => String(random.int(1, 99_999));

/** Formats that say more than any name, but that no validator checks. */
export const PRECISE_FORMATS: Readonly<Record<string, Maker>> = {
  guid: (_entity, random) => uuid(random),
  int32: whole,
  int64: whole,
  uint32: whole,
  uint64: whole,
  integer: whole,
  long: whole,
  decimal: (_entity, random) => (random.int(100, 99_999) / 100).toFixed(2),
  double: (_entity, random) => (random.int(100, 99_999) / 100).toFixed(2),
  'google-duration': (_entity, random) => `${random.int(1, 600)}s`,
  ulid: (_entity, random) => `01J${ulid(random, 23)}`,
};

function ulid(random: Random, length: number): string {
  return Array.from({ length }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(random.int(0, 31))).join('');
}
