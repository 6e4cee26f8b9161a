import type { Filter } from '../resource/index.ts';
import { isJsonObject } from '../schema/index.ts';
import { pick } from './pointer.ts';

/** Does an entity pass a filter of a list? What was not asked for (undefined) lets everything pass. */
export function passes(
  value: unknown,
  { pointers, compare }: Pick<Filter, 'pointers' | 'compare'>,
  wanted: unknown,
): boolean {
  if (wanted === undefined || wanted === '') return true;
  const found = pointers.flatMap((pointer) => pick(value, pointer));
  const values = found.flatMap((each) => (Array.isArray(each) ? each : [each]));
  const asked = Array.isArray(wanted) ? wanted : compare === 'in' ? String(wanted).split(',') : [wanted];
  const some = (test: (has: unknown, want: unknown) => boolean) =>
    values.some((has) => asked.some((want) => test(has, want)));
  switch (compare) {
    case 'not':
      return !some(isSame);
    case 'exists':
      return isThere(values) === isYes(wanted);
    case 'empty':
      return isThere(values) !== isYes(wanted);
    case 'contains':
      return some((has, want) => (typeof has === 'string' ? has.includes(String(want)) : isSame(has, want)));
    case 'icontains':
      return some((has, want) => text(has).includes(text(want)));
    case 'startswith':
      return some((has, want) => text(has).startsWith(text(want)));
    case 'endswith':
      return some((has, want) => text(has).endsWith(text(want)));
    case 'gt':
      return some((has, want) => order(has, want) > 0);
    case 'gte':
      return some((has, want) => order(has, want) >= 0);
    case 'lt':
      return some((has, want) => order(has, want) < 0);
    case 'lte':
      return some((has, want) => order(has, want) <= 0);
    default:
      return some(isSame);
  }
}

/** Is the text in any text of the entity, whatever its case? */
export function mentions(value: unknown, wanted: string, depth = 0): boolean {
  const words = wanted.trim().toLowerCase();
  if (typeof value === 'string' || typeof value === 'number') return text(value).includes(words);
  if (depth > 3 || (!Array.isArray(value) && !isJsonObject(value))) return false;
  return Object.values(value).some((each) => mentions(each, words, depth + 1));
}

function isSame(has: unknown, want: unknown): boolean {
  if (typeof has === 'object' && has !== null) return false;
  const [left, right] = [String(has), String(want)];
  if (left === right) return true;
  if (typeof has === 'number') return right.trim() !== '' && has === Number(right);
  if (typeof has === 'boolean') return has === isYes(want) && /^(?:true|false|1|0|yes|no)$/i.test(right);
  const [a, b] = [moment(left), moment(right)];
  return a !== undefined && a === b;
}

function isThere(values: readonly unknown[]): boolean {
  return values.some((value) => value !== null && value !== '');
}

function isYes(value: unknown): boolean {
  return value === true || /^(?:true|1|yes|on)$/i.test(String(value));
}

function text(value: unknown): string {
  return value === null || typeof value === 'object' ? '' : String(value).toLowerCase();
}

/** Negative, zero or positive; NaN where two values have no order, so that every comparison fails. */
function order(has: unknown, want: unknown): number {
  if (has === null || has === undefined || typeof has === 'object') return Number.NaN;
  const [left, right] = [String(has), String(want)];
  if (left.trim() !== '' && right.trim() !== '') {
    const numbers = Number(left) - Number(right);
    if (!Number.isNaN(numbers)) return numbers;
  }
  const [a, b] = [moment(left), moment(right)];
  if (a !== undefined && b !== undefined) return a - b;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Milliseconds of a date or date-time. */
export function moment(value: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}
