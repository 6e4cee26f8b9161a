import type { KeyPart } from '../resource/index.ts';
import { isJsonObject, type JsonObject, sameJson, setOwn } from '../schema/index.ts';
import { make } from './acts.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { PhaseContext } from './phase.ts';
import { generatedDraft } from './request-values.ts';
import { deedsOf } from './sequence.ts';

/**
 * The draft as it can be sent now: what it would take away is made for it first, so that all others keep theirs, and
 * what only one thing may have is made up anew. What differs from the base is what the case is about, and stays.
 */
export async function grounded(
  session: Session,
  draft: Draft,
  base: Draft,
  context: PhaseContext,
): Promise<Draft> {
  const role = context.resources.role(draft.operation);
  if (role?.kind === 'delete' || role?.kind === 'action') {
    if (role.keys.length === 0 || !namesSame(role.keys, draft, base)) return draft;
    const deeds = deedsOf(role.collection, context.resources, context.options.select);
    const made = await make(session, deeds, context);
    return made ? session.knowledge.things.naming(draft.operation, made.thing, draft) : draft;
  }
  const isNamed = role?.kind === 'create' && role.named.length > 0 && namesSame(role.named, draft, base);
  const own = isNamed ? renamed(session, draft, context) : draft;
  return session.knowledge.isOnce(draft.operation) ? renewed(session, own, base, context) : own;
}

function namesSame(keys: readonly KeyPart[], draft: Draft, base: Draft): boolean {
  return keys.every(({ parameter }) =>
    sameJson(draft.parameters.path?.[parameter], base.parameters.path?.[parameter]),
  );
}

/** By a key that nothing has, where the path names what is made. */
function renamed(session: Session, draft: Draft, { generator }: PhaseContext): Draft {
  const other = session.knowledge.things.renamed(draft, generator, session.random.next());
  return other === draft || session.judge(other).verdict === session.judge(draft).verdict ? other : draft;
}

/** Other values for the members that no two things share; where the description names none, for every free text. */
function renewed(session: Session, draft: Draft, base: Draft, { resources, generator }: PhaseContext): Draft {
  const { body, operation } = draft;
  const old = base.body;
  if (!body || !('mediaType' in body) || !old || !('mediaType' in old)) return draft;
  if (!isJsonObject(body.value) || !isJsonObject(old.value)) return draft;
  const role = resources.role(operation);
  const unique = role && 'collection' in role ? role.collection.unique : [];
  const key = `renewed ${session.random.next()}`;
  const fresh = generatedDraft(operation, generator, { key, full: true }).body;
  if (!fresh || !('mediaType' in fresh) || !isJsonObject(fresh.value)) return draft;
  const value: JsonObject = { ...body.value };
  for (const [name, member] of Object.entries(fresh.value)) {
    const isFree = unique.length > 0 ? unique.includes(`/${name}`) : typeof member === 'string';
    if (!isFree || !Object.hasOwn(value, name) || !sameJson(value[name], old.value[name])) continue;
    setOwn(value, name, member);
  }
  const other: Draft = { ...draft, body: { ...body, value } };
  return session.judge(other).verdict === session.judge(draft).verdict ? other : draft;
}
