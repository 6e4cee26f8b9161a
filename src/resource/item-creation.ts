import type { Operation } from '../model/index.ts';
import { requestOf, successOf } from './body.ts';
import { findSent } from './envelope.ts';
import type { Facts } from './facts.ts';
import { isKinOfAny, showEntity } from './family.ts';
import { overlap } from './kinship.ts';
import { singularWord, wordsOf } from './naming.ts';
import { type PathNode, parameterNames } from './path-tree.ts';
import { isVerb } from './verbs.ts';

/** What is known of the things at an item's path. */
interface Known {
  readonly base: PathNode;
  readonly item: PathNode;
  readonly name: string;
  readonly views: readonly Facts[];
  /** Does a POST to their list make them? */
  readonly areMadeInList: boolean;
}

/**
 * Does a POST to the path of one thing make the thing of that key, as `POST /baskets/{name}`? Undefined: no, or nothing
 * says so: it may change what is there, or make something else of it.
 *
 * @returns why
 */
export function whyItMakesItem(operation: Operation, known: Known): string | undefined {
  if (!namesAsOthers(operation, known) || saysEither(operation)) return undefined;
  const told = textsOf(operation).map(toldBy);
  if (told.some(({ does }) => does === 'change' || does === 'other')) return undefined;
  const made = told.filter(({ does }) => does === 'make');
  if (made.length > 0)
    return made.every(({ what }) => isOne(what, operation, known))
      ? 'POST to an item that says it makes one'
      : undefined;
  if (known.areMadeInList || !answersCreatedAlone(operation)) return undefined;
  return isAbout(operation, known) ? 'POST to an item that answers 201 alone' : undefined;
}

/** Does it say that it changes a thing, and makes it where there is none? */
export function saysEither({ id, summary }: Operation): boolean {
  return /create[^.]{0,12}(?:or|and|\/)\s?(?:update|replace)|upsert|createorupdate|put.?or.?create/i.test(
    `${summary ?? ''} ${id}`,
  );
}

/** Another operation there names its thing in the same words: `POST /files/{folder}` beside `/files/{file}` does not. */
function namesAsOthers(operation: Operation, { base, item }: Known): boolean {
  const own = (each: Operation) => parameterNames(each.path).slice(base.depth, item.depth).join(' ');
  return item.operations.some((other) => other.method !== 'POST' && own(other) === own(operation));
}

const making = new Set(
  'create creates add adds register registers insert inserts provision provisions'.split(' '),
);
const changing = new Set(
  'update updates edit edits modify modifies change changes set sets replace replaces patch patches upsert upserts save saves'.split(
    ' ',
  ),
);
const linking = new Set(
  'for to of in on with from within by at into as using that which and or per'.split(' '),
);
const empty = new Set('a an the one new single this given'.split(' '));

interface Text {
  readonly words: readonly string[];
  /** A sentence begins with its verb, an id has it anywhere: `users_create`. */
  readonly isSentence: boolean;
}

/** Its id, and what it says first of itself. */
function textsOf({ id, summary, description, method, path }: Operation): Text[] {
  const [said = ''] = (summary || description || '').replace(/^[\s/]+/, '').split(/\.\s|\n/);
  const own = id === `${method} ${path}` ? [] : wordsOf(id);
  return [
    { words: own, isSentence: false },
    { words: wordsOf(said), isSentence: true },
  ];
}

interface Told {
  readonly does: 'make' | 'change' | 'other' | undefined;
  /** The words after the verb, up to the first that leads on. */
  readonly what: readonly string[];
}

function toldBy({ words, isSentence }: Text): Told {
  const at = isSentence ? 0 : words.findIndex((word) => making.has(word) || changing.has(word));
  const verb = words[at] ?? '';
  if (!making.has(verb)) {
    const [first = ''] = words;
    const isOther = isVerb(first) || isVerb(first.replace(/e?s$/, '')) || isVerb(first.replace(/s$/, ''));
    return { does: changing.has(verb) ? 'change' : isOther ? 'other' : undefined, what: [] };
  }
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => linking.has(word));
  return { does: 'make', what: (end < 0 ? rest : rest.slice(0, end)).filter((word) => !empty.has(word)) };
}

/** Do the words name a thing of this kind, by the names of its path, its key or its schema? */
function isOne(object: readonly string[], operation: Operation, { base, item, name, views }: Known): boolean {
  const last = object.at(-1);
  if (last === undefined) return true;
  const names = [name, ...parameterNames(operation.path).slice(base.depth, item.depth)];
  for (let at = base.parent; at?.kind === 'literal'; at = at.parent) names.push(at.text);
  names.push(...views.flatMap(({ name: schema }) => schema ?? []));
  const heads = new Set(names.flatMap((each) => headsOf(wordsOf(each))));
  return heads.has(singularWord(last));
}

/** `user` of `users` and of `user_id`. */
function headsOf(words: readonly string[]): string[] {
  const isKey = ['id', 'name', 'key', 'uuid', 'slug', 'code'].includes(words.at(-1) ?? '');
  return [words.at(-1), isKey ? words.at(-2) : undefined].flatMap((word) =>
    word === undefined ? [] : [singularWord(word)],
  );
}

function answersCreatedAlone(operation: Operation): boolean {
  const good = operation.responses.filter(({ status }) => /^2/.test(status));
  return good.length === 1 && successOf(operation)?.status === '201';
}

/** Does it send or show such a thing? */
function isAbout(operation: Operation, { name, views }: Known): boolean {
  const shown = showEntity(operation, name);
  if (shown !== undefined && isKinOfAny(shown.found.facts, views)) return true;
  const request = requestOf(operation);
  const sent = request && findSent(request.facts, name, views);
  return sent !== undefined && views.some((view) => overlap(sent.facts, view) >= 0.5);
}
