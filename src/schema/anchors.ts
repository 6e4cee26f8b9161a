import { DIALECTS } from './dialect.ts';
import { isJsonObject, type JsonObject, own } from './json.ts';
import { joinPointer } from './json-pointer.ts';
import { type Position, positionBelow } from './position.ts';
import { type Base, idOf, type Resources, type SourceFile, type Spot } from './resources.ts';

/** The name under which a `$recursiveAnchor: true` of 2019-09 is kept among the dynamic anchors. */
export const RECURSIVE_ANCHOR = '$recursiveAnchor';

/** Everything in a file that has a name of its own. */
export interface NameIndex {
  /** Embedded resources, by their URI. */
  readonly ids: Map<string, Spot>;
  /** By the resource's URI and the anchor: `uri#name`. Only a document has more than one of a name. */
  readonly anchors: Map<string, Spot[]>;
  /** By resource, then name. */
  readonly dynamic: Map<Base, Map<string, Spot>>;
}

/** Names in one schema object: its `$anchor`, `$dynamicAnchor`, or the fragment in an `$id` of draft-04 to 07. */
function anchorsOf(schema: JsonObject, spot: Spot): string[] {
  const names: string[] = [];
  const traits = DIALECTS[spot.dialect];
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const name = own(schema, keyword);
    if (typeof name === 'string') names.push(name);
  }
  const id = traits.id === undefined ? undefined : own(schema, traits.id);
  if (traits.fragmentIds && typeof id === 'string' && !(typeof own(schema, '$ref') === 'string')) {
    const hash = id.indexOf('#');
    if (hash >= 0 && id.length > hash + 1) names.push(id.slice(hash + 1));
  }
  return names;
}

/** The dynamic anchor of one schema object. */
export function dynamicAnchorOf(schema: JsonObject): string | undefined {
  const name = own(schema, '$dynamicAnchor');
  if (typeof name === 'string') return name;
  return own(schema, '$recursiveAnchor') === true ? RECURSIVE_ANCHOR : undefined;
}

/** Walks a file's schemas once. Values that several places share (YAML aliases) are looked at in the first. */
export function indexNames(file: SourceFile, resources: Resources): NameIndex {
  const index: NameIndex = { ids: new Map(), anchors: new Map(), dynamic: new Map() };
  const seen = new Set<object>();
  const root = resources.rootOf(file);
  const waiting: Array<[Spot, Position]> = [[root, file.position]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let [spot, position] = next;
    const { value } = spot;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (position === 'schema' && isJsonObject(value)) {
      spot = resources.enter(spot);
      note(index, value, spot);
    }
    // Backwards, so that what stands first is taken from the stack first.
    const keys = Object.keys(value).reverse();
    for (const key of keys) {
      const child = (value as JsonObject)[key];
      if (typeof child !== 'object' || child === null) continue;
      const below = positionBelow(position, key, child);
      if (below === 'data') continue;
      waiting.push([{ ...spot, value: child, pointer: joinPointer(spot.pointer, key) }, below]);
    }
  }
  return index;
}

function note(index: NameIndex, schema: JsonObject, spot: Spot): void {
  const { base } = spot;
  if (idOf(schema, spot.dialect) !== undefined && !index.ids.has(base.uri)) index.ids.set(base.uri, spot);
  for (const name of anchorsOf(schema, spot)) {
    const key = `${base.uri}#${name}`;
    const spots = index.anchors.get(key);
    if (spots === undefined) index.anchors.set(key, [spot]);
    else spots.push(spot);
  }
  const dynamic = dynamicAnchorOf(schema);
  if (dynamic === undefined || (dynamic === RECURSIVE_ANCHOR && base.root !== schema)) return;
  let names = index.dynamic.get(base);
  if (names === undefined) index.dynamic.set(base, (names = new Map()));
  if (!names.has(dynamic)) names.set(dynamic, spot);
}
