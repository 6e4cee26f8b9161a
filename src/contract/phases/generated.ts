import { createRandom, type Random } from '../../generation/index.ts';
import type { MediaType, Operation, Parameter, ParameterLocation } from '../../model/index.ts';
import { own, type Schema, setOwn } from '../../schema/index.ts';
import type { CaseDraft, Mutation } from '../case.ts';
import { type Draft, writeDraft } from '../draft.ts';
import { type FailurePlace, placeOf } from '../failure.ts';
import { grounded } from '../ground.ts';
import { heeding, lessonsOf } from '../lessons.ts';
import type { Phase, PhaseContext } from '../phase.ts';
import type { Refusal } from '../refusal.ts';
import { canBeMade, preferredType } from '../request-values.ts';

/** Of an operation, unless there are fewer things to vary. */
const maxOfOperation = 40;
/** How often what need not be there is there. */
const optional = 0.5;
/** One of so many cases, a valid one, goes out as it is made: what refusals teach must not hide them. */
const unheeding = 8;

/**
 * Random requests, every other one broken in one part. Each is made of seed, operation and index alone. One that shows a
 * failure is made smaller, part by part, for as long as it shows it.
 */
export const generated: Phase = {
  name: 'generated',
  *cases(operation, context): Iterable<CaseDraft> {
    const parts = partsOf(operation).filter(({ schema, name }) => canBeMade(context.generator, schema, name));
    if (parts.length === 0) return;
    const random = createRandom(context.options.seed).fork('generated').fork(operation.id);
    const lessons = lessonsOf(operation, context.knowledge);
    for (let index = 0; index < maxOfOperation; index++) {
      const chosen = choose(parts, index % 2 === 1, context, random.fork(index));
      yield caseOf(chosen, operation, context, index % unheeding === unheeding - 2 ? [] : lessons);
    }
  },
};

/** A parameter or the body: what a request is made of. */
interface Part {
  readonly parameter: Parameter | undefined;
  readonly mediaType: MediaType | undefined;
  readonly schema: Schema;
  readonly required: boolean;
  readonly name: string;
  readonly place: FailurePlace;
}

interface Chosen {
  /** Values by part; a part that is not in it is not sent. */
  readonly values: ReadonlyMap<Part, unknown>;
  readonly broken: Part | undefined;
}

function partsOf(operation: Operation): Part[] {
  const parts: Part[] = operation.parameters.flatMap((parameter) => {
    const schema = (parameter.schema ?? parameter.content?.schema)?.for('request');
    const { name, required, node } = parameter;
    return schema ? [{ parameter, mediaType: undefined, schema, required, name, place: placeOf(node) }] : [];
  });
  const mediaType = preferredType(operation);
  const schema = mediaType?.schema?.for('request');
  if (mediaType && schema) {
    const required = operation.requestBody?.required === true;
    parts.push({
      parameter: undefined,
      mediaType,
      schema,
      required,
      name: 'body',
      place: placeOf(mediaType.node),
    });
  }
  return parts;
}

/** A made-up tag or date never holds, and then nothing else is looked at (RFC 9110 section 13.1). */
function isCondition({ parameter }: Part): boolean {
  return parameter?.in === 'header' && /^if-/i.test(parameter.name);
}

function choose(
  parts: readonly Part[],
  breaks: boolean,
  { arbitraries }: PhaseContext,
  random: Random,
): Chosen {
  const broken = breaks ? random.fork('broken').pick(parts) : undefined;
  const values = new Map<Part, unknown>();
  for (const part of parts) {
    const stream = random.fork(part.name);
    const isLeftOut = isCondition(part) || !stream.chance(optional);
    if (part !== broken && !part.required && isLeftOut) continue;
    const seed = stream.int(0, 2 ** 31 - 1);
    values.set(part, arbitraries.sample(part.schema, seed, { invalid: part === broken, subject: part.name }));
  }
  return { values, broken };
}

function caseOf(
  chosen: Chosen,
  operation: Operation,
  context: PhaseContext,
  lessons: readonly Refusal[],
): CaseDraft {
  const draft = named(draftOf(chosen, operation, context), context);
  const { broken } = chosen;
  const accepted = context.knowledge.accepted(operation)?.draft;
  const base = broken?.parameter?.in === 'path' ? (accepted ?? draft) : draft;
  const mutation: Mutation | undefined = broken && {
    title: `a random ${broken.parameter ? `${broken.parameter.in} parameter ${broken.name}` : 'body'}`,
    in: broken.parameter?.in ?? 'body',
    pointer: '',
    keyword: 'generated',
    place: broken.place,
  };
  return {
    title: mutation ? `${mutation.title} that its schema refuses` : 'a random valid request',
    mutation,
    async run(session) {
      const sent = heeding(await grounded(session, draft, base, context), lessons, session, context);
      await session.send(sent, { mutation });
    },
    *smaller(): Iterable<CaseDraft> {
      for (const other of smallerThan(chosen, context)) yield caseOf(other, operation, context, lessons);
    },
  };
}

function* smallerThan({ values, broken }: Chosen, { arbitraries }: PhaseContext): Iterable<Chosen> {
  for (const part of values.keys()) {
    if (part.required || part === broken) continue;
    yield { values: new Map([...values].filter(([other]) => other !== part)), broken };
  }
  for (const [part, value] of values) {
    for (const other of arbitraries.simpler(part.schema, value))
      yield { values: new Map(values).set(part, other), broken };
  }
}

/** With things that are there, where that leaves the request as good or bad as it is. */
function named(draft: Draft, { knowledge, judge }: PhaseContext): Draft {
  const filled = knowledge.things.fill(draft);
  const verdict = (it: Draft) => judge.judge(it.operation, writeDraft(it)).verdict;
  return verdict(filled) === verdict(draft) ? filled : draft;
}

function draftOf({ values, broken }: Chosen, operation: Operation, { knowledge }: PhaseContext): Draft {
  const accepted = knowledge.accepted(operation)?.draft.parameters.path ?? {};
  const path = { ...knowledge.base(operation).parameters.path };
  const parameters: Partial<Record<ParameterLocation, Record<string, unknown>>> = { path };
  let body: Draft['body'];
  for (const [part, value] of values) {
    const { parameter, mediaType, name } = part;
    // What a path names has to be there for anything else to matter.
    const named = parameter?.in === 'path' && part !== broken ? own(accepted, name) : undefined;
    if (parameter) setOwn((parameters[parameter.in] ??= {}), name, named ?? value);
    else if (mediaType) body = { mediaType, value };
  }
  return { operation, parameters, body };
}
