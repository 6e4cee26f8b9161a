import { joinPointer } from '../schema/index.ts';
import type { Facts } from './facts.ts';
import type { Inferred } from './inferred.ts';
import { plainName, singularWord, wordsOf } from './naming.ts';
import type { KeyPart, Reference } from './resource.ts';

/** Finds collections by the singular of their name, those nearest to a path first. */
export type FindCollections = (singular: string, near: Inferred) => Iterable<Inferred>;

const suffixes = new Set([
  'id',
  'ids',
  'uuid',
  'uuids',
  'guid',
  'pk',
  'pks',
  'key',
  'keys',
  'slug',
  'slugs',
  'ref',
  'refs',
  'sid',
  'uid',
  'login',
  'number',
  'code',
  'username',
]);

/** Names of people in a role; they are users where there are users. */
const persons = new Set(
  'owner author creator created updated modified assignee assigned reviewer approver manager sender recipient requester submitter uploader actor member participant follower customer invited editor publisher reporter'.split(
    ' ',
  ),
);
const personNames = ['user', 'account', 'person', 'member'];

const mostReferences = 200;

/** The members of a collection's entities that name entities of a collection, objects that show these included. */
export function findReferences(collection: Inferred, find: FindCollections): readonly Reference[] {
  const found = new Map<string, Reference>();
  const own = new Set(collection.keys.map(({ pointer }) => pointer));
  const add = (pointer: string, facts: Facts, target: Inferred | undefined, optional: boolean): boolean => {
    const key = target && keyOf(target, facts);
    if (target === undefined || key === undefined || own.has(pointer) || found.size >= mostReferences)
      return false;
    if (!found.has(pointer)) found.set(pointer, { pointer, to: target, key, optional });
    return true;
  };
  const visit = (facts: Facts, at: string, depth: number, optional: boolean): void => {
    for (const [name, member] of facts.members()) {
      const isOptional = optional || !facts.isRequired(name) || member.nullable;
      const isList = member.isArray;
      const one = isList ? member.items : member;
      const pointer = joinPointer(at, name) + (isList ? '/*' : '');
      if (one === undefined || one.isArray) continue;
      if (one.isObject && one.size > 0) {
        if (!addObject(name, one, pointer, isOptional || isList) && depth < 2)
          visit(one, pointer, depth + 1, isOptional || isList);
      } else if (one.isKeyLike && one.enum === undefined) {
        const target = targetOf(name, one, isList, collection, find);
        add(pointer, one, target, isOptional || isList);
      }
    }
  };
  const addObject = (name: string, facts: Facts, pointer: string, optional: boolean): boolean => {
    // `author: { data: { type: 'people', id } }` of JSON:API.
    const linkage = facts.member('data');
    const one = linkage?.isArray ? linkage.items : linkage;
    if (one?.isObject && one.has('type') && one.has('id') && one.size <= 3) {
      const at = joinPointer(pointer, 'data') + (linkage?.isArray ? '/*' : '');
      const types = (one.member('type')?.enum ?? []).map((type) => singularOf(String(type)));
      const some = optional || linkage?.isArray === true || linkage?.nullable === true;
      return addNamed([...types, singularOf(name), ...personsOf(name)], one, at, some);
    }
    const names = [
      ...new Set([singularOf(name), stemOf(name, expansions)]),
      ...(facts.name === undefined ? [] : componentNames(facts.name)),
      ...personsOf(name),
    ];
    return addNamed(names, facts, pointer, optional);
  };
  const addNamed = (names: readonly string[], facts: Facts, pointer: string, optional: boolean): boolean => {
    for (const singular of names) {
      for (const target of find(singular, collection)) {
        for (const { pointer: inner } of target.keys) {
          if (inner === undefined || inner.lastIndexOf('/') !== 0) continue;
          const member = facts.member(inner.slice(1));
          if (member !== undefined && add(pointer + inner, member, target, optional)) return true;
        }
      }
    }
    return false;
  };
  for (const view of collection.family.views) visit(view, '', 0, false);
  const all = [...found.values()];
  return all.map((reference) => {
    const keys = all.find((other) => isShownInFull(other, reference));
    return keys ? { ...reference, follows: keys.pointer } : reference;
  });
}

