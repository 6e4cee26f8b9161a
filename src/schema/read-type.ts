import { brief, type Copy, type Reader } from './copy.ts';
import { isJsonObject, type JsonObject } from './json.ts';

const TYPES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
]);

/** Words that authors use for a type, with the format that they imply. */
const MEANT: ReadonlyMap<string, readonly [string, string?]> = new Map<string, readonly [string, string?]>([
  ['int', ['integer']],
  ['int32', ['integer', 'int32']],
  ['int64', ['integer', 'int64']],
  ['long', ['integer', 'int64']],
  ['short', ['integer']],
  ['float', ['number', 'float']],
  ['double', ['number', 'double']],
  ['decimal', ['number']],
  ['bool', ['boolean']],
  ['str', ['string']],
  ['text', ['string']],
  ['list', ['array']],
  ['map', ['object']],
  ['dict', ['object']],
  ['hash', ['object']],
  ['date', ['string', 'date']],
  ['date-time', ['string', 'date-time']],
  ['datetime', ['string', 'date-time']],
  ['uuid', ['string', 'uuid']],
  ['uri', ['string', 'uri']],
  ['url', ['string', 'uri']],
  ['email', ['string', 'email']],
  ['byte', ['string', 'byte']],
  ['binary', ['string', 'binary']],
  ['password', ['string', 'password']],
]);

export const readType: Reader = (copy, value) => {
  const words = Array.isArray(value) ? value : [value];
  const types: string[] = [];
  for (const word of words) {
    const type = readWord(copy, word, Array.isArray(value));
    // One word that lets anything in makes the others idle.
    if (type === undefined) return;
    if (!types.includes(type)) types.push(type);
  }
  if (types.length === 0) {
    copy.fault('invalid-keyword', '"type" must name at least one type', 'type');
    return;
  }
  copy.to['type'] = types.length === 1 && !Array.isArray(value) ? types[0] : types;
};

function readWord(copy: Copy, word: unknown, inList: boolean): string | undefined {
  if (typeof word === 'string') {
    if (TYPES.has(word)) return word;
    if (word === 'file' && copy.traits.openapi) return imply(copy, ['string', 'binary']);
    const lower = word.trim().toLowerCase();
    const meant = TYPES.has(lower) ? ([lower] as const) : MEANT.get(lower);
    const reading = meant === undefined ? 'left out' : `read as "${meant[0]}"`;
    copy.fault('invalid-type', `${brief(word)} is no type and is ${reading}`, 'type');
    return meant === undefined ? undefined : imply(copy, meant);
  }
  // YAML reads `type: null` and `- null` as no text at all; in the newer dialects the type null is meant.
  if (word === null && (inList || copy.traits.level >= 6) && !(copy.traits.openapi && !inList)) {
    copy.fault('invalid-type', '"type" holds an empty value and is read as "null"', 'type');
    return 'null';
  }
  copy.fault(
    'invalid-type',
    `"type" must be the name of a type, not ${brief(word)}, and is left out`,
    'type',
  );
  return undefined;
}

function imply(copy: Copy, [type, format]: readonly [string, string?]): string {
  if (format !== undefined && !Object.hasOwn(copy.from, 'format')) copy.to['format'] = format;
  return type;
}

/** Values of an enum that cannot be of the schema's type, in the way that authors mean them. */
export function reconcileEnum(copy: Copy): void {
  const { to } = copy;
  const values = to['enum'];
  const type = to['type'];
  if (!copy.traits.openapi || !Array.isArray(values) || typeof type !== 'string') return;
  if (type === 'array') {
    if (values.some(Array.isArray) || values.some((value) => value === null)) return;
    copy.fault('enum-type', '"enum" of an array holds no array and is read as the enum of its items', 'enum');
    const items: JsonObject = isJsonObject(to['items']) ? to['items'] : {};
    to['items'] = Object.hasOwn(items, 'enum') ? items : { ...items, enum: values };
    delete to['enum'];
    return;
  }
  const convert = CONVERT[type];
  if (convert === undefined || values.some((value) => value === null || typeof value === 'object')) return;
  const converted = values.map(convert);
  if (converted.some((value) => value === undefined) || values.some((value, i) => value === converted[i]))
    return;
  copy.fault('enum-type', `"enum" holds no value of type ${type}; its values are read as such`, 'enum');
  to['enum'] = converted;
}

const CONVERT: Readonly<Record<string, ((value: unknown) => unknown) | undefined>> = {
  string: String,
  number: numeric,
  integer: numeric,
  boolean: (value) => ({ true: true, false: false })[String(value)],
};

function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
}
