import type { Fault, Place } from '../errors.ts';
import type { JsonObject, SchemaScope, SchemaSource } from '../schema/index.ts';

/**
 * One description, read: all its files, in one shape. Swagger 2.0 has been given the shape of OpenAPI 3 around its
 * schemas (which stay as written and in their own dialect); 3.0 to 3.2 are as written. Nothing is expanded.
 */
export interface Document {
  /** Of the entry: a `file:` or `http(s):` URL, or `stdin:`, or `memory:`. */
  readonly uri: string;
  /** As written: `2.0`, `3.0.3`, `3.1.0`, `3.2.0`. */
  readonly version: string;
  readonly root: Node;
  /** Knows every file; each has its dialect. */
  readonly scope: SchemaScope;
  /** Found while loading; more may be found when schemas are first used (`scope.faults`). */
  readonly faults: readonly Fault[];
  /** Could the word stand in the text of one of its files? */
  mentions(word: string): boolean;
  /** Where in the user's text; the line is looked up when first asked for. */
  place(uri: string, pointer: string): Place;
  /** What a URI reference names, seen from a resource, one step and no further; undefined, without a fault, for nothing. */
  resolve(reference: string, fromUri: string): Node | undefined;
}

/** A value in a document, and where it stands in the user's own text. */
export interface Node {
  readonly value: unknown;
  readonly uri: string;
  /** In the user's own text: for what was rewritten from Swagger 2.0, of what it was rewritten from. */
  readonly pointer: string;
  readonly document: Document;
  /** The value where it is an object, else undefined. */
  readonly object: JsonObject | undefined;
  /** The own member or item of that name; undefined where there is none. */
  get(key: string | number): Node | undefined;
  /** Of an object, in order, without `x-` keys unless asked for; empty for anything else. */
  entries(withExtensions?: boolean): Array<[string, Node]>;
  /** Of an array, in order; empty for anything else. */
  items(): Node[];
  /** The string, number or boolean member of that name, undefined where absent or of another type. */
  text(key: string): string | undefined;
  number(key: string): number | undefined;
  flag(key: string): boolean | undefined;
  /**
   * What a Reference Object names, followed to its end, itself where it is none. A reference that does not resolve
   * or runs in a circle is added to the document's faults, and undefined comes back.
   */
  follow(): Node | undefined;
  place(): Place;
  /** For `scope.schema`. */
  source(): SchemaSource;
}
