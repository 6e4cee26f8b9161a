import { followLink, responseForStatus } from '../http/index.ts';
import type { Link, Operation } from '../model/index.ts';
import { make } from './acts.ts';
import type { CaseDraft, Session } from './case.ts';
import type { Check } from './check.ts';
import { checkOf } from './check-of.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { factsOf } from './facts.ts';
import { blame, placeOf } from './failure.ts';
import type { PhaseContext } from './phase.ts';
import { deedsOf } from './sequence.ts';

export const linkBroken: Check = checkOf('link-broken', 'state', 'A documented link leads nowhere');

/** What an answer is documented to lead to (OpenAPI 3.2, Link Object): each link of a good answer, one case each. */
export function* linkCases(operation: Operation, context: PhaseContext): Iterable<CaseDraft> {
  if (!context.options.checks.has(linkBroken.name) || operation.method === 'DELETE') return;
  const names = new Set(
    operation.responses
      .filter(({ status }) => /^[2d]/.test(status))
      .flatMap(({ links }) => links.map(({ name }) => name)),
  );
  for (const name of names)
    yield {
      title: `the link ${name} of ${operation.method} ${operation.path}`,
      run: (session) => followOne(session, operation, name, context),
    };
}

async function followOne(
  session: Session,
  operation: Operation,
  name: string,
  context: PhaseContext,
): Promise<void> {
  const from = await source(session, operation, context);
  const { response } = from?.exchange ?? {};
  if (!from || !response || response.status >= 300) return;
  const spec = responseForStatus(operation.responses, response.status);
  const link = spec?.links.find((each) => each.name === name);
  if (!link) return;
  const followed = followLink(context.api, link, factsOf(from.draft, from.exchange));
  // What an answer need not have, a link need not lead to; names of nothing are faults of the description.
  if (typeof followed === 'string') return;
  const { operation: to, values, body } = followed;
  const isSafe = to.method === 'GET' || to.method === 'HEAD';
  // Only what the case has made itself is changed by it.
  if (!isSafe && context.resources.role(operation)?.kind !== 'create') return;
  const base = session.knowledge.base(to);
  const parameters = { ...base.parameters };
  for (const [place, own] of Object.entries(values) as Array<[keyof typeof values, Record<string, unknown>]>)
    parameters[place] = { ...parameters[place], ...own };
  const draft: Draft = { ...base, parameters, body: withBody(base, body) };
  if (session.judge(draft).verdict === 'elsewhere') return;
  const reached = await session.send(draft);
  if (reached.response?.status === 404 || reached.response?.status === 410)
    session.fail(broken(operation, link, to, [from.exchange, reached]));
}

/** A good answer: to a creation of the case's own, or to the request that is known to be taken. */
async function source(
  session: Session,
  operation: Operation,
  context: PhaseContext,
): Promise<{ readonly draft: Draft; readonly exchange: Exchange } | undefined> {
  const role = context.resources.role(operation);
  if (role?.kind === 'create') {
    const deeds = deedsOf(role.collection, context.resources, (each) => each === operation);
    if (deeds.create) return make(session, deeds, context);
  }
  const accepted = session.knowledge.accepted(operation);
  if (!accepted) return undefined;
  return { draft: accepted.draft, exchange: await session.send(accepted.draft) };
}

function withBody(base: Draft, value: unknown): Draft['body'] {
  if (value === undefined) return base.body;
  const [mediaType] = base.operation.requestBody?.content ?? [];
  return mediaType && { mediaType, value };
}

function broken(operation: Operation, link: Link, to: Operation, exchanges: readonly Exchange[]) {
  const status = exchanges.at(-1)?.response?.status;
  return blame(operation, {
    check: linkBroken.name,
    kind: link.name,
    message: `The link ${link.name} of ${operation.method} ${operation.path} leads to ${to.method} ${to.path}, which answers ${status}.`,
    where: `link ${link.name}`,
    place: placeOf(link.node),
    exchanges,
  });
}
