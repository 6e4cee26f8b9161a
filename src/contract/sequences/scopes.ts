import type { Operation } from '../../model/index.ts';
import type { ItemRole } from '../../resource/index.ts';
import { act, make, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import type { Check } from '../check.ts';
import { checkOf } from '../check-of.ts';
import type { Exchange } from '../exchange.ts';
import { blame, placeOf } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import type { Thing } from '../things.ts';

export const escalation: Check = checkOf(
  'scope-escalation',
  'security',
  'Somebody without its scopes is let in',
);

/**
 * Operations that need the same scopes treat somebody who lacks them alike. Whether they lack them is shown by a 403 that no
 * ownership explains: to a creation, or to something done to what they have made themselves. Of people whose scopes are
 * known, more can be told: see `scopes/`.
 */
export const scopes: Sequence = {
  checks: [escalation],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { create, collection } = deeds;
    if (!create || scopesOf(create.operation) === '') return;
    for (const { name, scopes: known } of context.options.identities.slice(1)) {
      if (known !== undefined) continue;
      yield {
        title: `create one of ${collection.id} and go on with it, by ${name}`,
        run: (session) => createAndGoOn(session, deeds, name, context),
      };
      for (const role of alike(deeds))
        yield {
          title: `${role.operation.method} of one of ${collection.id} without its scopes, by ${name}`,
          run: (session) => writeAfterRefusal(session, deeds, role, name, context),
        };
    }
  },
};

/** The scopes that an operation asks for, as text; empty where it names none. */
export function scopesOf({ security }: Operation): string {
  const sets = security.map(({ schemes }) => schemes.flatMap((each) => each.scopes).toSorted());
  return sets.every((set) => set.length > 0) ? JSON.stringify(sets) : '';
}

function alike({ create, merge, replace, remove }: Deeds): ItemRole[] {
  const wanted = create && scopesOf(create.operation);
  return [merge, replace, remove].flatMap((role) =>
    role && scopesOf(role.operation) === wanted ? [role] : [],
  );
}

/** Their creation is taken, and everything else is refused, to what they have just made. */
async function createAndGoOn(
  session: Session,
  deeds: Deeds,
  identity: string,
  context: PhaseContext,
): Promise<void> {
  const made = await make(session, deeds, context, identity);
  const roles = alike(deeds);
  if (!made || roles.length === 0) return;
  const refused: Exchange[] = [];
  for (const role of roles) {
    const { exchange } = await write(session, role, made.thing, identity, context);
    if (exchange.response?.status !== 403) return;
    refused.push(exchange);
  }
  // The caller takes it away: the maker cannot.
  if (deeds.remove) await act(session, deeds.remove, made.thing);
  fail(session, deeds.create!.operation, identity, [refused[0]!, made.exchange]);
}

/** Their creation is refused, and this is taken. */
async function writeAfterRefusal(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  identity: string,
  context: PhaseContext,
): Promise<void> {
  const made = await make(session, deeds, context);
  if (!made) return;
  const refused = await session.send(made.draft, { identity });
  if (refused.response?.status !== 403) return;
  const written = await write(session, role, made.thing, identity, context);
  if (written.ok) fail(session, role.operation, identity, [refused, written.exchange]);
}

function write(session: Session, role: ItemRole, thing: Thing, identity: string, context: PhaseContext) {
  const body = role.kind === 'delete' ? undefined : newBody(role, context, 'scopes');
  return act(session, role, thing, body, { identity });
}

function fail(session: Session, operation: Operation, identity: string, exchanges: Exchange[]): void {
  const names = operation.security.flatMap(({ schemes }) => schemes.flatMap((each) => each.scopes));
  const [other, taken] = exchanges;
  session.fail(
    blame(operation, {
      check: escalation.name,
      kind: operation.method,
      message: `${operation.method} ${operation.path} asks for ${[...new Set(names)].join(', ')} and is answered ${taken?.response?.status} to ${identity}, whose ${other?.request.method} with the same scopes is answered 403.`,
      where: 'security',
      exchanges,
      place: placeOf(operation.node, 'security'),
    }),
  );
}
