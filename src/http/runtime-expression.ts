import { isJsonObject, valueAt } from '../schema/index.ts';
import { isToken } from './header-list.ts';

/** What a runtime expression may speak of: an exchange, whose answer need not be there yet. */
export interface RuntimeFacts {
  /** Of the request, absolute. */
  readonly url: string;
  readonly method: string;
  readonly statusCode?: number | undefined;
  readonly request: RuntimeMessage;
  readonly response?: RuntimeMessage | undefined;
}

export interface RuntimeMessage {
  readonly headers: Headers;
  /** Decoded, by name; a list counts by its first value. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Decoded, by name. */
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  /** As data; undefined where there is none, or none that could be read. */
  readonly body?: unknown;
}

/** A runtime expression, read (OpenAPI 3.2, section 4.20.6). */
export type RuntimeExpression =
  | { readonly kind: 'url' | 'method' | 'statusCode' }
  | {
      readonly kind: 'part';
      readonly message: 'request' | 'response';
      readonly part: 'header' | 'query' | 'path';
      readonly name: string;
    }
  | { readonly kind: 'body'; readonly message: 'request' | 'response'; readonly pointer: string };

const POINTER = /^(?:\/(?:[^/~]|~[01])*)*$/;

/** Reads an expression without braces, such as `$request.body#/url`; undefined where it is none. */
export function parseRuntimeExpression(text: string): RuntimeExpression | undefined {
  if (text === '$url') return { kind: 'url' };
  if (text === '$method') return { kind: 'method' };
  if (text === '$statusCode') return { kind: 'statusCode' };
  const match = /^\$(request|response)\.(header|query|path|body)(?:([.#])(.*))?$/su.exec(text);
  if (!match) return undefined;
  const message = match[1] as 'request' | 'response';
  const [, , part, sign, rest = ''] = match;
  if (part === 'body') {
    if (sign === '.' || !POINTER.test(rest)) return undefined;
    return { kind: 'body', message, pointer: rest };
  }
  if (sign !== '.' || rest === '') return undefined;
  if (part === 'header' && !isToken(rest)) return undefined;
  return { kind: 'part', message, part: part as 'header' | 'query' | 'path', name: rest };
}

/** What the expression stands for, with its type; undefined where the exchange has no such thing. */
export function evaluateRuntimeExpression(expression: RuntimeExpression, facts: RuntimeFacts): unknown {
  switch (expression.kind) {
    case 'url':
    case 'method':
    case 'statusCode':
      return facts[expression.kind];
    case 'body': {
      const body = facts[expression.message]?.body;
      return expression.pointer === '' ? body : valueAt(body, expression.pointer);
    }
    case 'part': {
      const message = facts[expression.message];
      if (expression.part === 'header') return message?.headers.get(expression.name) ?? undefined;
      const values = message?.[expression.part];
      const value = values && Object.hasOwn(values, expression.name) ? values[expression.name] : undefined;
      return expression.part === 'query' && Array.isArray(value) ? value[0] : value;
    }
  }
}

/** A text with expressions in braces, `https://{$request.query.host}/done`, or one that is an expression as a whole. */
export type RuntimeTemplate = ReadonlyArray<string | RuntimeExpression>;

/** Undefined where braces hold what is no expression. A text without any is a template of itself. */
export function parseRuntimeTemplate(text: string): RuntimeTemplate | undefined {
  const whole = parseRuntimeExpression(text);
  return whole ? [whole] : parseEmbedded(text, parseRuntimeExpression);
}

/** The parts of a text with expressions in braces; undefined where braces hold what `parse` does not know. */
export function parseEmbedded<Expression extends object>(
  text: string,
  parse: (text: string) => Expression | undefined,
): ReadonlyArray<string | Expression> | undefined {
  const parts: Array<string | Expression> = [];
  let from = 0;
  for (let open = text.indexOf('{$'); open >= 0; open = text.indexOf('{$', from)) {
    const close = text.indexOf('}', open);
    const expression = close < 0 ? undefined : parse(text.slice(open + 1, close));
    if (!expression) return undefined;
    if (open > from) parts.push(text.slice(from, open));
    parts.push(expression);
    from = close + 1;
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  return parts;
}

/**
 * A value in which texts may be expressions, as links have them in `parameters` and `requestBody`: one expression alone
 * keeps its type, several within a text make a text, anything else is itself. Undefined where one of them stands for
 * nothing.
 */
export function evaluateRuntimeValue(value: unknown, facts: RuntimeFacts): unknown {
  if (typeof value === 'string') {
    const template = parseRuntimeTemplate(value);
    return template ? fillRuntimeTemplate(template, facts) : value;
  }
  if (Array.isArray(value)) return value.map((item) => evaluateRuntimeValue(item, facts));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, evaluateRuntimeValue(member, facts)]),
  );
}

/** A single expression keeps its type; of several parts each must stand for something that text can show. */
export function fillRuntimeTemplate(template: RuntimeTemplate, facts: RuntimeFacts): unknown {
  const [only, ...more] = template;
  if (more.length === 0) {
    return typeof only === 'object' ? evaluateRuntimeExpression(only, facts) : (only ?? '');
  }
  let text = '';
  for (const part of template) {
    const value = typeof part === 'string' ? part : evaluateRuntimeExpression(part, facts);
    if (value === undefined || value === null) return undefined;
    text += typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return text;
}
