import { sameJson } from '../schema/index.ts';
import type { Comparison, Condition } from './condition-text.ts';
import { evaluateExpression, type Scope } from './scope.ts';

/** Does a simple condition hold? What stands for nothing is null. */
export function holds(condition: Condition, scope: Scope): boolean {
  const value = operandOf(condition, scope);
  return value !== null && value !== false && value !== 0 && value !== '';
}

/** The expressions of a condition with what they stand for, each once, in order. */
export function seenIn(condition: Condition, scope: Scope): Array<readonly [string, unknown]> {
  const seen = new Map<string, unknown>();
  const walk = (at: Condition): void => {
    if (at.kind === 'expression') seen.set(at.text, evaluateExpression(at.expression, scope));
    else if (at.kind === 'not') walk(at.operand);
    else if (at.kind === 'and' || at.kind === 'or') at.operands.forEach(walk);
    else if (at.kind === 'compare') [at.left, at.right].forEach(walk);
  };
  walk(condition);
  return [...seen];
}

function operandOf(condition: Condition, scope: Scope): unknown {
  switch (condition.kind) {
    case 'literal':
      return condition.value;
    case 'expression':
      return evaluateExpression(condition.expression, scope) ?? null;
    case 'not':
      return !holds(condition.operand, scope);
    case 'and':
      return condition.operands.every((operand) => holds(operand, scope));
    case 'or':
      return condition.operands.some((operand) => holds(operand, scope));
    case 'compare':
      return compare(condition.operator, operandOf(condition.left, scope), operandOf(condition.right, scope));
  }
}

/** Arazzo 1.1, Simple Conditions: texts without regard to case, texts of numbers as numbers, null like itself alone. */
function compare(operator: Comparison, left: unknown, right: unknown): boolean {
  if (operator === '==') return isEqual(left, right);
  if (operator === '!=') return !isEqual(left, right);
  const numbers = [numberOf(left), numberOf(right)];
  const texts = [left, right].every((value) => typeof value === 'string');
  const [first, second] =
    numbers.every((value) => value !== undefined) || !texts
      ? numbers
      : [String(left).toLowerCase(), String(right).toLowerCase()];
  if (first === undefined || second === undefined) return false;
  if (operator === '<') return first < second;
  if (operator === '<=') return first <= second;
  return operator === '>' ? first > second : first >= second;
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === null || right === null) return left === right;
  if (typeof left === 'string' && typeof right === 'string')
    return left.toLowerCase() === right.toLowerCase();
  if (typeof left === 'number' || typeof right === 'number') {
    const number = numberOf(left);
    return number !== undefined && number === numberOf(right);
  }
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return String(left).toLowerCase() === String(right).toLowerCase();
  return sameJson(left, right);
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value))
    return undefined;
  return Number(value);
}
