import { compilePattern, isJsonObject, type JsonObject, type SchemaScope } from '../schema/index.ts';
import { narrow } from './assertions.ts';
import { discriminatorChoice, wantedByBranch } from './discriminator.ts';
import { areDisjoint } from './disjoint.ts';
import { exclude } from './exclude.ts';
import { settle } from './settle.ts';
import {
  type Alternative,
  openShape,
  type Shape,
  type Subschema,
  typeBit,
  type Unevaluated,
} from './shape.ts';

/** What comes of following a list of choices: one more choice, a shape, or a contradiction. */
export type Step =
  | { readonly kind: 'choice'; readonly alternatives: readonly Alternative[] }
  | { readonly kind: 'shape'; readonly shape: Shape }
  | { readonly kind: 'dead' };

const dead: Step = { kind: 'dead' };
const maxSubschemas = 5_000;
const manyBranches = 60;

class ChoiceNeeded extends Error {
  readonly alternatives: readonly Alternative[];
  constructor(alternatives: readonly Alternative[]) {
    super('a choice is needed');
    this.alternatives = alternatives;
  }
}

/** Merges all subschemas that apply to one value into a Shape, taking at the n-th choice the alternative `choices[n]`. */
export function flatten(schemas: readonly Subschema[], choices: readonly number[], scope: SchemaScope): Step {
  const flattener = new Flattener(scope, choices);
  try {
    for (const schema of schemas) flattener.add(schema, []);
    flattener.addDependents();
    flattener.addExclusions();
  } catch (error) {
    if (error instanceof ChoiceNeeded) return { kind: 'choice', alternatives: error.alternatives };
    throw error;
  }
  return settle(flattener.shape, schemas, scope) ? { kind: 'shape', shape: flattener.shape } : dead;
}

class Flattener {
  readonly shape: Shape = openShape();
  readonly #scope: SchemaScope;
  readonly #choices: readonly number[];
  #taken = 0;
  #count = 0;
  readonly #active = new Set<JsonObject>();
  readonly #done = new Set<JsonObject>();
  #rests: Unevaluated[] = [];
  readonly #excluded = new Set<Subschema>();
  readonly #dependents: Array<{ name: string; schema: Subschema; rests: Unevaluated[] }> = [];

  constructor(scope: SchemaScope, choices: readonly number[]) {
    this.#scope = scope;
    this.#choices = choices;
  }

