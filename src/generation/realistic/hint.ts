import type { Subject } from '../constraint.ts';

const LIMIT = 1000;

/** Most descriptions quote nothing, and what looks for quoted words is long. */
const QUOTE = /[`"']/;

function text(subject: Subject): string {
  return `${subject.title ?? ''}. ${subject.description ?? ''}`.slice(0, LIMIT);
}

interface Token {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly code: boolean;
}

const BETWEEN: ReadonlySet<string> = new Set(['', ',', 'or', 'and', '|', '/', ', or', ', and']);
const OPENS_LIST =
  /\b(?:one of|either|can be|may be|must be|values|values are|options|options are|allowed|supported)(?: the following)?:? ?$/i;
const OPENS_PLAIN_LIST = /\b(?:one of|possible values|allowed values|valid values|values are)(:?) /i;

/** The values of a closed list in the description: "One of: draft, sent, paid", "can be `a` or `b`", "`a`, `b`, `c`". */
export function hintedList(subject: Subject): readonly string[] {
  if (subject.title === undefined && subject.description === undefined) return [];
  const said = text(subject);
  for (const run of runsOf(said)) {
    const from = run[0]?.from ?? 0;
    const opened = OPENS_LIST.test(said.slice(Math.max(0, from - 60), from));
    const named = run.length >= 3 && run.every((token) => token.code && /^[\w.-]+$/.test(token.value));
    if (run.length >= 2 && (opened || named)) return run.map((token) => token.value);
  }
  return plainList(said);
}

/** Quoted words that follow each other, with nothing but commas, conjunctions and remarks in brackets between them. */
function runsOf(said: string): Token[][] {
  const runs: Token[][] = [];
  let end = -1;
  for (const match of said.matchAll(/`([^`\n]{1,60})`|"([^"\n]{1,60})"|(?<!\w)'([^'\n]{1,60})'/g)) {
    const [whole, code, double, single] = match;
    const token = {
      value: code ?? double ?? single ?? '',
      from: match.index,
      to: match.index + whole.length,
      code: code !== undefined,
    };
    const gap = end < 0 ? undefined : said.slice(end, token.from).replace(/\([^()]*\)/g, '');
    if (gap !== undefined && BETWEEN.has(gap.trim())) runs.at(-1)?.push(token);
    else runs.push([token]);
    end = token.to;
  }
  return runs;
}

function plainList(said: string): readonly string[] {
  const opening = OPENS_PLAIN_LIST.exec(said);
  if (opening === null) return [];
  const rest = said.slice(opening.index + opening[0].length, opening.index + 300);
  const parts = (rest.split(/[.;)\n]/)[0] ?? '').split(/,|\||\bor\b/).map((part) => part.trim());
  const values = parts.filter((part) => part !== '');
  const least = opening[1] === ':' ? 2 : 3;
  return values.length >= least && values.every((part) => /^[\w-]{1,40}$/.test(part)) ? values : [];
}

/** A quoted example: "e.g. `foo`", "for example "bar"", "Example: baz". */
export function hintedExample(subject: Subject): string | undefined {
  return quoted(
    subject,
    /(?:\be\.?g\.?,?|\bfor example,?|\bexample:?|\bsuch as|\blike)\s*:?\s*(?:`([^`\n]{1,120})`|"([^"\n]{1,120})"|'([^'\n]{1,120})')/i,
  );
}

/** @param said with a group for each kind of quotation marks */
function quoted(subject: Subject, said: RegExp): string | undefined {
  const all = text(subject);
  if (!QUOTE.test(all)) return undefined;
  const match = said.exec(all);
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
  const value = quoted(
    subject,
    /\b(?:must (?:always )?be|is always|always|should (?:always )?be|value is|has to be) (?:set to |equal to |the string |the value )?(?:`([^`\n]{1,60})`|"([^"\n]{1,60})"|'([^'\n]{1,60})')(?!\s*(?:,|or\b|and\b|\/|\||if\b|for\b))/i,
  );
  return value === 'null' ? undefined : value;
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
