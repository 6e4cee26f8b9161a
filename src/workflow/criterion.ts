import { loadQueries, valueAt } from '../schema/index.ts';
import { holds, seenIn } from './condition.ts';
import { parseCondition } from './condition-text.ts';
import type { Criterion } from './document.ts';
import { evaluateText, fillSelector, type Scope, textOf } from './scope.ts';

/** What came of a criterion. */
export interface CriterionResult {
  readonly criterion: Criterion;
  readonly passed: boolean;
  /** What its expressions stood for, by their texts; undefined: nothing. */
  readonly seen: ReadonlyArray<readonly [string, unknown]>;
  /** Why it could not be evaluated, a clause. What cannot be evaluated does not pass. */
  readonly problem: string | undefined;
}

/** Holds a moment of a run to a criterion (Arazzo 1.1, Condition Evaluation). Never rejects. */
async function judgeCriterion(criterion: Criterion, scope: Scope): Promise<CriterionResult> {
  if (criterion.type === 'simple') {
    const condition = parseCondition(criterion.condition);
    if (typeof condition === 'string') return { criterion, passed: false, seen: [], problem: condition };
    return {
      criterion,
      passed: holds(condition, scope),
      seen: seenIn(condition, scope),
      problem: undefined,
    };
  }
  const context = evaluateText(criterion.context ?? '', scope);
  const seen = [[criterion.context ?? '', context]] as const;
  const condition = fillSelector(criterion.condition, criterion.type, scope);
  if (condition === undefined) {
    const problem = `an expression in ${criterion.condition} stands for nothing that can be put there`;
    return { criterion, passed: false, seen, problem };
  }
  if (context === undefined || context === null)
    return { criterion, passed: false, seen, problem: `${criterion.context} stands for nothing` };
  const outcome = await judge(criterion.type, condition, context);
  if (typeof outcome === 'string') return { criterion, passed: false, seen, problem: outcome };
  return { criterion, passed: outcome, seen, problem: undefined };
}

/** All of them must pass; the others are judged all the same, so that all can be told. */
export async function judgeCriteria(
  criteria: readonly Criterion[],
  scope: Scope,
): Promise<CriterionResult[]> {
  const results: CriterionResult[] = [];
  for (const criterion of criteria) results.push(await judgeCriterion(criterion, scope));
  return results;
}

/** A sentence's clause where it cannot be evaluated. */
async function judge(
  type: Exclude<Criterion['type'], 'simple'>,
  condition: string,
  context: unknown,
): Promise<boolean | string> {
  if (type === 'xpath') {
    const { holdsInXml, XmlProblem } = await import('./xml.ts');
    try {
      return holdsInXml(context, condition);
    } catch (error) {
      if (error instanceof XmlProblem) return error.message;
      throw error;
    }
  }
  const { compileJsonPath, compileRegular } = await loadQueries();
  if (type === 'regex') {
    const test = compileRegular(condition, '');
    return typeof test === 'string' ? test : test(textOf(context));
  }
  if (typeof context !== 'object') return `${JSON.stringify(context)} is no JSON that a path could lead into`;
  if (type === 'jsonpointer') return valueAt(context, condition) !== undefined;
  const select = compileJsonPath(condition);
  return typeof select === 'string' ? select : select(context).length > 0;
}
