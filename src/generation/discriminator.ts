import { isJsonObject, type JsonObject, type SchemaScope } from '../schema/index.ts';
import type { Alternative } from './shape.ts';

interface Discriminator {
  readonly property: string;
  /** Value to schema id. */
  readonly mapping: ReadonlyArray<readonly [string, string]>;
}

function discriminatorOf(schema: JsonObject): Discriminator | undefined {
  const discriminator = schema['discriminator'];
  if (!isJsonObject(discriminator) || typeof discriminator['propertyName'] !== 'string') return undefined;
  const mapping = isJsonObject(discriminator['mapping']) ? Object.entries(discriminator['mapping']) : [];
  return {
    property: discriminator['propertyName'],
    mapping: mapping.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  };
}

/** The value that names a schema: its key in the mapping, else the component's name (OpenAPI 3.2, section 4.25). */
function valueFor(id: string, { mapping }: Discriminator, scope: SchemaScope): string | undefined {
  return mapping.find(([, target]) => target === id)?.[0] ?? scope.byId(id).name;
}

/** What the discriminator beside an anyOf or oneOf wants when `branch` is taken. */
export function wantedByBranch(
  schema: JsonObject,
  branch: unknown,
  scope: SchemaScope,
): readonly [string, string] | undefined {
  const discriminator = discriminatorOf(schema);
  if (!discriminator || !isJsonObject(branch) || typeof branch['$ref'] !== 'string') return undefined;
  const value = valueFor(branch['$ref'], discriminator, scope);
  return value === undefined ? undefined : [discriminator.property, value];
}

/**
 * What the discriminator of a base schema (one without anyOf or oneOf beside it) means for a value: reached through a
 * derived schema it wants that one's name; asked for by itself, the value should be one of the mapped kinds.
 */
export function discriminatorChoice(
  schema: JsonObject,
  chain: readonly string[],
  scope: SchemaScope,
): { wanted?: readonly [string, string]; alternatives: readonly Alternative[] } {
  const discriminator = schema['anyOf'] || schema['oneOf'] ? undefined : discriminatorOf(schema);
  const own = chain.at(-1);
  if (!discriminator || own === undefined) return { alternatives: [] };
  const { property, mapping } = discriminator;
  const mapped = mapping.find(([, target]) => target !== own && chain.includes(target));
  if (mapped) return { wanted: [property, mapped[0]], alternatives: [] };
  const name = valueFor(chain[0] ?? own, discriminator, scope);
  const wanted = name === undefined ? undefined : ([property, name] as const);
  if (chain.length > 1 || mapping.length === 0)
    return wanted ? { wanted, alternatives: [] } : { alternatives: [] };
  const kinds = mapping.map(
    ([value, target]): Alternative => ({
      schemas: target === own ? [] : [{ $ref: target }],
      rank: 0,
      wanted: [property, value],
    }),
  );
  return { alternatives: [...kinds, { schemas: [], rank: 1, wanted }] };
}
