import type { RawObject } from './raw-document.ts';
import { isObject } from './raw-document.ts';

/** How a schema is written; every one is judged as 2020-12. */
export type RawDialect = '2020-12' | 'draft-07' | 'draft-04' | '3.0' | '2.0';

export function dialectOf(metaSchema: string): RawDialect | undefined {
  const draft = /draft[-/](\d\d?\d?\d?-?\d\d)/.exec(metaSchema)?.[1];
  if (draft === '04') return 'draft-04';
  if (draft === '06' || draft === '07') return 'draft-07';
  return draft === '2019-09' || draft === '2020-12' ? '2020-12' : undefined;
}

/** Siblings of `$ref` mean nothing. */
export function ignoresReferenceSiblings(dialect: RawDialect): boolean {
  return dialect !== '2020-12';
}

const COMMON = ['type', 'enum', 'format', 'required', 'properties', 'additionalProperties', 'items', 'allOf'];
const BOUNDS = [
  ...[
    'multipleOf',
    'maximum',
    'exclusiveMaximum',
    'minimum',
    'exclusiveMinimum',
    'maxLength',
    'minLength',
    'pattern',
  ],
  ...['maxItems', 'minItems', 'uniqueItems', 'maxProperties', 'minProperties'],
];
const DRAFT_04 = [
  ...[...COMMON, ...BOUNDS, 'anyOf', 'oneOf', 'not'],
  ...['patternProperties', 'dependencies', 'additionalItems'],
];
const DRAFT_07 = [...DRAFT_04, 'const', 'contains', 'propertyNames', 'if', 'then', 'else', 'contentEncoding'];
/** `const` is no keyword of Swagger 2.0 and OpenAPI 3.0, but who writes it there means it. */
const KNOWN: Record<RawDialect, ReadonlySet<string>> = {
  '2.0': new Set([...COMMON, ...BOUNDS, 'const']),
  '3.0': new Set([...COMMON, ...BOUNDS, 'anyOf', 'oneOf', 'not', 'const']),
  'draft-04': new Set(DRAFT_04),
  'draft-07': new Set(DRAFT_07),
  '2020-12': new Set([
    ...DRAFT_07,
    ...['$dynamicRef', 'prefixItems', 'minContains', 'maxContains', 'dependentRequired', 'dependentSchemas'],
    ...['unevaluatedItems', 'unevaluatedProperties'],
  ]),
};

/** Does the dialect give that keyword a meaning that can make a value wrong? */
export function asserts(dialect: RawDialect, keyword: string): boolean {
  return KNOWN[dialect].has(keyword);
}

const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);

/** `type` as 2020-12 has it, with null where the dialect's own word allows it; undefined where it says nothing. */
export function convertType(schema: RawObject, dialect: RawDialect): string | string[] | undefined {
  const written = Array.isArray(schema['type']) ? schema['type'] : [schema['type']];
  const types = written.filter((type): type is string => typeof type === 'string' && TYPES.has(type));
  if (types.length === 0 || types.length < written.length) return undefined;
  const nullable =
    (dialect === '3.0' && schema['nullable'] === true) ||
    (dialect === '2.0' && schema['x-nullable'] === true);
  const all = nullable && !types.includes('null') ? [...types, 'null'] : types;
  return all.length === 1 ? all[0] : all;
}

/** Numeric bounds; the drafts' boolean exclusive ones become numbers. */
export function convertBounds(schema: RawObject): RawObject {
  const out: RawObject = {};
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof schema[bound] === 'number') {
      out[schema[exclusive] === true ? exclusive : bound] = schema[bound];
    }
    if (typeof schema[exclusive] === 'number') out[exclusive] = schema[exclusive];
  }
  if (typeof schema['multipleOf'] === 'number' && schema['multipleOf'] > 0)
    out['multipleOf'] = schema['multipleOf'];
  return out;
}

const COUNTS = ['maxLength', 'minLength', 'maxItems', 'minItems', 'maxProperties', 'minProperties'];

/** Lengths and counts; what is no count says nothing. */
export function convertCounts(schema: RawObject, dialect: RawDialect): RawObject {
  const out: RawObject = {};
  for (const keyword of dialect === '2020-12' ? [...COUNTS, 'minContains', 'maxContains'] : COUNTS) {
    const count = schema[keyword];
    if (typeof count === 'number' && Number.isInteger(count) && count >= 0) out[keyword] = count;
  }
  if (schema['uniqueItems'] === true) out['uniqueItems'] = true;
  return out;
}

/** Formats of JSON Schema 2020-12, section 7.3. */
const FORMATS = new Set([
  ...[
    'date-time',
    'date',
    'time',
    'duration',
    'email',
    'idn-email',
    'hostname',
    'idn-hostname',
    'ipv4',
    'ipv6',
  ],
  ...['uri', 'uri-reference', 'iri', 'iri-reference', 'uri-template', 'uuid', 'regex'],
  ...['json-pointer', 'relative-json-pointer'],
]);
const BASE64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';
const BASE64URL = '^[A-Za-z0-9_-]*={0,2}$';

/** OpenAPI's own formats and base64 content as what can be asserted. */
export function convertFormat(
  schema: RawObject,
  dialect: RawDialect,
): { format?: string; extra: RawObject[] } {
  const format = schema['format'];
  const extra: RawObject[] = [];
  if (format === 'int32') extra.push({ minimum: -(2 ** 31), maximum: 2 ** 31 - 1, multipleOf: 1 });
  if (format === 'int64') extra.push({ minimum: -(2 ** 63), maximum: 2 ** 63, multipleOf: 1 });
  if (format === 'byte' || format === 'base64') extra.push({ pattern: BASE64 });
  if (asserts(dialect, 'contentEncoding')) {
    if (schema['contentEncoding'] === 'base64') extra.push({ pattern: BASE64 });
    if (schema['contentEncoding'] === 'base64url') extra.push({ pattern: BASE64URL });
  }
  return typeof format === 'string' && FORMATS.has(format) ? { format, extra } : { extra };
}

export function compilePattern(source: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags);
    } catch {}
  }
  return undefined;
}

export function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

export function membersOf(value: unknown): Array<[string, unknown]> {
  return isObject(value) ? Object.entries(value) : [];
}
