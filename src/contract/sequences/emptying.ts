import type { ActionRole } from '../../resource/index.ts';
import { make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import type { Draft } from '../draft.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { type Deeds, deedsOf, type Sequence } from '../sequence.ts';
import type { Thing } from '../things.ts';
import { keyOf, keyText, page } from '../walk.ts';

const stillListed = checkOf(
  'use-after-delete-all',
  'state',
  'A list that was deleted as a whole still shows what it had',
);

/** Make a thing below a parent of the case's own, whose list nobody else misses, and delete that list. */
export const emptying: Sequence = {
  checks: [stillListed],
  *cases(deeds, context): Iterable<CaseDraft> {
    const parent = deeds.collection.parents.at(-1)?.collection;
    const empty = emptyingOf(deeds, context);
    if (!deeds.create || !deeds.list || !parent || !empty) return;
    const above = deedsOf(parent, context.resources, context.options.select);
    if (!above.create) return;
    yield {
      title: `delete the list of ${deeds.collection.id}`,
      run: (session) => emptyAndLook(session, deeds, above, empty, context),
    };
  },
};

/** DELETE of all that a list has, where nothing has to be chosen. */
function emptyingOf({ collection }: Deeds, { resources, options }: PhaseContext): ActionRole | undefined {
  return collection.operations
    .filter(options.select)
    .map((operation) => resources.role(operation))
    .find(
      (role): role is ActionRole =>
        role?.kind === 'action' &&
        role.all &&
        role.collection === collection &&
        role.within.length === 0 &&
        role.filters.every(({ parameter }) => !parameter.required),
    );
}

async function emptyAndLook(
  session: Session,
  deeds: Deeds,
  above: Deeds,
  empty: ActionRole,
  context: PhaseContext,
): Promise<void> {
  const { list } = deeds;
  const owner = await make(session, above, context);
  if (!owner || !list) return;
  const { collection } = deeds;
  const place: Thing = {
    ...owner.thing,
    collection,
    parents: [...owner.thing.parents, ...owner.thing.keys],
  };
  const made = await make(session, deeds, context, undefined, place);
  // What was made elsewhere after all is not there to be deleted.
  if (!made || keyText({ keys: made.thing.parents }) !== keyText({ keys: place.parents })) return;
  const wanted = keyText(made.thing);
  const isListed = async () => {
    const found = await page(session, list, {}, made.thing);
    return { found, isThere: found.items.some((item) => keyOf(list, item) === wanted) };
  };
  if (!(await isListed()).isThere) return;
  const removed = await session.send(wholeDraft(session, empty, made.thing));
  const status = removed.response?.status ?? 0;
  // 202 promises no more than that it will be done (RFC 9110 section 15.3.3).
  if (status < 200 || status >= 300 || status === 202) return;
  const { found, isThere } = await isListed();
  if (!isThere) return;
  const { operation } = empty;
  session.fail(
    blame(operation, {
      check: stillListed.name,
      kind: 'list',
      message: `${operation.method} ${operation.path} is answered ${status}, and the list still shows what it had.`,
      where: 'status',
      exchanges: [removed, found.exchange],
    }),
  );
}

/** Without filters, which would leave something. */
function wholeDraft(session: Session, { operation, filters }: ActionRole, near: Thing): Draft {
  const { parameters, ...base } = session.knowledge.base(operation);
  const chosen = new Set(filters.map(({ parameter }) => parameter.name));
  const query = Object.fromEntries(
    Object.entries(parameters.query ?? {}).filter(([name]) => !chosen.has(name)),
  );
  return session.knowledge.things.beside({ ...base, parameters: { ...parameters, query } }, near);
}
