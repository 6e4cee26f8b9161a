import type { ItemRole, Role } from '../../resource/index.ts';
import { act, type Done, make, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame, placeOf } from '../failure.ts';
import type { Identity } from '../options.ts';
import type { PhaseContext } from '../phase.ts';
import { missingScopes } from '../scopes/missing.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import { keyOf, keyText, page } from '../walk.ts';
import { scopesOf } from './scopes.ts';

const others = checkOf('authorization-ignored', 'security', "Another person's thing can be reached");

/**
 * The caller makes a thing, and somebody else reads, changes and deletes it. That it is the caller's own has to be shown
 * first: the list hides it from the other, who may do with things of their own what they may not do with it.
 */
export const people: Sequence = {
  checks: [others],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { collection, create } = deeds;
    if (!create) return;
    for (const identity of context.options.identities.slice(1)) {
      const { name } = identity;
      const theirs = allowed(deeds, identity);
      const other: Other = { deeds, theirs, identity: name };
      for (const role of itemRoles(theirs)) {
        yield {
          title: `${role.operation.method} of one of ${collection.id} that belongs to another, by ${name}`,
          run: (session) => reach(session, other, role, context),
        };
      }
      if (theirs.list && theirs.read)
        yield {
          title: `the list of ${collection.id}, by ${name}`,
          run: (session) => listOthers(session, other, context),
        };
    }
  },
};

/** Without what they are known to lack scopes for: that they are refused it tells nothing of whose a thing is. */
function allowed({ collection, ...roles }: Deeds, identity: Identity): Deeds {
  const own = <R extends Role>(role: R | undefined) =>
    role && missingScopes(role.operation, identity) === undefined ? role : undefined;
  return {
    collection,
    create: own(roles.create),
    read: own(roles.read),
    replace: own(roles.replace),
    merge: own(roles.merge),
    remove: own(roles.remove),
    list: own(roles.list),
  };
}

/** Somebody else, and what they may do. */
interface Other {
  readonly deeds: Deeds;
  readonly theirs: Deeds;
  readonly identity: string;
}

function itemRoles({ read, merge, replace, remove }: Deeds): ItemRole[] {
  return [read, merge, replace, remove].filter((role) => role !== undefined);
}

type Made = NonNullable<Awaited<ReturnType<typeof make>>>;

async function reach(
  session: Session,
  { deeds, theirs, identity }: Other,
  role: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const made = await make(session, deeds, context);
  if (!made) return;
  const { operation } = role;
  if (!(await isPrivate(session, theirs, role, made, identity, context))) return;
  const body = bodyFor(role, context);
  const reached = await act(session, role, made.thing, body, { identity });
  if (!reached.ok) return;
  const own = await act(session, role === deeds.remove ? (deeds.read ?? role) : role, made.thing, body);
  // A deletion is only one when the thing is gone for its owner too.
  if (role === deeds.remove && own.ok) return;
  session.fail(
    blame(operation, {
      check: others.name,
      kind: role.kind,
      message: `${identity} can ${role.kind} what ${context.options.identities[0]?.name} has made: ${operation.method} is answered ${reached.exchange.response?.status}.`,
      where: 'security',
      exchanges: [made.exchange, reached.exchange],
      place: placeOf(operation.node, 'security'),
    }),
  );
}

function bodyFor(role: ItemRole, context: PhaseContext) {
  return role.kind === 'read' || role.kind === 'delete' ? undefined : newBody(role, context, 'another');
}

/** The list hides it from the other; or the other may not even read it; or may do with no other role what an owner may. */
async function isPrivate(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  made: Made,
  identity: string,
  context: PhaseContext,
): Promise<boolean> {
  const { list, read } = deeds;
  if (list) {
    const wanted = keyText(made.thing);
    const own = await page(session, list, {}, made.thing);
    const theirs = await page(session, list, {}, made.thing, identity);
    const shows = ({ items }: typeof own) => items.some((item) => keyOf(list, item) === wanted);
    if (shows(own) && theirs.ok) return !shows(theirs);
  }
  if (role !== read && read) return isRefused(await act(session, read, made.thing, undefined, { identity }));
  return hasOwners(session, deeds, role, made, identity, context);
}

/** 403 is documented for no want of scopes, and the other may change what is their own and not what is not. */
async function hasOwners(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  made: Made,
  identity: string,
  context: PhaseContext,
): Promise<boolean> {
  const { operation } = role;
  if (scopesOf(operation) !== '' || !operation.responses.some(({ status }) => status === '403')) return false;
  const own = await make(session, deeds, context, identity);
  if (!own) return false;
  for (const other of itemRoles(deeds)) {
    if (other === role) continue;
    const body = bodyFor(other, context);
    if (!isRefused(await act(session, other, made.thing, body, { identity }))) continue;
    if ((await act(session, other, own.thing, body, { identity })).ok) return true;
  }
  return false;
}

function isRefused({ exchange: { response } }: Done): boolean {
  return response?.status === 403 || response?.status === 404;
}

/** What a list shows to somebody who may not read it. */
async function listOthers(
  session: Session,
  { deeds, theirs: { list, read }, identity }: Other,
  context: PhaseContext,
): Promise<void> {
  const made = await make(session, deeds, context);
  if (!made || !list || !read) return;
  const wanted = keyText(made.thing);
  const listed = await page(session, list, {}, made.thing, identity);
  if (!listed.items.some((item) => keyOf(list, item) === wanted)) return;
  const refused = await act(session, read, made.thing, undefined, { identity });
  if (!isRefused(refused) || !(await act(session, read, made.thing)).ok) return;
  const { operation } = list;
  session.fail(
    blame(operation, {
      check: others.name,
      kind: 'list',
      message: `${operation.path} lists to ${identity} what ${context.options.identities[0]?.name} has made and ${read.operation.method} does not show to them.`,
      where: `body ${list.list.items}`,
      exchanges: [refused.exchange, listed.exchange],
      place: placeOf(operation.node, 'security'),
    }),
  );
}
