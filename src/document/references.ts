import { type Dialect, escapeToken, isJsonObject, type JsonObject, own, setOwn } from '../schema/index.ts';
import { type Field, fieldsOf, type Kind } from './kinds.ts';

/** Where a walk begins. */
export interface WalkStart {
  readonly value: unknown;
  readonly kind: Kind;
  /** Of the resource that holds the value. */
  readonly uri: string;
  /** What relative references in it are resolved against: `uri`, or an `$id` around the value. */
  readonly base: string;
  /** Pointer of the value in its resource. */
  readonly pointer: string;
  readonly dialect: Dialect;
  /** The value is a map from names to the kind. */
  readonly map?: boolean;
}

export interface FoundReference {
  /** As written. */
  readonly reference: string;
  /** What it must lead to. */
  readonly kind: Kind;
  /**
   * `object` where OpenAPI allows a reference. `map` where it stands for all members of an object that has names for
   * keys, and `value` where it stands for a text, a list or the like: other tools follow it there.
   */
  readonly place: 'object' | 'map' | 'value';
  /** The object that the reference is a member of. */
  readonly holder: JsonObject;
  /** Puts another value where the holder is; undefined at the start of a walk. */
  readonly replace: ((value: unknown) => void) | undefined;
  readonly uri: string;
  readonly base: string;
  readonly dialect: Dialect;
  /** Of the string that is the reference, in its resource. */
  pointer(): string;
}

/** Values that were walked, each as a kind. One for all walks over the same files. */
export type Walked = Map<Kind, WeakSet<object>>;

interface Step {
  readonly value: unknown;
  readonly kind: Kind;
  readonly parent: Step | undefined;
  readonly key: string | number;
  readonly base: string;
}

type Found = (
  holder: JsonObject,
  place: FoundReference['place'],
  kind: Kind,
  reference: string,
  ...keys: string[]
) => void;

/** Objects with names for keys that are kinds of their own. */
const mapKinds: ReadonlySet<Kind> = new Set<Kind>(['paths', 'components', 'responses']);

const referenceKeys = ['$ref', '$dynamicRef', '$recursiveRef'];

/**
 * Visits every reference that stands below the start where OpenAPI or JSON Schema give it that meaning: not in
 * examples, defaults, `enum`, `const` or extensions. Does not follow them. Iterative: any depth will do. `enter` is
 * called for each object on the way, before its references.
 */
export function walkReferences(
  start: WalkStart,
  walked: Walked,
  visit: (found: FoundReference) => void,
  enter?: (kind: Kind, object: JsonObject, pointer: () => string) => void,
): void {
  const first: Step = { value: start.value, kind: start.kind, parent: undefined, key: '', base: start.base };
  const foundIn =
    (step: Step, base: string): Found =>
    (holder, place, kind, reference, ...keys) => {
      const { uri, dialect } = start;
      const pointer = () => start.pointer + pointerTo(step, keys);
      visit({ reference, kind, place, holder, replace: replacer(step), uri, base, dialect, pointer });
    };
  const stack: Step[] = start.map ? enterMap(first, foundIn(first, start.base)) : [first];
  const modern = /^(?:2020-12|2019-09)$/.test(start.dialect);
  const idKey = idKeyOf(start.dialect);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { value, kind } = step;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) {
        stack.push({ value: value[i], kind, parent: step, key: i, base: step.base });
      }
      continue;
    }
    if (!isJsonObject(value) || isWalked(walked, kind, value)) continue;
    const at = step;
    enter?.(kind, value, () => start.pointer + pointerTo(at, []));
    const base = kind === 'schema' && idKey !== undefined ? baseOf(value, idKey, step.base) : step.base;
    const found = foundIn(step, base);
    const stop = visitOwn(value, kind, modern, found);
    if (!stop) pushFields(stack, step, value, base, found);
  }
}

function isWalked(walked: Walked, kind: Kind, value: object): boolean {
  const values = walked.get(kind);
  if (values === undefined) {
    walked.set(kind, new WeakSet([value]));
    return false;
  }
  if (values.has(value)) return true;
  values.add(value);
  return false;
}

