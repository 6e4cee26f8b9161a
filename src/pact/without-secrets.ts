import type { Generator } from '../generation/index.ts';
import { isJsonObject, isSecretName, type JsonObject, own, type Schema, setOwn } from '../schema/index.ts';
import { merged, type Parts, PLACEHOLDER, partsOf } from './schema-rules.ts';

const DEEPEST = 100;

/** A value in which members that are called secrets hold a placeholder, or, where these have a form, made-up texts of it. */
export function withoutSecrets(value: unknown, schema: Schema | undefined, generator: Generator): unknown {
  const scope = schema?.scope;
  return replaced(value, scope && partsOf(scope, schema.json, value), 0);

  function replaced(it: unknown, parts: Parts | undefined, depth: number): unknown {
    if (depth > DEEPEST) return PLACEHOLDER;
    if (Array.isArray(it)) {
      const items = parts?.schemas.map((each) => own(each, 'items')).filter(isJsonObject) ?? [];
      return it.map((item) => replaced(item, below(items, item), depth + 1));
    }
    if (!isJsonObject(it)) return it;
    const shown: JsonObject = {};
    for (const [name, member] of Object.entries(it)) {
      const described = parts?.schemas.map((each) => own(each, 'properties')).filter(isJsonObject) ?? [];
      const schemas = described.map((properties) => own(properties, name)).filter(isJsonObject);
      const isSecret = isSecretName(name) && typeof member === 'string';
      setOwn(
        shown,
        name,
        isSecret ? placeholder(schemas) : replaced(member, below(schemas, member), depth + 1),
      );
    }
    return shown;
  }

  function below(schemas: readonly JsonObject[], it: unknown): Parts | undefined {
    return !scope || schemas.length === 0
      ? undefined
      : merged(schemas.map((each) => partsOf(scope, each, it)));
  }

  function placeholder(schemas: readonly JsonObject[]): unknown {
    if (!scope || schemas.every((each) => scope.holds(each, PLACEHOLDER))) return PLACEHOLDER;
    const source = schemas.map((each) => scope.originOf(each)).find((each) => each !== undefined);
    return source ? generator.generate(scope.schema(source, schema.direction)) : PLACEHOLDER;
  }
}
