import type { Generator, Random } from '../generation/index.ts';
import { createSchemaScope, isJsonObject, own, setOwn } from '../schema/index.ts';
import { bodyKind } from './body.ts';
import { evaluateDateExpression } from './date-expression.ts';
import { DEFAULT_FORMATS, formatDate } from './date-format.ts';
import type { GeneratorEntry } from './generator.ts';
import type { PactMessage, PactRequest, PactResponse } from './pact.ts';
import { ANY, type PathToken } from './path-expression.ts';

export interface GenerateContext {
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Makes texts for regular expressions. */
  readonly generator: Generator;
  /** What the provider told when it was brought into its states. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of the provider, without a trailing slash. */
  readonly baseUrl: string;
}

/** A request with the values that its generators make in place of the ones in the file. */
export function generateRequest(request: PactRequest, context: GenerateContext): PactRequest {
  let made = request;
  for (const entry of request.generators) {
    const value = maker(entry, context);
    const [name, at] = entry.tokens;
    if (entry.part === 'path') made = { ...made, path: String(value(made.path)) };
    else if (entry.part === 'query')
      made = { ...made, query: replacedIn(made.query, String(name), at, value) };
    else made = applied(made, entry, value);
  }
  return made;
}

/** An answer that is expected, with what the provider told of its state: all else is for the mock of a consumer. */
export function generateResponse(response: PactResponse, context: GenerateContext): PactResponse {
  return response.generators
    .filter(({ type }) => type === 'ProviderState')
    .reduce((made, entry) => applied(made, entry, maker(entry, context)), response);
}

type Make = (old: unknown) => unknown;

function maker(entry: GeneratorEntry, context: GenerateContext): Make {
  const own = { ...context, random: context.random.fork(entry.pointer) };
  return (old) => generated(entry, old, own);
}

function replacedIn(
  query: PactRequest['query'],
  name: string,
  at: PathToken | undefined,
  value: Make,
): PactRequest['query'] {
  const old = query.get(name);
  if (!old) return query;
  return new Map(query).set(
    name,
    old.map((each, index) => (isMeant(at, index) ? String(value(each)) : each)),
  );
}

function applied<Message extends PactMessage>(
  message: Message,
  { part, tokens }: GeneratorEntry,
  value: Make,
): Message {
  const [name, at] = tokens;
  const { body, headers } = message;
  if (part === 'header')
    return {
      ...message,
      headers: headers.map(([key, values]): [string, readonly string[]] =>
        key.toLowerCase() === String(name).toLowerCase()
          ? [key, values.map((each, index) => (isMeant(at, index) ? String(value(each)) : each))]
          : [key, values],
      ),
    };
  if (part !== 'body' || body.kind !== 'present' || bodyKind(body.type) !== 'json') return message;
  const json = replaced(body.json, tokens, value);
  return { ...message, body: { ...body, json, bytes: new TextEncoder().encode(JSON.stringify(json)) } };
}

function isMeant(token: PathToken | undefined, index: number): boolean {
  return token === undefined || token === ANY || token === index;
}

function replaced(value: unknown, tokens: readonly PathToken[], make: Make): unknown {
  const [token, ...rest] = tokens;
  if (token === undefined) return make(value);
  if (Array.isArray(value))
    return value.map((item, index) => (isMeant(token, index) ? replaced(item, rest, make) : item));
  if (!isJsonObject(value)) return value;
  const object = {};
  for (const [name, member] of Object.entries(value))
    setOwn(object, name, token === ANY || token === name ? replaced(member, rest, make) : member);
  return object;
}

const LONGEST = 1_000;

