import { type Attempt, nearestBranch, noneOf, severalOf } from './branches.ts';
import { evaluatedItems, evaluatedProperties } from './evaluated.ts';
import { brokenKeywords, holds, isNamed, type Judge } from './holds.ts';
import { isJsonObject, type JsonObject, own } from './json.ts';
import { joinPointer } from './json-pointer.ts';
import { nearName } from './near-name.ts';
import { compilePattern } from './pattern.ts';
import { alternatives, COUNTING, containsPhrase, didYouMean, PHRASES, shown, typesOf } from './phrases.ts';
import { receivedText } from './received.ts';
import type { Spot } from './resources.ts';
import { Sight } from './sight.ts';
import type { Violation } from './violation.ts';
import { written } from './written.ts';

/** What is known about adopted schemas besides their text. */
export interface Archive {
  originOf(json: object): Spot | undefined;
  nameOf(id: string): string | undefined;
}

const MOST_VIOLATIONS = 500;
/** Branches within branches multiply. */
const MOST_STEPS = 20_000;

/** Everything that is wrong with a value, in words. Empty where the schema holds. Of a `secret` value nothing is shown. */
export function explain(
  judge: Judge,
  archive: Archive,
  json: boolean | JsonObject,
  value: unknown,
  secret = false,
): Violation[] {
  const explainer = new Explainer(judge, archive, new Sight(judge, json, secret));
  explainer.walk(json, value, '', { schema: isJsonObject(json) ? json : undefined, tokens: [] });
  return explainer.found;
}

/** A place in an adopted schema: an object, and the way from there to what has no object of its own. */
interface SchemaPlace {
  readonly schema: JsonObject | undefined;
  readonly tokens: ReadonlyArray<string | number>;
}

class Explainer {
  found: Violation[] = [];
  readonly #judge: Judge;
  readonly #archive: Archive;
  readonly #sight: Sight;
  #steps = 0;

  constructor(judge: Judge, archive: Archive, sight: Sight) {
    this.#judge = judge;
    this.#archive = archive;
    this.#sight = sight;
  }

