import { isMultiple } from './exact-keywords.ts';
import { sampleOfPattern } from './pattern-sampler.ts';
import { isObject, type RawObject } from './raw-document.ts';
import type { PlainSchema } from './schema-conversion.ts';

type Definitions = Readonly<Record<string, PlainSchema>>;

/** All that is asked of one value, once references, `allOf` and the chosen branches are put together. */
type Facts = Map<string, unknown[]>;

const FORMATS: Record<string, string> = {
  'date-time': '2024-05-17T08:30:00Z',
  date: '2024-05-17',
  time: '08:30:00Z',
  duration: 'P3D',
  email: 'jo@example.com',
  'idn-email': 'jo@example.com',
  hostname: 'host.example.com',
  'idn-hostname': 'host.example.com',
  ipv4: '192.0.2.7',
  ipv6: '2001:db8::7',
  uri: 'https://example.com/a',
  'uri-reference': '/a',
  iri: 'https://example.com/a',
  'iri-reference': '/a',
  'uri-template': '/a/{b}',
  uuid: '3f0c1a52-7d84-4b0e-9a61-2c5e8f7d9b43',
  regex: '^a$',
  'json-pointer': '/a',
  'relative-json-pointer': '0/a',
};

/**
 * A small value that should satisfy a plain schema: what is required and no more. `turn` chooses other branches and
 * values, so that a caller who checks the outcome can try again; `filled` asks for one member, item or character;
 * `full` for every declared property. Undefined where there is none.
 */
export function sampleOf(
  uri: string,
  definitions: Definitions,
  { turn, filled, full }: { turn: number; filled: boolean; full: boolean },
): unknown {
  const least = filled ? { minProperties: 1, minItems: 1, minLength: 1 } : {};
  return new Sampler(definitions, turn, full).value({ $ref: uri, ...least }, 0);
}

class Sampler {
  readonly #definitions: Definitions;
  readonly #turn: number;
  readonly #full: boolean;

  constructor(definitions: Definitions, turn: number, full: boolean) {
    this.#definitions = definitions;
    this.#turn = turn;
    this.#full = full;
  }

  value(schema: PlainSchema, depth: number): unknown {
    if (schema === false || depth > 12) return undefined;
    const facts: Facts = new Map();
    this.#gather(schema, facts, 0);
    const choices = facts.get('enum');
    if (choices) return this.#choice(choices as unknown[][], facts);
    switch (this.#type(facts)) {
      case 'object':
        return this.#object(facts, depth);
      case 'array':
        return this.#array(facts, depth);
      case 'number':
      case 'integer':
        return this.#number(facts);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return this.#string(facts);
    }
  }

  #gather(schema: PlainSchema, facts: Facts, depth: number): void {
    if (!isObject(schema) || depth > 30) return;
    for (const [keyword, value] of Object.entries(schema))
      facts.set(keyword, [...(facts.get(keyword) ?? []), value]);
    if (typeof schema['$ref'] === 'string')
      this.#gather(this.#definitions[schema['$ref']] ?? true, facts, depth + 1);
    for (const part of listOf(schema['allOf'])) this.#gather(part, facts, depth + 1);
    for (const keyword of ['oneOf', 'anyOf']) {
      const branches = listOf(schema[keyword]);
      const branch = branches[this.#turn % Math.max(1, branches.length)];
      if (branch !== undefined) this.#gather(branch, facts, depth + 1);
    }
  }

  #choice(lists: unknown[][], facts: Facts): unknown {
    const types = this.#types(facts);
    const texts = lists.map((list) => new Set(list.map((value) => JSON.stringify(value))));
    const common = lists[0]!.filter((value) => texts.every((set) => set.has(JSON.stringify(value))));
    const typed = common.filter(
      (value) => types.size === 0 || types.has(typeOf(value)) || types.has('number'),
    );
    const filled = (typed.length > 0 ? typed : common).filter((value) => value !== '');
    return filled[this.#turn % Math.max(1, filled.length)] ?? common[0];
  }

