import { act, canShow, type Done, make, membersOf } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { writeDraft } from '../draft.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { differing, isVolatile, sameMeaning } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';
import type { Thing } from '../things.ts';
import { listed } from '../walk.ts';

const unavailable = checkOf('created-unavailable', 'state', 'What was created is not there');
const echo = checkOf('echo-differs', 'state', 'What was created is shown differently later');
const location = checkOf('location-unresolved', 'state', 'Location leads nowhere');

/** Create, then look: by key, by `Location`, in the list. */
export const creation: Sequence = {
  checks: [unavailable, echo, location],
  *cases(deeds, context): Iterable<CaseDraft> {
    if (!deeds.create || !(deeds.read || deeds.list)) return;
    yield {
      title: `create one of ${deeds.collection.id} and look for it`,
      run: (session) => createAndLook(session, deeds, context),
    };
  },
};

async function createAndLook(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const made = await make(session, deeds, context);
  if (!made) return;
  const { create, read, list } = deeds;
  const { operation } = create!;
  if (read) {
    const seen = await act(session, read, made.thing);
    if (!seen.ok) {
      if (isOursToBlame(session, made, seen)) return;
      const status = seen.exchange.response?.status;
      const message = `What ${operation.method} ${operation.path} has created is answered ${status} by ${read.operation.method} ${read.operation.path}.`;
      session.fail(
        blame(operation, {
          check: unavailable.name,
          kind: 'read',
          message,
          where: 'status',
          exchanges: [made.exchange, seen.exchange],
        }),
      );
      // 202: it is still being worked on, and may show so (RFC 9110 section 15.3.3).
    } else if (made.exchange.response?.status !== 202) compare(session, deeds, made, seen);
  }
  await followLocation(session, deeds, made);
  if (!list || list.filters.some(({ parameter }) => parameter.required)) return;
  const found = await listed(session, list, made.thing, context);
  if (found.kind !== 'missing') return;
  session.fail(
    blame(operation, {
      check: unavailable.name,
      kind: 'list',
      message: `What ${operation.method} ${operation.path} has created is not in the list ${list.operation.path}.`,
      where: `body ${list.list.items}`,
      exchanges: [made.exchange, ...found.exchanges.slice(-1)],
    }),
  );
}

/** Was the key sent, and is it none that the description lets anybody ask for? */
function isOursToBlame(session: Session, made: Done & { readonly thing: Thing }, seen: Done): boolean {
  const sent = Object.values(membersOf(made.draft.body));
  return (
    session.judge(seen.draft).verdict === 'invalid' && made.thing.keys.every((key) => sent.includes(key))
  );
}

/** The answer to the creation against the one to reading; then what was sent against it, as far as it is shown. */
function compare(session: Session, { create, read }: Deeds, made: Done, seen: Done): void {
  const { operation } = create!;
  const exchanges = [made.exchange, seen.exchange];
  for (const name of made.shown && seen.shown ? differing(made.shown, seen.shown) : []) {
    // What reading could not show in its place is another view of the same thing.
    if (!canShow(read, seen.shown!, name, made.shown![name])) continue;
    session.fail(
      blame(operation, {
        check: echo.name,
        kind: 'answer',
        message: `The answer to the creation shows another ${name} than reading it does.`,
        where: `body /${name}`,
        exchanges,
      }),
    );
  }
  const sent = membersOf(made.draft.body);
  for (const [name, value] of Object.entries(sent)) {
    if (!seen.shown || !Object.hasOwn(seen.shown, name) || isVolatile(name)) continue;
    // Objects and lists may be completed or linked; a plain value that was sent is meant.
    if (typeof value === 'object' || sameMeaning(value, seen.shown[name])) continue;
    if (typeof seen.shown[name] === 'object' && seen.shown[name] !== null) continue;
    if (!canShow(read, seen.shown, name, value)) continue;
    session.fail(
      blame(operation, {
        check: echo.name,
        kind: 'sent',
        message: `${name} was created as ${JSON.stringify(value)} and is read as ${JSON.stringify(seen.shown[name])}.`,
        where: `body /${name}`,
        exchanges,
      }),
    );
  }
}

async function followLocation(session: Session, { create, read }: Deeds, made: Done): Promise<void> {
  const header = made.exchange.response?.headers.get('location');
  if (!header || !read || !session.wants(location.name)) return;
  const { operation } = create!;
  const there = new URL(header, made.exchange.url);
  const here = new URL(made.exchange.url);
  const base = made.exchange.url.slice(0, made.exchange.url.length - writeDraft(made.draft).target.length);
  // Another host is not ours to ask, and a proxy may know it by another name.
  const path = there.host === here.host ? there.href : here.origin + there.pathname + there.search;
  if (!path.startsWith(base)) return;
  const exchange = await session.follow(read.operation, path.slice(base.length));
  const status = exchange.response?.status ?? 0;
  if (status < 400 && status !== 0) return;
  session.fail(
    blame(operation, {
      check: location.name,
      kind: String(status),
      message: `The header Location (${header}) leads to ${status || 'no answer'}.`,
      where: 'header Location',
      exchanges: [made.exchange, exchange],
    }),
  );
}
