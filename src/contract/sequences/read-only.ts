import { withoutHidden } from '../../generation/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { act, make, membersOf, newBody } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { sameMeaning } from '../same.ts';
import type { Deeds, Sequence } from '../sequence.ts';

const changed = checkOf('read-only-changed', 'requests', 'What is readOnly can be written');

/** Write another value for each readOnly member, and read it: it may be refused or ignored, not kept. */
export const readOnly: Sequence = {
  checks: [changed],
  *cases(deeds, context): Iterable<CaseDraft> {
    const role = deeds.merge ?? deeds.replace;
    if (!deeds.create || !deeds.read || !role) return;
    yield {
      title: `write readOnly members of one of ${deeds.collection.id}`,
      run: (session) => writeReadOnly(session, deeds, context),
    };
  },
};

async function writeReadOnly(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const { read } = deeds;
  const role = deeds.merge ?? deeds.replace;
  const made = await make(session, deeds, context);
  const before = made && read && (await act(session, read, made.thing));
  const body = role && newBody(role, context, `readOnly ${session.random.next()}`);
  if (!made || !read || !role || !before?.shown || !body || !('mediaType' in body)) return;
  const schema = body.mediaType.schema?.for('request');
  // What belongs to answers alone is what the request's own view leaves out.
  const allowed = schema && withoutHidden(schema, before.shown);
  if (!isJsonObject(allowed)) return;
  for (const name of Object.keys(before.shown)) {
    const other = Object.hasOwn(allowed, name) ? undefined : another(before.shown[name]);
    if (other === undefined) continue;
    const sent = role.kind === 'merge' ? { [name]: other } : { ...membersOf(body), [name]: other };
    const written = await act(session, role, made.thing, { mediaType: body.mediaType, value: sent });
    const seen = written.ok ? await act(session, read, made.thing) : undefined;
    if (!seen?.shown || !sameMeaning(seen.shown[name], other)) continue;
    session.fail(
      blame(role.operation, {
        check: changed.name,
        kind: 'kept',
        message: `${name} is readOnly, and a ${role.operation.method} has changed it to ${JSON.stringify(other)}.`,
        where: `body /${name}`,
        exchanges: [written.exchange, seen.exchange],
      }),
    );
  }
}

/** Another value of the same kind; undefined for what a wrong value may break beyond the case. */
function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 7919;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return '2001-02-03T04:05:06Z';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return '2001-02-03';
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value))
    return '5eed5eed-5eed-45ee-85ee-5eed5eed5eed';
  return `${value.slice(0, 8)}-changed`;
}
