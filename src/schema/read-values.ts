import { brief, type Copy, type Reader } from './copy.ts';
import { compilePattern } from './pattern.ts';

/** A keyword that says a number, also where authors put it in quotes. */
function numberOf(copy: Copy, value: unknown, keyword: string): number | undefined {
  let number = value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    copy.fault('invalid-keyword', `"${keyword}" must be a number, not the text ${brief(value)}`, keyword);
    number = Number(value);
  }
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  // JSON.parse reads 1e400 as Infinity: no number is beyond it.
  if (number !== Number.POSITIVE_INFINITY && number !== Number.NEGATIVE_INFINITY) {
    copy.fault('invalid-keyword', `"${keyword}" must be a number, not ${brief(value)}`, keyword);
  }
  return undefined;
}

export const readCount: Reader = (copy, value, keyword) => {
  const count = numberOf(copy, value, keyword);
  if (count === undefined) return;
  if (Number.isInteger(count) && count >= 0) copy.to[keyword] = count;
  else
    copy.fault('invalid-keyword', `"${keyword}" must be a whole number from 0, not ${brief(value)}`, keyword);
};

const readNumber: Reader = (copy, value, keyword) => {
  const number = numberOf(copy, value, keyword);
  if (number !== undefined) copy.to[keyword] = number;
};

export const readMultipleOf: Reader = (copy, value, keyword) => {
  const number = numberOf(copy, value, keyword);
  if (number === undefined) return;
  if (number > 0) copy.to[keyword] = number;
  else copy.fault('invalid-keyword', `"${keyword}" must be greater than 0, not ${brief(value)}`, keyword);
};

/** `minimum` beside `exclusiveMinimum: true`, as up to draft-04, is an exclusive minimum; the same for `maximum`. */
export const readBound: Reader = (copy, value, keyword) => {
  const number = numberOf(copy, value, keyword);
  if (number === undefined) return;
  const exclusive = keyword === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum';
  const other = Object.hasOwn(copy.from, exclusive) ? copy.from[exclusive] : undefined;
  copy.to[other === true || other === 'true' ? exclusive : keyword] = number;
};

export const readExclusive: Reader = (copy, value, keyword) => {
  if (typeof value === 'boolean' || value === 'true' || value === 'false') {
    if (copy.traits.level > 4 && !copy.traits.openapi) {
      copy.fault(
        'invalid-keyword',
        `"${keyword}" must be a number in this dialect, not ${brief(value)}`,
        keyword,
      );
    }
    return;
  }
  readNumber(copy, value, keyword);
};

export const readFlag: Reader = (copy, value, keyword) => {
  if (typeof value === 'boolean') copy.to[keyword] = value;
  else {
    copy.fault('invalid-keyword', `"${keyword}" must be true or false, not ${brief(value)}`, keyword);
    if (value === 'true' || value === 'false') copy.to[keyword] = value === 'true';
  }
};

/** An assertion about names: those that do not travel in the direction are not demanded. */
export const readRequired: Reader = (copy, value, keyword) => {
  const names = stringsOf(copy, value, keyword);
  if (names === undefined) return;
  const demanded = names.filter((name) => !copy.spared.has(name));
  if (demanded.length > 0) copy.to[keyword] = demanded;
};

export function stringsOf(copy: Copy, value: unknown, ...tokens: string[]): string[] | undefined {
  const keyword = tokens.join('/');
  const list = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(list)) {
    const hint =
      typeof value === 'boolean' ? '; name the property in the list of the object that holds it' : '';
    copy.fault(
      'invalid-keyword',
      `"${keyword}" must be a list of names, not ${brief(value)}${hint}`,
      ...tokens,
    );
    return undefined;
  }
  const names = list.filter((name): name is string => typeof name === 'string');
  if (names.length < list.length || typeof value === 'string') {
    copy.fault('invalid-keyword', `"${keyword}" must be a list of names, not ${brief(value)}`, ...tokens);
  }
  return [...new Set(names)];
}

export const readEnum: Reader = (copy, value, keyword) => {
  const empty = Array.isArray(value) && value.length === 0;
  if (Array.isArray(value) && !(empty && copy.traits.openapi)) copy.to[keyword] = value;
  if (!Array.isArray(value) || empty)
    copy.fault(
      'invalid-keyword',
      `"${keyword}" must be a list with at least one value, not ${brief(value)}`,
      keyword,
    );
};

export const readConst: Reader = (copy, value, keyword) => {
  copy.to[keyword] = value;
};

export const readText: Reader = (copy, value, keyword) => {
  if (typeof value === 'string') {
    if (copy.to[keyword] === undefined) copy.to[keyword] = value;
  } else if (value !== null) {
    copy.fault('invalid-keyword', `"${keyword}" must be a text, not ${brief(value)}`, keyword);
  }
};

export const readPattern: Reader = (copy, value, keyword) => {
  if (typeof value !== 'string') {
    copy.fault('invalid-keyword', `"${keyword}" must be a regular expression, not ${brief(value)}`, keyword);
  } else if (isPattern(copy, value, keyword)) copy.to[keyword] = value;
};

export function isPattern(copy: Copy, pattern: string, ...tokens: string[]): boolean {
  if (compilePattern(pattern) !== undefined) return true;
  const what = `the regular expression ${brief(pattern)} is not valid in ECMAScript and is left out`;
  copy.fault('invalid-pattern', what, ...tokens);
  return false;
}
