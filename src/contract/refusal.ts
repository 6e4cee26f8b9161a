import { isJsonObject, joinPointer, own } from '../schema/index.ts';

/** What an error answer says of one part of the request. */
export interface Refusal {
  /** Undefined where the answer does not tell. */
  readonly in: 'body' | 'query' | 'path' | 'header' | 'cookie' | undefined;
  /** JSON Pointer into the body, or `/name` of a parameter. */
  readonly pointer: string;
  readonly reason: RefusalReason;
  /** Values of which one is asked for, where the answer names them. */
  readonly choices: readonly unknown[];
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** `reference`: it names nothing that is there. */
export type RefusalReason = 'required' | 'unexpected' | 'duplicate' | 'reference' | 'invalid';

const maxDepth = 6;
const maxRefusals = 30;
/** Where frameworks say which member they mean, the most telling first. */
const pathKeys = [
  'loc',
  'instancePath',
  'dataPath',
  'pointer',
  'propertyPath',
  'path',
  'field',
  'param',
  'property',
  'attribute',
  'parameter',
  'name',
];
const messageKeys = [
  'msg',
  'message',
  'detail',
  'defaultMessage',
  'reason',
  'description',
  'error',
  'title',
  'code',
  'keyword',
  'type',
];
/** Members of an answer that are not about a member of the request. */
const ownKeys =
  /^(?:status|statusCode|type|title|detail|message|error|code|timestamp|path|instance|trace\w*|request_?id|success|name)$/i;
/** Those of them that are about a member of the request where they hold a list of messages. */
const fieldKeys = /^(?:status|type|title|code|path|name)$/i;
/** Members of an answer that hold what is said of others. */
const containers =
  /^(?:errors?|issues|details?|violations|messages?|data|validation\w*|(?:field|form|global|nonField)_?errors|invalid[_-]?params)$/i;
const locations: Readonly<Record<string, Refusal['in']>> = {
  body: 'body',
  json: 'body',
  query: 'query',
  querystring: 'query',
  params: 'path',
  path: 'path',
  header: 'header',
  headers: 'header',
  cookie: 'cookie',
  cookies: 'cookie',
};

/**
 * Which parts of a request an error answer refuses and why, in the forms of RFC 9457 and JSON:API, Ajv, zod and Joi,
 * Express-validator, FastAPI, Django REST framework, Spring, Rails, Laravel and ASP.NET.
 *
 * @param json the parsed body of the answer
 */
export function readRefusals(json: unknown): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const refusal of refusalsIn(json, [])) {
    const key = `${refusal.in} ${refusal.pointer}`;
    if (found.size < maxRefusals && !found.has(key)) found.set(key, refusal);
  }
  return [...found.values()];
}

/** @param above names of the members that the value stands below, besides those of the answer's own */
function* refusalsIn(value: unknown, above: readonly string[], depth = 0): Iterable<Refusal> {
  if (depth > maxDepth) return;
  const isTop = depth === 0;
  if (Array.isArray(value)) {
    for (const [index, item] of value.slice(0, maxRefusals).entries())
      yield* refusalsIn(item, above.length > 0 ? [...above, String(index)] : above, depth + 1);
    return;
  }
  if (typeof value === 'string') {
    yield* fromSentence(value);
    return;
  }
  if (!isJsonObject(value)) return;
  const single = isTop ? undefined : fromEntry(value);
  if (single) {
    yield single;
    return;
  }
  for (const [name, member] of Object.entries(value)) {
    const isOwn = isTop && ownKeys.test(name) && !(Array.isArray(member) && fieldKeys.test(name));
    const messages = isOwn ? undefined : messagesOf(member);
    const isOurs = !containers.test(name);
    if (messages && isOurs) yield refusal([...above, ...tokensOf(name)], messages, {});
    else yield* refusalsIn(member, isOurs ? [...above, name] : above, depth + 1);
  }
}

/** `["This field is required."]`, `"is taken"`. */
function messagesOf(value: unknown): string | undefined {
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'))
    return value.join('. ');
  return typeof value === 'string' && /\s/.test(value) ? value : undefined;
}