/** Do the members at one pointer hold the keys of what the objects at the other one are? */
function isShownInFull(keys: Reference, shown: Reference): boolean {
  const [, named = '', ofKeys] = /^\/([^/]+)(\/\*)?$/.exec(keys.pointer) ?? [];
  const [, holder = '', ofShown] = /^\/([^/]+)(\/\*)?\/[^/*]+$/.exec(shown.pointer) ?? [];
  return (
    named !== '' &&
    holder !== '' &&
    ofKeys === ofShown &&
    keys.to === shown.to &&
    keys.key.pointer === shown.key.pointer &&
    stemOf(named, suffixes) === stemOf(holder, expansions)
  );
}

/** Ends of names of members that show in full what another one names. */
const expansions = new Set(
  'obj objs object objects detail details data info expanded resolved full'.split(' '),
);

/** The name in the singular without such an end. */
function stemOf(name: string, ends: ReadonlySet<string>): string {
  return stemWords(name, ends).join('');
}

function stemWords(name: string, ends: ReadonlySet<string>): string[] {
  const words = wordsOf(name);
  const stem = words.length > 1 && ends.has(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return [...stem.slice(0, -1), singularWord(stem.at(-1) ?? '')];
}

/** May a member of one name follow from that of another one, as `owner_name` and `owner` from `owner_id`, and `full_name` from `name`? */
export function mayFollow(name: string, from: string): boolean {
  const words = new Set(wordsOf(name).map(singularWord));
  return stemWords(from, suffixes).every((word) => words.has(word));
}

/** What a scalar member names by its name: `user_id`, `userIds`, `author`, `parent`. */
function targetOf(
  name: string,
  facts: Facts,
  isList: boolean,
  collection: Inferred,
  find: FindCollections,
): Inferred | undefined {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const isSuffixed = words.length > 1 && suffixes.has(last);
  const stem = isSuffixed ? words.slice(0, -1) : [...words];
  if (stem.length === 0 || stem[0] === 'external') return undefined;
  // A text of that name is a name or a title; only what looks like a key is one.
  if (!isSuffixed && !looksLikeKey(facts, isList)) return undefined;
  const first = stem.map((word, index) => (index === stem.length - 1 ? singularWord(word) : word));
  if (first.at(-1) === 'parent') return collection;
  const names = [
    first.join(''),
    ...(first.length > 1 ? [first.slice(1).join(''), first.at(-1) as string] : []),
  ];
  for (const singular of [...new Set(names), ...personsOf(stem.join('_'))]) {
    for (const target of find(singular, collection))
      if (keyOf(target, facts, last) !== undefined) return target;
  }
  return undefined;
}

function looksLikeKey(facts: Facts, isList: boolean): boolean {
  if (facts.text('format') === 'uuid') return true;
  const said = facts.text('description') ?? '';
  if (/\b(?:ids?|uuids?|identifiers?|primary key|foreign key)\b/i.test(said)) return true;
  return facts.types.has('integer') && isList;
}

function singularOf(name: string): string {
  const words = wordsOf(name);
  return [...words.slice(0, -1), singularWord(words.at(-1) ?? '')].join('');
}

/** `SimpleUser` is a user. */
function componentNames(component: string): string[] {
  const words = wordsOf(component).filter(
    (word) =>
      ![
        'dto',
        'response',
        'read',
        'ref',
        'reference',
        'summary',
        'simple',
        'basic',
        'minimal',
        'nullable',
        'short',
        'object',
        'model',
      ].includes(word),
  );
  return words.length === 0 ? [] : [...new Set([words.join(''), words.at(-1) as string])];
}

function personsOf(name: string): readonly string[] {
  return wordsOf(name).some((word) => persons.has(singularWord(word))) ? personNames : [];
}

function fits(key: Facts | undefined, facts: Facts, strictly: boolean): boolean {
  if (key === undefined || !key.isKeyLike || key.isInteger !== facts.isInteger) return false;
  const format = key.text('format');
  const own = facts.text('format');
  return (
    format === own ||
    (!strictly && own === undefined && format !== 'uuid') ||
    (!strictly && format === undefined && own !== 'uuid' && own?.startsWith('date') !== true)
  );
}

/** The key of the target that the member can hold, by type and format. */
function keyOf(target: Inferred, facts: Facts, suffix = ''): KeyPart | undefined {
  const fitting = target.keys.filter(
    ({ pointer }) => pointer !== undefined && fits(target.factsAt(pointer), facts, false),
  );
  // `/sources/{slug}`, but entities are named by their uuid elsewhere.
  if (fitting.length === 0) {
    for (const name of ['pk', 'uuid', 'id']) {
      const other = target.factsAt(`/${name}`);
      if (other !== undefined && fits(other, facts, true))
        return {
          parameter: name,
          pointer: `/${name}`,
          type: other.isInteger ? 'integer' : 'string',
          by: 'server',
        };
    }
    return undefined;
  }
  if (target.keys.length > 1 && fitting.length > 1)
    return fitting.find(({ pointer }) => plainName(pointer as string).endsWith(suffix));
  return fitting.at(-1);
}
