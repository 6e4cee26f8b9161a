import { joinPointer } from '../schema/index.ts';
import { Facts } from './facts.ts';
import { plainName, singularName } from './naming.ts';
import type { Collection } from './resource.ts';

/** A member of an entity, at most two objects down. */
export interface MemberPath {
  /** JSON Pointer, `*` for any item of an array. */
  readonly pointer: string;
  readonly facts: Facts;
}

/** A member's name as it is written and as it is compared. */
interface Named {
  readonly name: string;
  readonly own: string;
  /** Once it has been asked for. */
  singular: string | undefined;
}

/** One view is asked for many names. */
const namesOf = new WeakMap<Facts, readonly Named[]>();

/** Which of several members of an object is meant. */
type Fits = (facts: Facts) => boolean;

/** Objects whose members speak for the entity itself, as JSON:API and Kubernetes have it. */
const transparent = new Set([
  'attributes',
  'metadata',
  'meta',
  'properties',
  'spec',
  'fields',
  'relationships',
]);

/** What stands for a whole object where only a scalar can be compared, the likeliest first. */
const identities = ['id', 'uuid', 'pk', 'key', 'slug', 'login', 'username', 'name', 'code', 'value'];

/**
 * The members that a name in a parameter speaks of, whatever its spelling: `owner`, `owner_id` and `owner.id` are
 * `/owner/id` where `owner` is an object; `tag` is `/tags/*`. All are scalars.
 */
export function membersNamed(
  name: string,
  views: readonly Facts[],
  fits: Fits = () => true,
): readonly MemberPath[] {
  const found = new Map<string, MemberPath>();
  for (const view of views)
    for (const path of inView(plainName(name), view, '', fits)) found.set(path.pointer, path);
  return [...found.values()].filter(({ facts }) => fits(facts));
}

/** The scalar member of a collection's entities that a name speaks of, whatever its spelling: that of a sort order. */
export function memberPointer(collection: Collection, name: string): string | undefined {
  const views = collection.views.map((view) => new Facts([view.source], view.scope));
  return membersNamed(name, views)[0]?.pointer;
}

function inView(plain: string, view: Facts, at: string, fits: Fits): MemberPath[] {
  if (plain === '') return [];
  const members = plainNames(view);
  const found = (named: readonly Named[]): MemberPath[] =>
    named.flatMap(({ name }) => scalars(view.member(name) as Facts, joinPointer(at, name), fits));
  const exact = members.filter(({ own }) => own === plain);
  if (exact.length > 0) return found(exact);
  // `tag` of `tags`, `ids` of `id`.
  const singular = singularName(plain);
  const bySingular = members.filter((each) => (each.singular ??= singularName(each.own)) === singular);
  if (bySingular.length > 0) return found(bySingular);
  // `owner_id` of `{ owner: { id } }`, `created` of `created_at`.
  for (const { name, own } of members) {
    if (!plain.startsWith(own) || own.length < 2) continue;
    const facts = view.member(name) as Facts;
    if (facts.isArray || facts.size === 0) continue;
    const inner = inObject(plain.slice(own.length), facts, joinPointer(at, name), fits);
    if (inner.length > 0) return inner;
  }
  for (const { name, own } of members) {
    if (plain.length < 2 || !own.startsWith(plain) || !isSuffix(own.slice(plain.length))) continue;
    const facts = view.member(name) as Facts;
    if (facts.isKeyLike) return [{ pointer: joinPointer(at, name), facts }];
  }
  if (at !== '') return [];
  return members
    .filter(({ own }) => transparent.has(own))
    .flatMap(({ name }) => {
      const facts = view.member(name) as Facts;
      return facts.size > 0 ? inView(plain, facts, joinPointer(at, name), fits) : [];
    });
}

function plainNames(view: Facts): readonly Named[] {
  let names = namesOf.get(view);
  if (!names)
    namesOf.set(
      view,
      (names = [...view.names].map((name) => ({ name, own: plainName(name), singular: undefined }))),
    );
  return names;
}

function inObject(plain: string, facts: Facts, at: string, fits: Fits): MemberPath[] {
  for (const [name, member] of facts.members())
    if (plainName(name) === plain) return scalars(member, joinPointer(at, name), fits);
  return [];
}

/** What makes of a parameter's name that of a member: `user` and `user_id`, `created` and `created_at`. */
function isSuffix(rest: string): boolean {
  return [
    'id',
    'uuid',
    'pk',
    'key',
    'slug',
    'at',
    'on',
    'date',
    'time',
    'code',
    'ids',
    'type',
    'name',
  ].includes(rest);
}

/** The scalars that a member is, holds or lists. */
function scalars(facts: Facts, pointer: string, fits: Fits): MemberPath[] {
  if (facts.isArray) {
    const { items } = facts;
    return items === undefined || items.isArray ? [] : scalars(items, `${pointer}/*`, fits);
  }
  if (facts.size === 0) return facts.types.has('object') ? [] : [{ pointer, facts }];
  if (facts.isKeyLike) return [{ pointer, facts }];
  for (const name of identities) {
    for (const [member, inner] of facts.members())
      if (plainName(member) === name && inner.isKeyLike && fits(inner))
        return [{ pointer: joinPointer(pointer, member), facts: inner }];
  }
  return [];
}
