import type { Operation } from '../model/index.ts';
import type { Resources, Role } from '../resource/index.ts';
import type { Mutation } from './case.ts';
import { type Draft, writeDraft } from './draft.ts';
import { placeOf } from './failure.ts';
import type { Occasion, OccasionKind } from './occasion.ts';
import type { PhaseContext } from './phase.ts';
import { type Mutated, mutatedDrafts } from './phases/boundary.ts';
import { generatedDraft, parameterValue } from './request-values.ts';

/** How many broken requests are looked at to find one that breaks the description by the letter. */
const maxLooks = 200;

/**
 * One request for each kind of answer that the description lists and that can be provoked.
 *
 * @param planned true: without a target, as if every operation took what is made up
 */
export function occasionsOf(operation: Operation, context: PhaseContext, planned = false): Occasion[] {
  const { knowledge, generator } = context;
  const tried = knowledge.base(operation);
  const made = () => generatedDraft(operation, generator, { key: 'occasion', full: false });
  const base = canBeWritten(tried) && !planned ? tried : made();
  // What leads to another operation, or to none, says nothing of this one.
  if (!canBeWritten(base) || context.judge.judge(operation, writeDraft(base)).verdict === 'elsewhere')
    return [];
  const before = knowledge.accepted(operation)?.exchange;
  const occasion = (kind: OccasionKind, draft: Draft, mutation?: Mutation): Occasion => ({
    operation,
    kind,
    draft,
    base,
    mutation,
    before,
  });
  const found = [occasion('success', base)];
  // What a request without success is refused for is not known.
  if (!before && !planned) return found;
  const documents = (...statuses: string[]) =>
    operation.responses.some(({ status }) => statuses.includes(status));
  if (documents('401') && isGuarded(operation)) {
    const place = placeOf(operation.node, 'security');
    const mutation: Mutation = {
      title: 'no credentials',
      in: 'security',
      pointer: '',
      keyword: 'none',
      place,
    };
    found.push(occasion('unauthorized', base, mutation));
  }
  const unknown = documents('404') ? unknownKey(base, context) : undefined;
  if (unknown) found.push(occasion('unknown', unknown.draft, unknown.mutation));
  const broken = documents('400', '422') ? brokenDraft(base, context) : undefined;
  if (broken) found.push(occasion('broken', broken.draft, broken.mutation));
  return found;
}

function canBeWritten(draft: Draft): boolean {
  try {
    writeDraft(draft);
    return true;
  } catch {
    return false;
  }
}

function isGuarded({ security }: Operation): boolean {
  // A client certificate is shown to the connection, not by a request.
  return (
    security.length > 0 &&
    security.every(
      ({ schemes }) => schemes.length > 0 && schemes.some(({ scheme }) => scheme.type !== 'mutualTLS'),
    )
  );
}

/** Of what is read alone: a write may make what is not there. */
function unknownKey(base: Draft, context: PhaseContext): Mutated | undefined {
  const { operation } = base;
  const key = keyOf(context.resources, operation);
  const parameter = operation.parameters.find(
    ({ in: location, name }) => location === 'path' && name === key,
  );
  if (operation.method !== 'GET' || !parameter) return undefined;
  const path = base.parameters.path ?? {};
  for (const value of [
    2_147_483_599,
    parameterValue(parameter, context.generator, `${operation.id} unknown ${parameter.name}`),
  ]) {
    const isKnown = value === undefined || String(value) === String(path[parameter.name]);
    const draft = { ...base, parameters: { ...base.parameters, path: { ...path, [parameter.name]: value } } };
    if (isKnown || context.judge.judge(operation, writeDraft(draft)).verdict !== 'valid') continue;
    const title = `a ${parameter.name} of nothing`;
    const place = placeOf(parameter.node);
    return {
      draft,
      mutation: { title, in: 'path', pointer: `/${parameter.name}`, keyword: 'unknown', place },
    };
  }
  return undefined;
}

/** The parameter that names the thing itself. */
function keyOf(resources: Resources, operation: Operation): string | undefined {
  const role: Role | undefined = resources.role(operation);
  return role?.kind === 'read' && role.keys.length === 1 ? role.keys[0]!.parameter : undefined;
}

/** One whose body leaves out what is required or is of a wrong type, before whatever else is broken. */
function brokenDraft(base: Draft, context: PhaseContext): Mutated | undefined {
  const { judge } = context;
  let other: Mutated | undefined;
  let left = maxLooks;
  for (const drafts of mutatedDrafts(base, context)) {
    for (const { draft, mutation, valid } of drafts) {
      // 404, 405, 413 and 415 are what these are refused with, as well as 400.
      if (valid === true || mutation.in === 'path' || ofAnyStatus.has(mutation.keyword)) continue;
      if (left-- <= 0) return other;
      if (judge.judge(base.operation, writeDraft(draft)).verdict !== 'invalid') continue;
      if (mutation.in === 'body' && plain.has(mutation.keyword)) return { draft, mutation };
      other ??= { draft, mutation };
    }
  }
  return other;
}

const ofAnyStatus = new Set(['contentType', 'content', 'maxLength', 'maxItems', 'maxProperties']);
const plain = new Set(['required', 'type']);
