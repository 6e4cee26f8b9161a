import {
  isJsonObject,
  type JsonObject,
  parsePointer,
  type Schema,
  setOwn,
  type Violation,
  valueAt,
} from '../schema/index.ts';
import type { CheckedRequest } from '../validation/index.ts';

const maxCoerced = 12;

/**
 * Could a server that coerces as common frameworks do take the request for a valid one? Text for numbers and booleans,
 * numbers for text, one value for a list of one, null for absence, space around text; parameters that come as text have
 * been coerced by the reader already, and what they lack is only the readings below.
 */
export function coercions(checked: CheckedRequest): boolean {
  const { violations } = checked;
  if (violations.length > maxCoerced) return false;
  const inBody = violations.filter((violation) => violation.in === 'body');
  const elsewhere = violations.filter((violation) => violation.in !== 'body');
  return elsewhere.every((violation) => isLooseText(violation)) && bodyHolds(checked, inBody);
}

/** Readings of a parameter's text that differ between frameworks: `1` or `yes` for true, `1.0` for 1, an empty value for none. */
function isLooseText({ keyword, received }: Violation): boolean {
  if (keyword !== 'type' || received === undefined) return false;
  return /^"?\s*(?:|1|0|yes|no|on|off|true|false|null|[+-]?\d+(?:\.0*)?(?:e\d+)?)\s*"?$/i.test(received);
}

function bodyHolds({ body, mediaType }: CheckedRequest, violations: readonly Violation[]): boolean {
  if (violations.length === 0) return true;
  const schema: Schema | undefined = mediaType?.schema?.for('request');
  if (!schema || body === undefined || violations.some(({ keyword }) => keyword !== 'type')) return false;
  const isForm = /^multipart\/|form-urlencoded/i.test(mediaType?.type ?? '');
  return candidates(body, violations, isForm).some((value) => schema.accepts(value));
}

/** The body with each value of a wrong type read in another way; few enough to be tried. */
function candidates(body: unknown, violations: readonly Violation[], isForm: boolean): unknown[] {
  let bodies: unknown[] = [body];
  for (const { pointer } of violations) {
    bodies = bodies.flatMap((value) =>
      readings(valueAt(value, pointer), isForm).map((part) =>
        replaced(value, parsePointer(pointer) ?? [], part),
      ),
    );
    if (bodies.length > 500) return [];
  }
  return bodies;
}

const absent: unique symbol = Symbol('absent');

function readings(value: unknown, isForm: boolean): unknown[] {
  if (typeof value === 'string') {
    const text = value.trim();
    const found: unknown[] = [];
    if (text !== '' && Number.isFinite(Number(text))) found.push(Number(text));
    if (/^(?:true|1|yes|on)$/i.test(text)) found.push(true);
    if (/^(?:false|0|no|off)$/i.test(text)) found.push(false);
    if (/^(?:null|)$/i.test(text)) found.push(null, absent);
    return [...found, [value]];
  }
  if (typeof value === 'number') return [String(value), Math.trunc(value), value === 1, [value]];
  if (typeof value === 'boolean') return [String(value), Number(value), [value]];
  if (value === null) return [absent, '', 0, false, [], {}];
  // Of a form's part that comes more than once, many servers take the first or the last.
  if (Array.isArray(value)) return isForm || value.length === 1 ? [value[0], value.at(-1)] : [];
  return isJsonObject(value) ? [[value]] : [];
}

function replaced(value: unknown, tokens: readonly string[], part: unknown): unknown {
  const [token, ...below] = tokens;
  if (token === undefined) return part;
  if (Array.isArray(value)) {
    return value.map((item, index) => (String(index) === token ? replaced(item, below, part) : item));
  }
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const kept = name === token ? replaced(member, below, part) : member;
    if (kept !== absent) setOwn(copy, name, kept);
  }
  return copy;
}
