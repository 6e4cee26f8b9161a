import { isJsonObject, receivedText, sameJson } from '../schema/index.ts';
import type { Rule, RuleList } from './rule.ts';
import { contentTypeOf } from './sniff.ts';

/** Why a value does not fit, and by which kind of rule; undefined where it does. */
export interface RuleMiss {
  readonly kind: string;
  readonly message: string;
}

export interface ValueToMatch {
  readonly expected: unknown;
  readonly actual: unknown;
  /** The rules are said of something that contains the value. */
  readonly cascaded: boolean;
  /** Is the value a text in any case, as in headers and queries? Then numbers are read from it. */
  readonly isText: boolean;
  /** Was the number written with a fraction, though that is nothing: `10.0`? */
  readonly isDecimal: boolean;
}

/** A value against all rules of a place. */
export function listMiss({ rules, combine }: RuleList, value: ValueToMatch): RuleMiss | undefined {
  let first: RuleMiss | undefined;
  for (const rule of rules) {
    const miss = ruleMiss(rule, value);
    if (miss === undefined && combine === 'or') return undefined;
    if (miss !== undefined && combine === 'and') return miss;
    first ??= miss;
  }
  return first;
}

/** A value against one rule. What lists and objects hold is not this function's business. */
export function ruleMiss(rule: Rule, value: ValueToMatch): RuleMiss | undefined {
  const message = problem(rule, value);
  return message === undefined ? undefined : { kind: rule.kind, message };
}

function problem(
  rule: Rule,
  { expected, actual, cascaded, isText, isDecimal }: ValueToMatch,
): string | undefined {
  const is = `is ${receivedText(actual)}`;
  const isContainer = typeof actual === 'object' && actual !== null;
  const unless = (good: boolean, wanted: string) => (good ? undefined : `${is}, not ${wanted}`);
  switch (rule.kind) {
    case 'equality':
      return unless(sameJson(expected, actual), receivedText(expected));
    case 'type':
      return typeProblem(rule, expected, actual, cascaded) ?? undefined;
    case 'regex':
      return isContainer && cascaded
        ? undefined
        : unless(!isContainer && rule.test(textOf(actual)), `a text that matches /${rule.source}/`);
    case 'include':
      return isContainer && cascaded
        ? undefined
        : unless(!isContainer && textOf(actual).includes(rule.text), `a text that includes "${rule.text}"`);
    case 'null':
      return unless(actual === null, 'null');
    case 'boolean':
      return unless(typeof actual === 'boolean' || actual === 'true' || actual === 'false', 'a boolean');
    case 'number':
      return unless(typeof actual === 'number' || (isText && isNumber(actual)), 'a number');
    case 'integer':
      return unless(
        isText ? /^[+-]?\d+$/.test(String(actual)) : Number.isInteger(actual) && !isDecimal,
        'an integer',
      );
    case 'decimal':
      return unless(
        isText
          ? /^[+-]?\d+\.\d+$/.test(String(actual))
          : typeof actual === 'number' && (isDecimal || !Number.isInteger(actual)),
        'a number with a fraction',
      );
    case 'date':
    case 'time':
    case 'datetime':
      return unless(
        typeof actual === 'string' && rule.test(actual),
        `a ${rule.kind} of the format ${rule.format}`,
      );
    case 'semver':
      return unless(typeof actual === 'string' && SEMVER.test(actual), 'a semantic version');
    case 'notEmpty':
      return unless(
        !isEmpty(actual) && sameType(expected, actual),
        `a value of the type of ${receivedText(expected)} that is not empty`,
      );
    case 'contentType':
      return unless(contentTypeOf(textOf(actual)) === rule.type, `content of the type ${rule.type}`);
    case 'statusCode':
      return unless(rule.test(Number(actual)), rule.what);
    case 'values':
    case 'eachKey':
    case 'eachValue':
    case 'arrayContains':
      // They are about what is inside.
      return isContainer || cascaded
        ? undefined
        : unless(sameType(expected, actual), `of the type of ${receivedText(expected)}`);
    case 'unsupported':
      return `cannot be told: ${rule.reason}`;
  }
}

/** https://semver.org, version 2. */
const SEMVER =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

function typeProblem(
  { min, max }: Extract<Rule, { kind: 'type' }>,
  expected: unknown,
  actual: unknown,
  cascaded: boolean,
): string | undefined {
  if (!sameType(expected, actual))
    return `is ${receivedText(actual)}, of another type than ${receivedText(expected)}`;
  if (cascaded || typeof actual !== 'object' || actual === null) return undefined;
  const size = Array.isArray(actual) ? actual.length : Object.keys(actual).length;
  if (min !== undefined && size < min) return `has ${size} of at least ${min} items`;
  if (max !== undefined && size > max) return `has ${size} of at most ${max} items`;
  return undefined;
}

function sameType(expected: unknown, actual: unknown): boolean {
  return jsonType(expected) === jsonType(actual);
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isJsonObject(value)) return Object.keys(value).length === 0;
  return value === null || value === undefined || value === '';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
