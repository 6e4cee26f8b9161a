import type { JsonObject } from './json.ts';
import type { Violation } from './violation.ts';

/** JSON Schema dialects that a description can hold. Each is read as 2020-12 from here on. */
export type Dialect =
  | '2020-12'
  | '2019-09'
  | 'draft-07'
  | 'draft-06'
  | 'draft-04'
  /** The schema object of OpenAPI 3.0: draft-05 like, with `nullable`. */
  | 'openapi-3.0'
  /** The schema object of Swagger 2.0. */
  | 'swagger-2.0';

/** A file or an embedded document that references can reach. */
export interface Resource {
  /** Absolute, without a fragment. */
  readonly uri: string;
  readonly root: unknown;
  /** Of the schemas in it, where they do not say otherwise by `$schema`. */
  readonly dialect: Dialect;
  /**
   * Does the resource's text hold this word? Saves a walk over a big document that uses no dynamic references; where it
   * is absent the parsed value is walked, once, when its first schema is asked for.
   */
  readonly mentions?: ((word: string) => boolean) | undefined;
}

/** A schema as it stands in the user's text. */
export interface SchemaSource {
  readonly value: unknown;
  /** Of the resource that holds it: what its relative references are resolved against. */
  readonly uri: string;
  /** JSON Pointer into that resource. */
  readonly pointer: string;
}

/**
 * Which way a value travels. In a `request`, readOnly properties are not demanded; in a `response`, writeOnly
 * ones are neither demanded nor generated; `any` takes `required` as written.
 */
export type Direction = 'request' | 'response' | 'any';

/**
 * A schema that is ready for use: 2020-12, whatever it was written in.
 *
 * `json` is a copy in which only 2020-12 keywords (and OpenAPI's annotations) remain, each `$ref` is the `id` of
 * another Schema of the same scope, and there is no `$id`, `$anchor`, `$schema`, `$dynamicRef` or
 * `$dynamicAnchor`: these are resolved. Nothing is expanded; recursion stays a reference.
 *
 * `discriminator.mapping` and `defaultMapping` hold ids too. `standinLenientNull: true` stands where null is accepted
 * because authors mean it so, though OpenAPI 3.0.3 does not say it: nothing should be made from it. `pattern` is as
 * written: what it means is the `source` and `flags` of `compilePattern(pattern)`. No schema leads back to itself
 * without a property or an item in between.
 */
export interface Schema {
  /** `standin:<number>`, unique in its scope. */
  readonly id: string;
  readonly json: boolean | JsonObject;
  /** The component's name where it has one, for example `User`. */
  readonly name: string | undefined;
  readonly direction: Direction;
  readonly source: SchemaSource;
  readonly scope: SchemaScope;
  /**
   * Is the value valid? Stops at the first violation. Interpreted at first, and compiled by Ajv once it has been asked
   * often; what a `$ref` names is compiled when a value first gets there. Throws StandinError `invalid-schema` where Ajv
   * cannot compile the schema.
   */
  accepts(value: unknown): boolean;
  /**
   * Every violation, at most 500; none where `accepts` says yes. Throws as `accepts` does. No value is shown that is
   * called a password, token or the like, that is `writeOnly` or of the format `password`; none at all of a `secret` one.
   */
  violations(value: unknown, secret?: boolean): Violation[];
}

/** Something wrong in a schema: a reference that does not resolve, a pattern that is no regular expression. */
export interface SchemaFault {
  readonly code: string;
  readonly message: string;
  readonly uri: string;
  readonly pointer: string;
}

/** All schemas of one description, found and compiled when first asked for. */
export interface SchemaScope {
  addResource(resource: Resource): void;
  /** The same source and direction give the same Schema. Compiles nothing. */
  schema(source: SchemaSource, direction?: Direction): Schema;
  /** By `id`: what a `$ref` in some Schema's `json` names. */
  byId(id: string): Schema;
  /**
   * Does the value satisfy this piece of some Schema's `json`? Interpreted, without Ajv: for asking once about a
   * subschema that is not worth compiling.
   */
  holds(json: unknown, value: unknown): boolean;
  /** Where a piece of some Schema's `json` stands in the user's text; undefined for what was made up. */
  originOf(json: JsonObject): SchemaSource | undefined;
  /** What `value` a reference names, seen from a resource; undefined when it does not resolve. */
  resolve(reference: string, fromUri: string): SchemaSource | undefined;
  /** Found so far. */
  readonly faults: readonly SchemaFault[];
}
