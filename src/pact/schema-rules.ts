import {
  isJsonObject,
  isSecretName,
  type JsonObject,
  own,
  type Schema,
  type SchemaScope,
  setOwn,
} from '../schema/index.ts';

/** A rule as a pact file holds it. */
export type WrittenRule = Readonly<Record<string, unknown>>;

export interface RuleAt {
  /** Names and, for items, `*`. */
  readonly path: readonly string[];
  readonly matchers: readonly WrittenRule[];
  readonly combine: 'AND' | 'OR';
}

/** What of a value everyone who keeps to its schema has, and the rules for it. */
export interface Dependable {
  readonly value: unknown;
  readonly rules: readonly RuleAt[];
}

/** Stands where a value is not to be written down. */
export const PLACEHOLDER = 'placeholder';

const DEEPEST = 30;
const MOST_PARTS = 200;
const NOTHING: unique symbol = Symbol('nothing');

/**
 * A value in which members remain that the schema demands (of objects of which it demands nothing, all that were shown),
 * with one item for each list, and matching rules in place of the values. Undefined where nothing can be relied on.
 *
 * @param combines can rules be alternatives of each other? Else nothing is asked of what may be null
 */
export function dependable(
  value: unknown,
  schema: Schema | undefined,
  combines: boolean,
): Dependable | undefined {
  const rules: RuleAt[] = [{ path: [], matchers: [{ match: 'type' }], combine: 'AND' }];
  const parts = schema ? partsOf(schema.scope, schema.json, value) : UNKNOWN;
  const kept = keep([value], parts, { scope: schema?.scope, rules, combines }, [], 0);
  return kept === NOTHING ? undefined : { value: kept, rules };
}

/** The schemas that hold for a place. */
export interface Parts {
  readonly schemas: readonly JsonObject[];
  readonly nullable: boolean;
  /** Others that are as good could hold in their place. */
  readonly open: boolean;
}

const UNKNOWN: Parts = { schemas: [], nullable: false, open: false };

interface Keeping {
  readonly scope: SchemaScope | undefined;
  readonly rules: RuleAt[];
  readonly combines: boolean;
}

/** What all the values at one place have in common; the first is the example. */
function keep(
  values: readonly unknown[],
  parts: Parts,
  keeping: Keeping,
  path: readonly string[],
  depth: number,
): unknown | typeof NOTHING {
  const given = values.filter((value) => value !== null);
  const [value] = given;
  const nullable = parts.nullable || given.length < values.length;
  // Of what may be null, or of another kind, a consumer can rely on nothing that a rule could say.
  if (value === undefined || depth > DEEPEST) return NOTHING;
  if (parts.open && (typeof value !== 'object' || Array.isArray(value))) return NOTHING;
  const rule = Array.isArray(value) || isJsonObject(value) ? undefined : scalarRule(value, parts, path);
  if (nullable) {
    if (typeof value === 'object' || !keeping.combines) return NOTHING;
    keeping.rules.push({ path, matchers: [{ match: 'null' }, rule ?? { match: 'type' }], combine: 'OR' });
  } else if (rule) keeping.rules.push({ path, matchers: [rule], combine: 'AND' });
  if (Array.isArray(value)) return keepItems(given.filter(Array.isArray), parts, keeping, path, depth);
  if (isJsonObject(value)) return keepMembers(given.filter(isJsonObject), parts, keeping, path, depth);
  return isSecretName(path.at(-1) ?? '') && typeof value === 'string' ? PLACEHOLDER : value;
}

function keepItems(
  lists: readonly unknown[][],
  parts: Parts,
  keeping: Keeping,
  path: readonly string[],
  depth: number,
): unknown[] {
  const items = lists.flat();
  const [first] = items;
  const schema = parts.schemas.map((each) => own(each, 'items')).find(isJsonObject);
  const tuple = parts.schemas.some((each) => Object.hasOwn(each, 'prefixItems'));
  const least = Math.max(0, ...parts.schemas.map((each) => Number(own(each, 'minItems') ?? 0)));
  if (first === undefined || tuple) return [];
  const below = keeping.scope && schema ? partsOf(keeping.scope, schema, first) : UNKNOWN;
  const before = keeping.rules.length;
  const kept = keep(items, below, keeping, [...path, '*'], depth + 1);
  if (kept === NOTHING) {
    keeping.rules.length = before;
    return [];
  }
  keeping.rules.push({
    path,
    matchers: [{ match: 'type', ...(least > 0 ? { min: 1 } : { min: 0 }) }],
    combine: 'AND',
  });
  return [kept];
}

