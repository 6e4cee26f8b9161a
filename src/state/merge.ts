import { isJsonObject, type JsonObject, own, sameJson, setOwn } from '../schema/index.ts';

const maxDepth = 40;

/** The value, and of `more` what it lacks, at every depth. The value itself where it lacks nothing. */
export function fill(value: unknown, more: unknown, depth = 0): unknown {
  if (!isJsonObject(value) || !isJsonObject(more) || depth > maxDepth) return value;
  let filled: JsonObject | undefined;
  for (const name of Object.keys(more)) {
    const isThere = Object.hasOwn(value, name);
    const next = isThere ? fill(value[name], more[name], depth + 1) : more[name];
    if (isThere && next === value[name]) continue;
    filled ??= { ...value };
    setOwn(filled, name, next);
  }
  return filled ?? value;
}

/** The value with those members that stand in `before` and in `after` as something else, as they stand in `after`. */
export function changedAs(value: JsonObject, before: JsonObject, after: JsonObject, depth = 0): JsonObject {
  let changed: JsonObject | undefined;
  for (const name of Object.keys(before)) {
    const [kept, from, to] = [own(value, name), before[name], own(after, name)];
    if (to === undefined || depth > maxDepth || sameJson(from, to)) continue;
    const isNested = isJsonObject(kept) && isJsonObject(from) && isJsonObject(to);
    changed ??= { ...value };
    setOwn(changed, name, isNested ? changedAs(kept, from, to, depth + 1) : to);
  }
  return changed ?? value;
}

/** JSON Merge Patch (RFC 7396); `onNull` says what a null makes of a member: undefined takes it away. */
export function mergePatch(
  target: unknown,
  patch: unknown,
  onNull: (pointer: readonly string[]) => unknown = () => undefined,
  path: readonly string[] = [],
): unknown {
  if (!isJsonObject(patch) || path.length > maxDepth) return patch;
  const merged: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [name, change] of Object.entries(patch)) {
    const at = [...path, name];
    const next = change === null ? onNull(at) : mergePatch(own(merged, name), change, onNull, at);
    if (next === undefined) delete merged[name];
    else setOwn(merged, name, next);
  }
  return merged;
}

/** Names in one list, and the things that are named in the other? */
function areOfOtherKind(sent: readonly unknown[], shown: readonly unknown[]): boolean {
  const isBothFilled = sent.length > 0 && shown.length > 0;
  return isBothFilled && !sent.some(isJsonObject) && shown.every(isJsonObject);
}

/**
 * Does what is shown deny what was sent? What is not shown, or shown in another type (an id as the thing that it names),
 * denies nothing.
 */
export function contradicts(sent: unknown, shown: unknown, depth = 0): boolean {
  if (sent === shown || shown === undefined || sent === null || shown === null || depth > maxDepth)
    return false;
  if (Array.isArray(sent) || Array.isArray(shown)) {
    if (!Array.isArray(sent) || !Array.isArray(shown) || areOfOtherKind(sent, shown)) return false;
    return (
      sent.length !== shown.length || sent.some((item, index) => contradicts(item, shown[index], depth + 1))
    );
  }
  if (isJsonObject(sent) || isJsonObject(shown)) {
    if (!isJsonObject(sent) || !isJsonObject(shown)) return false;
    return Object.keys(sent).some((name) => contradicts(sent[name], own(shown, name), depth + 1));
  }
  return typeof sent === typeof shown && !sameJson(sent, shown);
}
