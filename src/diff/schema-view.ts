import { isJsonObject, type JsonObject, own, type SchemaScope } from '../schema/index.ts';

/** Keywords that hold what a number, a text, a list or an object may be at most or at least. */
export const upperBounds: readonly string[] = [
  'maximum',
  'exclusiveMaximum',
  'maxLength',
  'maxItems',
  'maxProperties',
  'maxContains',
];
export const lowerBounds: readonly string[] = [
  'minimum',
  'exclusiveMinimum',
  'minLength',
  'minItems',
  'minProperties',
  'minContains',
];

/** So many subschemas that apply to one place are enough to compare. */
const mostParts = 400;

/** What a schema says of one place: its own keywords and those of all that applies without a choice. */
export interface View {
  readonly scope: SchemaScope;
  /** In order; the first is the schema itself. Empty for `true`. */
  readonly parts: readonly JsonObject[];
  /** Nothing is accepted. */
  readonly never: boolean;
  /** What tells it from others: the schema that it leads to; undefined for one that is made of several. */
  readonly identity: JsonObject | undefined;
}

/** Follows references and allOf, never a choice. */
export function viewOf(scope: SchemaScope, schemas: readonly unknown[]): View {
  const parts: JsonObject[] = [];
  let never = false;
  const walk = (schema: unknown): void => {
    if (schema === false) never = true;
    if (!isJsonObject(schema) || parts.includes(schema) || parts.length >= mostParts) return;
    parts.push(schema);
    if (typeof schema['$ref'] === 'string') walk(scope.byId(schema['$ref']).json);
    if (Array.isArray(schema['allOf'])) for (const part of schema['allOf']) walk(part);
  };
  for (const schema of schemas) walk(schema);
  const identity = schemas.length === 1 ? parts.find((part) => !isBare(part)) : undefined;
  return { scope, parts, never, identity };
}

/** A reference and nothing beside it. */
function isBare(part: JsonObject): boolean {
  return Object.hasOwn(part, '$ref') && Object.keys(part).length === 1;
}

/** What is said by that keyword, in all parts. */
export function said(view: View, keyword: string): unknown[] {
  return view.parts.flatMap((part) => (Object.hasOwn(part, keyword) ? [part[keyword]] : []));
}

/** The part that says it: for its place in the text. */
export function sayer(view: View, keyword: string): JsonObject | undefined {
  return view.parts.find((part) => Object.hasOwn(part, keyword)) ?? view.parts[0];
}

export function flagged(view: View, keyword: string): boolean {
  return said(view, keyword).includes(true);
}

/** The tightest of the bounds that apply. */
export function boundOf(view: View, keyword: string): number | undefined {
  const numbers = said(view, keyword).filter((value) => typeof value === 'number');
  if (numbers.length === 0) return undefined;
  return upperBounds.includes(keyword) ? Math.min(...numbers) : Math.max(...numbers);
}

/** Types that are left, sorted; undefined where all are allowed. `integer` is one of its own beside `number`. */
export function typesOf(view: View): readonly string[] | undefined {
  let types: readonly string[] | undefined;
  for (const value of said(view, 'type')) {
    const listed = (Array.isArray(value) ? value : [value]).filter((type) => typeof type === 'string');
    types = types === undefined ? listed : common(types, listed);
  }
  return types?.toSorted();
}

/** Can a value of this type come? What keywords say of other types means nothing. */
export function allows(view: View, type: string): boolean {
  const types = typesOf(view);
  return types === undefined || types.includes(type) || (type === 'number' && types.includes('integer'));
}

function common(left: readonly string[], right: readonly string[]): string[] {
  const both = left.filter((type) => right.includes(type));
  const whole = (one: readonly string[], other: readonly string[]) =>
    one.includes('integer') && other.includes('number') && !other.includes('integer');
  return whole(left, right) || whole(right, left) ? [...new Set([...both, 'integer'])] : both;
}

/** The listed values that every list has, as JSON; undefined where there is no list. A constant is a list of one. */
export function valuesOf(view: View, keyword: 'enum' | 'const'): readonly string[] | undefined {
  let values: readonly string[] | undefined;
  for (const each of said(view, keyword)) {
    const list = (keyword === 'const' ? [each] : Array.isArray(each) ? each : []).map((value) =>
      JSON.stringify(value),
    );
    values = values === undefined ? list : values.filter((value) => list.includes(value));
  }
  return values;
}

/** The members that are described, each with all schemas that apply to it. */
export function membersOf(view: View): Map<string, readonly unknown[]> {
  const members = new Map<string, readonly unknown[]>();
  for (const properties of said(view, 'properties')) {
    if (!isJsonObject(properties)) continue;
    for (const [name, schema] of Object.entries(properties))
      members.set(name, [...(members.get(name) ?? []), schema]);
  }
  return members;
}

export function requiredOf(view: View): Set<string> {
  const names = said(view, 'required').flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** May no member come that is not described? */
export function isClosed(view: View): boolean {
  return ['additionalProperties', 'unevaluatedProperties'].some((keyword) =>
    said(view, keyword).includes(false),
  );
}

/** The name of the component that the schema is. */
export function componentOf({ scope, parts }: View): string | undefined {
  const reference = parts[0] === undefined ? undefined : own(parts[0], '$ref');
  return typeof reference === 'string' ? scope.byId(reference).name : undefined;
}
