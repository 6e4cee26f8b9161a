import type { ItemRole } from '../resource/index.ts';
import { isJsonObject, valueAt } from '../schema/index.ts';
import type { Session } from './case.ts';
import type { Draft, DraftBody } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { refusalsFor } from './lessons.ts';
import type { PhaseContext } from './phase.ts';
import { repaired } from './repair.ts';
import { bodyValue, generatedDraft, preferredType } from './request-values.ts';
import { jsonOf } from './response-reading.ts';
import type { Deeds } from './sequence.ts';
import type { Thing } from './things.ts';

/** What one request of a sequence came to. */
export interface Done {
  readonly draft: Draft;
  readonly exchange: Exchange;
  readonly ok: boolean;
  /** The entity as the answer shows it. */
  readonly shown: Readonly<Record<string, unknown>> | undefined;
}

/** How often a creation is sent again with what its refusal has taught. */
const maxLessons = 3;
/** What was taken once may still be there when a case runs again, and is then refused. */
const maxRenewals = 4;

/**
 * Makes a new thing for the case, which is taken away when the case is over. Undefined: it cannot be done.
 *
 * @param beside below the same parents as this one, whether or not anything is known of these
 */
export async function make(
  session: Session,
  { create }: Deeds,
  context: PhaseContext,
  identity?: string,
  beside?: Thing,
): Promise<(Done & { readonly thing: Thing }) | undefined> {
  if (!create) return undefined;
  const { operation } = create;
  const { generator } = context;
  const { things } = session.knowledge;
  const accepted = session.knowledge.accepted(operation)?.draft;
  const fresh = generatedDraft(operation, generator, { key: `make ${session.random.next()}`, full: true });
  const more = session.knowledge.isOnce(operation) ? maxRenewals : 0;
  const others = Array.from({ length: more }, () =>
    generatedDraft(operation, generator, { key: `make ${session.random.next()}`, full: true }),
  );
  const renamed = (draft: Draft) =>
    create.named.length === 0 ? draft : things.renamed(draft, generator, session.random.next());
  const placed = (draft: Draft) => renamed(beside ? things.beside(draft, beside) : draft);
  const again = accepted && renamed(accepted);
  const tries = [
    placed(things.fill(fresh)),
    ...others.map((other) => placed(things.fill(other))),
    ...(accepted && again ? [placed({ ...fresh, parameters: accepted.parameters }), again] : []),
  ];
  const send = async (draft: Draft) => {
    const exchange = await session.send(draft, { identity, unchecked: draft === again });
    const thing = exchange.response && things.made(draft, exchange, jsonOf(exchange.response));
    const shown = shownBy(exchange, create.shown?.at);
    return { draft, exchange, made: thing && { draft, exchange, thing, ok: true, shown } };
  };
  let refused: Awaited<ReturnType<typeof send>> | undefined;
  for (const draft of tries) {
    const tried = await send(draft);
    if (tried.made) return tried.made;
    refused ??= tried;
  }
  // Last, so that a target that takes what is described gets no request more.
  for (let attempt = 0; refused && attempt < maxLessons; attempt++) {
    const { response } = refused.exchange;
    const refusals = response ? refusalsFor(response, refused.draft, attempt, context) : [];
    const draft = repaired(refused.draft, refusals, attempt, session, context);
    if (!draft) return undefined;
    refused = await send(draft);
    if (refused.made) return refused.made;
  }
  return undefined;
}

/** Sends one request that names a thing. */
export async function act(
  session: Session,
  role: ItemRole,
  thing: Thing,
  body?: DraftBody,
  more: { readonly headers?: Draft['headers']; readonly identity?: string | undefined } = {},
): Promise<Done> {
  const { operation } = role;
  const base = session.knowledge.base(operation);
  const named = session.knowledge.things.naming(operation, thing, { operation, parameters: base.parameters });
  const headers = [...(base.headers ?? []), ...(more.headers ?? [])];
  const draft: Draft = { ...named, body, headers };
  const exchange = await session.send(draft, { identity: more.identity });
  const status = exchange.response?.status ?? 0;
  const ok = status >= 200 && status < 300;
  return { draft, exchange, ok, shown: ok ? shownBy(exchange, role.shown?.at) : undefined };
}

/** A body that is an object of a documented type. */
type ObjectBody = Extract<DraftBody, { readonly mediaType: unknown }> & {
  readonly value: Readonly<Record<string, unknown>>;
};

/** What a sequence of writes begins with: a new thing as it is read, and a body to write to it. */
interface Begun {
  readonly made: NonNullable<Awaited<ReturnType<typeof make>>>;
  readonly read: ItemRole;
  readonly before: Done & { readonly shown: Readonly<Record<string, unknown>> };
  readonly body: ObjectBody;
}

/** Makes a thing, reads it, and makes up what to write. Undefined: one of these cannot be done. */
export async function begin(
  session: Session,
  deeds: Deeds,
  role: ItemRole,
  context: PhaseContext,
  key: string,
): Promise<Begun | undefined> {
  const { read } = deeds;
  const made = await make(session, deeds, context);
  const before = made && read && (await act(session, read, made.thing));
  const body = newBody(role, context, `${key} ${session.random.next()}`);
  const shown = before?.shown;
  return made && read && before && shown && body
    ? { made, read, before: { ...before, shown }, body }
    : undefined;
}

/** A body for a write: every member that may be sent, made up anew for each key. */
export function newBody(role: ItemRole, context: PhaseContext, key: string): ObjectBody | undefined {
  const { generator, knowledge } = context;
  const mediaType = preferredType(role.operation);
  if (!mediaType) return undefined;
  const value = bodyValue(mediaType, generator, `${role.operation.id} ${key}`);
  if (!isJsonObject(value)) return undefined;
  const draft = { operation: role.operation, parameters: {}, body: { mediaType, value } };
  const { body } = knowledge.things.given(draft);
  return body && 'mediaType' in body && isJsonObject(body.value)
    ? { mediaType, value: body.value }
    : undefined;
}

/** May the answer show a member with this value? Of another type it is another member, or the same one in other words. */
export function canShow(
  role: ItemRole | undefined,
  shown: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): boolean {
  const view = role?.shown?.view;
  return !view?.accepts(shown) || view.accepts({ ...shown, [name]: value });
}

/** The members of a written body; empty where it is none of JSON's objects. */
export function membersOf(body: DraftBody | undefined): Readonly<Record<string, unknown>> {
  return body && 'value' in body && isJsonObject(body.value) ? body.value : {};
}

function shownBy({ response }: Exchange, at = ''): Readonly<Record<string, unknown>> | undefined {
  const value = response && valueAt(jsonOf(response), at);
  return isJsonObject(value) ? value : undefined;
}
