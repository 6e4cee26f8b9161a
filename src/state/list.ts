import type { Generator } from '../generation/index.ts';
import type { Parameter } from '../model/index.ts';
import type { Filter, ListRole } from '../resource/index.ts';
import { isJsonObject, type JsonObject, type Schema, setOwn, valueAt } from '../schema/index.ts';
import type { Asked } from './asked.ts';
import { attempted } from './attempt.ts';
import type { Entity } from './entity.ts';
import { mentions, passes } from './filter.ts';
import { ordered, orderTerms } from './ordering.ts';
import { linkHeader, nothing, pageFacts } from './page-facts.ts';
import { type Page, pageOf } from './paging.ts';
import { absent, edit, put } from './pointer.ts';
import { selected } from './selection.ts';
import { keyParts } from './space.ts';

export interface Listing {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** The entities that pass every filter of which the request says something. */
export function passing(
  filters: readonly Filter[],
  entities: readonly Entity[],
  asked: Asked,
): readonly Entity[] {
  let found = entities;
  for (const filter of filters) {
    const wanted = asked(filter.parameter);
    if (wanted !== undefined) found = found.filter(({ value }) => passes(value, filter, wanted));
  }
  return found;
}

/** The entities that a request asks for, all pages of them; bindings of its path aside. */
export function chosen(role: ListRole, entities: readonly Entity[], asked: Asked): readonly Entity[] {
  let found = passing(role.filters, entities, asked);
  const words = role.search && asked(role.search);
  if (typeof words === 'string' && words.trim() !== '') {
    found = found.filter(({ value }) => mentions(value, words));
  }
  if (!role.ordering) return found;
  const { by, spelling, direction } = role.ordering;
  return ordered(
    found,
    ({ value }) => value,
    orderTerms(spelling, by && asked(by), direction && asked(direction)),
  );
}

/** The page asked for; undefined where a cursor is none. */
export function askedPage(
  { paging }: Pick<ListRole, 'paging'>,
  entities: readonly Entity[],
  asked: Asked,
): Page<Entity> | undefined {
  const read = (parameter: Parameter | undefined) => (parameter ? asked(parameter) : undefined);
  return pageOf(entities, ({ key }) => key, paging, {
    page: read(paging?.page),
    offset: read(paging?.offset),
    size: read(paging?.size),
    after: read(paging?.after),
    before: read(paging?.before),
  });
}

const envelopes = new WeakMap<ListRole, JsonObject>();

/**
 * The body of a list's answer, valid for its schema, with what its headers say; undefined where there is none: an item
 * cannot be shown, or the schema wants more items than there are.
 *
 * @param show an entity under the list's view
 * @param url asked for, undefined where links to neighbours make no sense
 */
export function listing(
  role: ListRole,
  page: Page<Entity>,
  show: (entity: Entity) => unknown,
  asked: Asked,
  url: string | undefined,
  generator: Generator,
): Listing | undefined {
  const { list } = role;
  const schema = list.mediaType.schema?.for('response');
  const items: unknown[] = [];
  for (const entity of page.items) {
    const shown = show(entity);
    if (shown === undefined) return undefined;
    items.push(selected(role.selection, list.view, shown, asked));
  }
  const found = list.map ? byKey(page.items, items) : items;
  const envelope = list.items === '' ? undefined : envelopeFor(role, schema, generator);
  return around(role, page, found, envelope, url);
}

/** Items with what stands around them, in the body and in headers; undefined where the schema takes no such body. */
export function around(
  role: ListRole,
  page: Page<Entity>,
  items: unknown,
  envelope: unknown,
  url: string | undefined,
): Listing | undefined {
  const { list } = role;
  const schema = list.mediaType.schema?.for('response');
  const facts = pageFacts(role, page, url);
  const body = list.items === '' ? items : put(withFacts(role, schema, envelope, facts), list.items, items);
  if (schema && !schema.accepts(body)) return undefined;
  const headers: Record<string, string> = {};
  for (const [fact, name] of list.headers) {
    const value = fact === 'link' ? linkHeader(facts) : facts.get(fact)?.find((each) => each !== nothing);
    if (value !== undefined) headers[name] = String(value);
  }
  return { body, headers };
}

/** What stands around the items, made up once. */
function envelopeFor(role: ListRole, schema: Schema | undefined, generator: Generator): JsonObject {
  let envelope = envelopes.get(role);
  if (!envelope) {
    const key = `${role.operation.method} ${role.operation.path} envelope`;
    const made = schema && attempted(generator, schema, { key });
    // A schema that names no type takes other things too.
    envelopes.set(
      role,
      (envelope = isJsonObject(made) ? made : (put({}, role.list.items, []) as JsonObject)),
    );
  }
  return envelope;
}

function withFacts(
  { list }: ListRole,
  schema: Schema | undefined,
  envelope: unknown,
  facts: ReturnType<typeof pageFacts>,
): unknown {
  let body = envelope;
  for (const [fact, pointers] of list.facts) {
    for (const pointer of pointers) {
      const values = facts.get(fact) ?? [];
      const candidates = values.flatMap((value) =>
        value === nothing ? none(body, pointer) : [put(body, pointer, value)],
      );
      const fitting = candidates.find((candidate) => !schema || schema.accepts(candidate));
      if (fitting !== undefined) body = fitting;
    }
  }
  return body;
}

/** Nothing to say: gone, with what holds it if need be, or null, or empty. */
function none(body: unknown, pointer: string): unknown[] {
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  const gone = (at: string) => edit(body, at, () => absent);
  const before = valueAt(body, pointer);
  return [
    before === undefined ? body : put(body, pointer, null),
    gone(pointer),
    ...(holder === '' ? [] : [gone(holder), put(body, holder, null)]),
    put(body, pointer, ''),
    put(body, pointer, 0),
  ];
}

function byKey(entities: readonly Entity[], items: readonly unknown[]): JsonObject {
  const map: JsonObject = {};
  for (const [index, { key }] of entities.entries()) setOwn(map, keyParts(key).join('/'), items[index]);
  return map;
}
