import { isJsonObject, type JsonObject, own, type Queries } from '../schema/index.ts';
import { compileDateFormat, DEFAULT_FORMATS } from './date-format.ts';
import { parsePathExpression } from './path-expression.ts';
import type { PathRule, Rule, RuleList, Variant } from './rule.ts';

/** Told of each rule that cannot be held to anything: its pointer and a sentence. */
export type Complain = (pointer: string, message: string) => void;

export interface RuleReading {
  readonly queries: Queries;
  readonly complain: Complain;
}

/** Rules within rules nest no deeper. */
const DEEPEST = 20;

/** One matching rule as it stands in the file. Never throws: what is not understood is an `unsupported` one. */
export function readRule(value: unknown, pointer: string, reading: RuleReading, depth: number = 0): Rule {
  const rule =
    isJsonObject(value) && depth <= DEEPEST ? ruleOf(value, pointer, reading, depth) : 'is no object';
  if (typeof rule !== 'string') return rule;
  reading.complain(pointer, `A matching rule ${rule}; what it is about counts as not matched.`);
  return { kind: 'unsupported', reason: `the matching rule ${rule}` };
}

/** A list of rules as versions 3 and 4 write them: `{ matchers: […], combine: 'AND' }`. */
export function readRuleList(
  value: JsonObject,
  pointer: string,
  reading: RuleReading,
  depth: number = 0,
): RuleList {
  const matchers = own(value, 'matchers');
  const rules = (Array.isArray(matchers) ? matchers : []).map((each, at) =>
    readRule(each, `${pointer}/matchers/${at}`, reading, depth),
  );
  return { rules, combine: String(own(value, 'combine')).toLowerCase() === 'or' ? 'or' : 'and', pointer };
}

function ruleOf(rule: JsonObject, pointer: string, reading: RuleReading, depth: number): Rule | string {
  const min = count(rule, 'min');
  const max = count(rule, 'max');
  const named: unknown = own(rule, 'match') ?? implied(rule);
  const match = typeof named === 'string' ? named : '';
  switch (match) {
    case 'equality':
    case 'null':
    case 'boolean':
    case 'semver':
    case 'notEmpty':
    case 'values':
    case 'integer':
    case 'decimal':
    case 'number':
      return { kind: match };
    case 'type':
    case 'min-type':
    case 'max-type':
    case 'min-max-type':
    case 'minType':
    case 'maxType':
    case 'minMaxType':
      return { kind: 'type', min, max };
    case 'regex':
      return regexOf(own(rule, 'regex'), reading);
    case 'include': {
      const text = own(rule, 'value');
      return text === undefined ? 'includes nothing' : { kind: 'include', text: String(text) };
    }
    case 'date':
    case 'time':
    case 'datetime':
    case 'timestamp':
      return momentOf(match, rule);
    case 'contentType':
      return { kind: 'contentType', type: String(own(rule, 'value')) };
    case 'statusCode':
      return statusOf(own(rule, 'status'));
    case 'arrayContains': {
      const variants = own(rule, 'variants');
      if (!Array.isArray(variants)) return 'has no variants';
      return {
        kind: 'arrayContains',
        variants: variants.map((each, at) => variantOf(each, `${pointer}/variants/${at}`, reading, depth)),
      };
    }
    case 'eachKey':
    case 'eachValue': {
      const rules = own(rule, 'rules');
      const list = Array.isArray(rules) ? rules : [];
      return {
        kind: match,
        rules: list.map((each, at) => readRule(each, `${pointer}/rules/${at}`, reading, depth + 1)),
      };
    }
    default:
      return `of the kind ${JSON.stringify(named)} is not known`;
  }
}

/** Old files leave the kind out where a member says it. */
function implied(rule: JsonObject): string | undefined {
  const member = ['regex', 'date', 'time', 'datetime', 'timestamp'].find((name) => Object.hasOwn(rule, name));
  return member ?? (Object.hasOwn(rule, 'min') || Object.hasOwn(rule, 'max') ? 'type' : undefined);
}

function count(rule: JsonObject, name: string): number | undefined {
  const value = own(rule, name);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function regexOf(source: unknown, { queries }: RuleReading): Rule | string {
  if (typeof source !== 'string') return 'is a regular expression without a text';
  // Ruby writes its options so. The whole text has to match, as Pact's own libraries have it.
  const plain = source.replaceAll('(?-mix:', '(?:');
  const test = queries.compileRegular(`^(?:${plain})$`, 's');
  return typeof test === 'string'
    ? `cannot be tested in safe time: ${test}`
    : { kind: 'regex', source, test };
}

function momentOf(match: 'date' | 'time' | 'datetime' | 'timestamp', rule: JsonObject): Rule | string {
  const kind = match === 'timestamp' ? 'datetime' : match;
  const given = own(rule, 'format') ?? own(rule, match);
  const format = typeof given === 'string' && given !== '' ? given : DEFAULT_FORMATS[kind];
  const test = compileDateFormat(format);
  return typeof test === 'string' ? `cannot be read: ${test}` : { kind, format, test };
}

const CLASSES: Readonly<Record<string, (status: number) => boolean>> = {
  info: (status) => status < 200,
  success: (status) => status >= 200 && status < 300,
  redirect: (status) => status >= 300 && status < 400,
  clientError: (status) => status >= 400 && status < 500,
  serverError: (status) => status >= 500,
  nonError: (status) => status < 400,
  error: (status) => status >= 400,
};

function statusOf(what: unknown): Rule | string {
  if (Array.isArray(what))
    return { kind: 'statusCode', what: `one of ${what.join(', ')}`, test: (status) => what.includes(status) };
  const test = typeof what === 'string' && Object.hasOwn(CLASSES, what) ? CLASSES[what] : undefined;
  return test ? { kind: 'statusCode', what: `of the class ${what}`, test } : 'names no status';
}

function variantOf(value: unknown, pointer: string, reading: RuleReading, depth: number): Variant {
  const variant = isJsonObject(value) ? value : {};
  const rules = own(variant, 'rules');
  return {
    index: count(variant, 'index') ?? 0,
    rules: isJsonObject(rules) ? readBodyRules(rules, `${pointer}/rules`, reading, depth + 1) : [],
  };
}

/** Rules by path expressions. */
export function readBodyRules(
  value: JsonObject,
  pointer: string,
  reading: RuleReading,
  depth: number = 0,
): PathRule[] {
  return Object.entries(value).flatMap(([expression, list]) => {
    const at = `${pointer}/${expression.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const tokens = parsePathExpression(expression);
    if (tokens && isJsonObject(list)) return [{ tokens, list: readRuleList(list, at, reading, depth) }];
    reading.complain(at, `The path expression ${expression} cannot be read, so that its rules are left out.`);
    return [];
  });
}
