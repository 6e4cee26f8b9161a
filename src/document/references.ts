import { type Dialect, escapeToken, isJsonObject, type JsonObject, own } from '../schema/index.ts';
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
}

export interface FoundReference {
  /** As written. */
  readonly reference: string;
  /** What it must lead to. */
  readonly kind: Kind;
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
  const stack: Step[] = [
    { value: start.value, kind: start.kind, parent: undefined, key: '', base: start.base },
  ];
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
    enter?.(kind, value, () => start.pointer + pointerTo(step, []));
    const base = kind === 'schema' && idKey !== undefined ? baseOf(value, idKey, step.base) : step.base;
    const found = (reference: string, to: Kind, ...keys: string[]) =>
      visit({
        reference,
        kind: to,
        uri: start.uri,
        base,
        dialect: start.dialect,
        pointer: () => start.pointer + pointerTo(step, keys),
      });
    const stop = visitOwn(value, kind, modern, found);
    if (!stop) pushFields(stack, step, value, base);
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
function visitOwn(
  object: JsonObject,
  kind: Kind,
  modern: boolean,
  found: (reference: string, to: Kind, ...keys: string[]) => void,
): boolean {
  if (kind === 'link' && typeof own(object, 'operationRef') === 'string') {
    found(object['operationRef'] as string, 'operation', 'operationRef');
  }
  if (kind === 'discriminator') {
    const mapping = own(object, 'mapping');
    for (const [key, target] of Object.entries(isJsonObject(mapping) ? mapping : {})) {
      if (typeof target === 'string' && isUriLike(target)) found(target, 'schema', 'mapping', key);
    }
    const fallback = own(object, 'defaultMapping');
    if (typeof fallback === 'string' && isUriLike(fallback)) found(fallback, 'schema', 'defaultMapping');
  }
  for (const key of kind === 'schema' ? referenceKeys : ['$ref']) {
    const reference = own(object, key);
    if (typeof reference === 'string') found(reference, kind, key);
  }
  // Beside `$ref`, other members count in a path item and, from JSON Schema 2019-09 on, in a schema.
  return typeof own(object, '$ref') === 'string' && kind !== 'path-item' && !(kind === 'schema' && modern);
}

/** A discriminator's mapping holds names of schemas too: a name has neither slash nor `#` nor a file's ending. */
function isUriLike(target: string): boolean {
  return /[/#]|\.(?:json|ya?ml)$/i.test(target);
}

function pushFields(stack: Step[], step: Step, object: JsonObject, base: string): void {
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
    } else if (isJsonObject(value)) {
      const names = Object.keys(value);
      for (let n = names.length - 1; n >= 0; n--) {
        const name = names[n]!;
        stack.push({ value: value[name], kind: field.kind, parent: child, key: name, base });
      }
    }
  }
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

const toOtherFile =
  /(?:\$(?:ref|dynamicRef|recursiveRef)|operationRef)["']?\s*:\s*(?=[^#\s"']|["'][^#])|\\u0024|\\x24/;

const mappingKey = /[mM]apping["']?\s*:/g;
const fileValue = /:\s{0,99}["']?[^\s"'#]{1,999}\.(?:json|ya?ml)(?!\w)/i;

/** Characters after the key that are looked at: room for some hundred members. */
const mappingLength = 20_000;

/**
 * Could something in the text refer to another file? Text without doubt has no such reference; a yes may be
 * wrong. Takes about a millisecond for each MB, where a walk over the value takes fifty.
 */
export function mayReferElsewhere(text: string): boolean {
  if (toOtherFile.test(text)) return true;
  const mapping = new RegExp(mappingKey);
  while (mapping.exec(text) !== null) {
    const end = mapping.lastIndex + mappingLength;
    if (fileValue.test(text.slice(mapping.lastIndex, end))) return true;
    mapping.lastIndex = end;
  }
  return false;
}
