import type { Reader } from './copy.ts';
import { readIdleNullable } from './read-openapi.ts';
import {
  readAdditionalItems,
  readBranches,
  readConsequence,
  readDependencies,
  readDependentRequired,
  readDependentSchemas,
  readInPlace,
  readItems,
  readPart,
  readPatternProperties,
  readPrefix,
  readProperties,
} from './read-schemas.ts';
import { readType } from './read-type.ts';
import {
  readBound,
  readConst,
  readCount,
  readEnum,
  readExclusive,
  readFlag,
  readMultipleOf,
  readPattern,
  readRequired,
  readText,
} from './read-values.ts';

export interface Keyword {
  /** The first dialect that knows it: 4, 6, 7, 2019 or 2020. */
  readonly since: number;
  readonly read: Reader;
}

const ignore: Reader = () => {};

function since(level: number, readers: Readonly<Record<string, Reader>>): Array<[string, Keyword]> {
  return Object.entries(readers).map(([keyword, read]) => [keyword, { since: level, read }]);
}

/** How each keyword that is more than an annotation is read. Whatever is not listed is kept as it is. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map([
  ...since(0, {
    // Worked out when references are followed, or by the reader of another keyword.
    $id: ignore,
    $schema: ignore,
    $anchor: ignore,
    $dynamicAnchor: ignore,
    $recursiveAnchor: ignore,
    $vocabulary: ignore,
    $comment: ignore,
    $defs: ignore,
    definitions: ignore,
    discriminator: ignore,
    $ref: ignore,
    $dynamicRef: ignore,
    $recursiveRef: ignore,
    nullable: readIdleNullable,
    format: readText,
    contentEncoding: readText,
    contentMediaType: readText,
  }),
  ...since(4, {
    type: readType,
    enum: readEnum,
    multipleOf: readMultipleOf,
    maximum: readBound,
    minimum: readBound,
    exclusiveMaximum: readExclusive,
    exclusiveMinimum: readExclusive,
    maxLength: readCount,
    minLength: readCount,
    pattern: readPattern,
    items: readItems,
    additionalItems: readAdditionalItems,
    maxItems: readCount,
    minItems: readCount,
    uniqueItems: readFlag,
    maxProperties: readCount,
    minProperties: readCount,
    required: readRequired,
    properties: readProperties,
    patternProperties: readPatternProperties,
    additionalProperties: readPart,
    dependencies: readDependencies,
    allOf: readBranches,
    anyOf: readBranches,
    oneOf: readBranches,
    not: readInPlace,
  }),
  ...since(6, { const: readConst, contains: readPart, propertyNames: readPart }),
  ...since(7, { if: readInPlace, then: readConsequence, else: readConsequence }),
  ...since(2019, {
    dependentRequired: readDependentRequired,
    dependentSchemas: readDependentSchemas,
    unevaluatedItems: readPart,
    unevaluatedProperties: readPart,
    minContains: readCount,
    maxContains: readCount,
    contentSchema: readPart,
  }),
  ...since(2020, { prefixItems: readPrefix }),
]);
