import type { Random } from '../random.ts';
import type { City } from './atlas.ts';
import type { Source } from './source.ts';
import { slug } from './words.ts';

/** RFC 2606 section 3: names that nobody owns, so that no mock ever points at somebody's server. */
export const SAFE_DOMAINS: readonly string[] = ['example.com', 'example.org', 'example.net'];

export interface Person {
  readonly first: string;
  readonly last: string;
  readonly full: string;
  readonly sex: 'female' | 'male';
  /** ASCII, lower-case. */
  readonly username: string;
  readonly email: string;
  /** E.164. */
  readonly phone: string;
  /** Milliseconds since 1970. */
  readonly birth: number;
}

const FAMILY_FIRST: ReadonlySet<string> = new Set(['ja', 'zh_CN', 'zh_TW', 'ko', 'hu', 'vi']);
const UNSPACED: ReadonlySet<string> = new Set(['zh_CN', 'zh_TW', 'ko']);
const DAY = 86_400_000;

export function samplePerson(source: Source, random: Random, city: City): Person {
  const sex = random.pick(['female', 'male'] as const);
  const first = source.phrases.firstName(random, sex);
  const last = source.phrases.lastName(random, sex);
  const gap = UNSPACED.has(source.locale) ? '' : ' ';
  const full = FAMILY_FIRST.has(source.locale) ? `${last}${gap}${first}` : `${first} ${last}`;
  const plain = (part: string): string => slug(part).replaceAll('-', '');
  const handles = [plain(first), plain(last)];
  if ((handles[0] ?? '').length < 2) handles[0] = plain(source.englishPhrases.firstName(random, sex));
  if ((handles[1] ?? '').length < 2) handles[1] = plain(source.englishPhrases.lastName(random, sex));
  const [given = '', family = ''] = handles.map((part) => part.slice(0, 20));
  const username = random.pick([
    `${given}.${family}`,
    `${given.charAt(0)}${family}`,
    `${given}${random.int(10, 99)}`,
  ]);
  return {
    first,
    last,
    full,
    sex,
    username,
    email: `${given}.${family}@${random.pick(SAFE_DOMAINS)}`,
    phone: samplePhone(city, random),
    birth: Math.floor((source.now - random.int(19 * 365, 75 * 365) * DAY) / DAY) * DAY,
  };
}

/** Numbers that are set aside for fiction where a country does so (555-01xx), else with 555 in the middle. */
function samplePhone(city: City, random: Random): string {
  const { dial } = city.country;
  const last = random.int(0, 9999).toString().padStart(4, '0');
  if (dial === '1')
    return `+1${random.pick(['202', '212', '312', '415', '617', '206'])}55501${last.slice(2)}`;
  if (dial === '44') return `+447700900${last.slice(1)}`;
  return `+${dial}${random.int(20, 99)}555${last}`;
}

export interface Company {
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  readonly phrase: string;
  readonly industry: string;
}

const INDUSTRIES: readonly string[] =
  'Software,Retail,Health care,Logistics,Manufacturing,Financial services,Education,Energy,Media,Hospitality,Construction,Telecommunications,Agriculture,Insurance,Biotechnology'.split(
    ',',
  );

export function sampleCompany(source: Source, random: Random): Company {
  const name = source.phrases.companyName(random);
  const plain = slug(name);
  const short = plain.length >= 3 ? plain : slug(source.englishPhrases.companyName(random));
  return {
    name,
    slug: short,
    domain: `${short}.${random.pick(SAFE_DOMAINS)}`,
    phrase: source.phrases.catchPhrase(random),
    industry: random.pick(INDUSTRIES),
  };
}

export interface Place {
  readonly city: City;
  readonly zip: string;
  readonly street: string;
  readonly building: string;
  readonly latitude: number;
  readonly longitude: number;
}

export function sampleCity(source: Source, random: Random): City {
  return random.pick(random.chance(0.8) ? source.atlas.home : source.atlas.cities);
}

export function samplePlace(source: Source, random: Random, city: City): Place {
  return {
    city,
    zip: fillPattern(city.zip, random),
    street: source.phrases.streetAddress(random),
    building: String(random.int(1, 180)),
    latitude: fourDigits(city.latitude + random.int(-400, 400) / 10_000),
    longitude: fourDigits(city.longitude + random.int(-400, 400) / 10_000),
  };
}

/** `#` gives a digit, `?` a capital letter. */
function fillPattern(pattern: string, random: Random): string {
  let text = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern.charAt(i);
    if (char === '#') text += random.int(0, 9);
    else text += char === '?' ? 'ABCDEFGHJKLMNPRSTUVWXY'.charAt(random.int(0, 20)) : char;
  }
  return text;
}

function fourDigits(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** Milliseconds since 1970, whole seconds: created < updated < closed < now < expires, and start < end. */
export interface Moments {
  readonly created: number;
  readonly updated: number;
  readonly closed: number;
  readonly start: number;
  readonly end: number;
  readonly expires: number;
}

export function sampleMoments(source: Source, random: Random): Moments {
  const { now } = source;
  const whole = (time: number): number => Math.floor(time / 1000) * 1000;
  const age = random.int(30 * 24 * 3600, 700 * 24 * 3600) * 1000;
  const created = whole(now - age);
  const updated = whole(created + age * (0.2 + 0.5 * random.next()));
  const closed = whole(updated + (now - updated) * (0.2 + 0.6 * random.next()));
  const start = whole(now - random.int(1, 30 * 24 * 60) * 60_000);
  return {
    created,
    updated,
    closed,
    start,
    end: start + random.int(10, 72 * 60) * 60_000,
    expires: whole(now + random.int(24, 365 * 24) * 3_600_000),
  };
}