function generated(entry: GeneratorEntry, old: unknown, context: GenerateContext): unknown {
  const { settings, type } = entry;
  const { random } = context;
  const number = (name: string, fallback: number): number => {
    const given = own(settings, name);
    return typeof given === 'number' && Number.isFinite(given) ? Math.trunc(given) : fallback;
  };
  const letters = (alphabet: string, length: number) =>
    Array.from({ length: Math.min(Math.max(length, 0), LONGEST) }, () => random.pick([...alphabet])).join('');
  switch (type) {
    case 'RandomInt':
      return random.int(number('min', 0), Math.max(number('min', 0), number('max', 2 ** 31 - 1)));
    case 'RandomDecimal': {
      const digits = Math.min(Math.max(number('digits', 10), 2), 15);
      return Number(`${random.int(1, 9)}${letters('0123456789', digits - 2)}e-${random.int(1, digits - 1)}`);
    }
    case 'RandomHexadecimal':
      return letters('0123456789ABCDEF', number('digits', 10));
    case 'RandomString':
      return letters('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', number('size', 20));
    case 'RandomBoolean':
      return random.chance(0.5);
    case 'Regex':
      return ofPattern(String(own(settings, 'regex')), entry, context) ?? old;
    case 'Uuid':
      return uuid(String(own(settings, 'format') ?? 'lower-case-hyphenated'), letters, random);
    case 'Date':
    case 'Time':
    case 'DateTime':
      return moment(type, settings, context) ?? old;
    case 'ProviderState':
      return likeExample(fromState(settings, context.values) ?? old, old, own(settings, 'dataType'));
    case 'MockServerURL':
      return ofServer(own(settings, 'example') ?? old, context.baseUrl) ?? old;
    default:
      return old;
  }
}

function ofPattern(pattern: string, { pointer }: GeneratorEntry, { generator }: GenerateContext): unknown {
  const scope = createSchemaScope();
  const value = { type: 'string', pattern: `^(?:${pattern})$` };
  scope.addResource({ uri: 'pact:generator', root: value, dialect: '2020-12' });
  const schema = scope.schema({ value, uri: 'pact:generator', pointer: '' });
  return generator.generate(schema, { key: pointer });
}

function uuid(format: string, letters: (alphabet: string, length: number) => string, random: Random): string {
  const hex = (length: number) => letters('0123456789abcdef', length);
  const variant = random.pick(['8', '9', 'a', 'b']);
  const hyphenated = [hex(8), hex(4), `4${hex(3)}`, `${variant}${hex(3)}`, hex(12)].join('-');
  if (format === 'simple') return hyphenated.replaceAll('-', '');
  if (format === 'URN') return `urn:uuid:${hyphenated}`;
  return format === 'upper-case-hyphenated' ? hyphenated.toUpperCase() : hyphenated;
}

function moment(
  type: 'Date' | 'Time' | 'DateTime',
  settings: GeneratorEntry['settings'],
  { now }: GenerateContext,
): string | undefined {
  const kind = type.toLowerCase() as 'date' | 'time' | 'datetime';
  const format = own(settings, 'format');
  const expression = own(settings, 'expression');
  const at = typeof expression === 'string' ? evaluateDateExpression(expression, now) : now;
  if (at === undefined) return undefined;
  return formatDate(typeof format === 'string' ? format : DEFAULT_FORMATS[kind], at);
}

/** `${id}` in a text, or a name alone; undefined where the provider told none of that name. */
function fromState(settings: GeneratorEntry['settings'], values: Readonly<Record<string, unknown>>): unknown {
  const expression = String(own(settings, 'expression') ?? '');
  const whole =
    /^\$\{([^{}]+)\}$/.exec(expression)?.[1] ?? (expression.includes('${') ? undefined : expression);
  const known = (name: string): unknown =>
    Object.hasOwn(values, name.trim()) ? values[name.trim()] : undefined;
  if (whole !== undefined) return cast(known(whole), own(settings, 'dataType'));
  let complete = true;
  const text = expression.replaceAll(/\$\{([^{}]+)\}/g, (_, name: string) => {
    const value = known(name);
    if (value === undefined) complete = false;
    return String(value);
  });
  return complete ? cast(text, own(settings, 'dataType')) : undefined;
}

/** Where no type is asked for, the example's: a provider may tell a number that goes into a text. */
function likeExample(value: unknown, example: unknown, type: unknown): unknown {
  if (type !== undefined && type !== 'RAW') return value;
  if (typeof example === 'string' && typeof value === 'number') return String(value);
  const isNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  return typeof example === 'number' && isNumber ? Number(value) : value;
}

function cast(value: unknown, type: unknown): unknown {
  if (value === undefined) return undefined;
  if (type === 'STRING') return String(value);
  if (type === 'INTEGER' || type === 'DECIMAL' || type === 'FLOAT') return Number(value);
  return type === 'BOOLEAN' ? value === true || value === 'true' : value;
}

function ofServer(example: unknown, baseUrl: string): string | undefined {
  if (typeof example !== 'string' || !URL.canParse(example)) return undefined;
  const { pathname, search, hash } = new URL(example);
  return `${baseUrl}${pathname}${search}${hash}`;
}