  /** `chain`: ids of the references that led here, outermost first. */
  add(schema: Subschema, chain: readonly string[]): void {
    if (schema === true) return;
    if (schema === false) {
      this.shape.types = 0;
      return;
    }
    // A second visit adds nothing, unless an `unevaluated…` around it has to see its layers.
    if (this.#active.has(schema) || (this.#done.has(schema) && this.#rests.length === 0)) return;
    if (++this.#count > maxSubschemas) return;
    this.#active.add(schema);
    this.#done.add(schema);
    const outer = this.#rests;
    this.#rests = this.#openRests(schema);
    this.#assertions(schema);
    this.#layer(schema);
    this.#applicators(schema, chain);
    this.#rests = outer;
    this.#active.delete(schema);
  }

  /** `dependentSchemas` of members that are there, or may be. */
  addDependents(): void {
    for (let index = 0; index < this.#dependents.length; index++) {
      const { name, schema, rests } = this.#dependents[index]!;
      const outer = this.#rests;
      this.#rests = rests;
      if (this.shape.required.has(name)) this.add(schema, []);
      else {
        const known = this.shape.layers.some(
          (layer) => layer.properties && Object.hasOwn(layer.properties, name),
        );
        const present: Alternative = { schemas: [{ required: [name] }, schema], rank: known ? 0 : 1 };
        this.#choose([present, { schemas: [{ properties: { [name]: false } }], rank: known ? 1 : 0 }], []);
      }
      this.#rests = outer;
    }
  }

  /** Breaks what must not hold, once all else is known: the one with the fewest ways first, so that dead ends show early. */
  addExclusions(): void {
    this.#rests = [];
    while (this.#excluded.size > 0 && this.shape.types !== 0) {
      let narrowest: { schema: Subschema; ways: readonly Alternative[] } | undefined;
      for (const schema of this.#excluded) {
        const ways = exclude(schema, this.shape, this.#scope);
        if (ways === 'hopeless') this.shape.types = 0;
        else if (typeof ways === 'string') this.#excluded.delete(schema);
        else if (!narrowest || ways.length < narrowest.ways.length) narrowest = { schema, ways };
        if (ways === 'hopeless' || narrowest?.ways.length === 1) break;
      }
      if (!narrowest || this.shape.types === 0) return;
      this.#excluded.delete(narrowest.schema);
      this.#choose(narrowest.ways, []);
    }
  }

  #choose(alternatives: readonly Alternative[], chain: readonly string[]): void {
    const choice = alternatives.length === 1 ? 0 : this.#choices[this.#taken];
    if (choice === undefined) throw new ChoiceNeeded(alternatives);
    if (alternatives.length > 1) this.#taken++;
    const alternative = alternatives[choice];
    if (!alternative) {
      this.shape.types = 0;
      return;
    }
    if (alternative.wanted) this.#want(alternative.wanted);
    for (const schema of alternative.schemas) this.add(schema, chain);
  }

  #want([property, value]: readonly [string, string]): void {
    const { wanted } = this.shape;
    this.shape.wanted = new Map(wanted).set(property, [...(wanted.get(property) ?? []), value]);
  }

  #openRests(schema: JsonObject): Unevaluated[] {
    const rests = [...this.#rests];
    for (const [keyword, list] of [
      ['unevaluatedProperties', this.shape.unevaluatedProperties],
      ['unevaluatedItems', this.shape.unevaluatedItems],
    ] as const) {
      const sub = schema[keyword];
      if (sub === undefined) continue;
      for (const rest of rests) if (list.includes(rest)) rest.covered = true;
      const rest: Unevaluated = { schema: sub as Subschema, layers: [], covered: false };
      list.push(rest);
      rests.push(rest);
      this.shape.checks.push(schema);
    }
    return rests;
  }

  #assertions(schema: JsonObject): void {
    const { shape } = this;
    for (const [keyword, value] of Object.entries(schema)) narrow(shape, keyword, value);
    for (const keyword of ['example', 'default'] as const) {
      if (schema[keyword] !== undefined) shape.examples.push(schema[keyword]);
    }
    if (Array.isArray(schema['examples'])) shape.examples.push(...schema['examples']);
    if (schema['x-faker'] !== undefined) shape.faker ??= schema['x-faker'];
    shape.count ??= countOf(schema['x-standin-count']);
    if (typeof schema['title'] === 'string') shape.title ??= schema['title'];
    if (typeof schema['description'] === 'string') shape.description ??= schema['description'];
  }

  #layer(schema: JsonObject): void {
    const { properties, patternProperties, additionalProperties, prefixItems, items } = schema;
    const named = isJsonObject(properties) ? properties : undefined;
    const { shape } = this;
    shape.hasObjectKeywords ||=
      named !== undefined || additionalProperties !== undefined || patternProperties !== undefined;
    shape.hasArrayKeywords ||= items !== undefined || prefixItems !== undefined;
    if (
      !(
        named ||
        patternProperties ||
        additionalProperties !== undefined ||
        prefixItems ||
        items !== undefined
      )
    )
      return;
    const layer = {
      properties: named,
      patternProperties: Object.entries(isJsonObject(patternProperties) ? patternProperties : {}).flatMap(
        ([source, sub]) => {
          const pattern = compilePattern(source);
          return pattern ? [[pattern, sub as Subschema] as const] : [];
        },
      ),
      additionalProperties: additionalProperties as Subschema | undefined,
      prefixItems: Array.isArray(prefixItems) ? (prefixItems as Subschema[]) : [],
      items: items as Subschema | undefined,
    };
    shape.layers.push(layer);
    for (const rest of this.#rests) rest.layers.push(layer);
  }

