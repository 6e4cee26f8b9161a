import { variations } from '../../generation/index.ts';
import type { CreateRole, ItemRole, ListRole } from '../../resource/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { act, make, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import type { Exchange } from '../exchange.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { differing } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import { keyOf, walk } from '../walk.ts';

const effect = checkOf('failed-write-effect', 'state', 'A refused write has an effect');
const maxTries = 6;

/** Write what is invalid; once it is refused, everything is as before. */
export const failedWrite: Sequence = {
  checks: [effect],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { create, list } = deeds;
    if (create && list)
      yield {
        title: `a refused creation of one of ${deeds.collection.id}`,
        run: (session) => refuseAndList(session, create, list),
      };
    if (!create || !deeds.read) return;
    for (const role of [deeds.replace, deeds.merge]) {
      if (!role) continue;
      yield {
        title: `a refused ${role.operation.method} of one of ${deeds.collection.id}`,
        run: (session) => refuseAndRead(session, deeds, role, context),
      };
    }
  },
};

async function refuseAndRead(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const { read } = deeds;
  const made = await make(session, deeds, context);
  const body = newBody(role, context, `refused ${session.random.next()}`);
  const schema = body && 'mediaType' in body ? body.mediaType.schema?.for('request') : undefined;
  if (!made || !read || !body || !('mediaType' in body) || !schema) return;
  let before = await act(session, read, made.thing);
  if (!before.shown) return;
  let left = maxTries;
  for (const variation of variations(schema, body.value)) {
    // One bad member among good ones shows whether the good ones were stored.
    if (variation.valid || variation.pointer === '') continue;
    if (left-- <= 0) return;
    const refused = await act(session, role, made.thing, {
      mediaType: body.mediaType,
      value: variation.value,
    });
    const status = refused.exchange.response?.status ?? 0;
    if (refused.ok) before = await act(session, read, made.thing);
    if (!before.shown) return;
    if (status < 400 || status >= 500) continue;
    const after = await act(session, read, made.thing);
    const changed = after.shown ? differing(before.shown, after.shown) : ['everything'];
    if (changed.length === 0) continue;
    session.fail(
      blame(role.operation, {
        check: effect.name,
        kind: 'changed',
        message: `A ${role.operation.method} that is refused with ${status} has changed ${changed.join(', ')}.`,
        where: 'body',
        exchanges: [before.exchange, refused.exchange, after.exchange],
      }),
    );
    return;
  }
}

/** Nothing that was refused is in the list afterwards. */
async function refuseAndList(session: Session, create: CreateRole, list: ListRole): Promise<void> {
  const { operation } = create;
  const draft = session.knowledge.accepted(operation)?.draft;
  const { body } = draft ?? {};
  const schema = body && 'mediaType' in body ? body.mediaType.schema?.for('request') : undefined;
  if (!draft || !body || !('mediaType' in body) || !schema) return;
  const near = session.knowledge.things.of(create.collection)[0];
  const keys = async () => {
    const { pages, isWhole } = await walk(session, list, list.paging?.maxSize ?? 50, near);
    const found = pages.flatMap(({ items }) => items.map((item) => keyOf(list, item)));
    return isWhole && pages.every(({ ok }) => ok) && !found.includes(undefined) ? new Set(found) : undefined;
  };
  const before = await keys();
  if (!before) return;
  const refused: Exchange[] = [];
  for (const { valid, pointer, value } of variations(schema, body.value)) {
    if (valid || (pointer === '' && !isJsonObject(value))) continue;
    if (refused.length >= maxTries) break;
    const exchange = await session.send({ ...draft, body: { mediaType: body.mediaType, value } });
    const status = exchange.response?.status ?? 0;
    // What was taken is in the list rightly.
    if (status < 400) return;
    if (status < 500) refused.push(exchange);
  }
  const after = await keys();
  const more = [...(after ?? [])].filter((key) => !before.has(key)).length;
  if (more === 0 || refused.length === 0) return;
  session.fail(
    blame(operation, {
      check: effect.name,
      kind: 'created',
      message: `After ${refused.length} refused creations the list has ${more} more.`,
      where: 'body',
      exchanges: refused.slice(-1),
    }),
  );
}