function keepMembers(
  objects: readonly JsonObject[],
  parts: Parts,
  keeping: Keeping,
  path: readonly string[],
  depth: number,
): JsonObject {
  const demanded = new Set(
    parts.schemas.flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : [])),
  );
  const described = parts.schemas.flatMap(({ properties }) => (isJsonObject(properties) ? [properties] : []));
  const isMap = parts.schemas.length > 0 && described.length === 0;
  const kept: JsonObject = {};
  if (isMap) return kept;
  const [first] = objects;
  for (const [name, value] of Object.entries(first!)) {
    if (demanded.size > 0 ? !demanded.has(name) : !objects.every((object) => Object.hasOwn(object, name)))
      continue;
    const schema = described.map((properties) => own(properties, name)).filter(isJsonObject);
    const below = keeping.scope
      ? merged(schema.map((each) => partsOf(keeping.scope!, each, value)))
      : UNKNOWN;
    const before = keeping.rules.length;
    const all = objects.flatMap((object) => (Object.hasOwn(object, name) ? [object[name]] : []));
    const member = keep(all, below, keeping, [...path, name], depth + 1);
    if (member === NOTHING) keeping.rules.length = before;
    else setOwn(kept, name, member);
  }
  return kept;
}

function scalarRule(value: unknown, { schemas }: Parts, path: readonly string[]): WrittenRule | undefined {
  const first = (keyword: string): unknown =>
    schemas.map((schema) => own(schema, keyword)).find((it) => it !== undefined);
  if (schemas.some((schema) => Object.hasOwn(schema, 'const'))) return { match: 'equality' };
  if (typeof value === 'number') {
    const type = first('type');
    return { match: type === 'integer' ? 'integer' : 'number' };
  }
  if (typeof value !== 'string' || isSecretName(path.at(-1) ?? '')) return undefined;
  const choices = first('enum');
  if (Array.isArray(choices) && choices.every((choice) => typeof choice === 'string'))
    return { match: 'regex', regex: choices.map(escaped).join('|') };
  const format = first('format');
  if (format === 'date' && DATE.test(value)) return { match: 'date', format: 'yyyy-MM-dd' };
  if (format === 'date-time' && new RegExp(`^${DATE_TIME}$`).test(value))
    return { match: 'regex', regex: DATE_TIME };
  if (format === 'uuid' && new RegExp(`^${UUID}$`).test(value)) return { match: 'regex', regex: UUID };
  return undefined;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = '\\d{4}-\\d{2}-\\d{2}[Tt ]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})';
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A schema with what it refers to and consists of; of alternatives, the only one that is not null. */
export function partsOf(scope: SchemaScope, json: unknown, value: unknown): Parts {
  const schemas: JsonObject[] = [];
  let nullable = false;
  let open = false;
  const waiting: unknown[] = [json];
  for (
    let schema = waiting.pop();
    schema !== undefined && schemas.length < MOST_PARTS;
    schema = waiting.pop()
  ) {
    if (!isJsonObject(schema)) continue;
    schemas.push(schema);
    const reference = own(schema, '$ref');
    if (typeof reference === 'string') waiting.push(scope.byId(reference).json);
    for (const part of listOf(own(schema, 'allOf'))) waiting.push(part);
    for (const keyword of ['anyOf', 'oneOf']) {
      const alternatives = listOf(own(schema, keyword));
      const others = alternatives.filter((each) => !isNull(each));
      if (others.length < alternatives.length) nullable = true;
      if (others.length > 1) open = true;
      else waiting.push(...others);
    }
    const types = own(schema, 'type');
    if (Array.isArray(types)) {
      if (types.includes('null')) nullable = true;
      if (
        types.filter((type) => type !== 'null' && !(type === 'number' && types.includes('integer'))).length >
        1
      )
        open = true;
    }
    if (own(schema, 'standinLenientNull') === true) nullable = true;
    const choices = own(schema, 'enum');
    if (Array.isArray(choices) && new Set(choices.map((choice) => typeof choice)).size > 1) open = true;
    if (own(schema, 'if') !== undefined) open ||= typeof value === 'object';
  }
  return { schemas, nullable, open };
}

export function merged(parts: readonly Parts[]): Parts {
  return {
    schemas: parts.flatMap(({ schemas }) => schemas),
    nullable: parts.some(({ nullable }) => nullable),
    open: parts.some(({ open }) => open),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNull(schema: unknown): boolean {
  return isJsonObject(schema) && (own(schema, 'type') === 'null' || own(schema, 'const') === null);
}
