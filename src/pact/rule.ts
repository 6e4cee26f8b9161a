import type { PathToken } from './path-expression.ts';

/** What a value is asked to be in place of an equal one. */
export type Rule =
  | { readonly kind: 'equality' | 'null' | 'boolean' | 'semver' | 'notEmpty' | 'values' }
  | { readonly kind: 'integer' | 'decimal' | 'number' }
  /** Of lists, how many items there may be. */
  | { readonly kind: 'type'; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: 'regex'; readonly source: string; readonly test: (text: string) => boolean }
  | { readonly kind: 'include'; readonly text: string }
  | {
      readonly kind: 'date' | 'time' | 'datetime';
      readonly format: string;
      readonly test: (text: string) => boolean;
    }
  | { readonly kind: 'contentType'; readonly type: string }
  | { readonly kind: 'statusCode'; readonly what: string; readonly test: (status: number) => boolean }
  | { readonly kind: 'arrayContains'; readonly variants: readonly Variant[] }
  | { readonly kind: 'eachKey' | 'eachValue'; readonly rules: readonly Rule[] }
  /** It cannot be told whether it holds: named, and never taken for granted. */
  | { readonly kind: 'unsupported'; readonly reason: string };

/** Which of the expected items has to be found somewhere, and by which rules. */
export interface Variant {
  readonly index: number;
  readonly rules: readonly PathRule[];
}

/** What is asked of one place in a message. */
export interface RuleList {
  readonly rules: readonly Rule[];
  /** Must all hold, or is one enough? */
  readonly combine: 'and' | 'or';
  /** JSON Pointer into the pact file. */
  readonly pointer: string;
}

export interface PathRule {
  readonly tokens: readonly PathToken[];
  readonly list: RuleList;
}
