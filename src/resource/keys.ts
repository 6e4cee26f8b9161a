import type { Parameter } from '../model/index.ts';
import { joinPointer } from '../schema/index.ts';
import { Facts } from './facts.ts';
import { plainName, singularWord, wordsOf } from './naming.ts';

/** A member of an entity that a path parameter names. */
export interface FoundKey {
  readonly pointer: string;
  readonly facts: Facts;
  readonly score: number;
  readonly why: string;
}

/** The usual names of keys, the likeliest first. */
const usualKeys =
  'id uuid pk guid uid sid key identifier slug code login username handle number no name email address arn path'.split(
    ' ',
  );

/** Objects in which an entity may keep its key, beside members named as the parameter is. */
const keyHolders = new Set([
  'metadata',
  'meta',
  'sys',
  'attributes',
  'properties',
  'info',
  'resource',
  'details',
]);

const speaking = ['login', 'slug', 'username', 'handle'];

const people = new Set(['username', 'login', 'handle', 'user', 'nickname', 'acct']);

/** What things are found by in fields of their own. */
const codes = new Set(
  'sha hash digest address symbol iso ref token alias tag domain hostname filename fingerprint ip isbn sku barcode reference version serial iban vin'.split(
    ' ',
  ),
);

const needed = 40;

/**
 * The member that a path parameter names, by name, type, format, description and readOnly; undefined where none is
 * likely. `singular` is the collection's name, `user`. Every view is asked, the first is the most telling one.
 */
export function findKey(
  parameter: Parameter,
  views: readonly Facts[],
  singular: string,
  isComposite: boolean,
): FoundKey | undefined {
  const asked = askedOf(parameter, singular);
  let best: FoundKey | undefined;
  const consider = (pointer: string, name: string, facts: Facts, malus: number, view: Facts): void => {
    if (!facts.isKeyLike) return;
    const named = nameScore(name, asked, singular, isComposite);
    if (named.score === 0) return;
    const shownBy = views.filter((each) => has(each, pointer)).length;
    const fitting = typeScore(asked, facts) + signScore(name, facts, view, asked);
    // Where there is a login or a slug, the name is for people.
    const isForPeople =
      plainName(name) === 'name' && named.score < 90 && speaking.some((other) => view.has(other));
    const forPeople = isForPeople ? (people.has(asked.plain) ? 40 : 14) : 0;
    const score = named.score - forPeople + fitting + (shownBy - views.length) * 8 - malus;
    if (score >= needed && score > (best?.score ?? 0)) best = { pointer, facts, score, why: named.why };
  };
  for (const view of views) {
    for (const [name, facts] of view.members()) {
      consider(joinPointer('', name), name, facts, 0, view);
      if (!facts.isObject || facts.isArray) continue;
      const plain = plainName(name);
      const isSame = plain !== 'id' && (plain === asked.plain || isOwnerOf(plain, asked));
      if (!isSame && !keyHolders.has(plain) && plain !== singular) continue;
      for (const [inner, below] of facts.members()) {
        const pointer = joinPointer('', name, inner);
        if (isSame) considerInner(pointer, inner, below);
        else consider(pointer, inner, below, 12, view);
      }
    }
  }
  return best;

  /** `{owner}` of a composite key, and `owner` is an object: its login, name or id. */
  function considerInner(pointer: string, inner: string, facts: Facts): void {
    const plain = plainName(inner);
    const place = ['login', 'slug', 'username', 'name', 'key', 'id', 'uuid', 'number'].indexOf(plain);
    if (place < 0 || !facts.isKeyLike) return;
    const score =
      (asked.words.length > 1 && asked.words.at(-1) === plain ? 76 : 70 - place * 3) +
      typeScore(asked, facts);
    if (score >= needed && score > (best?.score ?? 0))
      best = { pointer, facts, score, why: `{${asked.name}} is an object here` };
  }
}

/** `{user_id}` and `{username}` of an entity with `user: { id, login }`. */
function isOwnerOf(member: string, { plain, words }: Asked): boolean {
  if (
    words.length > 1 &&
    usualKeys.includes(words.at(-1) as string) &&
    words.slice(0, -1).join('') === member
  )
    return true;
  // `{org}` and `organization`.
  if (words.length === 1 && plain.length > 2 && member.startsWith(plain)) return true;
  return (
    ['username', 'login'].includes(plain) && ['user', 'account', 'member', 'collaborator'].includes(member)
  );
}

function has(view: Facts, pointer: string): boolean {
  return view.at(pointer.slice(1).split('/')) !== undefined;
}

interface Asked {
  readonly name: string;
  readonly plain: string;
  readonly words: readonly string[];
  /** Without the words of the collection's name: `id` of `userId`; empty of `user`. */
  readonly rest: string;
  readonly isInteger: boolean | undefined;
  readonly format: string | undefined;
  readonly pattern: string | undefined;
  readonly description: string;
}

