import { yamlLibrary } from './libraries.ts';
import { countMembers, NESTING_LIMIT } from './read-json.ts';
import { type BodyReading, malformed, positionAt, valueReading } from './reading.ts';

/** Values with those that aliases stand for: aliases of aliases multiply ("billion laughs"). */
const VALUE_LIMIT = 1_000_000;

/** YAML 1.2 by its core schema (RFC 9512): dates, `yes` and `on` are texts. Nothing is coerced, as in JSON. */
export function readYaml(text: string): BodyReading {
  const { load, CORE_SCHEMA, YAMLException } = yamlLibrary();
  let value: unknown;
  try {
    value = load(text, { schema: CORE_SCHEMA, maxDepth: NESTING_LIMIT });
  } catch (error) {
    if (!(error instanceof YAMLException)) return malformed('is not YAML');
    const { reason, mark } = error;
    if (!mark) return malformed(`is not YAML: ${reason}`);
    const position = positionAt(text, mark.position);
    return malformed(`is not YAML: ${reason} at line ${position.line}, column ${position.column}`, position);
  }
  if (countMembers(value, VALUE_LIMIT) === undefined) {
    return malformed(`is nested deeper than ${NESTING_LIMIT} levels or stands for too many values`);
  }
  return valueReading(value);
}