  walk(schema: unknown, value: unknown, pointer: string, place: SchemaPlace): void {
    if (this.found.length >= MOST_VIOLATIONS) return;
    if (!isJsonObject(schema)) {
      if (holds(this.#judge, schema, value)) return;
      this.#add(pointer, 'must not be present', String(place.tokens[0] ?? 'false'), place, value);
      return;
    }
    const broken = brokenKeywords(this.#judge, schema, value);
    if (broken.length === 0) return;
    if (++this.#steps > MOST_STEPS) {
      this.#add(pointer, 'does not match the schema', 'schema', { schema, tokens: [] }, value);
      return;
    }
    for (const keyword of broken) {
      if (this.found.length >= MOST_VIOLATIONS) return;
      this.#keyword(schema, keyword, value, pointer);
    }
  }

  #add(
    pointer: string,
    message: string,
    keyword: string,
    { schema, tokens }: SchemaPlace,
    value?: unknown,
    meant?: string,
    missing?: string,
  ): void {
    if (this.found.length >= MOST_VIOLATIONS) return;
    if (this.found.some((each) => each.pointer === pointer && each.message === message)) return;
    const { schemaPointer, schemaUri } = written(schema, tokens, this.#archive.originOf);
    const violation: { -readonly [K in keyof Violation]: Violation[K] } = {
      in: 'body',
      pointer,
      message,
      keyword,
      schemaPointer,
      schemaUri,
    };
    if (value !== undefined) violation.received = receivedText(this.#sight.of(pointer, value));
    if (meant !== undefined) violation.meant = meant;
    if (missing !== undefined) violation.missing = missing;
    this.found.push(violation);
  }

  #keyword(schema: JsonObject, keyword: string, value: unknown, pointer: string): void {
    const said = schema[keyword];
    const at = { schema, tokens: [keyword] };
    const phrase = PHRASES.get(keyword);
    if (phrase !== undefined) {
      const told = COUNTING.has(keyword) ? value : this.#sight.of(pointer, value);
      const names = keyword === 'enum' ? (said as unknown[]).filter((each) => typeof each === 'string') : [];
      const meant = typeof told === 'string' ? nearName(told, names) : undefined;
      const message = phrase(said as never, told as never, schema) + didYouMean(meant);
      this.#add(pointer, message, keyword, at, value, meant);
    } else if (keyword === '$ref') {
      this.walk(this.#judge.lookup(said as string), value, pointer, at);
    } else if (keyword === 'allOf') {
      (said as unknown[]).forEach((branch, i) => {
        this.walk(branch, value, pointer, this.#below(schema, branch, keyword, i));
      });
    } else if (keyword === 'anyOf' || keyword === 'oneOf') {
      this.#branches(schema, keyword, said as unknown[], value, pointer);
    } else if (keyword === 'if') {
      const next = holds(this.#judge, said, value) ? 'then' : 'else';
      this.walk(schema[next], value, pointer, this.#below(schema, schema[next], next));
    } else if (Array.isArray(value)) this.#ofArray(schema, keyword, value, pointer);
    else if (isJsonObject(value)) this.#ofObject(schema, keyword, value, pointer);
  }

  #below(schema: JsonObject, child: unknown, ...tokens: Array<string | number>): SchemaPlace {
    return isJsonObject(child) ? { schema: child, tokens: [] } : { schema, tokens };
  }

  #ofArray(schema: JsonObject, keyword: string, value: unknown[], pointer: string): void {
    const said = schema[keyword];
    const item = (i: number, child: unknown, ...tokens: Array<string | number>): void => {
      this.walk(child, value[i], joinPointer(pointer, i), this.#below(schema, child, ...tokens));
    };
    if (keyword === 'prefixItems') {
      (said as unknown[]).slice(0, value.length).forEach((child, i) => {
        item(i, child, keyword, i);
      });
    } else if (keyword === 'items') {
      const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
      for (let i = first; i < value.length; i++) item(i, said, keyword);
    } else if (keyword === 'contains') {
      const found = value.filter((each) => holds(this.#judge, said, each)).length;
      this.#add(pointer, containsPhrase(schema, found), keyword, { schema, tokens: [keyword] }, value);
    } else if (keyword === 'unevaluatedItems') {
      const done = evaluatedItems(this.#judge, schema, value, holds);
      for (let i = done.first; i < value.length; i++) if (!done.others.has(i)) item(i, said, keyword);
    }
  }

  #ofObject(schema: JsonObject, keyword: string, value: JsonObject, pointer: string): void {
    const said = schema[keyword];
    const map = isJsonObject(said) ? said : {};
    const at = { schema, tokens: [keyword] };
    const names = Object.keys(value);
    const property = (name: string, child: unknown, ...tokens: string[]): void => {
      const below = joinPointer(pointer, name);
      if (child === false) {
        const known = [...this.#sight.declared(pointer)].filter((each) => !Object.hasOwn(value, each));
        const meant = nearName(name, known);
        const message = `"${name}" is not a property that is known here${didYouMean(meant)}`;
        this.#add(below, message, keyword, { schema, tokens }, value[name], meant);
      } else this.walk(child, value[name], below, this.#below(schema, child, ...tokens));
    };
    const mustHave = (missing: string, why: string, tokens: string[]): void => {
      if (Object.hasOwn(value, missing)) return;
      const declared = this.#sight.declared(pointer);
      const slip = nearName(
        missing,
        names.filter((name) => !declared.has(name)),
      );
      const hint = slip === undefined ? '' : `. Is "${slip}" meant for it?`;
      const message = `must have the property "${missing}"${why}${hint}`;
      const meant = slip === undefined ? undefined : missing;
      this.#add(pointer, message, keyword, { schema, tokens }, value, meant, missing);
    };
    switch (keyword) {
      case 'required':
        for (const name of said as string[]) mustHave(name, '', [keyword]);
        break;
      case 'properties':
        for (const name of names) if (Object.hasOwn(map, name)) property(name, map[name], keyword, name);
        break;
      case 'patternProperties':
        for (const pattern of Object.keys(map)) {
          for (const name of names) {
            if (compilePattern(pattern)?.test(name)) property(name, map[pattern], keyword, pattern);
          }
        }
        break;
      case 'additionalProperties':
        for (const name of names) if (!isNamed(name, schema)) property(name, said, keyword);
        break;
      case 'unevaluatedProperties': {
        const done = evaluatedProperties(this.#judge, schema, value, holds);
        for (const name of names) if (!done.has(name)) property(name, said, keyword);
        break;
      }
      case 'propertyNames':
        for (const name of names) {
          const inner = new Explainer(this.#judge, this.#archive, new Sight(this.#judge, said, false));
          inner.walk(said, name, '', this.#below(schema, said, keyword));
          const [first] = inner.found;
          if (first !== undefined)
            this.#add(pointer, `the property name "${name}" ${first.message}`, keyword, at, name);
        }
        break;
      case 'dependentRequired':
        for (const name of Object.keys(map).filter((each) => Object.hasOwn(value, each))) {
          for (const other of map[name] as string[]) mustHave(other, ` beside "${name}"`, [keyword, name]);
        }
        break;
      case 'dependentSchemas':
        for (const name of Object.keys(map).filter((each) => Object.hasOwn(value, each))) {
          this.walk(map[name], value, pointer, this.#below(schema, map[name], keyword, name));
        }
        break;
    }
  }

  #branches(schema: JsonObject, keyword: string, branches: unknown[], value: unknown, pointer: string): void {
    const at = { schema, tokens: [keyword] };
    const held = branches.filter((branch) => holds(this.#judge, branch, value));
    if (held.length > 0) {
      const names = held.map((branch) => this.#nameOf(branch));
      this.#add(pointer, severalOf(names, branches.length), keyword, at, value);
      return;
    }
    if (this.#discriminated(schema, branches, value, pointer)) return;
    const attempts = branches.map((branch, i) => this.#attempt(schema, branch, value, pointer, keyword, i));
    const best = nearestBranch(attempts, pointer);
    if (best === undefined || best.length === 0)
      this.#add(pointer, noneOf(attempts, this.#sight.of(pointer, value)), keyword, at, value);
    else this.found.push(...best.slice(0, MOST_VIOLATIONS - this.found.length));
  }

  #attempt(
    schema: JsonObject,
    branch: unknown,
    value: unknown,
    pointer: string,
    keyword: string,
    i: number,
  ): Attempt {
    const before = this.found;
    this.found = [];
    this.walk(branch, value, pointer, this.#below(schema, branch, keyword, i));
    const violations = this.found;
    this.found = before;
    const resolved =
      isJsonObject(branch) && typeof branch['$ref'] === 'string'
        ? this.#judge.lookup(branch['$ref'])
        : branch;
    const types = isJsonObject(resolved) ? typesOf(resolved['type']) : [];
    return { violations, name: this.#nameOf(branch), types };
  }

  #nameOf(branch: unknown): string | undefined {
    const id = isJsonObject(branch) ? branch['$ref'] : undefined;
    return typeof id === 'string' ? this.#archive.nameOf(id) : undefined;
  }

  /** Does a discriminator say which branch is meant? */
  #discriminated(schema: JsonObject, branches: unknown[], value: unknown, pointer: string): boolean {
    const { discriminator } = schema;
    if (!isJsonObject(discriminator) || !isJsonObject(value)) return false;
    const { propertyName, mapping, defaultMapping } = discriminator;
    const tag = own(value, propertyName as string);
    if (typeof tag !== 'string' || !isJsonObject(mapping)) return false;
    const id = own(mapping, tag) ?? defaultMapping;
    const at = { schema, tokens: ['discriminator'] };
    if (typeof id === 'string') {
      const branch = branches.find((each) => isJsonObject(each) && each['$ref'] === id);
      if (branch === undefined) return false;
      this.walk(branch, value, pointer, this.#below(schema, branch));
      return true;
    }
    if (Object.keys(mapping).length < branches.length) return false;
    const known = alternatives(Object.keys(mapping).map((each) => JSON.stringify(each)));
    const below = joinPointer(pointer, propertyName as string);
    const told = this.#sight.of(below, tag);
    const meant = typeof told === 'string' ? nearName(told, Object.keys(mapping)) : undefined;
    const message = `must be one of ${known}, is ${shown(told)}${didYouMean(meant)}`;
    this.#add(below, message, 'discriminator', at, tag, meant);
    return true;
  }
}
