import { type Collection, type ItemRole, mayFollow } from '../../resource/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { act, begin, canShow, type Done, make, membersOf, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import type { DraftBody } from '../draft.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { differing, isVolatile, sameMeaning } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';

const notStored = checkOf('write-not-stored', 'state', 'What was written is not what is read');
const notIdempotent = checkOf('put-not-idempotent', 'state', 'The same PUT twice does more than once');
const notFull = checkOf('put-not-full', 'state', 'PUT does not replace the whole');

/** Create, replace, read; replace again; replace by less. */
export const replacement: Sequence = {
  checks: [notStored, notIdempotent, notFull],
  *cases(deeds, context): Iterable<CaseDraft> {
    const { replace, merge, read, collection } = deeds;
    if (!deeds.create || !read) return;
    if (replace) {
      yield {
        title: `replace one of ${collection.id}, and read it`,
        run: (session) => writeAndRead(session, deeds, replace, context),
      };
      yield {
        title: `replace one of ${collection.id} by less, and read it`,
        run: (session) => replaceByLess(session, deeds, replace, context),
      };
    }
    if (merge)
      yield {
        title: `change one of ${collection.id}, and read it`,
        run: (session) => writeAndRead(session, deeds, merge, context),
      };
  },
};

async function writeAndRead(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const begun = await begin(session, deeds, role, context, 'write');
  if (!begun) return;
  const { made, read, before, body: full } = begun;
  const body = role.kind === 'merge' ? oneMember(full, before.shown, deeds.collection) : full;
  if (!body) return;
  const written = await act(session, role, made.thing, body);
  if (!written.ok) return;
  const seen = await act(session, read, made.thing);
  if (!seen.shown) return;
  const exchanges = [written.exchange, seen.exchange];
  const { operation } = role;
  const sent = membersOf(body);
  for (const name of plainMembers(sent, seen, deeds)) {
    session.fail(
      blame(operation, {
        check: notStored.name,
        kind: 'sent',
        message: `${name} was written as ${JSON.stringify(sent[name])} and is read as ${JSON.stringify(seen.shown[name])}.`,
        where: `body /${name}`,
        exchanges,
      }),
    );
  }
  for (const name of written.shown ? differing(written.shown, seen.shown) : []) {
    session.fail(
      blame(operation, {
        check: notStored.name,
        kind: 'answer',
        message: `The answer to ${operation.method} shows another ${name} than reading it does.`,
        where: `body /${name}`,
        exchanges,
      }),
    );
  }
  if (role.kind === 'merge') {
    const { shown } = seen;
    // Of what is no longer there, only what was sent at the creation is surely no matter of the server's.
    const created = membersOf(made.draft.body);
    const lost = Object.keys(before.shown).filter(
      (name) => Object.hasOwn(created, name) && !Object.hasOwn(shown, name) && !isVolatile(name),
    );
    const others = [...differing(before.shown, shown), ...lost.filter((name) => before.shown[name] !== null)];
    const isOwn = (name: string) => Object.keys(sent).some((each) => each === name || mayFollow(name, each));
    for (const name of others.filter((each) => !isOwn(each)))
      session.fail(
        blame(operation, {
          check: notStored.name,
          kind: 'others',
          message: `A change of ${Object.keys(sent).join(', ')} has changed ${name} too.`,
          where: `body /${name}`,
          exchanges: [before.exchange, ...exchanges],
        }),
      );
    return;
  }
  const again = await act(session, role, made.thing, body);
  const seenAgain = await act(session, read, made.thing);
  const changed =
    seenAgain.shown && again.ok
      ? differing(seen.shown, seenAgain.shown)
      : again.ok === written.ok
        ? []
        : [''];
  // A second answer may rightly be a conflict where versions are kept.
  if (
    changed.length === 0 ||
    (again.exchange.response && [409, 412, 428].includes(again.exchange.response.status))
  )
    return;
  session.fail(
    blame(operation, {
      check: notIdempotent.name,
      kind: changed[0] === '' ? String(again.exchange.response?.status) : 'changed',
      message:
        changed[0] === ''
          ? `The same PUT is answered ${written.exchange.response?.status}, then ${again.exchange.response?.status}.`
          : `The same PUT twice has changed ${changed.join(', ')} the second time.`,
      where: changed[0] === '' ? 'status' : `body /${changed[0]}`,
      exchanges: [...exchanges, again.exchange, seenAgain.exchange],
    }),
  );
}

