import { make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { type Deeds, deedsOf, type Sequence } from '../sequence.ts';
import { keyOf, keyText, page } from '../walk.ts';

const unsound = checkOf(
  'nested-list-unsound',
  'lists',
  'A list below one thing shows what lies below another',
);

/** Make a thing below one parent, and list below a new one. */
export const nesting: Sequence = {
  checks: [unsound],
  *cases(deeds, context): Iterable<CaseDraft> {
    const parent = deeds.collection.parents.at(-1)?.collection;
    if (!deeds.create || !deeds.list || !parent || deeds.collection.parents.length !== 1) return;
    const above = deedsOf(parent, context.resources, context.options.select);
    if (!above.create) return;
    yield {
      title: `the list of ${deeds.collection.id} below another of ${parent.id}`,
      run: (session) => listElsewhere(session, deeds, above, context),
    };
  },
};

async function listElsewhere(
  session: Session,
  deeds: Deeds,
  above: Deeds,
  context: PhaseContext,
): Promise<void> {
  const { list } = deeds;
  const made = await make(session, deeds, context);
  const other = made && (await make(session, above, context));
  const key = other?.thing.keys.at(-1);
  if (!list || !made || key === undefined || String(key) === String(made.thing.parents[0])) return;
  const wanted = keyText(made.thing);
  const own = await page(session, list, {}, made.thing);
  const found = await page(session, list, {}, { ...made.thing, parents: [key] });
  const shows = ({ items }: typeof own) => items.some((item) => keyOf(list, item) === wanted);
  // Keys may be counted below each parent: then the other's list would have to be empty, and is not.
  if (!shows(own) || !found.ok || !shows(found)) return;
  session.fail(
    blame(list.operation, {
      check: unsound.name,
      kind: 'of-another',
      message: `The list below ${String(key)}, which is new, shows what was made below ${String(made.thing.parents[0])}.`,
      where: `body ${list.list.items}`,
      exchanges: [made.exchange, found.exchange],
    }),
  );
}