function askedOf(parameter: Parameter, singular: string): Asked {
  const { name } = parameter;
  const node = parameter.schema?.node;
  const facts = node && new Facts([node.source()], node.document.scope);
  const words = wordsOf(name);
  const plain = words.join('');
  const description = `${parameter.description ?? ''} ${facts?.text('description') ?? ''}`.toLowerCase();
  const said = /\binteger\b/.test(description) ? true : /\buuid\b/.test(description) ? false : undefined;
  return {
    name,
    plain,
    words,
    rest: plain.startsWith(singular) ? plain.slice(singular.length) : plain,
    isInteger: facts === undefined || facts.types.size === 0 ? said : facts.isInteger,
    format: facts?.text('format') ?? (/\buuid\b/.test(description) ? 'uuid' : undefined),
    pattern: facts?.text('pattern'),
    description,
  };
}

function nameScore(
  member: string,
  asked: Asked,
  singular: string,
  isComposite: boolean,
): { score: number; why: string } {
  const plain = plainName(member);
  const why = (reason: string): string => `{${asked.name}} ${reason}`;
  if (member === asked.name) return { score: 100, why: why('is a member of that name') };
  if (plain === asked.plain) return { score: 90, why: why('is a member of that name') };
  if (plain === asked.rest && asked.rest !== '') return { score: 85, why: why(`is its ${member}`) };
  if (plain === singular + asked.plain) return { score: 80, why: why(`is its ${member}`) };
  const last = singularWord(asked.words.at(-1) ?? '');
  const place = usualKeys.indexOf(plain);
  // `{pm_uuid}` and `uuid`, `{repoName}` and `name`.
  if (asked.words.length > 1 && plain === last && place >= 0)
    return { score: 72, why: why(`ends like ${member}`) };
  if (plain.length > 3 && plain.endsWith(asked.plain) && asked.plain.length > 1 && place < 0) {
    const owner = plain.slice(0, -asked.plain.length);
    if (singular.endsWith(owner) || owner.endsWith(singular))
      return { score: 66, why: why(`is its ${member}`) };
  }
  if (people.has(asked.plain) && people.has(plain)) return { score: 62, why: why(`can be its ${member}`) };
  if (asked.words.length > 1 && plain === last && codes.has(last))
    return { score: 62, why: why(`ends like ${member}`) };
  if (asked.plain === 'index' && plain === 'number') return { score: 62, why: why('is its number') };
  // `{logsink_id}` and `sink_id`.
  if (
    place < 0 &&
    asked.rest !== '' &&
    plain.endsWith(asked.rest) &&
    plain.length > asked.rest.length + 1 &&
    singular.endsWith(plain.slice(0, -asked.rest.length))
  )
    return { score: 64, why: why(`is its ${member}`) };
  // `{floating_ip}` and `ip`.
  if (place < 0 && plain.length > 1 && asked.rest === '' && singular.endsWith(plain))
    return { score: 60, why: why(`is its ${member}`) };
  if (place < 0) return { score: 0, why: '' };
  const asksIdentity = ['id', 'uuid', 'pk', 'guid', 'uid', 'sid', 'key', 'identifier'].includes(last);
  const isIdentity = place < usualKeys.indexOf('slug');
  const isWhole = asked.rest === '' || singular.endsWith(asked.plain) || singular.startsWith(asked.plain);
  if (asksIdentity) {
    // `{user_id}` of another thing than the collection's own is no key of it.
    const isOwn = asked.words.length === 1 || isComposite === false;
    return isIdentity && isOwn
      ? { score: 58 - place, why: why(`can be its ${member}`) }
      : { score: 0, why: '' };
  }
  if (isWhole) return { score: 55 - place, why: why(`can be its ${member}`) };
  return isComposite ? { score: 0, why: '' } : { score: 42 - place, why: why(`can be its ${member}`) };
}

function typeScore(asked: Asked, facts: Facts): number {
  let score = 0;
  if (asked.isInteger === true) score += facts.isInteger ? 15 : facts.types.size === 0 ? 0 : -45;
  if (asked.isInteger === false && facts.isInteger) score -= 20;
  const format = facts.text('format');
  if (asked.format !== undefined && asked.format === format) score += 20;
  else if (asked.format === 'uuid') score -= facts.isInteger || format !== undefined ? 50 : 6;
  else if (format === 'uuid' && asked.isInteger === true) score -= 50;
  if (format === 'date-time' || format === 'date' || format === 'uri') score -= 40;
  if (asked.pattern !== undefined && asked.pattern === facts.text('pattern')) score += 15;
  return score;
}

function signScore(name: string, facts: Facts, view: Facts, { description }: Asked): number {
  let score = 0;
  const said = facts.text('description')?.toLowerCase() ?? '';
  if (/\bunique\b|\bidentifie[sr]\b|primary key/.test(said)) score += 8;
  if (facts.flag('readOnly')) score += 4;
  if (view.isRequired(name)) score += 3;
  if (facts.nullable) score -= 6;
  const last = wordsOf(name).at(-1) ?? '';
  if (last.length > 2 && new RegExp(`\\b${last}\\b`).test(description)) score += 10;
  if (said !== '' && description.trim() === said.trim()) score += 15;
  return score;
}
