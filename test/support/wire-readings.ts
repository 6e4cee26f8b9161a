import type { ParameterShape } from './parameter-writer.ts';
import { isObject } from './raw-document.ts';
import { readScalar } from './wire-values.ts';

/**
 * Whatever a reader may make of the texts at one place of a value, the rest being as it is. A request breaks a
 * constraint for certain only if every reading does.
 */
export function readingsAt(value: unknown, tokens: readonly string[]): unknown[] {
  const [token, ...rest] = tokens;
  if (token === undefined) return readingsOf(value);
  if (Array.isArray(value)) {
    return readingsAt(value[Number(token)], rest).map((one) =>
      value.map((item, i) => (String(i) === token ? one : item)),
    );
  }
  if (!isObject(value)) return [value];
  return readingsAt(value[token], rest).map((one) => ({ ...value, [token]: one }));
}

/** A text, what it could stand for, and a list of it alone; a list of one, what it holds too. */
function readingsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length === 1 ? [value, ...readingsOf(value[0])] : [value];
  if (isObject(value)) return [value];
  const scalars = readScalar(typeof value === 'string' ? value : String(value));
  return [...scalars, ...scalars.map((scalar) => [scalar]), ...(value === '' ? [[]] : [])];
}

const DELIMITERS: Record<string, RegExp> = {
  spaceDelimited: / /,
  pipeDelimited: /\|/,
  tabDelimited: /\t/,
};

/** Can the value be written so that it is told apart from every other one? OpenAPI leaves the rest undefined. */
export function isWritable(shape: ParameterShape, value: unknown): boolean {
  const { in: place, style, explode } = shape;
  const isList = Array.isArray(value);
  const members: unknown[] = isList
    ? value
    : isObject(value)
      ? [...Object.keys(value), ...Object.values(value)]
      : [value];
  if (members.length === 0) return false;
  const structured = isList || isObject(value);
  return members.every((member) => {
    if (Array.isArray(member) && isList) return isNestedWritable(shape, value.flat());
    if (typeof member === 'object' && member !== null) return false;
    const text = String(member);
    if (structured && !explode && DELIMITERS[style]?.test(text)) return false;
    if (place === 'path')
      return (
        (structured || text !== '') &&
        text !== '.' &&
        text !== '..' &&
        !(style === 'label' && text.includes('.'))
      );
    if (place !== 'header') return true;
    return (
      /^[\u0021-\u007e]([\u0020-\u007e]*[\u0021-\u007e])?$/.test(text) && !(structured && /[,=]/.test(text))
    );
  });
}

/** Are the lists in the list told apart from it, and from each other? */
function isNestedWritable({ style, explode, inner }: ParameterShape, items: readonly unknown[]): boolean {
  const outer = { spaceDelimited: '%20', pipeDelimited: '%7C', tabDelimited: '%09' }[style] ?? ',';
  const separators = explode ? inner : [outer, ...inner];
  const depth = (value: unknown): number => (Array.isArray(value) ? 1 + Math.max(0, ...value.map(depth)) : 0);
  return (
    inner.length > 0 &&
    items.length > 0 &&
    1 + depth(items[0]) <= inner.length &&
    new Set(separators).size === separators.length
  );
}
