import { isEmail, isHostname, isIdnEmail, isIdnHostname, isIpv4, isIpv6 } from './format-net.ts';
import { isDate, isDateTime, isDuration, isTime } from './format-time.ts';
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './format-uri.ts';

type Check<T> = (value: T) => boolean;

const always = (): boolean => true;

const OF_STRING: ReadonlyMap<string, Check<string>> = new Map<string, Check<string>>([
  ['date-time', isDateTime],
  ['date', isDate],
  ['time', isTime],
  ['duration', isDuration],
  ['email', isEmail],
  ['idn-email', isIdnEmail],
  ['hostname', isHostname],
  ['idn-hostname', isIdnHostname],
  ['ipv4', isIpv4],
  ['ipv6', isIpv6],
  ['uri', isUri],
  ['uri-reference', isUriReference],
  ['iri', isIri],
  ['iri-reference', isIriReference],
  ['uri-template', isUriTemplate],
  ['uuid', matching(/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i)],
  ['json-pointer', matching(/^(?:\/(?:[^~/]|~[01])*)*$/)],
  ['relative-json-pointer', matching(/^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/)],
  ['regex', isRegex],
  ['byte', isBase64],
  ['base64url', matching(/^[\w-]*={0,2}$/)],
  ['binary', always],
  ['password', always],
]);

const OF_NUMBER: ReadonlyMap<string, Check<number>> = new Map<string, Check<number>>([
  ['int8', within(-(2 ** 7), 2 ** 7 - 1)],
  ['int16', within(-(2 ** 15), 2 ** 15 - 1)],
  ['int32', within(-(2 ** 31), 2 ** 31 - 1)],
  // 2 ** 63 - 1 is written by many servers and read as 2 ** 63.
  ['int64', within(-(2 ** 63), 2 ** 63)],
  ['uint8', within(0, 2 ** 8 - 1)],
  ['uint16', within(0, 2 ** 16 - 1)],
  ['uint32', within(0, 2 ** 32 - 1)],
  ['uint64', within(0, 2 ** 64)],
  ['double-int', within(-(2 ** 53) + 1, 2 ** 53 - 1)],
  ['float', always],
  ['double', always],
]);

/**
 * What a `format` demands of a string: those of JSON Schema 2020-12 (validation, section 7.3) and of the OpenAPI format
 * registry. Undefined where it demands nothing that can be checked.
 */
export function formatCheck(name: string): ((value: string) => boolean) | undefined {
  return OF_STRING.get(name);
}

/** What a `format` demands of a number, for example `int32`. */
export function numberFormatCheck(name: string): ((value: number) => boolean) | undefined {
  return OF_NUMBER.get(name);
}

function matching(pattern: RegExp): Check<string> {
  return (value) => pattern.test(value);
}

function within(least: number, most: number): Check<number> {
  return (value) => Number.isInteger(value) && value >= least && value <= most;
}

/** RFC 4648 section 4, with padding. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(text);
}

/** ECMA-262. Without the `u` flag the engine takes any escaped letter, also those that mean nothing. */
function isRegex(text: string): boolean {
  for (const flags of ['u', '']) {
    try {
      new RegExp(text, flags);
      return flags === 'u' || !/(?:^|[^\\])(?:\\\\)*\\[^bBcdDfknpPrsStuvwWx\d\W_]/.test(text);
    } catch {}
  }
  return false;
}
