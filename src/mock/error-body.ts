import type { Generator } from '../generation/index.ts';
import { reasonPhrase } from '../http/index.ts';
import { isJsonObject, type Schema } from '../schema/index.ts';
import { Draft, type Path } from './draft.ts';
import { putFields, putList } from './error-entries.ts';
import type { ErrorFacts } from './error-facts.ts';
import { ErrorSchema } from './error-schema.ts';
import {
  canonicalStatus,
  codes,
  fieldName,
  isAmong,
  OF_ERRORS,
  OF_SENTENCES,
  oauthError,
  type Role,
  roleOf,
  sentences,
} from './error-words.ts';

const DEEPEST = 2;

/**
 * A body that is valid for an error's schema and says what is wrong wherever the schema has room for it. What is only
 * made up is left out where the schema can do without it.
 *
 * @param key names the answer: the same name, the same made-up members
 * @param isProblem it is sent as `application/problem+json` or the like, and may have members that are not declared
 */
export function errorBody(
  schema: Schema,
  facts: ErrorFacts,
  generator: Generator,
  key: string,
  isProblem = false,
): unknown {
  const root = ErrorSchema.of(schema);
  if (root.names.length === 0 && root.enums.length === 0) {
    if (root.may('object') && schema.accepts(facts.problem)) return facts.problem;
    const text = sentences(facts).find((sentence) => schema.accepts(sentence));
    if (text !== undefined) return text;
  }
  const draft = new Draft(schema, root.made(schema, key, generator));
  if (isJsonObject(draft.value)) fillObject(draft, [], root, facts, isProblem);
  else if (Array.isArray(draft.value)) putList(draft, [], root, facts);
  else draft.put([], sentences(facts));
  if (!draft.saysSomething && schema.accepts(facts.problem)) return facts.problem;
  return draft.value;
}

function fillObject(
  draft: Draft,
  path: Path,
  schema: ErrorSchema,
  facts: ErrorFacts,
  isSentAsProblem = false,
): void {
  const declared = schema.names;
  const roles = schema.rolesIn(draft.at(path) as object, false);
  const shape: Surroundings = {
    declared,
    hasSentence: isAmong(roles, OF_SENTENCES),
    isProblem:
      isSentAsProblem || (path.length === 0 && declared.includes('title') && declared.includes('status')),
    numericCode: roles.get('code') === 'code' && !schema.member('code').may('string'),
  };
  for (const [name, role] of roles) fillMember(draft, path, name, role, schema.member(name), facts, shape);
  if (shape.isProblem) {
    for (const [name, member] of Object.entries(facts.problem)) {
      const isExtension = name === 'errors' || name === 'validation';
      if (!declared.includes(name) && (isExtension || isSentAsProblem)) draft.put([...path, name], [member]);
    }
  } else if (path.length === 0 && takesFields(schema, roles)) putFields(draft, path, schema, facts.entries);
  for (const name of Object.keys(draft.at(path) as object)) {
    const at = [...path, name];
    if (draft.isKept(at) || roles.get(name) === 'identifier' || draft.drop(at)) continue;
    if (Array.isArray(draft.at(at))) draft.put(at, [[]]);
  }
}

/** What the members beside one tell of it. */
interface Surroundings {
  readonly declared: readonly string[];
  readonly hasSentence: boolean;
  readonly isProblem: boolean;
  readonly numericCode: boolean;
}

/** By field, as Django REST framework has it: where members of any name are invited, or those of fields are declared. */
function takesFields(schema: ErrorSchema, roles: ReadonlyMap<string, Role>): boolean {
  if (schema.names.includes('non_field_errors')) return true;
  return !isAmong(roles, OF_ERRORS);
}

function fillMember(
  draft: Draft,
  path: Path,
  name: string,
  role: Role,
  schema: ErrorSchema,
  facts: ErrorFacts,
  shape: Surroundings,
): void {
  const at = [...path, name];
  const isNested = isJsonObject(draft.at(at)) && schema.names.length > 0;
  if (name === 'non_field_errors') return;
  const isEnvelope = isNested && schema.names.some((inner) => /^(list|sentence)$/.test(roleOf(inner, false)));
  if (role === 'list' && !isEnvelope) {
    // Beside `errors`, `messages` are news of other kinds.
    if (name !== 'messages' || !shape.declared.includes('errors')) putList(draft, at, schema, facts);
  } else if (role === 'payload') {
    if (!draft.put(at, [null]) && !isNested) putFields(draft, at, schema, facts.entries);
  } else if (
    isNested &&
    path.length < DEEPEST &&
    (role === 'sentence' || role === 'title' || role === 'other' || role === 'status' || role === 'list')
  ) {
    fillObject(draft, at, schema, facts);
    if (Object.keys(draft.at(at) as object).length > 0 && draft.saysSomething) draft.keep(at);
  } else if (!draft.put(at, candidatesFor(name, role, schema, facts, shape))) {
    if (role === 'sentence' || role === 'title') putList(draft, at, schema, facts);
  }
}

function candidatesFor(
  name: string,
  role: Role,
  schema: ErrorSchema,
  facts: ErrorFacts,
  { declared, hasSentence, isProblem, numericCode }: Surroundings,
): unknown[] {
  const { status, kind, now, path } = facts;
  const numeric = !schema.may('string');
  switch (role) {
    case 'sentence':
      return sentences(facts);
    case 'title':
      if (isProblem && name === 'title') return [facts.title, ...sentences(facts)];
      if (schema.enums.length > 0) return codes(facts, schema.enums, numeric);
      return titles(name, declared, hasSentence, facts);
    case 'status':
      if (numericCode) return [status, canonicalStatus(kind), String(status)];
      return [
        status,
        ...codes(facts, schema.enums, numeric).slice(0, schema.enums.length),
        String(status),
        'error',
      ];
    case 'type':
      if (isProblem) return [facts.problem.type];
      return codes(facts, schema.enums, numeric);
    case 'code':
      return codes(facts, schema.enums, numeric);
    case 'time':
      return [new Date(now).toISOString(), now, Math.floor(now / 1000)];
    case 'path':
      return [path];
    case 'method':
      return [facts.method];
    case 'refused':
      return [false];
    case 'failed':
      return [true];
    case 'count':
      return [facts.total];
    case 'field':
      return facts.total > 0 ? facts.entries.slice(0, 1).map(fieldName) : [];
    default:
      return [];
  }
}

/** `title` and `error` are short where a sentence stands beside them, and the sentence itself where none does. */
function titles(
  name: string,
  declared: readonly string[],
  hasSentence: boolean,
  facts: ErrorFacts,
): unknown[] {
  const { kind, status, title } = facts;
  if (declared.includes('error_description') && name === 'error')
    return [oauthError(kind), ...sentences(facts)];
  if (!hasSentence) return [...sentences(facts), true];
  const short = name === 'error' || name === 'reason' ? reasonPhrase(status) : title;
  return [short, title, ...sentences(facts), true];
}
