import type { ItemRole } from '../../resource/index.ts';
import { act, make, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame, placeOf } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import { keyOf, page } from '../walk.ts';

const others = checkOf('authorization-ignored', 'security', "Another person's thing can be reached");

/**
 * The caller makes a thing, and somebody else reads, changes and deletes it. That these are the caller's own is shown by
 * the description (403 or 404 is documented) or by the list, which does not show it to the other.
 */
export const people: Sequence = {
  checks: [others],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { collection, create } = deeds;
    if (!create) return;
    for (const identity of context.options.identities.slice(1)) {
      for (const role of [deeds.read, deeds.merge, deeds.replace, deeds.remove]) {
        if (!role) continue;
        yield {
          title: `${role.operation.method} of one of ${collection.id} that belongs to another, by ${identity.name}`,
          run: (session) => reach(session, deeds, role, identity.name, context),
        };
      }
    }
  },
};

async function reach(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  identity: string,
  context: PhaseContext,
): Promise<void> {
  const made = await make(session, deeds, context);
  if (!made) return;
  const { operation } = role;
  const isPrivate = await hiddenFrom(session, deeds, made, identity);
  const documented = operation.responses.some(({ status }) => status === '403');
  if (!isPrivate && !documented) return;
  const body = role.kind === 'read' || role.kind === 'delete' ? undefined : newBody(role, context, 'another');
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

/** The list, asked by the other, is there and does not show it. */
async function hiddenFrom(
  session: Session,
  { list }: Deeds,
  made: NonNullable<Awaited<ReturnType<typeof make>>>,
  identity: string,
): Promise<boolean> {
  if (!list) return false;
  const wanted = JSON.stringify(made.thing.keys.map(String));
  const own = await page(session, list, {}, made.thing);
  if (!own.items.some((item) => keyOf(list, item) === wanted)) return false;
  const theirs = await page(session, list, {}, made.thing, identity);
  return theirs.ok && !theirs.items.some((item) => keyOf(list, item) === wanted);
}
