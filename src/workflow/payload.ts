import {
  isJsonType,
  matchContentType,
  parseEmbedded,
  parseMediaType,
  parseWorkflowExpression,
} from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import { isJsonObject, type JsonObject, setOwn } from '../schema/index.ts';
import type { StepBody } from './document.ts';
import { replaceIn } from './replace.ts';
import { evaluateExpression, evaluateValue, fillEmbedded, type Scope, textOf } from './scope.ts';

/** A value of a documented media type, or text as it goes over the wire. */
export type StepPayload =
  | { readonly mediaType: MediaType; readonly value: unknown }
  | { readonly text: string; readonly contentType: string | undefined };

/**
 * The body of a step's request (Arazzo 1.1, Request Body Object); undefined where there is none, a clause where it cannot
 * be made. Without a content type it is the operation's first.
 */
export async function payloadOf(
  body: StepBody,
  operation: Operation,
  scope: Scope,
): Promise<StepPayload | string | undefined> {
  const content = operation.requestBody?.content ?? [];
  const contentType = body.contentType ?? content[0]?.type ?? 'application/json';
  const type = parseMediaType(contentType);
  const isJson = type !== undefined && isJsonType(type);
  const evaluated = await evaluatePayload(body.payload, isJson, scope);
  const value = await replaced(evaluated, body, contentType, scope);
  if (value.problem !== undefined) return value.problem;
  if (value.value === undefined) return undefined;
  const index = matchContentType(
    contentType,
    content.map((each) => each.type),
  );
  return payload(value.value, content[index], contentType, isJson);
}

function payload(
  value: unknown,
  mediaType: MediaType | undefined,
  contentType: string,
  isJson: boolean,
): StepPayload | string {
  // A text of any other type is what goes over the wire.
  if (typeof value === 'string' && !isJson) return { text: value, contentType };
  if (mediaType) return { mediaType, value };
  if (isJson) return { text: JSON.stringify(value), contentType };
  if (isJsonObject(value) && /^application\/x-www-form-urlencoded/i.test(contentType)) {
    const pairs = Object.entries(value).map(([name, member]): [string, string] => [name, textOf(member)]);
    return { text: new URLSearchParams(pairs).toString(), contentType };
  }
  return `the operation takes no ${contentType}, so that an object cannot be written as it`;
}

async function replaced(
  value: unknown,
  { replacements }: StepBody,
  contentType: string,
  scope: Scope,
): Promise<{ readonly value?: unknown; readonly problem?: string }> {
  let at = value;
  for (const replacement of replacements) {
    const outcome = await replaceIn(at, replacement, contentType, scope);
    if ('problem' in outcome) return outcome;
    at = outcome.value;
  }
  return { value: at };
}

/** A text that is no expression as a whole is a template: of JSON it is read when it is filled in. */
async function evaluatePayload(written: unknown, isJson: boolean, scope: Scope): Promise<unknown> {
  if (typeof written !== 'string' || !isJson || parseWorkflowExpression(written))
    return evaluateValue(written, scope);
  const filled = fillEmbedded(written, scope);
  const value = filled === undefined ? undefined : parseJson(filled);
  if (value !== undefined) return value;
  // An object or list that stands in quotes: `"customer": "{$inputs.customer}"`.
  const template = parseJson(written);
  return template === undefined ? filled : fillTexts(template, scope);
}

const deepest = 200;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** As embedded expressions are, but what is no text stays what it is, and members that stand for nothing go. */
function fillTexts(value: unknown, scope: Scope, depth = 0): unknown {
  if (typeof value === 'string') return fillText(value, scope);
  if (depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => fillTexts(item, scope, depth + 1) ?? null);
  if (!isJsonObject(value)) return value;
  const filled: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const inner = fillTexts(member, scope, depth + 1);
    if (inner !== undefined) setOwn(filled, name, inner);
  }
  return filled;
}

function fillText(text: string, scope: Scope): unknown {
  const parts = parseEmbedded(text, parseWorkflowExpression) ?? [text];
  const [only] = parts;
  if (parts.length !== 1 || typeof only !== 'object') return fillEmbedded(text, scope);
  const value = evaluateExpression(only, scope);
  return typeof value === 'object' || value === undefined ? value : textOf(value);
}