  #applicators(schema: JsonObject, chain: readonly string[]): void {
    const { $ref, allOf, anyOf, oneOf, not, dependentSchemas, contains } = schema;
    if (typeof $ref === 'string') {
      const target = this.#scope.byId($ref);
      this.shape.name ??= target.name;
      this.add(target.json, [...chain, $ref]);
    }
    if (Array.isArray(allOf)) for (const sub of allOf) this.add(sub as Subschema, chain);
    if (contains !== undefined) {
      const min = typeof schema['minContains'] === 'number' ? schema['minContains'] : 1;
      const max =
        typeof schema['maxContains'] === 'number' ? schema['maxContains'] : Number.POSITIVE_INFINITY;
      this.shape.contains.push({ schema: contains as Subschema, min, max });
      this.shape.hasArrayKeywords = true;
      if (max < min) this.shape.types &= ~typeBit.array;
      if (max !== Number.POSITIVE_INFINITY)
        this.shape.checks.push({ contains, minContains: min, maxContains: max });
      // Items that satisfy `contains` count as evaluated for `unevaluatedItems`; the check on the whole decides.
    }
    if (isJsonObject(dependentSchemas)) {
      for (const [name, sub] of Object.entries(dependentSchemas)) {
        this.#dependents.push({ name, schema: sub as Subschema, rests: this.#rests });
      }
    }
    if (Array.isArray(anyOf)) {
      this.#choose(
        anyOf.map((sub) => ({
          schemas: [sub as Subschema],
          rank: isJsonObject(sub) && sub['standinLenientNull'] === true ? 2 : 0,
          wanted: wantedByBranch(schema, sub, this.#scope),
        })),
        chain,
      );
    }
    if (Array.isArray(oneOf)) this.#oneOf(schema, oneOf as Subschema[], chain);
    if (not !== undefined) {
      this.shape.checks.push({ not });
      this.#excluded.add(not as Subschema);
    }
    if (schema['if'] !== undefined) this.#conditional(schema);
    const choice = discriminatorChoice(schema, chain, this.#scope);
    if (choice.wanted) this.#want(choice.wanted);
    if (choice.alternatives.length > 0) this.#choose(choice.alternatives, chain);
  }

  #oneOf(schema: JsonObject, branches: Subschema[], chain: readonly string[]): void {
    const disjoint = areDisjoint(branches, this.#scope);
    const alternatives = branches.flatMap((branch, index): Alternative[] => {
      const wanted = wantedByBranch(schema, branch, this.#scope);
      if (disjoint) return [{ schemas: [branch], rank: 0, wanted }];
      const alone: Alternative = { schemas: [branch], rank: 0, wanted };
      // To break hundreds of others one by one is dear; most often the check passes without.
      if (branches.length > manyBranches) return [alone];
      const others = branches.filter((_, other) => other !== index).map((other) => ({ not: other }));
      return [
        { schemas: [branch, ...others], rank: 0, wanted },
        { schemas: [branch], rank: 1, wanted },
      ];
    });
    if (!disjoint) this.shape.checks.push({ oneOf: branches });
    this.#choose(alternatives, chain);
  }

  #conditional(schema: JsonObject): void {
    // Without `then` and `else`, `if` asserts nothing.
    const { if: condition, then: yes = true, else: no = true } = schema;
    if (yes === true && no === true) return;
    this.shape.checks.push({ if: condition, then: yes, else: no });
    this.#choose(
      [
        { schemas: [condition as Subschema, yes as Subschema], rank: 0 },
        { schemas: [{ not: condition }, no as Subschema], rank: 0 },
      ],
      [],
    );
  }
}

/** Not so many that making them would take long. */
function countOf(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 1_000
    ? (value as number)
    : undefined;
}
