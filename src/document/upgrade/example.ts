import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';
import { child, children, from, isObjectSource, keep, type ObjectSource, type Upgrade } from './upgrade.ts';

/** Vendor extensions that become OpenAPI 3's own `example` and `examples`. */
export const exampleExtensions: readonly string[] = ['x-example', 'x-examples'];

/** Gives `target` the examples that a parameter carries in `example`, `x-example`, `examples` or `x-examples`. */
export function copyExamples(run: Upgrade, at: ObjectSource, target: JsonObject): void {
  const single = child(at, 'example') ?? child(at, 'x-example');
  const several = child(at, 'x-examples') ?? child(at, 'examples');
  const named: JsonObject = {};
  for (const [key, member] of children(several)) {
    const name = Array.isArray(several!.value) ? `example${Number(key) + 1}` : key;
    setOwn(
      named,
      name,
      isExampleObject(member.value) ? keep(run, member) : from(run, member, { value: keep(run, member) }),
    );
  }
  if (several === undefined || Object.keys(named).length === 0) {
    if (single !== undefined) target['example'] = keep(run, single);
    return;
  }
  // OpenAPI 3 allows one of `example` and `examples` only.
  if (single !== undefined && !Object.hasOwn(named, 'example')) {
    named['example'] = from(run, single, { value: keep(run, single) });
  }
  target['examples'] = from(run, several, named);
}

/** `x-examples` of a body is by media type in some tools and by name in others. */
export function examplesByMediaType(at: ObjectSource): ObjectSource | undefined {
  const several = child(at, 'x-examples');
  if (!isObjectSource(several)) return undefined;
  const keys = Object.keys(several.value);
  return keys.length > 0 && keys.every((key) => key.includes('/')) ? several : undefined;
}

function isExampleObject(value: unknown): boolean {
  return isJsonObject(value) && ['value', 'externalValue', '$ref'].some((key) => Object.hasOwn(value, key));
}
