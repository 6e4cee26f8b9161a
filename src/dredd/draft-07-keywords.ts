import { compilePattern, isJsonObject, type JsonObject, setOwn } from '../schema/index.ts';

/** Numbers, lengths and counts, which mean the same. */
const alike = [
  'type',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
];
/** Those of which Ajv 6 accepts all that is valid, and refuses some that is not. */
const knownFormats = new Set(['date', 'uuid', 'ipv4', 'uri', 'json-pointer']);
const time = '[0-2]\\d:[0-5]\\d:[0-6]\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:\\d\\d)';
/** In place of those that Ajv 6 reads too closely: leap seconds, quoted addresses. */
const formatPatterns: ReadonlyMap<string, string> = new Map([
  ['date-time', `^\\d{4}-[01]\\d-[0-3]\\d[Tt]${time}$`],
  ['time', `^${time}$`],
  ['email', '@'],
  ['idn-email', '@'],
]);
/** Through these a schema looks at members and items in other schemas than itself. */
const elsewhere = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', 'contains', 'prefixItems'];

/** A piece that was translated; `exact`: it accepts what the original accepts, and no more. */
export interface Piece {
  readonly json: boolean | JsonObject;
  readonly exact: boolean;
}

/** The keywords of one schema object besides `$ref`. */
export class KeywordTranslation {
  readonly #from: JsonObject;
  readonly #to: JsonObject = {};
  readonly #patterns: boolean;
  readonly #sub: (json: unknown) => Piece;
  #exact = true;
  #hasAllMembers = true;

  constructor(from: JsonObject, patterns: boolean, sub: (json: unknown) => Piece) {
    this.#from = from;
    this.#patterns = patterns;
    this.#sub = sub;
  }

  read(): { readonly json: JsonObject; readonly exact: boolean } {
    const from = this.#from;
    for (const keyword of alike) if (Object.hasOwn(from, keyword)) this.#to[keyword] = from[keyword];
    this.#values();
    this.#texts();
    this.#items();
    this.#members();
    this.#unevaluated();
    this.#dependencies();
    this.#branches();
    return { json: this.#to, exact: this.#exact };
  }

  #loosen(): void {
    this.#exact = false;
  }

