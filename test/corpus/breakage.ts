import type { Violation } from '../../src/schema/index.ts';
import type { Constraint } from '../support/constraint-breaker.ts';
import { credentialsFor } from '../support/credentials.ts';
import type { Judge } from '../support/judge.ts';
import { mediaKind, parseMediaType } from '../support/media-type.ts';
import type { PlannedBody, PlannedValue, RequestPlan } from '../support/request-plan.ts';

/** Broken requests of one kind. */
export interface Recall {
  /** For example `query minimum`. */
  readonly kind: string;
  sent: number;
  refused: number;
  /** Refused with a violation that has the location, the keyword and the pointer. */
  named: number;
}

/** What the corpus run breaks: JSON, and forms that are objects. */
export function placeOfBody({ type, value }: PlannedBody): 'body' | 'form' | undefined {
  const parsed = parseMediaType(type);
  const kind = parsed && mediaKind(parsed);
  if (kind === 'json') return 'body';
  return (kind === 'form' || parsed?.subtype === 'form-data') && isFormWritable(value) ? 'form' : undefined;
}

export interface Breakage {
  readonly place: string;
  /** Of the parameter; undefined for the body. */
  readonly index?: number;
  readonly constraint: Constraint;
}

/** In a text, a list or an object where neither is meant is but another text. */
export function tellsByType(keyword: string): boolean {
  return /^(?:type|enum|anyOf|oneOf)$/.test(keyword);
}

export function isStructured(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** The members of an exploded object stand for themselves: its own name may be that of one more member. */
export function isScattered({ shape, value }: PlannedValue): boolean {
  return (
    shape.explode &&
    /^(?:form|cookie|matrix)$/.test(shape.style) &&
    isStructured(value) &&
    !Array.isArray(value)
  );
}

export function tokensOf(pointer: string): string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function valueAt(value: unknown, tokens: readonly string[]): unknown {
  return tokens.reduce<unknown>((place, token) => (place as Record<string, unknown> | null)?.[token], value);
}

/** OpenAPI 3 gives these headers no parameter (Parameter Object, `name`). */
const IGNORED = /^(?:accept|content-type|authorization)$/i;

/** Is the parameter nothing of its own, or what the credentials are sent in? */
export function isTaken({ document }: Judge, { operation }: RequestPlan, { shape }: PlannedValue): boolean {
  if (shape.in === 'header' && IGNORED.test(shape.name)) return true;
  const { headers, query, cookies } = credentialsFor(document, operation);
  const lists: Record<string, Array<[string, string]>> = { header: headers, query, cookie: cookies };
  const isSame = ([name]: [string, string]) => name.toLowerCase() === shape.name.toLowerCase();
  return lists[shape.in]?.some(isSame) === true;
}

/** Each thing that is demanded, left out. */
export function missing(judge: Judge, plan: RequestPlan): Breakage[] {
  const { parameters, body } = plan;
  const constraint: Constraint = { keyword: 'missing', pointer: '', chosen: false, candidates: [] };
  const breakages: Breakage[] = [];
  for (const [index, { required, shape }] of parameters.entries()) {
    if (required && shape.in !== 'path') breakages.push({ place: shape.in, index, constraint });
  }
  if (body?.required) breakages.push({ place: 'body', constraint });
  return breakages.filter(({ index }) => index === undefined || !isTaken(judge, plan, parameters[index]!));
}

/** Of each kind one in turn, what was broken least so far first. */
export function chosen(
  all: readonly Breakage[],
  limit: number,
  recall: ReadonlyMap<string, Recall>,
): Breakage[] {
  if (all.length <= limit) return [...all];
  const turns = new Map<string, number>();
  const ranked = all.map((breakage) => {
    const kind = `${breakage.place} ${breakage.constraint.keyword}`;
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return { breakage, rank: turn * 1000 + (recall.get(kind)?.sent ?? 0) };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ breakage }) => breakage);
}

/** A form has no empty list or object, and no one way to write what is nested. */
export function isFormWritable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const members = Object.values(value);
  return (
    members.length > 0 &&
    members.every(
      (member) => typeof member !== 'object' || member === null || Object.values(member).length > 0,
    )
  );
}

/** The same constraint may be written in several ways. */
const SAME: Record<string, string[]> = {
  enum: ['const'],
  type: ['malformed'],
  missing: ['required', 'malformed'],
  minimum: ['format'],
  maximum: ['format'],
  multipleOf: ['format'],
  pattern: ['format', 'contentEncoding'],
  exclusiveMinimum: ['minimum'],
  exclusiveMaximum: ['maximum'],
};

export function names(
  violation: Violation,
  place: string,
  pointer: string,
  { keyword, chosen: choice }: Constraint,
): boolean {
  const where = place === 'form' || place === 'formData' ? 'body' : place;
  if (violation.in !== where) return false;
  if (place === 'form' && keyword === 'type' && violation.keyword === 'malformed') return true;
  const isChoice = /^(?:anyOf|oneOf)$/.test(keyword);
  const at = violation.pointer;
  if (isChoice) return at === pointer || at.startsWith(`${pointer}/`);
  if (keyword === 'type' && /^(?:anyOf|oneOf)$/.test(violation.keyword) && at === pointer) return true;
  if (choice && /^(?:anyOf|oneOf|type|enum)$/.test(violation.keyword) && pointer.startsWith(at)) return true;
  const isKeyword = violation.keyword === keyword || SAME[keyword]?.includes(violation.keyword) === true;
  const member = /Properties$/.test(keyword) && at.startsWith(`${pointer}/`);
  return isKeyword && (at === pointer || member);
}
