import type { ItemRole } from '../../resource/index.ts';
import { isJsonObject, type Schema, valueAt } from '../../schema/index.ts';
import { act, begin } from '../acts.ts';
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
    if (!deeds.create || !deeds.read) return;
    for (const role of [deeds.merge, deeds.replace]) {
      if (!role) continue;
      yield {
        title: `${role.operation.method} readOnly members of one of ${deeds.collection.id}`,
        run: (session) => writeReadOnly(session, deeds, role, context),
      };
    }
  },
};

async function writeReadOnly(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  context: PhaseContext,
): Promise<void> {
  const begun = await begin(session, deeds, role, context, 'readOnly');
  if (!begun) return;
  const { made, read, before, body } = begun;
  const shown = read.shown?.mediaType.schema?.for('response');
  const fresh = shown && context.generator.generate(shown, { key: `readOnly ${session.random.next()}` });
  const example = valueAt(fresh, read.shown?.at ?? '');
  for (const name of hiddenMembers(role, deeds, before.shown)) {
    const other = another(before.shown[name], isJsonObject(example) ? example[name] : undefined);
    if (other === undefined) continue;
    const sent = role.kind === 'merge' ? { [name]: other } : { ...body.value, [name]: other };
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

/** What a request may not say: by the schema of the write, or by any under which the thing is shown. */
function hiddenMembers(
  role: ItemRole,
  { collection }: Deeds,
  shown: Readonly<Record<string, unknown>>,
): string[] {
  const written = role.operation.requestBody?.content.map(({ schema }) => schema?.for('request')) ?? [];
  const views = [...collection.views, ...written.filter((schema) => schema !== undefined)];
  return Object.keys(shown).filter(
    (name) =>
      !isWritable(written, name) &&
      views.some(({ json }) => {
        const properties = isJsonObject(json) ? json['properties'] : undefined;
        const member =
          isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
        return isJsonObject(member) && member['readOnly'] === true;
      }),
  );
}

/** Does the write itself describe it as something to write? */
function isWritable(written: ReadonlyArray<Schema | undefined>, name: string): boolean {
  return written.some((schema) => {
    const properties = isJsonObject(schema?.json) ? schema.json['properties'] : undefined;
    const member = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isJsonObject(member) && member['readOnly'] !== true;
  });
}

/** Another value of the same kind, the made-up one where it is; undefined for what a wrong value may break beyond the case. */
function another(value: unknown, made: unknown): unknown {
  if (typeof made === typeof value && typeof value !== 'object' && !sameMeaning(made, value)) return made;
  if (typeof value === 'number') return value + 7919;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return undefined;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return '2001-02-03T04:05:06Z';
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return '2001-02-03';
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(value))
    return '5eed5eed-5eed-45ee-85ee-5eed5eed5eed';
  return `${value.slice(0, 8)}-changed`;
}
