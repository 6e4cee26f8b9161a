import type { ItemRole } from '../../resource/index.ts';
import { act, make, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { differing } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';

const unchanged = checkOf('etag-unchanged', 'caching', 'An entity tag survives a change');
const ifMatch = checkOf('if-match-ignored', 'caching', 'If-Match is ignored');
const notModified = checkOf('if-none-match-ignored', 'caching', 'If-None-Match is ignored');

/** Read, change, read: the tag is another one (RFC 9110 section 8.8.3); write with the old one: it is refused (13.1.1). */
export const entityTags: Sequence = {
  checks: [unchanged, ifMatch, notModified],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { read, collection } = deeds;
    const write = deeds.merge ?? deeds.replace;
    if (!deeds.create || !read) return;
    if (write)
      yield {
        title: `the entity tag of one of ${collection.id}`,
        run: (session) => changeAndCompare(session, deeds, write, context),
      };
    if (read.operation.responses.some(({ status }) => status === '304'))
      yield {
        title: `If-None-Match for one of ${collection.id}`,
        run: (session) => revalidate(session, deeds, context),
      };
  },
};

async function changeAndCompare(
  session: Session,
  deeds: Deeds,
  write: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const { read } = deeds;
  const made = await make(session, deeds, context);
  const before = made && read && (await act(session, read, made.thing));
  const tag = before?.exchange.response?.headers.get('etag');
  const body = newBody(write, context, `tag ${session.random.next()}`);
  if (!made || !read || !before?.shown || !tag || !body) return;
  const written = await act(session, write, made.thing, body, conditions(write, tag));
  const after = written.ok ? await act(session, read, made.thing) : undefined;
  if (!after?.shown || differing(before.shown, after.shown).length === 0) return;
  if (after.exchange.response?.headers.get('etag') === tag)
    session.fail(
      blame(read.operation, {
        check: unchanged.name,
        kind: 'same',
        message: `The thing has changed and its ETag is still ${tag}.`,
        where: 'header ETag',
        exchanges: [before.exchange, written.exchange, after.exchange],
      }),
    );
  else if (conditions(write, tag).headers)
    await writeWithOldTag(session, deeds, write, { made, tag }, context);
}

/** Only where the description speaks of it. */
function conditions(
  { operation }: ItemRole,
  tag: string,
): { headers?: ReadonlyArray<readonly [string, string]> } {
  const named = operation.parameters.some(
    ({ in: where, name }) => where === 'header' && /^if-match$/i.test(name),
  );
  const refused = operation.responses.some(({ status }) => status === '412');
  return named || refused ? { headers: [['If-Match', tag]] } : {};
}

async function writeWithOldTag(
  session: Session,
  { read }: Deeds,
  write: ItemRole,
  { made, tag }: { made: NonNullable<Awaited<ReturnType<typeof make>>>; tag: string },
  context: PhaseContext,
): Promise<void> {
  const body = newBody(write, context, `old tag ${session.random.next()}`);
  if (!body || !read) return;
  const written = await act(session, write, made.thing, body, conditions(write, tag));
  if (!written.ok) return;
  session.fail(
    blame(write.operation, {
      check: ifMatch.name,
      kind: 'stale',
      message: `A ${write.operation.method} with an If-Match that no longer holds is answered ${written.exchange.response?.status} instead of 412.`,
      where: 'header If-Match',
      exchanges: [written.exchange],
    }),
  );
}

async function revalidate(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const { read } = deeds;
  const made = await make(session, deeds, context);
  const before = made && read && (await act(session, read, made.thing));
  const tag = before?.exchange.response?.headers.get('etag');
  if (!made || !read || !before?.ok || !tag) return;
  const again = await act(session, read, made.thing, undefined, { headers: [['If-None-Match', tag]] });
  if (!again.ok) return;
  session.fail(
    blame(read.operation, {
      check: notModified.name,
      kind: 'fresh',
      message: `A request with an If-None-Match that still holds is answered ${again.exchange.response?.status} instead of the documented 304.`,
      where: 'header If-None-Match',
      exchanges: [before.exchange, again.exchange],
    }),
  );
}
