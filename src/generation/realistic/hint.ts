import type { Subject } from '../constraint.ts';

const LIMIT = 1000;

function text(subject: Subject): string {
  return `${subject.title ?? ''}. ${subject.description ?? ''}`.slice(0, LIMIT);
}

const LIST =
  /\b(?:one of|either|can be|may be|must be|possible values(?: are)?|allowed values(?: are)?|valid values(?: are)?|values|options|supported values)\s*(?:the following)?\s*:?\s+((?:[`'"][\w./:+-]{1,40}[`'"](?:\s*,\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+|\s*\|\s*|\s*\/\s*)?){2,40})/i;

const PLAIN_LIST =
  /\b(?:one of|possible values(?: are)?|allowed values(?: are)?|valid values(?: are)?):\s*([\w-]{1,40}(?:\s*(?:,|\||\bor\b)\s*(?:or\s+)?[\w-]{1,40}){1,40})\s*(?:[.;)\n]|$)/i;

/** The values of a closed list in the description: "One of: draft, sent, paid", "can be `a` or `b`". */
export function hintedList(subject: Subject): readonly string[] {
  if (subject.title === undefined && subject.description === undefined) return [];
  const said = text(subject);
  const quoted = LIST.exec(said)?.[1];
  if (quoted !== undefined)
    return [...quoted.matchAll(/[`'"]([^`'"]+)[`'"]/g)].map((one) => one[1] as string);
  const plain = PLAIN_LIST.exec(said)?.[1];
  if (plain === undefined) return codeList(said);
  return plain.split(/\s*(?:,|\||\bor\b)\s*(?:or\s+)?/).filter((one) => one !== '');
}

/** Three or more words in code marks, one after the other. */
function codeList(said: string): readonly string[] {
  const match =
    /(?:`[\w.-]{1,40}`(?:\s*\([^)]{0,80}\))?\s*(?:,|\bor\b|\band\b|\|)?\s*(?:or\s+|and\s+)?){3,}/i.exec(said);
  return match === null ? [] : [...match[0].matchAll(/`([^`]+)`/g)].map((one) => one[1] as string);
}

/** A quoted example: "e.g. `foo`", "for example "bar"", "Example: baz". */
export function hintedExample(subject: Subject): string | undefined {
  const match =
    /(?:\be\.?g\.?,?|\bfor example,?|\bexample:?|\bsuch as|\blike)\s*:?\s*(?:`([^`\n]{1,120})`|"([^"\n]{1,120})"|'([^'\n]{1,120})')/i.exec(
      text(subject),
    );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/rfc[ -]?3339|iso[ -]?8601 (?:date.?time|timestamp)|date.?time in iso|timestamp in iso/i, 'date-time'],
  [/yyyy-mm-dd(?!.?t?hh)/i, 'date'],
  [/\biso[ -]?8601\b/i, 'date-time'],
  [/\buuid\b|\bguid\b/i, 'uuid'],
  [/\bemail address\b/i, 'email'],
  [/\be\.164\b/i, 'phone'],
  [/\bipv6\b/i, 'ipv6'],
  [/\bip address\b|\bipv4\b/i, 'ipv4'],
  [/\bhostname\b/i, 'hostname'],
  [/\b(?:url|uri)\b/i, 'uri'],
];

/** The format that the title or the description speaks of. */
export function hintedFormat(subject: Subject): string | undefined {
  if (subject.title === undefined && subject.description === undefined) return undefined;
  const said = text(subject);
  return FORMATS.find(([pattern]) => pattern.test(said))?.[1];
}

/** "Must be `list`", "always 'user'": the only value there is. */
export function hintedConstant(subject: Subject): string | undefined {
  const match =
    /\b(?:must (?:always )?be|is always|always|should (?:always )?be|value is|has to be) (?:set to |equal to |the string |the value )?(?:`([^`\n]{1,60})`|"([^"\n]{1,60})"|'([^'\n]{1,60})')(?!\s*(?:,|or\b|and\b|\/|\||if\b|when\b|for\b))/i.exec(
      text(subject),
    );
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

const CODES: readonly (readonly [RegExp, string])[] = [
  [/\bbase[ -]?64/i, 'base64'],
  [/\bbech32\b/i, 'bech32'],
  [/\bhex(?:adecimal)?[ -](?:encoded|string|format|representation|digest)|\bin hex\b/i, 'hex'],
];

/** How the description says that the text is coded. */
export function hintedCode(subject: Subject): string | undefined {
  if (subject.description === undefined) return undefined;
  const said = text(subject);
  return CODES.find(([pattern]) => pattern.test(said))?.[1];
}
