import { isJsonObject, type SchemaScope, type SchemaSource } from '../schema/index.ts';
import { followed } from './parts.ts';

interface Joined {
  readonly parts: readonly unknown[];
  readonly source: SchemaSource;
}

/** What was joined before, by its first part: the same parts make the same schema. */
const known = new WeakMap<object, Joined[]>();

/**
 * One schema for a place that several describe: all of them hold (`certain`), or any of them may. The first alone where
 * they stand in different files, since references are read from where a schema stands.
 */
export function joinSources(
  sources: readonly SchemaSource[],
  scope: SchemaScope,
  certain: boolean,
): SchemaSource {
  const first = sources[0] as SchemaSource;
  if (sources.length === 1 || sources.some(({ uri }) => uri !== first.uri) || !isJsonObject(first.value))
    return first;
  const targets = new Map(sources.map((source) => [followed(source, scope, true).value, source]));
  if (targets.size === 1) return first;
  const parts = [...targets.values()].map(({ value }) => value);
  const joined = known.get(first.value) ?? [];
  const found = joined.find(
    (one) => one.parts.length === parts.length && one.parts.every((part, at) => part === parts[at]),
  );
  if (found !== undefined) return found.source;
  const source = { ...first, value: { [certain ? 'allOf' : 'anyOf']: parts } };
  known.set(first.value, [...joined, { parts, source }]);
  return source;
}