  /** The part, which may accept more. */
  #part(json: unknown): boolean | JsonObject {
    const piece = this.#sub(json);
    if (!piece.exact) this.#loosen();
    return piece.json;
  }

  #also(json: JsonObject): void {
    this.#to['allOf'] = [...((this.#to['allOf'] as unknown[] | undefined) ?? []), json];
  }

  /** Ajv 6 compares objects by members that here are data. */
  #values(): void {
    const { enum: values, multipleOf } = this.#from;
    if (Array.isArray(values)) {
      if (values.length > 0 && values.every(isPrimitive)) this.#to['enum'] = [...new Set(values)];
      else this.#loosen();
    }
    if (Object.hasOwn(this.#from, 'const')) {
      if (isPrimitive(this.#from['const'])) this.#to['const'] = this.#from['const'];
      else this.#loosen();
    }
    // By division: 19.99 would be no multiple of 0.01.
    if (Number.isInteger(multipleOf)) this.#to['multipleOf'] = multipleOf;
    if (multipleOf !== undefined) this.#loosen();
  }

  #texts(): void {
    const { pattern, format } = this.#from;
    if (typeof pattern === 'string') {
      const source = this.#source(pattern);
      if (source !== undefined) this.#to['pattern'] = source;
      else this.#loosen();
    }
    if (typeof format !== 'string') return;
    this.#loosen();
    const loose = formatPatterns.get(format);
    if (knownFormats.has(format)) this.#to['format'] = format;
    else if (loose !== undefined) this.#also({ pattern: loose });
  }

  /** As Ajv 6 reads it, without flags; undefined where it would not mean the same. */
  #source(pattern: string): string | undefined {
    const compiled = this.#patterns ? compilePattern(pattern) : undefined;
    if (!compiled || !/^u?$/.test(compiled.flags) || /\\[pP]\{|\\u\{|\\k</.test(compiled.source))
      return undefined;
    try {
      new RegExp(compiled.source);
      return compiled.source;
    } catch {
      return undefined;
    }
  }

  #items(): void {
    const { items, prefixItems, contains, minContains, maxContains } = this.#from;
    if (Array.isArray(prefixItems) && prefixItems.length > 0) {
      this.#to['items'] = prefixItems.map((item) => this.#part(item));
      if (items !== undefined) this.#to['additionalItems'] = this.#part(items);
    } else if (items !== undefined) this.#to['items'] = this.#part(items);
    if (contains === undefined) return;
    if (minContains !== 0) this.#to['contains'] = this.#part(contains);
    if ((minContains ?? 1) !== 1 || maxContains !== undefined) this.#loosen();
  }

  #members(): void {
    const { properties, patternProperties, additionalProperties, propertyNames, required } = this.#from;
    const named: JsonObject = {};
    const patterned: JsonObject = {};
    for (const [name, part] of entriesOf(properties)) {
      if (isMisread(name)) patterned[`^${name}$`] = this.#part(part);
      else setOwn(named, name, this.#part(part));
    }
    for (const [pattern, part] of entriesOf(patternProperties)) {
      const source = this.#source(pattern);
      if (source === undefined) this.#hasAllMembers = false;
      else if (Object.hasOwn(patterned, source))
        patterned[source] = { allOf: [patterned[source], this.#part(part)] };
      else patterned[source] = this.#part(part);
    }
    if (Object.keys(named).length > 0) this.#to['properties'] = named;
    if (Object.keys(patterned).length > 0) this.#to['patternProperties'] = patterned;
    // Without one of the patterns, its members would count as additional ones.
    if (!this.#hasAllMembers) this.#loosen();
    else if (additionalProperties !== undefined)
      this.#to['additionalProperties'] = this.#part(additionalProperties);
    if (propertyNames !== undefined) this.#to['propertyNames'] = this.#part(propertyNames);
    if (!Array.isArray(required) || required.length === 0) return;
    this.#to['required'] = [...new Set(required)];
    if (required.some(isMisread)) this.#loosen();
  }

  /** Where nothing else looks at members or items, as `additional…`. */
  #unevaluated(): void {
    const { unevaluatedProperties: members, unevaluatedItems: items } = this.#from;
    if (members === undefined && items === undefined) return;
    const isAlone = !elsewhere.some((keyword) => this.#from[keyword] !== undefined);
    if (
      isAlone &&
      this.#hasAllMembers &&
      items === undefined &&
      this.#from['additionalProperties'] === undefined
    )
      this.#to['additionalProperties'] = this.#part(members);
    else this.#loosen();
  }

  #dependencies(): void {
    const { dependentRequired, dependentSchemas } = this.#from;
    for (const [name, names] of entriesOf(dependentRequired)) {
      if (isMisread(name) || !Array.isArray(names) || names.some(isMisread)) this.#loosen();
      else this.#also({ dependencies: { [name]: [...new Set(names)] } });
    }
    for (const [name, part] of entriesOf(dependentSchemas)) {
      if (isMisread(name)) this.#loosen();
      else this.#also({ dependencies: { [name]: this.#part(part) } });
    }
  }

  #branches(): void {
    const { allOf, anyOf, oneOf, not } = this.#from;
    for (const part of listOf(allOf)) {
      const json = this.#part(part);
      this.#also(json === true ? {} : json === false ? { not: {} } : json);
    }
    const any = listOf(anyOf);
    if (any.length > 0) this.#to['anyOf'] = any.map((part) => this.#part(part));
    const one = listOf(oneOf).map((part) => this.#sub(part));
    if (one.every(({ exact }) => exact)) {
      if (one.length > 0) this.#to['oneOf'] = one.map(({ json }) => json);
    } else {
      // A branch that accepts more may accept what is another's.
      this.#loosen();
      this.#also({ anyOf: one.map(({ json }) => json) });
    }
    if (not !== undefined) {
      const refused = this.#sub(not);
      if (refused.exact) this.#to['not'] = refused.json;
      else this.#loosen();
    }
    this.#condition();
  }

  #condition(): void {
    const { if: condition, then: yes, else: no } = this.#from;
    if (condition === undefined || (yes === undefined && no === undefined)) return;
    const asked = this.#sub(condition);
    if (!asked.exact) {
      this.#loosen();
      return;
    }
    this.#to['if'] = asked.json;
    if (yes !== undefined) this.#to['then'] = this.#part(yes);
    if (no !== undefined) this.#to['else'] = this.#part(no);
  }
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Ajv 6 takes what every object inherits for a member that is there. */
function isMisread(name: unknown): boolean {
  return typeof name === 'string' && (name === '' || name in Object.prototype);
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
