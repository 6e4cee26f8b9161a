import type { Operation } from '../../model/index.ts';
import type { CaseDraft, Mutation, SendOptions } from '../case.ts';
import { type Draft, writeDraft } from '../draft.ts';
import { placeOf } from '../failure.ts';
import { grounded } from '../ground.ts';
import type { PhaseContext } from '../phase.ts';
import { foreignOrigin } from './foreign-origin.ts';
import { outOfRange, repeated, tooLarge } from './provoke-limits.ts';

/** Cases that ask for one documented status each, where a way to it is known. */
export function* provocations(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  yield* credentials(base, context);
  yield* accepting(base, context);
  yield* undeclaredMethods(base, context);
  yield* options(base, context);
  yield* tooLarge(base, context);
  yield* outOfRange(base, context);
  yield* repeated(base, context);
  yield* foreignOrigin(base, context);
}

function provocation(
  draft: Draft,
  mutation: Mutation,
  { base, context }: { readonly base: Draft; readonly context: PhaseContext },
  options: SendOptions = {},
): CaseDraft {
  return {
    title: mutation.title,
    mutation,
    run: async (session) =>
      void (await session.send(await grounded(session, draft, base, context), { ...options, mutation })),
  };
}

/** 401: nobody, and somebody whose credentials are made up. */
function* credentials(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { options } = context;
  const { operation } = base;
  const { security } = operation;
  if (security.length === 0 || security.some(({ schemes }) => schemes.length === 0)) return;
  const mutation = (title: string, keyword: string): Mutation => ({
    title,
    in: 'security',
    pointer: '',
    keyword,
    place: placeOf(operation.node, 'security'),
  });
  yield provocation(base, mutation('no credentials', 'none'), { base, context }, { identity: null });
  // Made-up ones are all there is where no identity is given.
  if (options.identities.length === 0) return;
  for (const [title, keyword, wrong] of wrongCredentials(operation))
    yield provocation(
      { ...base, headers: [...(base.headers ?? []), ...wrong] },
      mutation(title, keyword),
      { base, context },
      { identity: null },
    );
}

function* wrongCredentials(
  operation: Operation,
): Iterable<readonly [title: string, keyword: string, headers: ReadonlyArray<readonly [string, string]>]> {
  const schemes = operation.security.flatMap((requirement) =>
    requirement.schemes.map(({ scheme }) => scheme),
  );
  for (const scheme of schemes) {
    if (scheme.type === 'apiKey' && scheme.in === 'header' && scheme.parameter !== undefined)
      yield ['a wrong API key', 'wrong', [[scheme.parameter, 'wrong-key']]];
    if (scheme.type === 'oauth2' || scheme.type === 'openIdConnect' || scheme.scheme === 'bearer') {
      yield ['a wrong token', 'wrong', [['Authorization', 'Bearer wrong-token']]];
      yield ['an expired token', 'expired', [['Authorization', `Bearer ${expiredToken}`]]];
      yield ['credentials of another scheme', 'scheme', [['Authorization', 'Basic d3Jvbmc6d3Jvbmc=']]];
    }
    if (scheme.scheme === 'basic')
      yield ['a wrong password', 'wrong', [['Authorization', 'Basic d3Jvbmc6d3Jvbmc=']]];
  }
}

/** A JWT without a signature (RFC 7519 section 6), which ran out in 2001. */
const expiredToken = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkiLCJleHAiOjEwMDAwMDAwMDB9.';

/** Each documented type of a success; and 406, where it is documented: a server may also answer what it has (RFC 9110 section 12.4.1). */
function* accepting(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { responses, node } = base.operation;
  const types = responses
    .filter(({ status }) => status.startsWith('2'))
    .flatMap(({ content }) => content.map(({ type }) => type));
  const isRefused = responses.some(({ status }) => status === '406');
  for (const type of [
    ...(new Set(types).size > 1 ? new Set(types) : []),
    ...(isRefused ? [undocumented] : []),
  ])
    yield provocation(
      { ...base, headers: [...(base.headers ?? []), ['Accept', type]] },
      {
        title: type === undocumented ? 'a type that nothing documented is of' : `the type ${type} asked for`,
        in: 'header',
        pointer: '/Accept',
        keyword: 'accept',
        place: placeOf(node, 'responses'),
      },
      { base, context },
    );
}

const undocumented = 'application/x-undocumented';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** 405 with a true `Allow`: once for each path, by the first of its operations. */
function* undeclaredMethods(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { api, judge } = context;
  const { operation } = base;
  const { target } = writeDraft(base);
  const siblings = api.operations.filter(({ path }) => path === operation.path);
  if (siblings[0] !== operation) return;
  const declared = new Set(siblings.map(({ method }) => method));
  for (const method of methods) {
    if (declared.has(method) || judge.isDeclared(method, target)) continue;
    yield provocation(
      { ...base, method, body: undefined },
      {
        title: `the undeclared method ${method}`,
        in: 'method',
        pointer: '',
        keyword: method,
        place: placeOf(operation.node),
      },
      { base, context },
    );
  }
}

/** Once for each path, as above: the pointer carries the methods that it has. */
function* options(base: Draft, context: PhaseContext): Iterable<CaseDraft> {
  const { operation } = base;
  const siblings = context.api.operations.filter(({ path }) => path === operation.path);
  const methodNames = siblings.map(({ method }) => method);
  if (siblings[0] !== operation || methodNames.includes('OPTIONS')) return;
  yield provocation(
    { ...base, method: 'OPTIONS', body: undefined },
    {
      title: 'OPTIONS',
      in: 'method',
      pointer: methodNames.map((method) => `/${method}`).join(''),
      keyword: 'OPTIONS',
      place: placeOf(operation.node),
    },
    { base, context },
  );
}
