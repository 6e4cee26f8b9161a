import type { Collection, ParentPart, Singleton } from '../resource/index.ts';

/** The entities of a collection below given parents: `/teams/5/members`. */
export interface Space {
  readonly collection: Collection;
  /** The collection's template with its parents' keys filled in, URL-coded. */
  readonly id: string;
  /** The values of the collection's path parameters, outermost first, decoded. */
  readonly parents: readonly string[];
}

/** An entity's place: key parts are URL-coded and joined by `/`. */
export interface Address {
  readonly space: Space;
  readonly key: string;
}

/** The space of a collection for the values of its path parameters. */
export function spaceOf(collection: Collection, parents: readonly string[]): Space {
  return { collection, id: fillTemplate(collection.id, parents), parents };
}

/** The space of a collection's id, of its name, or of a path with the parents' keys filled in (`/teams/5/members`). */
export function spaceNamed(collections: readonly Collection[], name: string): Space | undefined {
  for (const collection of collections) {
    const names = collection.id.split('/');
    const path = name.split('/');
    if (names.length !== path.length) continue;
    const fits = names.every((each, index) => /^\{.*\}$/.test(each) || each === path[index]);
    const values = names.flatMap((each, index) =>
      /^\{.*\}$/.test(each) ? [decoded(path[index] ?? '')] : [],
    );
    if (fits) return spaceOf(collection, values);
  }
  const named = collections.find((each) => each.name === name && each.parents.length === 0);
  return named && spaceOf(named, []);
}

/** The key of an entity, of its parts in the collection's order. */
export function keyOf(parts: readonly (string | number)[]): string {
  const [only] = parts;
  if (parts.length !== 1) return parts.map(coded).join('/');
  return typeof only === 'number' && Number.isSafeInteger(only) ? String(only) : coded(only as string);
}

function coded(part: string | number): string {
  const text = String(part);
  return PLAIN.test(text) ? text : encodeURIComponent(text);
}

/** Most keys are numbers or UUIDs, which stand for themselves. */
const PLAIN = /^[\w.-]*$/;

export function keyParts(key: string): string[] {
  return key.includes('/') ? key.split('/').map(decoded) : [decoded(key)];
}

/** A path template with its expressions replaced in order. */
export function fillTemplate(template: string, values: readonly string[]): string {
  if (!template.includes('{')) return template;
  let at = 0;
  return template.replaceAll(/\{[^{}]*\}/g, (expression) => {
    const value = values[at++];
    return value === undefined ? expression : encodeURIComponent(value);
  });
}

/**
 * The entities of other collections that a place lies below, outermost first; what no known collection is named by is
 * left out.
 */
export function ancestors(
  { parents }: Pick<Collection | Singleton, 'parents'>,
  values: readonly string[],
): Address[] {
  const found: Address[] = [];
  for (let at = 0; at < parents.length; ) {
    const { collection } = parents[at] as ParentPart;
    if (!collection) {
      at++;
      continue;
    }
    const own = collection.keys.length;
    const above = collection.parents.length;
    const keys = values.slice(at, at + own);
    if (above <= at && keys.length === own) {
      found.push({ space: spaceOf(collection, values.slice(at - above, at)), key: keyOf(keys) });
    }
    at += own;
  }
  return found;
}

export function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
