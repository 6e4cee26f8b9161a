import { type Variation, variations } from '../../generation/index.ts';
import type { Operation, Parameter } from '../../model/index.ts';
import { joinPointer } from '../../schema/index.ts';
import type { CaseDraft, Mutation } from '../case.ts';
import type { Draft } from '../draft.ts';
import { placeOf } from '../failure.ts';
import { grounded } from '../ground.ts';
import type { Phase, PhaseContext } from '../phase.ts';
import { bodyValue, generatedDraft, parameterValue, sendableContent } from '../request-values.ts';
import { neverTaken } from './never-taken.ts';
import { provocations } from './provoke.ts';

/**
 * Requests at the limits: each keyword of each parameter and of each part of a body, at its limit and just beyond, with
 * everything else as in a request that the target takes. Nothing here is random.
 */
export const boundary: Phase = {
  name: 'boundary',
  *cases(operation, context): Iterable<CaseDraft> {
    const base =
      context.knowledge.accepted(operation)?.draft ??
      context.knowledge.things.fill(plainDraft(operation, context));
    yield {
      title: 'the plain request',
      run: async (session) => void (await session.send(await grounded(session, base, base, context))),
    };
    yield* provocations(base, context);
    yield* neverTaken(base, context);
    const seen = new Set<string>();
    for (const { draft, mutation } of eachKindFirst(inTurns([...mutatedDrafts(base, context)]))) {
      // What is written alike is one request.
      const written = JSON.stringify([
        draft.parameters,
        draft.body && 'value' in draft.body ? draft.body.value : draft.body,
        draft.headers,
      ]);
      if (seen.has(written)) continue;
      seen.add(written);
      yield {
        title: mutation.title,
        mutation,
        control: async (session) => session.send(await grounded(session, base, base, context)),
        run: async (session) =>
          void (await session.send(await grounded(session, draft, base, context), { mutation })),
      };
    }
  },
};

export interface Mutated {
  readonly draft: Draft;
  readonly mutation: Mutation;
  /** Undefined where it is not known beforehand. */
  readonly valid?: boolean;
}

function plainDraft(operation: Operation, { generator }: PhaseContext): Draft {
  return generatedDraft(operation, generator, { key: 'boundary', full: false });
}

/** What is the first of its kind at its place comes before what is only another one. */
function* eachKindFirst(all: Iterable<Mutated>): Iterable<Mutated> {
  const kinds = new Set<string>();
  const others: Mutated[] = [];
  for (const it of all) {
    const { mutation, valid } = it;
    const kind = JSON.stringify([mutation.in, mutation.pointer, mutation.keyword, valid]);
    if (kinds.has(kind)) others.push(it);
    else {
      kinds.add(kind);
      yield it;
    }
  }
  yield* others;
}

/** Sources take turns, so that a limit on cases cuts the tail of each instead of the last ones whole. */
function* inTurns<T>(sources: ReadonlyArray<Iterable<T>>): Iterable<T> {
  let running = sources.map((source) => source[Symbol.iterator]());
  while (running.length > 0) {
    const next: typeof running = [];
    for (const source of running) {
      const step = source.next();
      if (step.done) continue;
      yield step.value;
      next.push(source);
    }
    running = next;
  }
}

/** Drafts that differ from the base in one way, by the part of the request that differs. */
export function* mutatedDrafts(base: Draft, context: PhaseContext): Iterable<Iterable<Mutated>> {
  for (const parameter of base.operation.parameters) yield ofParameter(base, parameter, context);
  for (const mediaType of sendableContent(base.operation)) yield ofBody(base, mediaType, context);
  yield ofWholeBody(base);
}

function* ofParameter(base: Draft, parameter: Parameter, { generator }: PhaseContext): Iterable<Mutated> {
  const { name, in: location, node } = parameter;
  const own = base.parameters[location];
  const mutation = (title: string, keyword: string, pointer: string): Mutation => ({
    title: `${location} parameter ${name} ${title}`,
    in: location,
    pointer: joinPointer('', name) + pointer,
    keyword,
    place: placeOf(node),
  });
  const present = own !== undefined && Object.hasOwn(own, name);
  if (present && location !== 'path') {
    const { [name]: _, ...others } = own;
    const draft = { ...base, parameters: { ...base.parameters, [location]: others } };
    yield { draft, mutation: mutation('left out', 'required', '') };
  }
  const schema = (parameter.schema ?? parameter.content?.schema)?.for('request');
  const value = present
    ? own[name]
    : parameterValue(parameter, generator, `${base.operation.id} boundary ${name}`);
  if (value === undefined) return;
  const withValue = (part: unknown): Draft => ({
    ...base,
    parameters: { ...base.parameters, [location]: { ...own, [name]: part } },
  });
  if (!present) yield { draft: withValue(value), mutation: mutation('present', 'required', '') };
  if (!schema) return;
  // Another good key may be that of a thing which is not ours to change.
  const namesThing = location === 'path' && base.operation.method !== 'GET';
  for (const variation of variations(schema, value)) {
    const { valid } = variation;
    if (namesThing && valid) continue;
    yield { draft: withValue(variation.value), mutation: ofVariation(variation, mutation), valid };
  }
}

function ofVariation(
  { title, keyword, pointer }: Variation,
  mutation: (title: string, keyword: string, pointer: string) => Mutation,
): Mutation {
  return mutation(pointer === '' ? title : `with ${pointer} ${title}`, keyword, pointer);
}

type BodyMediaType = NonNullable<Operation['requestBody']>['content'][number];

function* ofBody(base: Draft, mediaType: BodyMediaType, { generator }: PhaseContext): Iterable<Mutated> {
  const { body, operation } = base;
  const schema = mediaType.schema?.for('request');
  if (!schema) return;
  const known = body && 'value' in body && body.mediaType === mediaType;
  const value = known ? body.value : bodyValue(mediaType, generator, `${operation.id} boundary`);
  if (value === undefined) return;
  const mutation = (title: string, keyword: string, pointer: string): Mutation => ({
    title: `body ${title}`,
    in: 'body',
    pointer,
    keyword,
    place: placeOf(mediaType.node),
  });
  if (!known)
    yield {
      draft: { ...base, body: { mediaType, value } },
      mutation: mutation(`as ${mediaType.type}`, 'content', ''),
    };
  for (const variation of variations(schema, value))
    yield {
      draft: { ...base, body: { mediaType, value: variation.value } },
      mutation: ofVariation(variation, mutation),
      valid: variation.valid,
    };
}

/** What no value can say: no body, broken text, a type that is not documented. */
function* ofWholeBody(base: Draft): Iterable<Mutated> {
  const { requestBody } = base.operation;
  if (!requestBody || sendableContent(base.operation).length === 0) return;
  const mutation = (title: string, keyword: string): Mutation => ({
    title,
    in: 'body',
    pointer: '',
    keyword,
    place: placeOf(requestBody.node),
  });
  const json = requestBody.content.find(({ type }) => /json/i.test(type));
  yield { draft: { ...base, body: undefined }, mutation: mutation('no body', 'required') };
  if (json)
    yield {
      draft: { ...base, body: { text: '{"cut off": ', contentType: json.type } },
      mutation: mutation('a body that is no JSON', 'malformed'),
    };
  yield {
    draft: { ...base, body: { text: 'undocumented', contentType: 'application/x-undocumented' } },
    mutation: mutation('a body of an undocumented type', 'contentType'),
  };
}