/** The references that are members of the object itself. True where nothing else in it counts. */
function visitOwn(object: JsonObject, kind: Kind, modern: boolean, found: Found): boolean {
  const operation = kind === 'link' ? own(object, 'operationRef') : undefined;
  if (typeof operation === 'string') found(object, 'object', 'operation', operation, 'operationRef');
  if (kind === 'discriminator') {
    const mapping = own(object, 'mapping');
    for (const [key, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
      if (isUriLike(target)) found(object, 'object', 'schema', target, 'mapping', key);
    }
    const fallback = own(object, 'defaultMapping');
    if (isUriLike(fallback)) found(object, 'object', 'schema', fallback, 'defaultMapping');
  }
  for (const key of kind === 'schema' ? referenceKeys : ['$ref']) {
    const reference = own(object, key);
    const place = kind === 'other' ? 'value' : mapKinds.has(kind) ? 'map' : 'object';
    if (typeof reference === 'string') found(object, place, kind, reference, key);
  }
  // Beside `$ref`, other members count in a path item and, from JSON Schema 2019-09 on, in a schema.
  return typeof own(object, '$ref') === 'string' && !mayStandBeside(kind, modern);
}

function mayStandBeside(kind: Kind, modern: boolean): boolean {
  return kind === 'path-item' || mapKinds.has(kind) || (kind === 'schema' && modern);
}

/** A discriminator's mapping holds names of schemas too: a name has neither slash nor `#` nor a file's ending. */
function isUriLike(target: unknown): target is string {
  return typeof target === 'string' && /[/#]|\.(?:json|ya?ml)$/i.test(target);
}

function pushFields(stack: Step[], step: Step, object: JsonObject, base: string, found: Found): void {
  const fields = fieldsOf[step.kind];
  const any = fields.get('*');
  const keys = Object.keys(object);
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i]!;
    const field: Field | undefined = fields.get(key) ?? (key.startsWith('x-') ? undefined : any);
    const value = object[key];
    if (field === undefined || typeof value !== 'object' || value === null) continue;
    const child: Step = { value, kind: field.kind, parent: step, key, base };
    if (!field.map) {
      stack.push(child);
    } else {
      stack.push(...enterMap(child, found, key));
    }
  }
}

/** Steps to the members of a map, the last first, and the reference that may stand for all of them. */
function enterMap(map: Step, found: Found, ...keys: string[]): Step[] {
  const { value, kind, base } = map;
  if (!isJsonObject(value)) return [];
  const reference = own(value, '$ref');
  if (typeof reference === 'string') found(value, 'map', kind, reference, ...keys, '$ref');
  const names = Object.keys(value).reverse();
  return names.map((key) => ({ value: value[key], kind, parent: map, key, base }));
}

function replacer({ parent, key }: Step): ((value: unknown) => void) | undefined {
  const holder = parent?.value;
  if (Array.isArray(holder)) {
    return (value) => {
      holder[Number(key)] = value;
    };
  }
  return isJsonObject(holder) ? (value) => setOwn(holder, String(key), value) : undefined;
}

function idKeyOf(dialect: Dialect): string | undefined {
  if (dialect === 'openapi-3.0' || dialect === 'swagger-2.0') return undefined;
  return dialect === 'draft-04' ? 'id' : '$id';
}

function baseOf(schema: JsonObject, idKey: string, base: string): string {
  const id = own(schema, idKey);
  if (typeof id !== 'string' || id.startsWith('#')) return base;
  return absoluteUri(id, base) ?? base;
}

/** RFC 3986 section 5; undefined where the two make no URI. */
export function absoluteUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

function pointerTo(step: Step, keys: readonly string[]): string {
  let pointer = keys.map((key) => `/${escapeToken(key)}`).join('');
  for (let at: Step = step; at.parent !== undefined; at = at.parent) {
    pointer = `/${escapeToken(String(at.key))}${pointer}`;
  }
  return pointer;
}
