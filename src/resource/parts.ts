import {
  isJsonObject,
  type JsonObject,
  joinPointer,
  own,
  type SchemaScope,
  type SchemaSource,
} from '../schema/index.ts';

/** More schemas than this at one place say nothing more about it. */
export const mostParts = 200;
const mostHops = 20;

/** A schema that applies to a place, and whether it does so whichever branch is taken. */
export interface Part {
  readonly source: SchemaSource;
  readonly json: JsonObject;
  readonly certain: boolean;
}

/** Every schema that applies where these do: through references, allOf, and each branch of anyOf, oneOf and if. */
export function partsOf(sources: readonly SchemaSource[], scope: SchemaScope): readonly Part[] {
  const [only] = sources;
  // Most places are described by one schema, which sends nowhere else.
  if (only !== undefined && sources.length === 1 && isJsonObject(only.value) && !sendsOn(only.value))
    return [{ source: only, json: only.value, certain: true }];
  const parts: Part[] = [];
  const seen = new Set<unknown>();
  const visit = (source: SchemaSource, certain: boolean): void => {
    const { value } = source;
    if (!isJsonObject(value) || seen.has(value) || parts.length >= mostParts) return;
    seen.add(value);
    parts.push({ source, json: value, certain });
    const reference = own(value, '$ref');
    if (typeof reference === 'string') {
      const target = scope.resolve(reference, source.uri);
      if (target !== undefined) visit(target, certain);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = own(value, keyword);
      if (!Array.isArray(list)) continue;
      const some = list.filter((part) => !isNull(part)).length;
      list.forEach((part, index) => {
        visit(childOf(source, part, keyword, index), certain && (keyword === 'allOf' || some === 1));
      });
    }
    for (const keyword of ['then', 'else']) {
      const part = own(value, keyword);
      if (isJsonObject(part)) visit(childOf(source, part, keyword), false);
    }
  };
  for (const source of sources) visit(source, true);
  // A list that has grown keeps room for a dozen more, and there are as many lists as there are places.
  return parts.slice();
}

const sending = ['$ref', 'allOf', 'anyOf', 'oneOf', 'then', 'else'];

function sendsOn(json: JsonObject): boolean {
  return sending.some((keyword) => Object.hasOwn(json, keyword));
}

export function childOf(
  parent: SchemaSource,
  value: unknown,
  ...tokens: ReadonlyArray<string | number>
): SchemaSource {
  return { value, uri: parent.uri, pointer: joinPointer(parent.pointer, ...tokens) };
}

/** What references lead to; `wholly` only those beside which nothing stands, else also those with words beside them. */
export function followed(source: SchemaSource, scope: SchemaScope, wholly: boolean): SchemaSource {
  let at = source;
  for (let hops = 0; hops < mostHops && isJsonObject(at.value); hops++) {
    const { value } = at;
    const reference = own(value, '$ref');
    let next: SchemaSource | undefined;
    if (typeof reference === 'string') {
      if (!wholly || Object.keys(value).length === 1) next = scope.resolve(reference, at.uri);
    } else if (!wholly) {
      const only = onlyPart(value);
      next = only === undefined ? undefined : childOf(at, only, 'allOf', 0);
    }
    if (next === undefined) break;
    at = next;
  }
  return at;
}

/** `allOf` with one part beside nothing but words: how older descriptions write a reference with a description. */
function onlyPart(json: JsonObject): unknown {
  const all = own(json, 'allOf');
  if (!Array.isArray(all) || all.length !== 1) return undefined;
  const words = ['allOf', 'description', 'title', 'readOnly', 'writeOnly', 'nullable', 'default', 'example'];
  return Object.keys(json).every((key) => words.includes(key) || key.startsWith('x-')) ? all[0] : undefined;
}

function isNull(json: unknown): boolean {
  return isJsonObject(json) && own(json, 'type') === 'null';
}
