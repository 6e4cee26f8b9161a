import { CLOCK_TIME, DATE, DATE_TIME, HTTP_DATE, LOCAL_DATE_TIME, TIME } from './date.ts';
import type { Shape } from './format.ts';
import { PHONE, UUID, VERSION } from './identifier.ts';
import { CIDR, EMAIL, IPV4, IPV6, MAC, URL_FORMAT } from './network.ts';

/** What patterns without a format describe most often, the narrowest first. */
export const LIKELY: readonly Shape[] = [
  ...UUID.shapes,
  ...DATE.shapes,
  ...DATE_TIME.shapes,
  ...LOCAL_DATE_TIME.shapes,
  ...HTTP_DATE.shapes,
  ...TIME.shapes,
  ...CLOCK_TIME.shapes,
  ...EMAIL.shapes,
  ...URL_FORMAT.shapes,
  ...VERSION.shapes.slice(0, 1),
  ...IPV4.shapes,
  ...IPV6.shapes,
  ...CIDR.shapes,
  ...MAC.shapes,
  ...PHONE.shapes,
];

const DECOYS = [
  'amber',
  'Amber river',
  'AMBER',
  'a1',
  'A',
  '7',
  '1234567',
  '12345678901',
  '-',
  'a-b',
  '1.5',
  'a.b',
  'x:y',
  '1:2',
  '/a/b',
  'a_1',
  '@x',
  '12-34',
  '+',
  'Passw0rd!23',
  'AB12CD34EF',
];

/** Of every length that something likely has. */
const LETTERS = 'riverstoneamberfieldcopperlanternmeadowtulip';

/** A pattern that matches all sorts of things does not mean, say, a date. */
export function isLoose(matches: (value: string) => boolean): boolean {
  if (DECOYS.some(matches)) return true;
  for (let length = 1; length <= LETTERS.length; length++) if (matches(LETTERS.slice(0, length))) return true;
  return false;
}

/** Does the pattern look for something smaller, which the value only happens to hold? */
export function isAccident(matches: (value: string) => boolean, value: string): boolean {
  return matches(`~\u0000 ${value}`) && matches(value.slice(Math.ceil(value.length / 3)));
}
