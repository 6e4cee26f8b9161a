import { isJsonObject } from '../../schema/index.ts';
import { act, make, membersOf } from '../acts.ts';
import type { Session } from '../case.ts';
import { sameMeaning } from '../same.ts';
import type { Deeds } from '../sequence.ts';
import type { Thing } from '../things.ts';
import { itemsOf, keyOf, keyText, walk } from '../walk.ts';
import { type Attempt, accuse, isRefused, isTaken } from './attempt.ts';

/** What the caller has just made is made once more. */
export async function creation(attempt: Attempt, deeds: Deeds): Promise<void> {
  const { session, context, identity } = attempt;
  const made = await make(session, deeds, context);
  if (!made) return;
  // What only one thing may have is free again, and no conflict stands before a refusal.
  if (deeds.remove) await act(session, deeds.remove, made.thing);
  const before = await listedKeys(session, deeds, made.thing);
  const tried = await session.send(made.draft, { identity });
  if (isTaken(tried)) {
    // By the caller: the maker may not be able to.
    session.undoLater(made.draft, tried);
    accuse(attempt, [made.exchange, tried]);
    return;
  }
  if (!before || !isRefused(tried)) return;
  const after = await listedKeys(session, deeds, made.thing);
  const sent = membersOf(made.draft.body);
  const fresh = [...(after ?? [])].filter(
    ([key, item]) => !before.has(key) && key !== keyText(made.thing) && repeats(item, sent),
  );
  if (fresh.length > 0) accuse(attempt, [made.exchange, tried], 'has made one all the same');
}

/** Items of the whole list by their keys; undefined where it cannot be told. */
async function listedKeys(
  session: Session,
  { list: role }: Deeds,
  near: Thing,
): Promise<Map<string, unknown> | undefined> {
  if (!role) return undefined;
  const { pages, isWhole } = await walk(session, role, role.paging?.maxSize ?? 50, near);
  if (!isWhole || pages.some(({ ok }) => !ok)) return undefined;
  const keyed = new Map<string, unknown>();
  for (const item of pages.flatMap(({ json }) => itemsOf(role, json))) {
    const key = keyOf(role, item);
    if (key === undefined) return undefined;
    keyed.set(key, item);
  }
  return keyed;
}

/** Does it show what was sent, as far as it shows any of it? */
function repeats(item: unknown, sent: Readonly<Record<string, unknown>>): boolean {
  if (!isJsonObject(item)) return false;
  const names = Object.keys(sent).filter((name) => Object.hasOwn(item, name));
  return names.length > 0 && names.every((name) => sameMeaning(item[name], sent[name]));
}