  #types(facts: Facts): Set<string> {
    const lists = (facts.get('type') ?? []).map((type) => [type].flat() as string[]);
    const [first = [], ...rest] = lists;
    return new Set(
      first.filter((type) => rest.every((list) => list.includes(type) || list.includes('number'))),
    );
  }

  #type(facts: Facts): string {
    const types = [...this.#types(facts)].filter((type) => type !== 'null');
    if (types.length > 0) return types[this.#turn % types.length]!;
    if (facts.has('type')) return 'null';
    if (['properties', 'required', 'additionalProperties'].some((keyword) => facts.has(keyword)))
      return 'object';
    if (['items', 'minItems', 'prefixItems'].some((keyword) => facts.has(keyword))) return 'array';
    if (['minimum', 'maximum', 'multipleOf'].some((keyword) => facts.has(keyword))) return 'number';
    return 'string';
  }

  #object(facts: Facts, depth: number): RawObject {
    const out: RawObject = {};
    const schemas = new Map<string, PlainSchema[]>();
    for (const properties of facts.get('properties') ?? []) {
      for (const [name, schema] of Object.entries(properties as Record<string, PlainSchema>)) {
        schemas.set(name, [...(schemas.get(name) ?? []), schema]);
      }
    }
    const rest = (facts.get('additionalProperties') ?? [true])[0] as PlainSchema;
    const names = new Set((facts.get('required') ?? []).flat() as string[]);
    const least = Math.max(0, ...((facts.get('minProperties') ?? []) as number[]));
    // Later turns are full, which tells alternatives apart.
    if ((this.#full && depth < 5) || (this.#turn > 3 && depth < 3))
      for (const name of schemas.keys()) names.add(name);
    for (const name of [...schemas.keys(), 'a', 'b', 'c', 'd'])
      if (names.size < least && !schemas.get(name)?.includes(false)) names.add(name);
    for (const name of names) {
      const own = schemas.get(name);
      if (own?.includes(false)) continue;
      const value = this.value(own ? { allOf: own } : rest, depth + 1);
      if (value !== undefined)
        Object.defineProperty(out, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return out;
  }

  #array(facts: Facts, depth: number): unknown[] {
    const least = Math.max(0, ...((facts.get('minItems') ?? []) as number[]));
    const wanted = this.#turn % 2 === 0 ? Math.max(least, 1) : least;
    const most = Math.min(...((facts.get('maxItems') ?? [Infinity]) as number[]));
    const prefix = listOf((facts.get('prefixItems') ?? [])[0]);
    const items = (facts.get('items') ?? [true]) as PlainSchema[];
    const out: unknown[] = [];
    for (let index = 0; index < Math.min(wanted, most, 200); index++) {
      const sampler = facts.has('uniqueItems')
        ? new Sampler(this.#definitions, this.#turn + index, this.#full)
        : this;
      const value = sampler.value(prefix[index] ?? { allOf: items }, depth + 1);
      if (value === undefined) break;
      out.push(
        facts.has('uniqueItems') && out.includes(value) && typeof value === 'string'
          ? `${value}${index}`
          : value,
      );
    }
    return out;
  }

  #number(facts: Facts): number {
    const numbers = (keyword: string): number[] => (facts.get(keyword) ?? []) as number[];
    const low = Math.max(-Infinity, ...numbers('minimum'), ...numbers('exclusiveMinimum'));
    const high = Math.min(Infinity, ...numbers('maximum'), ...numbers('exclusiveMaximum'));
    const step = Math.max(0, ...numbers('multipleOf')) || 1;
    const near = Number.isFinite(low)
      ? [low, Math.ceil(low / step) * step, (Math.floor(low / step) + 1) * step]
      : [];
    const below = Number.isFinite(high) ? [high, (Math.ceil(high / step) - 1) * step] : [];
    const middle = Number.isFinite(low) && Number.isFinite(high) ? [(low + high) / 2] : [];
    const candidates = [1 + this.#turn, step, ...near, ...middle, ...below, 0];
    const fits = (value: number): boolean =>
      numbers('minimum').every((bound) => value >= bound) &&
      numbers('maximum').every((bound) => value <= bound) &&
      numbers('exclusiveMinimum').every((bound) => value > bound) &&
      numbers('exclusiveMaximum').every((bound) => value < bound) &&
      numbers('multipleOf').every((divisor) => isMultiple(value, divisor)) &&
      (!this.#types(facts).has('integer') || Number.isInteger(value));
    return candidates.find(fits) ?? 1;
  }

  #string(facts: Facts): string | undefined {
    const least = Math.max(0, ...((facts.get('minLength') ?? []) as number[]));
    const most = Math.min(Infinity, ...((facts.get('maxLength') ?? []) as number[]));
    const patterns = (facts.get('pattern') ?? []) as string[];
    const format = (facts.get('format') ?? []).find(
      (one) => typeof one === 'string' && FORMATS[one],
    ) as string;
    if (format && this.#turn < 4) return FORMATS[format];
    const chosen = patterns[this.#turn % Math.max(1, patterns.length)];
    if (chosen !== undefined) return sampleOfPattern(chosen, Math.max(least, 1), most) ?? 'standin';
    return 'standin'.padEnd(least, 'n').slice(0, Math.max(0, Math.min(most, 1e6)));
  }
}

function listOf(value: unknown): PlainSchema[] {
  return Array.isArray(value) ? (value as PlainSchema[]) : [];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