/** `{ "loc": ["body", "name"], "msg": "Field required" }` and its like. */
function fromEntry(entry: Readonly<Record<string, unknown>>): Refusal | undefined {
  const source = own(entry, 'source');
  const from = isJsonObject(source) ? source : entry;
  const key = pathKeys.find((each) => typeof own(from, each) === 'string' || Array.isArray(own(from, each)));
  if (key === undefined) return undefined;
  const words = messageKeys.map((each) => own(entry, each)).filter((word) => typeof word === 'string');
  if (words.length === 0) return undefined;
  const facts = [entry, own(entry, 'ctx'), own(entry, 'params'), own(entry, 'context')].filter(isJsonObject);
  const fact = (...names: string[]) =>
    facts.flatMap((each) => names.map((name) => own(each, name))).find((each) => each !== undefined);
  const missing = fact('missingProperty');
  const extra = fact('additionalProperty', 'unevaluatedProperty');
  const tokens = tokensOf(own(from, key) as string | unknown[]);
  const where = own(entry, 'location') ?? own(entry, 'in');
  if (typeof where === 'string' && Object.hasOwn(locations, where)) tokens.unshift(where);
  if (key === 'parameter') tokens.unshift('query');
  for (const each of [missing, extra]) if (typeof each === 'string') tokens.push(each);
  return refusal(tokens, words.join('. '), {
    choices: fact('allowedValues', 'options', 'valids', 'enum_values'),
    least: fact('minimum', 'min', 'ge', 'min_length'),
    most: fact('maximum', 'max', 'le', 'max_length'),
  });
}

/** `body/name must be string` (Fastify), `body must have required property 'name'`, `Name can't be blank` (Rails). */
function* fromSentence(text: string): Iterable<Refusal> {
  const named = /\b(body|querystring|params|headers)((?:\/[\w-]+)*) (must .*)/.exec(text);
  if (named) {
    const [, where = '', pointer = '', rest = ''] = named;
    const missing = /required property '([^']+)'/.exec(rest)?.[1];
    yield refusal([where, ...tokensOf(pointer), ...(missing === undefined ? [] : [missing])], rest, {});
    return;
  }
  const titled = /^"?([A-Za-z][\w.]*)"? ((?:can't|cannot|must|is|has|should|are)\b.*)/.exec(text);
  if (titled) {
    const name = titled[1]!;
    yield refusal(tokensOf(name.charAt(0).toLowerCase() + name.slice(1)), titled[2]!, {});
  }
}

function tokensOf(path: string | readonly unknown[]): string[] {
  if (typeof path !== 'string') return path.map(String);
  const text = path.replace(/^#?\/(?=.)|^\$\.?/, '');
  const parts = /^#?\//.test(path) ? text.split('/') : text.replaceAll(/\[(\w+)\]/g, '.$1').split('.');
  return parts.filter((part) => part !== '').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function refusal(
  tokens: readonly string[],
  words: string,
  hints: { readonly choices?: unknown; readonly least?: unknown; readonly most?: unknown },
): Refusal {
  const [first = '', ...rest] = tokens;
  const where = Object.hasOwn(locations, first) && rest.length > 0 ? locations[first] : undefined;
  const numberOf = (given: unknown, pattern: RegExp) => {
    const number = given ?? pattern.exec(words)?.[1];
    return number === undefined || number === '' || !Number.isFinite(Number(number))
      ? undefined
      : Number(number);
  };
  return {
    in: where,
    pointer: (where ? rest : tokens).reduce((pointer, token) => joinPointer(pointer, token), ''),
    reason: reasonOf(words),
    choices: Array.isArray(hints.choices) ? hints.choices : choicesIn(words),
    least: numberOf(
      hints.least,
      /(?:at least|minimum(?: is| of)?|>=|or equal to|no less than) (-?\d+(?:\.\d+)?)/i,
    ),
    most: numberOf(
      hints.most,
      /(?:at most|maximum(?: is| of)?|<=|no more than|not exceed) (-?\d+(?:\.\d+)?)/i,
    ),
  };
}

function reasonOf(words: string): RefusalReason {
  if (
    /(?:not|n't) (?:\w+ )?(?:exist|found)|no such|unknown (?:id|key|reference)|object does not/i.test(words)
  )
    return 'reference';
  if (/already|taken|unique|duplicate|in use|exists/i.test(words)) return 'duplicate';
  if (
    /additional|unrecognized|unexpected|unknown (?:field|property|key)|extra|unpermitted|unevaluated|not (?:be )?allowed to (?:have|contain)/i.test(
      words,
    )
  )
    return 'unexpected';
  if (/required|missing|blank|(?:not|n't) be (?:null|empty)|undefined/i.test(words)) return 'required';
  return 'invalid';
}

/** `must be one of: red, green`, `Expected 'a' | 'b'`. */
function choicesIn(words: string): string[] {
  const list = /(?:one of|expected one of|choose from|allowed values(?: are)?)[:\s]*[[({]?([^\])}.]+)/i.exec(
    words,
  )?.[1];
  if (list === undefined) return [];
  return list
    .split(/,|\||\bor\b|\band\b/)
    .map((word) => word.trim().replace(/^['"`]|['"`]$/g, ''))
    .filter((word) => word !== '')
    .slice(0, 20);
}
