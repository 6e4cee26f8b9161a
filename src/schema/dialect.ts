import type { Dialect } from './schema.ts';

/** What tells one dialect from another when it is read as 2020-12. */
export interface DialectTraits {
  /** Assertions that came later than this are none in the dialect: 4, 6, 7, 2019 or 2020. */
  readonly level: number;
  /** Is what stands beside `$ref` read? */
  readonly refSiblings: boolean;
  /** The keyword that names a schema resource. */
  readonly id: 'id' | '$id' | undefined;
  /** Is a fragment in `id` an anchor? */
  readonly fragmentIds: boolean;
  /** Keywords that let null in. */
  readonly nullable: readonly string[];
  /** Are keywords and names of other versions, which authors use all the same, a fault? */
  readonly openapi: boolean;
}

const jsonSchema = {
  refSiblings: false,
  id: '$id',
  fragmentIds: true,
  nullable: [],
  openapi: false,
} as const;
const openapi = {
  level: 2020,
  refSiblings: false,
  id: undefined,
  fragmentIds: false,
  openapi: true,
} as const;

export const DIALECTS: Readonly<Record<Dialect, DialectTraits>> = {
  '2020-12': { ...jsonSchema, level: 2020, refSiblings: true, fragmentIds: false },
  '2019-09': { ...jsonSchema, level: 2019, refSiblings: true, fragmentIds: false },
  'draft-07': { ...jsonSchema, level: 7 },
  'draft-06': { ...jsonSchema, level: 6 },
  'draft-04': { ...jsonSchema, level: 4, id: 'id' },
  'openapi-3.0': { ...openapi, nullable: ['nullable'] },
  'swagger-2.0': { ...openapi, nullable: ['x-nullable', 'nullable'] },
};

const BY_SCHEMA_URI: ReadonlyMap<string, Dialect> = new Map<string, Dialect>([
  ['json-schema.org/draft/2020-12/schema', '2020-12'],
  ['json-schema.org/draft/2019-09/schema', '2019-09'],
  ['json-schema.org/draft-07/schema', 'draft-07'],
  ['json-schema.org/draft-06/schema', 'draft-06'],
  ['json-schema.org/draft-05/schema', 'draft-04'],
  ['json-schema.org/draft-04/schema', 'draft-04'],
  ['json-schema.org/draft-03/schema', 'draft-04'],
  ['spec.openapis.org/oas/3.0/dialect/base', 'openapi-3.0'],
]);

/** The dialect that a `$schema` names, undefined where it is unknown. */
export function dialectOf(schemaUri: string): Dialect | undefined {
  const plain = schemaUri
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/#?\/?$/, '')
    .replace(/\/hyper-schema$/, '/schema');
  const known = BY_SCHEMA_URI.get(plain);
  if (known !== undefined) return known;
  return /^spec\.openapis\.org\/oas\/3\.[1-9]\d*\/(?:dialect|schema-base)/.test(plain)
    ? '2020-12'
    : undefined;
}
