import { dynamicAnchorOf, RECURSIVE_ANCHOR } from './anchors.ts';
import { DIALECTS, dialectOf } from './dialect.ts';
import { isJsonObject, own } from './json.ts';
import { joinPointer } from './json-pointer.ts';
import type { References } from './references.ts';
import type { SourceFile, Spot } from './resources.ts';
import { splitFragment } from './uri.ts';

/** What dynamic references mean at a place: the schema that bound each dynamic anchor first, on the way there. */
export type Bindings = ReadonlyMap<string, Spot>;

export const NO_BINDINGS: Bindings = new Map();

const DYNAMIC_KEYWORDS = ['$dynamicRef', '$recursiveRef'];

/** Does a file use dynamic references at all? */
export function usesDynamicReferences(file: SourceFile): boolean {
  const schemaUri = isJsonObject(file.root) ? own(file.root, '$schema') : undefined;
  const dialect = (typeof schemaUri === 'string' ? dialectOf(schemaUri) : undefined) ?? file.dialect;
  const traits = DIALECTS[dialect];
  if (traits.openapi || traits.level < 2019) return false;
  if (file.mentions !== undefined) return DYNAMIC_KEYWORDS.some(file.mentions);
  const seen = new Set<object>();
  const waiting: unknown[] = [file.root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) waiting.push(...value);
    else {
      for (const key of Object.keys(value)) {
        if (key === '$dynamicRef' || key === '$recursiveRef') return true;
        waiting.push((value as Record<string, unknown>)[key]);
      }
    }
  }
  return false;
}

/**
 * The bindings after a schema has been entered (2020-12 core, section 8.2.3.2: the outermost binding stays). A
 * document's components have mostly no `$id`, and each is meant to bind the anchors that it holds itself.
 */
export function bindAnchors(bindings: Bindings, spot: Spot, references: References): Bindings {
  const found =
    spot.base.position === 'document'
      ? anchorsHeldBy(spot)
      : (references.names(spot.base.file).dynamic.get(spot.base) ?? NO_BINDINGS);
  let result: Map<string, Spot> | undefined;
  for (const [name, target] of found) {
    if (bindings.has(name)) continue;
    result ??= new Map(bindings);
    result.set(name, target);
  }
  return result ?? bindings;
}

function anchorsHeldBy(spot: Spot): Map<string, Spot> {
  const held = new Map<string, Spot>();
  const { value } = spot;
  if (!isJsonObject(value)) return held;
  const self = dynamicAnchorOf(value);
  if (self !== undefined) held.set(self, spot);
  const defs = own(value, '$defs');
  if (!isJsonObject(defs)) return held;
  for (const [key, def] of Object.entries(defs)) {
    const name = isJsonObject(def) ? dynamicAnchorOf(def) : undefined;
    if (name === undefined || held.has(name)) continue;
    held.set(name, { ...spot, value: def, pointer: joinPointer(spot.pointer, '$defs', key) });
  }
  return held;
}

/** What a `$dynamicRef` or `$recursiveRef` means under some bindings. */
export function findDynamic(
  reference: string,
  spot: Spot,
  bindings: Bindings,
  references: References,
): Spot | undefined {
  const initial = references.find(reference, spot.base, spot.pointer);
  const fragment = splitFragment(reference)[1];
  const name = fragment === '' ? RECURSIVE_ANCHOR : fragment;
  if (initial === undefined) return bindings.get(name);
  const anchored = isJsonObject(initial.value) && dynamicAnchorOf(initial.value) === name;
  return anchored ? (bindings.get(name) ?? initial) : initial;
}
