import type { Browser } from '@hyperjump/browser';
import '@hyperjump/json-schema/formats';
import { type Schema as ForeignSchema, validate as interpretForeign } from '@cfworker/json-schema';
import { setShouldValidateFormat, setShouldValidateSchema } from '@hyperjump/json-schema/draft-2020-12';
import {
  BASIC,
  buildSchemaDocument,
  type CompiledSchema,
  getSchema,
  interpret,
  type SchemaDocument,
  Validation,
} from '@hyperjump/json-schema/experimental';
import { fromJs } from '@hyperjump/json-schema/instance/experimental';
import { correctKeywords } from './exact-keywords.ts';
import type { Found, RawDocument } from './raw-document.ts';
import type { RawDirection } from './schema-conversion.ts';
import { SchemaConversion } from './schema-conversion.ts';

type Ast = CompiledSchema['ast'];
type Json = Parameters<typeof fromJs>[0];

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

correctKeywords();
setShouldValidateSchema(false);
setShouldValidateFormat(true);

/** What two foreign validators say about a value. */
export interface Opinion {
  /** Sentences about what is wrong; empty where the value is valid. */
  readonly faults: readonly string[];
  /** Why the second validator refuses what the first one takes; the first one's word holds. */
  readonly disputed: string | undefined;
}

let documents = 0;

/**
 * Judges values by the schemas of one description. @hyperjump/json-schema has the last word; @cfworker/json-schema is
 * asked too, and what it alone refuses is told.
 */
export class SchemaJudge {
  readonly #conversion: SchemaConversion;
  readonly #ast: Ast = { metaData: {}, plugins: new Set() } as unknown as Ast;
  readonly #cache: Record<string, SchemaDocument> = {};
  /** How many definitions the cache holds. */
  #read = 0;
  #compiling: Promise<unknown> = Promise.resolve();

  constructor(document: RawDocument) {
    this.#conversion = new SchemaConversion(document, `https://judge.test/${documents++}/`);
  }

  /** References that name nothing, found so far. */
  get unresolved(): ReadonlySet<string> {
    return this.#conversion.unresolved;
  }

  /** The plain 2020-12 schema and all that it refers to. */
  plain(
    schema: Found,
    direction: RawDirection,
  ): { uri: string; definitions: SchemaConversion['definitions'] } {
    return { uri: this.#conversion.definition(schema, direction), definitions: this.#conversion.definitions };
  }

  /** All plain schemas so far, by URI. */
  get definitions(): SchemaConversion['definitions'] {
    return this.#conversion.definitions;
  }

  async judge(schema: Found, direction: RawDirection, value: unknown): Promise<Opinion> {
    const uri = this.#conversion.definition(schema, direction);
    return this.judgeDefinition(uri, value);
  }

  /** By the URI that `plain` gave. */
  async judgeDefinition(uri: string, value: unknown): Promise<Opinion> {
    const second = this.#second(uri, value);
    try {
      const compiled = { ast: this.#ast, schemaUri: await this.#compile(uri) };
      const instance = fromJs(value as Json);
      if (interpret(compiled, instance).valid) return { faults: [], disputed: second };
      const output = interpret(compiled, instance, BASIC) as { errors?: BasicError[] };
      return { faults: describe(output.errors ?? []), disputed: undefined };
    } catch (error) {
      const cause = `the judge failed: ${(error as Error).message.slice(0, 200)}`;
      return { faults: [second ?? cause], disputed: undefined };
    }
  }

  /** What the first validator finds, keywords that only pass on what is below them left out. */
  async errors(uri: string, value: unknown): Promise<JudgedError[]> {
    const compiled = { ast: this.#ast, schemaUri: await this.#compile(uri) };
    const output = interpret(compiled, fromJs(value as Json), BASIC) as { errors?: BasicError[] };
    return (output.errors ?? []).flatMap(({ keyword, instanceLocation }) => {
      const name = keyword.split('/').pop()!;
      const pointer = decodeURIComponent(instanceLocation.replace(/^.*#/, ''));
      return PASSING.has(name) ? [] : [{ keyword: name, pointer }];
    });
  }

  /** One after the other: what is half compiled refuses everything. */
  #compile(uri: string): Promise<string> {
    const compiled = this.#compiling.then(() => this.#compileNow(uri));
    this.#compiling = compiled.catch(() => undefined);
    return compiled;
  }

  async #compileNow(uri: string): Promise<string> {
    const { definitions, uris } = this.#conversion;
    for (; this.#read < uris.length; this.#read++) {
      const id = uris[this.#read]!;
      this.#cache[id] = buildSchemaDocument(definitions[id] as never, id, DIALECT);
    }
    const browser = { _cache: this.#cache } as unknown as Browser<SchemaDocument>;
    const schema = await getSchema(uri, browser);
    return (await Validation.compile(schema, this.#ast, schema)) as unknown as string;
  }

  #second(uri: string, value: unknown): string | undefined {
    const lookup = this.#conversion.definitions as Record<string, ForeignSchema | boolean>;
    try {
      const result = interpretForeign(value, lookup[uri]!, '2020-12', lookup, true);
      if (result.valid) return undefined;
      const last = result.errors.at(-1);
      return `${last?.instanceLocation ?? ''}: ${last?.error ?? 'invalid'}`;
    } catch {
      return undefined;
    }
  }
}

/** A broken keyword and where in the value. */
export interface JudgedError {
  readonly keyword: string;
  readonly pointer: string;
}

const PASSING = new Set([
  ...['allOf', 'ref', 'properties', 'patternProperties', 'items', 'prefixItems', 'validate'],
  ...['dependentSchemas', 'then', 'else'],
]);

interface BasicError {
  readonly keyword: string;
  readonly absoluteKeywordLocation: string;
  readonly instanceLocation: string;
}

/** The deepest five errors, in short. */
function describe(errors: readonly BasicError[]): string[] {
  const deepest = errors
    .filter(({ keyword }) => !/\/(?:allOf|anyOf|oneOf|ref|properties|items|validate)$/.test(keyword))
    .slice(0, 5);
  const chosen = deepest.length > 0 ? deepest : errors.slice(0, 5);
  return chosen.map(({ keyword, absoluteKeywordLocation, instanceLocation }) => {
    const place = decodeURI(instanceLocation.replace(/^.*#/, '')) || 'the whole';
    return `${place}: ${keyword.split('/').pop()} (${absoluteKeywordLocation.replace(/^.*test\/\d+\//, '')})`;
  });
}