/** Names of plain members that were sent and are shown with another meaning. */
function plainMembers(
  sent: Readonly<Record<string, unknown>>,
  { shown }: Done,
  { collection, read }: Deeds,
): string[] {
  return Object.keys(sent).filter((name) => {
    const value = sent[name];
    if (!shown || !Object.hasOwn(shown, name) || isVolatile(name) || isKey(name, collection)) return false;
    if (typeof value === 'object' || (typeof shown[name] === 'object' && shown[name] !== null)) return false;
    return !sameMeaning(value, shown[name]) && canShow(read, shown, name, value);
  });
}

/** The path decides what a thing's key is. */
function isKey(name: string, { keys }: Collection): boolean {
  return keys.some(({ pointer }) => pointer === `/${name}`);
}

/** A patch of one plain member that becomes another one. */
function oneMember(
  full: DraftBody,
  before: Readonly<Record<string, unknown>>,
  collection: Collection,
): DraftBody | undefined {
  if (!('mediaType' in full) || /json-patch/i.test(full.mediaType.type)) return undefined;
  const members = membersOf(full);
  const name = Object.keys(members).find(
    (each) =>
      typeof members[each] !== 'object' &&
      Object.hasOwn(before, each) &&
      !isVolatile(each) &&
      !isKey(each, collection) &&
      !sameMeaning(members[each], before[each]),
  );
  return name === undefined ? undefined : { mediaType: full.mediaType, value: { [name]: members[name] } };
}

async function replaceByLess(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const { read } = deeds;
  const made = await make(session, deeds, context);
  const full = newBody(role, context, `less ${session.random.next()}`);
  if (!made || !read || !full) return;
  const schema = full.mediaType.schema?.for('request');
  if (!(await act(session, role, made.thing, full)).ok) return;
  const before = await act(session, read, made.thing);
  if (!schema || !before.shown) return;
  for (const name of Object.keys(full.value)) {
    const { [name]: value, ...rest } = full.value;
    if (typeof value === 'object' || !Object.hasOwn(before.shown, name) || !schema.accepts(rest)) continue;
    if (!sameMeaning(before.shown[name], value) || isDefault(deeds, name, value)) continue;
    const { [name]: _, ...others } = before.shown;
    // What the answer has to have, a server that was not told another value rightly keeps.
    if (isDemanded(deeds, name, before.shown, others)) continue;
    const written = await act(session, role, made.thing, { mediaType: full.mediaType, value: rest });
    const seen = written.ok ? await act(session, read, made.thing) : undefined;
    if (!seen?.shown) return;
    if (sameMeaning(seen.shown[name], value)) {
      session.fail(
        blame(role.operation, {
          check: notFull.name,
          kind: 'kept',
          message: `A PUT without ${name} has left it at ${JSON.stringify(value)}: it changes what it says and does not replace the whole.`,
          where: `body /${name}`,
          exchanges: [written.exchange, seen.exchange],
        }),
      );
    }
    return;
  }
}

/** By a view that names it as required, or that takes the thing with it alone. */
function isDemanded(
  { collection }: Deeds,
  name: string,
  shown: Readonly<Record<string, unknown>>,
  others: Readonly<Record<string, unknown>>,
): boolean {
  return collection.views.some((view) => {
    const required = isJsonObject(view.json) ? view.json['required'] : undefined;
    if (Array.isArray(required) && required.includes(name)) return true;
    return view.accepts(shown) && !view.accepts(others);
  });
}

/** A value that the server would choose by itself proves nothing when it is there. */
function isDefault({ collection }: Deeds, name: string, value: unknown): boolean {
  return collection.views.some(({ json }) => {
    const properties = isJsonObject(json) ? json['properties'] : undefined;
    const member = isJsonObject(properties) ? properties[name] : undefined;
    return isJsonObject(member) && sameMeaning(member['default'], value);
  });
}
