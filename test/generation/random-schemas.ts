import fc from 'fast-check';
import { isObject } from '../support/raw-document.ts';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Keywords = Record<string, unknown>;

const names = ['a', 'b', 'c', 'id', 'x-1', 'ü', 'größe', 'to string'];

/** Small values of every type. */
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, 1, -7, 42, 3.25, 1e6, '', 'x', 'abc', 'Ünï 😀', '2025-03-01'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...names), tie('value')), {
        maxLength: 4,
        selector: ([name]) => name,
      })
      .map((entries) => Object.fromEntries(entries) as Json),
  ),
})).value;

/** A schema made around a value so that the value satisfies it, and that value. */
export interface Built {
  readonly schema: unknown;
  readonly witness: Json;
}

export const built: fc.Arbitrary<Built> = fc
  .tuple(json, fc.infiniteStream(fc.nat({ max: 0x7fffffff })))
  .map(([witness, stream]) => ({ schema: new Builder(stream).around(witness, 3), witness }));

class Builder {
  readonly #stream: Iterator<number>;
  constructor(stream: Iterator<number>) {
    this.#stream = stream;
  }

  #below(count: number): number {
    return (this.#stream.next().value as number) % count;
  }

  #chance(percent: number): boolean {
    return this.#below(100) < percent;
  }

  around(value: Json, depth: number): unknown {
    if (this.#chance(4)) return true;
    const schema: Keywords = {};
    if (this.#chance(75)) this.#type(schema, value);
    if (depth > 0) this.#byType(schema, value, depth);
    if (this.#chance(5)) schema['enum'] = [value, 'other', 17];
    else if (this.#chance(3)) schema['const'] = value;
    if (depth > 0)
      for (let count = this.#below(3); count > 0; count--) this.#inPlace(schema, value, depth - 1);
    return schema;
  }

  #type(schema: Keywords, value: Json): void {
    const type = typeOf(value);
    const own = type === 'integer' && this.#chance(30) ? 'number' : type;
    schema['type'] = this.#chance(20) ? [own, own === 'null' ? 'string' : 'null'] : own;
  }

  #byType(schema: Keywords, value: Json, depth: number): void {
    if (typeof value === 'number') this.#number(schema, value);
    else if (typeof value === 'string') this.#string(schema, value);
    else if (Array.isArray(value)) this.#array(schema, value, depth);
    else if (isObject(value)) this.#object(schema, value as { [name: string]: Json }, depth);
  }

  #number(schema: Keywords, value: number): void {
    if (this.#chance(30)) schema['minimum'] = value - this.#below(3);
    if (this.#chance(30)) schema['maximum'] = value + this.#below(3);
    if (this.#chance(20)) schema['exclusiveMinimum'] = value - 1 - this.#below(3);
    if (this.#chance(20)) schema['exclusiveMaximum'] = value + 1 + this.#below(3);
    if (this.#chance(20)) schema['multipleOf'] = Number.isInteger(value) ? (value % 7 === 0 ? 7 : 1) : 0.25;
  }

  #string(schema: Keywords, value: string): void {
    const length = [...value].length;
    if (this.#chance(30)) schema['minLength'] = Math.max(0, length - this.#below(3));
    if (this.#chance(30)) schema['maxLength'] = length + this.#below(3);
    if (this.#chance(20)) schema['pattern'] = /^[a-z]+$/.test(value) ? '^[a-z]+$' : '^[^\\n]*$';
    if (value.startsWith('2025') && this.#chance(50)) schema['format'] = 'date';
  }

  #array(schema: Keywords, value: Json[], depth: number): void {
    const prefix = this.#chance(30) ? this.#below(value.length + 1) : 0;
    if (prefix > 0)
      schema['prefixItems'] = value.slice(0, prefix).map((item) => this.around(item, depth - 1));
    if (this.#chance(50)) schema['items'] = this.#aroundAll(value.slice(prefix), depth - 1);
    if (this.#chance(30)) schema['minItems'] = Math.max(0, value.length - this.#below(2));
    if (this.#chance(30)) schema['maxItems'] = value.length + this.#below(2);
    if (new Set(value.map((item) => JSON.stringify(item))).size === value.length && this.#chance(30))
      schema['uniqueItems'] = true;
    const [first] = value;
    if (first !== undefined && this.#chance(25)) {
      schema['contains'] = this.around(first, depth - 1);
      if (this.#chance(30)) schema['maxContains'] = value.length;
    }
    if (this.#chance(10)) schema['unevaluatedItems'] = this.#aroundAll(value, depth - 1);
  }

  #object(schema: Keywords, value: { [name: string]: Json }, depth: number): void {
    const own = Object.keys(value);
    const described = own.filter(() => this.#chance(70));
    if (described.length > 0 || this.#chance(50)) {
      const entries = described.map((name) => [name, this.around(value[name]!, depth - 1)] as const);
      const spare = names.filter((name) => !Object.hasOwn(value, name) && this.#chance(20));
      const others = spare.map((name) => [name, this.around('spare', 0)] as const);
      schema['properties'] = Object.fromEntries([...entries, ...others]);
    }
    if (this.#chance(60)) schema['required'] = own.filter(() => this.#chance(60));
    const patterned = this.#chance(15);
    if (patterned) schema['patternProperties'] = { '^x': this.#aroundAll(matching(value, /^x/), depth - 1) };
    const rest = own.filter((name) => !described.includes(name) && !(patterned && name.startsWith('x')));
    if (this.#chance(30)) {
      const values = rest.map((name) => value[name]!);
      schema['additionalProperties'] = rest.length === 0 ? false : this.#aroundAll(values, depth - 1);
    }
    if (this.#chance(20)) schema['minProperties'] = Math.max(0, own.length - this.#below(2));
    if (this.#chance(20)) schema['maxProperties'] = own.length + this.#below(2);
    if (this.#chance(10)) schema['propertyNames'] = { maxLength: 11 };
    const [first, second] = own;
    if (first !== undefined && this.#chance(15)) schema['dependentRequired'] = { [first]: own, q: ['r'] };
    if (second !== undefined && this.#chance(10))
      schema['dependentSchemas'] = { [second]: this.around(value, depth - 2) };
    if (this.#chance(10)) schema['unevaluatedProperties'] = this.#aroundAll(Object.values(value), depth - 1);
  }

  /** A schema that all of them satisfy. */
  #aroundAll(values: readonly Json[], depth: number): unknown {
    if (values.length === 0) return this.#chance(50) ? true : { type: 'string' };
    return { anyOf: values.map((value) => this.around(value, depth - 1)) };
  }

  #inPlace(schema: Keywords, value: Json, depth: number): void {
    const good = (): unknown => this.around(value, depth);
    switch (this.#below(6)) {
      case 0:
        schema['allOf'] = [good(), good()];
        break;
      case 1:
        schema['anyOf'] = [good(), this.#alien(value), false];
        break;
      case 2:
        schema['oneOf'] = [this.#alien(value), good()];
        break;
      case 3:
        schema['not'] = this.#chance(50) ? this.#alien(value) : { allOf: [good(), this.#alien(value)] };
        break;
      case 4:
        schema['if'] = good();
        schema['then'] = good();
        schema['else'] = this.#alien(value);
        break;
      default:
        schema['if'] = this.#alien(value);
        schema['else'] = good();
        schema['then'] = this.#chance(50) ? false : { title: 'anything' };
    }
  }

  /** A schema that the value breaks. */
  #alien(value: Json): unknown {
    const type = typeOf(value);
    const others = ['string', 'boolean', 'object', 'array', 'null'].filter((other) => other !== type);
    if (this.#chance(60)) return { type: others[this.#below(others.length)] };
    if (this.#chance(30)) return { not: { enum: [value] } };
    if (typeof value === 'number') return { maximum: value - 1 - this.#below(5) };
    if (typeof value === 'string') return { minLength: value.length + 1 + this.#below(5) };
    if (Array.isArray(value)) return { minItems: value.length + 1 };
    if (isObject(value)) return { required: ['missing'] };
    return { enum: ['never', -1] };
  }
}

function matching(value: { [name: string]: Json }, pattern: RegExp): Json[] {
  return Object.keys(value).flatMap((name) => (pattern.test(name) ? [value[name]!] : []));
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}
