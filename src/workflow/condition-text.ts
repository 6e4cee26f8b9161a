import { parseWorkflowExpression, type WorkflowExpression } from '../http/index.ts';

/** A simple condition, read (Arazzo, Criterion Object). */
export type Condition =
  | { readonly kind: 'literal'; readonly value: boolean | null | number | string }
  | { readonly kind: 'expression'; readonly text: string; readonly expression: WorkflowExpression }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Condition;
      readonly right: Condition;
    };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** The expressions of a condition, in order. */
export function expressionsIn(condition: Condition): WorkflowExpression[] {
  switch (condition.kind) {
    case 'literal':
      return [];
    case 'expression':
      return [condition.expression];
    case 'not':
      return expressionsIn(condition.operand);
    case 'and':
    case 'or':
      return condition.operands.flatMap(expressionsIn);
    case 'compare':
      return [condition.left, condition.right].flatMap(expressionsIn);
  }
}

type Token =
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'value'; readonly condition: Condition };

const deepest = 100;
const longest = 10_000;

/** Reads a simple condition; a sentence where it is none. */
export function parseCondition(text: string): Condition | string {
  if (text.length > longest) return 'It is too long.';
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return tokens;
  try {
    return new Parser(tokens).whole();
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

function tokensOf(text: string): Token[] | string {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest)?.[0];
    const operator = /^(?:==|!=|<=|>=|&&|\|\||[<>!()])/.exec(rest)?.[0];
    const found = space ?? operator;
    if (found !== undefined) {
      if (operator !== undefined && space === undefined) tokens.push({ kind: 'operator', text: operator });
      at += found.length;
      continue;
    }
    const value = literalAt(rest) ?? expressionAt(rest);
    if (typeof value === 'string') return value;
    tokens.push({ kind: 'value', condition: value.condition });
    at += value.length;
  }
  return tokens;
}

interface Read {
  readonly condition: Condition;
  readonly length: number;
}

function literalAt(text: string): Read | undefined {
  const quoted = /^'((?:[^']|'')*)'/.exec(text);
  if (quoted) return literal(quoted[1]!.replaceAll("''", "'"), quoted[0]);
  const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/.exec(text)?.[0];
  if (number !== undefined) return literal(Number(number), number);
  const word = /^(?:true|false|null)(?!\w)/.exec(text)?.[0];
  return word === undefined ? undefined : literal(JSON.parse(word) as boolean | null, word);
}

function literal(value: boolean | null | number | string, written: string): Read {
  return { condition: { kind: 'literal', value }, length: written.length };
}

/** An expression goes on to the next space, closing parenthesis or operator outside of brackets. */
function expressionAt(text: string): Read | string {
  if (text[0] === '"') return `Texts stand in single quotes: ${text.slice(0, 30)}.`;
  if (text[0] !== '$') return `"${text.slice(0, 30)}" is neither an expression nor a value.`;
  const written = /^\$(?:\['[^']*'\]|(?!==|!=|&&|\|\|)[^\s<>()])+/.exec(text)?.[0] ?? '$';
  const expression = parseWorkflowExpression(written);
  if (!expression) return `"${written}" is no runtime expression.`;
  return { condition: { kind: 'expression', text: written, expression }, length: written.length };
}

/** `||` of `&&` of comparisons of what may be negated. */
class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Condition {
    const condition = this.#either();
    if (this.#at < this.#tokens.length)
      throw new SyntaxError(`There is more than one value before ${this.#next()}.`);
    return condition;
  }

  #either(): Condition {
    return this.#joined('||', 'or', () => this.#joined('&&', 'and', () => this.#comparison()));
  }

  #joined(operator: string, kind: 'and' | 'or', operand: () => Condition): Condition {
    const operands = [operand()];
    while (this.#takes(operator)) operands.push(operand());
    return operands.length === 1 ? operands[0]! : { kind, operands };
  }

  #comparison(): Condition {
    const left = this.#negated();
    for (const operator of ['==', '!=', '<=', '>=', '<', '>'] as const)
      if (this.#takes(operator)) return { kind: 'compare', operator, left, right: this.#negated() };
    return left;
  }

  #negated(): Condition {
    if (++this.#depth > deepest) throw new SyntaxError('It is nested too deeply.');
    try {
      if (this.#takes('!')) return { kind: 'not', operand: this.#negated() };
      if (this.#takes('(')) {
        const inner = this.#either();
        if (!this.#takes(')')) throw new SyntaxError('A closing parenthesis is missing.');
        return inner;
      }
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'value') throw new SyntaxError(`A value is missing before ${this.#next()}.`);
      this.#at++;
      return token.condition;
    } finally {
      this.#depth--;
    }
  }

  #takes(operator: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || token.text !== operator) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (!token) return 'the end';
    if (token.kind === 'operator') return token.text;
    const { condition } = token;
    return condition.kind === 'expression'
      ? condition.text
      : JSON.stringify((condition as { value?: unknown }).value);
  }
}
