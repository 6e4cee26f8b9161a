import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';

const maxDepth = 20;

/** Values that are like the given one and simpler, the simplest first: fewer members, fewer items, shorter texts, smaller numbers. */
export function* simpler(value: unknown, depth = 0): Iterable<unknown> {
  if (depth > maxDepth) return;
  if (Array.isArray(value)) yield* simplerList(value, depth);
  else if (isJsonObject(value)) yield* simplerObject(value, depth);
  else if (typeof value === 'string') yield* simplerText(value);
  else if (typeof value === 'number') yield* simplerNumber(value);
}

function* simplerText(text: string): Iterable<string> {
  const points = [...text];
  if (points.length === 0) return;
  yield '';
  if (points.length > 2) yield points.slice(0, Math.floor(points.length / 2)).join('');
  if (points.length > 1) yield points.slice(0, -1).join('');
  if (/[^a]/.test(text)) yield 'a'.repeat(points.length);
}

function* simplerNumber(value: number): Iterable<number> {
  if (value === 0) return;
  yield 0;
  if (value < 0) yield -value;
  if (!Number.isInteger(value)) yield Math.trunc(value);
  if (Math.abs(value) > 1) yield Math.trunc(value / 2);
  if (Number.isInteger(value)) yield value - Math.sign(value);
}

function* simplerList(items: readonly unknown[], depth: number): Iterable<unknown[]> {
  if (items.length > 0) yield [];
  if (items.length > 3) yield items.slice(0, Math.floor(items.length / 2));
  for (let index = 0; index < items.length; index++) yield items.toSpliced(index, 1);
  for (const [index, item] of items.entries())
    for (const other of simpler(item, depth + 1)) yield items.with(index, other);
}

function* simplerObject(value: JsonObject, depth: number): Iterable<JsonObject> {
  const names = Object.keys(value);
  if (names.length > 3) {
    const half = Math.floor(names.length / 2);
    yield kept(value, names.slice(0, half));
    yield kept(value, names.slice(half));
  }
  for (const name of names)
    yield kept(
      value,
      names.filter((other) => other !== name),
    );
  for (const name of names) {
    for (const member of simpler(value[name], depth + 1)) {
      const copy = kept(value, names);
      setOwn(copy, name, member);
      yield copy;
    }
  }
}

function kept(value: JsonObject, names: readonly string[]): JsonObject {
  const copy: JsonObject = {};
  for (const name of names) setOwn(copy, name, value[name]);
  return copy;
}
