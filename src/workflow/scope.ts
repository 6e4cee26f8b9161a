import {
  evaluateRuntimeExpression,
  parseEmbedded,
  parseMembers,
  parseWorkflowExpression,
  type RuntimeFacts,
  type WorkflowExpression,
} from '../http/index.ts';
import { isJsonObject, type JsonObject, own, setOwn, valueAt } from '../schema/index.ts';
import { selectOne } from './selector.ts';
import { selectorOf } from './selector-type.ts';

/** What expressions may speak of at one moment of a run. */
export interface Scope {
  readonly inputs: JsonObject;
  /** Outputs of the steps that are over. */
  readonly steps: ReadonlyMap<string, JsonObject>;
  /** Of the workflow that the step has called, else of this one. */
  readonly outputs: JsonObject;
  /** What went into a workflow that has run, and what came out. */
  workflow(id: string):
    | {
        readonly inputs: JsonObject;
        readonly outputs: JsonObject;
        readonly steps: ReadonlyMap<string, JsonObject>;
      }
    | undefined;
  /** A field of a source description. */
  source(name: string, field: string): unknown;
  readonly self: string | undefined;
  /** The step's exchange; undefined before it. */
  readonly facts: RuntimeFacts | undefined;
}

/** What an expression stands for, with its type; undefined where it stands for nothing. */
export function evaluateExpression(expression: WorkflowExpression, scope: Scope): unknown {
  switch (expression.kind) {
    case 'exchange': {
      const { facts } = scope;
      const whole = facts && evaluateRuntimeExpression(expression.part, facts);
      return within(whole, expression.below);
    }
    case 'inputs':
    case 'outputs':
      return pointed(lookUp(scope[expression.kind], expression.name), expression.pointer);
    case 'steps':
      return pointed(lookUp(scope.steps.get(expression.step), expression.name), expression.pointer);
    case 'workflows': {
      const of = scope.workflow(expression.workflow);
      const values = expression.step === undefined ? of?.[expression.field] : of?.steps.get(expression.step);
      return pointed(lookUp(values, expression.name), expression.pointer);
    }
    case 'sourceDescriptions':
      return scope.source(expression.source, expression.reference);
    case 'self':
      return scope.self;
    case 'components':
    case 'message':
      return undefined;
  }
}

/** Names have dots in them, and dots lead on too: the longest name that is there wins. */
function lookUp(values: JsonObject | undefined, path: string): unknown {
  if (!values) return undefined;
  for (
    let end = path.length;
    end > 0;
    end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))
  ) {
    const name = path.slice(0, end);
    if (!Object.hasOwn(values, name)) continue;
    const below = parseMembers(path.slice(end));
    return below && within(values[name], below);
  }
  return undefined;
}

function within(value: unknown, below: readonly string[]): unknown {
  let at = value;
  for (const name of below) {
    if (Array.isArray(at)) at = /^(?:0|[1-9]\d*)$/.test(name) ? at[Number(name)] : undefined;
    else at = isJsonObject(at) ? own(at, name) : undefined;
  }
  return at;
}

function pointed(value: unknown, pointer: string): unknown {
  return pointer === '' ? value : valueAt(value, pointer);
}

/**
 * A text that may be an expression, which keeps its type, or have some in braces, which become text: scalars as they
 * read, all else as JSON (Arazzo 1.1, Runtime Expressions). Undefined where one of them stands for nothing.
 */
export function evaluateText(text: string, scope: Scope): unknown {
  const whole = parseWorkflowExpression(text);
  return whole ? evaluateExpression(whole, scope) : fillEmbedded(text, scope);
}

/** A text with expressions in braces, filled in; undefined where one of them stands for nothing. */
export function fillEmbedded(text: string, scope: Scope): string | undefined {
  const parts = parseEmbedded(text, parseWorkflowExpression);
  if (!parts) return text;
  let filled = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : evaluateExpression(part, scope);
    if (value === undefined) return undefined;
    filled += textOf(value);
  }
  return filled;
}

/**
 * A selector or condition with its expressions filled in, as `fillEmbedded`. What comes into an XPath must stay a value: no
 * quote within quotes, and a number or plain name outside of them; else undefined, since answers could change what is asked.
 */
export function fillSelector(text: string, type: string, scope: Scope): string | undefined {
  const parts = type === 'xpath' ? parseEmbedded(text, parseWorkflowExpression) : undefined;
  if (!parts) return fillEmbedded(text, scope);
  let filled = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : evaluateExpression(part, scope);
    if (value === undefined) return undefined;
    const isQuoted = (filled.match(/['"]/g) ?? []).length % 2 === 1;
    const isValue = typeof part === 'string' || (isQuoted ? /^[^'"]*$/ : /^-?[\w.]+$/).test(textOf(value));
    if (!isValue) return undefined;
    filled += textOf(value);
  }
  return filled;
}

export function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

const deepest = 200;

/**
 * A value in which texts may be expressions and objects Selector Objects. What stands for nothing is left out of
 * objects, and null in lists.
 */
export async function evaluateValue(value: unknown, scope: Scope, depth = 0): Promise<unknown> {
  if (typeof value === 'string') return evaluateText(value, scope);
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value))
    return Promise.all(value.map(async (item) => (await evaluateValue(item, scope, depth + 1)) ?? null));
  const selector = selectorOf(value);
  if (selector)
    return selectOne(
      evaluateText(selector.context, scope),
      selector,
      fillSelector(selector.selector, selector.type, scope),
    );
  const evaluated: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const inner = await evaluateValue(member, scope, depth + 1);
    if (inner !== undefined) setOwn(evaluated, name, inner);
  }
  return evaluated;
}
