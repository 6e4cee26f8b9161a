import type { DialectTraits } from './dialect.ts';
import type { JsonObject } from './json.ts';

/** One schema object on its way from the user's text into 2020-12. */
export interface Copy {
  /** As written. */
  readonly from: JsonObject;
  /** As read. */
  readonly to: JsonObject;
  readonly traits: DialectTraits;
  /** Names that `required` must not demand here. */
  readonly spared: ReadonlySet<string>;
  /**
   * The copy of a subschema; `inPlace` where it applies to the same value. Undefined where it leads back to a schema
   * that is being applied to the very same value, so that it says nothing new.
   */
  schema(
    value: unknown,
    tokens: ReadonlyArray<string | number>,
    inPlace: boolean,
  ): boolean | JsonObject | undefined;
  /** The `id` of what a reference names; undefined where it leads back, true where it does not resolve. */
  reference(reference: string, keyword: string): string | true | undefined;
  /** Of a discriminator's mapping: a component's name or a reference. */
  mapping(nameOrReference: string, tokens: readonly string[]): string | undefined;
  /** The schema's component name and its text, by `id`. */
  named(id: string): { readonly name: string | undefined; readonly value: unknown };
  /** Does the property not travel in this direction, by which flag? */
  flag(property: unknown, name: string): 'readOnly' | 'writeOnly' | undefined;
  fault(code: string, message: string, ...tokens: Array<string | number>): void;
}

/** Reads one keyword. */
export type Reader = (copy: Copy, value: unknown, keyword: string) => void;

/** A value, short enough for a message. */
export function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 40 ? text : `${text.slice(0, 37)}...`;
}
