import { brief, type Copy, type Reader } from './copy.ts';
import { isJsonObject, type JsonObject, own, setOwn } from './json.ts';
import type { Direction } from './schema.ts';

/** The Discriminator Object: what its mapping names becomes the `id` of a Schema. */
export function readDiscriminator(copy: Copy): void {
  const written = own(copy.from, 'discriminator');
  if (written === undefined) return;
  // Swagger 2.0: the property's name alone.
  const given: JsonObject | undefined =
    typeof written === 'string' ? { propertyName: written } : asObject(written);
  if (given === undefined || typeof own(given, 'propertyName') !== 'string') {
    const what = `"discriminator" must be an object with "propertyName", not ${brief(written)}`;
    copy.fault('invalid-keyword', what, 'discriminator');
    return;
  }
  const branches = branchIds(copy.to);
  const preferred = (id: string): string => {
    const { value } = copy.named(id);
    return branches.find((branch) => copy.named(branch).value === value) ?? id;
  };
  const mapping: JsonObject = {};
  const mapped = own(given, 'mapping');
  for (const [value, target] of isJsonObject(mapped) ? Object.entries(mapped) : []) {
    if (typeof target !== 'string') continue;
    const id = copy.mapping(target, ['discriminator', 'mapping', value]);
    if (id !== undefined) setOwn(mapping, value, preferred(id));
  }
  const explicit = new Set(Object.values(mapping));
  // OpenAPI 3: a branch that no mapping names goes by its component's name.
  for (const id of branches) {
    const { name } = copy.named(id);
    if (name !== undefined && !explicit.has(id) && !Object.hasOwn(mapping, name)) setOwn(mapping, name, id);
  }
  const discriminator: JsonObject = { ...given, mapping };
  delete discriminator['defaultMapping'];
  const fallback = own(given, 'defaultMapping');
  if (typeof fallback === 'string') {
    const id = copy.mapping(fallback, ['discriminator', 'defaultMapping']);
    if (id !== undefined) discriminator['defaultMapping'] = preferred(id);
  }
  copy.to['discriminator'] = discriminator;
}

function asObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function branchIds(schema: JsonObject): string[] {
  const ids: string[] = [];
  for (const keyword of ['oneOf', 'anyOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    for (const branch of branches) if (typeof branch?.$ref === 'string') ids.push(branch.$ref);
  }
  return ids;
}

/** `nullable` of OpenAPI 3.1 and later, where it means nothing. */
export const readIdleNullable: Reader = (copy, value, keyword) => {
  if (value !== true || copy.traits.nullable.length > 0) return;
  copy.fault('idle-keyword', `"${keyword}" says nothing in this dialect; add "null" to "type"`, keyword);
};

/** Keywords beside which null must be let in from outside. */
const GUARDS = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'const', 'if'];

/** Beside a `$ref` whose siblings say nothing in the dialect, these are kept all the same: they demand nothing. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'example',
  'examples',
  'readOnly',
  'writeOnly',
  'deprecated',
  'xml',
]);

/** Keywords that stay outside when a schema is wrapped. */
const OUTSIDE: ReadonlySet<string> = new Set([...ANNOTATIONS, 'externalDocs']);

/**
 * The schema, with null let in as `nullable: true` says; a new object where it had to be wrapped. OpenAPI 3.0.3 (section
 * 4.7.24) gives it a meaning beside a plain `type` only. Authors mean null in other places too: there it is accepted
 * from clients, and marked so that nothing of ours makes use of it, but no response may hold it.
 */
export function admitNull(schema: JsonObject, direction: Direction): JsonObject {
  const strict = direction === 'response';
  const guarded = GUARDS.some((keyword) => schema[keyword] !== undefined);
  if (guarded && !strict) {
    const outer: JsonObject = {};
    const inner: JsonObject = {};
    for (const [key, value] of Object.entries(schema)) {
      setOwn(OUTSIDE.has(key) || key.startsWith('x-') ? outer : inner, key, value);
    }
    outer['anyOf'] = [inner, { type: 'null', standinLenientNull: true }];
    return outer;
  }
  const type = schema['type'];
  if (typeof type === 'string' && type !== 'null') schema['type'] = [type, 'null'];
  else if (Array.isArray(type) && !type.includes('null')) schema['type'] = [...type, 'null'];
  const values = schema['enum'];
  if (!strict && Array.isArray(values) && !values.includes(null)) {
    schema['enum'] = [...values, null];
    schema['standinLenientNull'] = true;
  }
  return schema;
}
