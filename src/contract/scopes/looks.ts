import type { Operation } from '../../model/index.ts';
import type { ListRole } from '../../resource/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { make } from '../acts.ts';
import type { Exchange } from '../exchange.ts';
import { jsonOf } from '../response-reading.ts';
import { deedsOf } from '../sequence.ts';
import { page } from '../walk.ts';
import { type Attempt, accuse, isTaken } from './attempt.ts';

/** An empty list hides what it has as well as a 404 does. */
export async function list(attempt: Attempt, role: ListRole): Promise<void> {
  const { session, context, identity } = attempt;
  const deeds = deedsOf(role.collection, context.resources, context.options.select);
  const made = await make(session, deeds, context);
  const theirs = await page(session, role, {}, made?.thing, identity);
  if (theirs.ok && theirs.items.length > 0) accuse(attempt, [theirs.exchange]);
}

export async function look(attempt: Attempt): Promise<void> {
  const { session, context, operation, identity } = attempt;
  const { things } = session.knowledge;
  const role = context.resources.role(operation);
  const base = session.knowledge.base(operation);
  const made =
    role && 'keys' in role && 'collection' in role
      ? await make(session, deedsOf(role.collection, context.resources, context.options.select), context)
      : undefined;
  const draft = made ? things.naming(operation, made.thing, base) : things.fill(base);
  const seen = await session.send(draft, { identity });
  if (isTaken(seen) && (hasNothingToShow(operation) || showsSomething(seen, role !== undefined)))
    accuse(attempt, [seen]);
}

/** No success is described with a body, so that an empty one hides nothing. */
function hasNothingToShow({ responses }: Operation): boolean {
  return responses.every(({ status, content }) => !/^[2d]/.test(status) || content.length === 0);
}

/** @param isOne it is known to show one thing, whose lists may be empty */
function showsSomething({ response }: Exchange, isOne: boolean): boolean {
  if (!response || response.body.length === 0) return false;
  const json = jsonOf(response);
  if (json === undefined) return true;
  if (Array.isArray(json)) return json.length > 0;
  if (!isJsonObject(json)) return json !== null;
  const lists = Object.values(json).filter((member) => Array.isArray(member));
  const isEmptyList = !isOne && lists.length > 0 && lists.every(({ length }) => length === 0);
  return Object.keys(json).length > 0 && !isEmptyList;
}
