import { isJsonObject, type JsonObject, joinPointer, own } from '../schema/index.ts';
import type { PactVersion } from './pact.ts';
import { parseNamedPath, parsePathExpression } from './path-expression.ts';
import { type RuleReading, readBodyRules, readRule, readRuleList } from './read-rule.ts';
import type { PathRule, RuleList } from './rule.ts';
import { type MatchingRules, NO_RULES } from './rules.ts';

/** `matchingRules` of a request or an answer, in the shape of the file's version. */
export function readMatchingRules(
  value: unknown,
  pointer: string,
  version: PactVersion,
  reading: RuleReading,
): MatchingRules {
  if (!isJsonObject(value)) return NO_RULES;
  return version === 2 ? flat(value, pointer, reading) : byCategory(value, pointer, reading);
}

/** Version 2: one map of path expressions that begin by what they look at. */
function flat(value: JsonObject, pointer: string, reading: RuleReading): MatchingRules {
  const found = {
    path: undefined as RuleList | undefined,
    query: [] as PathRule[],
    header: [] as PathRule[],
  };
  const body: PathRule[] = [];
  for (const [expression, rule] of Object.entries(value)) {
    const at = joinPointer(pointer, expression);
    const [part, ...tokens] = parsePathExpression(expression) ?? [];
    const list = (): RuleList => ({ rules: [readRule(rule, at, reading)], combine: 'and', pointer: at });
    if (part === 'body') body.push({ tokens, list: list() });
    else if (part === 'path') found.path = list();
    else if (part === 'query') found.query.push({ tokens, list: list() });
    else if (part === 'header' || part === 'headers') found.header.push(lowerCased({ tokens, list: list() }));
    else
      reading.complain(
        at,
        `The path expression ${expression} leads to no part of a message; its rule is left out.`,
      );
  }
  return { ...NO_RULES, ...found, body };
}

function byCategory(value: JsonObject, pointer: string, reading: RuleReading): MatchingRules {
  const category = (name: string): JsonObject | undefined => {
    const found = own(value, name);
    return isJsonObject(found) ? found : undefined;
  };
  const single = (name: string): RuleList | undefined => {
    const found = category(name);
    if (!found) return undefined;
    const whole = own(found, '$') ?? own(found, '');
    return isJsonObject(whole)
      ? readRuleList(whole, joinPointer(pointer, name, '$'), reading)
      : readRuleList(found, joinPointer(pointer, name), reading);
  };
  const named = (name: string): PathRule[] =>
    Object.entries(category(name) ?? {}).flatMap(([key, list]) => {
      const at = joinPointer(pointer, name, key);
      const tokens = parseNamedPath(key);
      if (tokens && isJsonObject(list)) return [{ tokens, list: readRuleList(list, at, reading) }];
      reading.complain(at, `The rule for "${key}" cannot be read and is left out.`);
      return [];
    });
  for (const name of Object.keys(value))
    if (!/^(?:path|status|method|query|headers?|body|metadata|content)$/.test(name))
      reading.complain(joinPointer(pointer, name), `Rules for "${name}" are not known and left out.`);
  return {
    path: single('path'),
    status: single('status'),
    query: named('query'),
    header: [...named('header'), ...named('headers')].map(lowerCased),
    body: [
      ...readBodyRules(category('body') ?? {}, joinPointer(pointer, 'body'), reading),
      ...readBodyRules(category('content') ?? {}, joinPointer(pointer, 'content'), reading),
    ],
  };
}

function lowerCased({ tokens: [name, ...rest], list }: PathRule): PathRule {
  return {
    tokens: name === undefined ? rest : [typeof name === 'string' ? name.toLowerCase() : name, ...rest],
    list,
  };
}
