import type { Operation } from '../model/index.ts';
import { answerOf, type Body, requestOf } from './body.ts';
import { type FoundEntity, type FoundList, findEntity, findList, findSent } from './envelope.ts';
import type { Facts } from './facts.ts';
import { isKin, overlap } from './kinship.ts';
import { isPlural, plainName, singularName, wordsOf } from './naming.ts';
import type { PathNode } from './path-tree.ts';

/** An operation that shows a list or an entity, with where it does. */
export interface Showing<Found> {
  readonly operation: Operation;
  readonly body: Body;
  readonly found: Found;
}

/** Paths that belong together, `/users` and `/users/{id}`, with what their schemas say of the things there. */
export interface Family {
  readonly base: PathNode;
  readonly item: PathNode | undefined;
  readonly name: string;
  readonly singular: string;
  readonly list: Showing<FoundList> | undefined;
  readonly read: Showing<FoundEntity> | undefined;
  readonly create: Creation | undefined;
  /** Each kind of view once, the most telling one first. Never empty. */
  readonly views: readonly Facts[];
  readonly why: readonly string[];
}

export interface Creation {
  readonly operation: Operation;
  /** Where the request's body holds the entity, or the array of them; undefined where it has no body. */
  readonly sent: FoundEntity | undefined;
  readonly bulk: boolean;
  readonly shown: Showing<FoundEntity> | undefined;
}

/** Last segments that name what is done or worked out, not things that are kept. */
const notThings = new Set(
  (
    'search searches query queries login logout signin signup signout register stats statistics count counts total ' +
    'summary summaries health healthz healthcheck ping status version metrics export import download upload validate ' +
    'verify check preview render lookup suggest suggestions suggestion autocomplete autosuggest typeahead trending token ' +
    'authorize introspect revoke test tests batch bulk execute run info me batchget batch_get capabilities analytics ' +
    'report calculate estimate estimates quote convert translate graphql rpc usage timeline random nearby distance ' +
    'recommendations discover explore echo debug logs'
  ).split(' '),
);

/** A name that is no thing's is one's after all where items of it are removed. */
function isThing(name: string, item: PathNode | undefined): boolean {
  if (/[a-z]\.[a-z]/i.test(name)) return false;
  return (
    !notThings.has(plainName(name)) || item?.operations.some(({ method }) => method === 'DELETE') === true
  );
}

/** Does anything stand there: is it more than a step on the way, where things further down are made at most? */
function isPlace({ operations }: PathNode): boolean {
  return operations.some(({ method }) => method !== 'POST');
}

/** The item node below a base: over several parameters where keys are composite, `/repos/{owner}/{repo}`. */
export function itemBelow(base: PathNode): PathNode | undefined {
  let node = base.parameter;
  while (node?.parameter !== undefined && !isPlace(node)) {
    if (node.literals.size > 0 && !isPlace(node.parameter)) break;
    node = node.parameter;
  }
  return node;
}

/** What a path parameter counts items of: the node above it, and above those that are no place of their own. */
export function baseAbove(item: PathNode): PathNode | undefined {
  let base = item.parent;
  while (base?.kind === 'parameter' && !isPlace(base) && itemBelow(base) !== undefined) {
    if (base.literals.size > 0 && !isPlace(item)) break;
    base = base.parent;
  }
  return base;
}

/** Looks at the operations of a base and of its items; undefined where they are no collection. */
export function readFamily(base: PathNode): Family | undefined {
  const name = nameOf(base);
  const item = itemBelow(base);
  if (name === '' || base.kind === 'verb' || base.kind === 'other' || !isThing(name, item)) return undefined;
  const singular = singularName(name);
  const list = readList(base, name, item !== undefined);
  if (base.kind === 'parameter' && list === undefined) return undefined;
  let read = readItem(item, name);
  const why: string[] = [];
  if (list !== undefined && read !== undefined && !isKin(read.found.facts, list.found.item)) read = undefined;
  const views = viewsOf(list?.found.item, read?.found.facts);
  const create = readCreation(base, name, views);
  if (create?.shown !== undefined) addView(views, create.shown.found.facts);
  const writes = item === undefined ? [] : item.operations.filter(({ method }) => isWrite(method));
  for (const operation of writes) {
    const shown = showEntity(operation, name);
    if (
      shown !== undefined &&
      (views.length === 0 ? isNamed(shown, singular) : isKinOfAny(shown.found.facts, views))
    )
      addView(views, shown.found.facts);
  }
  if (views.length === 0) return undefined;
  if (list !== undefined) why.push(`${list.operation.method} ${list.operation.path} lists them`);
  if (create !== undefined) why.push(`${create.operation.method} ${create.operation.path} makes one`);
  if (read !== undefined) why.push(`${read.operation.method} ${read.operation.path} shows one`);
  for (const { method, path } of writes) why.push(`${method} ${path} changes one`);
  const isKnown =
    list !== undefined
      ? (item !== undefined && item.operations.length > 0) ||
        create !== undefined ||
        isListAlone(list, name) ||
        (base.kind === 'literal' && base.operations.some(isEmptying))
      : (read !== undefined && (create !== undefined || writes.length > 0)) ||
        (create !== undefined && writes.length > 0);
  if (!isKnown) return undefined;
  return { base, item, name, singular, list, read, create, views, why };
}

function isWrite(method: string): boolean {
  return ['PUT', 'PATCH', 'POST', 'DELETE'].includes(method);
}

/** DELETE of a list, of all that it has: without a body and a query, which may choose. */
function isEmptying({ method, requestBody, parameters }: Operation): boolean {
  return (
    method === 'DELETE' &&
    requestBody === undefined &&
    parameters.every((parameter) => parameter.in !== 'query')
  );
}

/** The last literal segment. */
function nameOf(node: PathNode): string {
  for (let at: PathNode | undefined = node; at !== undefined; at = at.parent)
    if (at.kind === 'literal') return at.text;
  return '';
}

function readList(base: PathNode, name: string, hasItem: boolean): Showing<FoundList> | undefined {
  const operation = base.operations.find(({ method }) => method === 'GET');
  return operation && showList(operation, name, hasItem);
}

export function showList(
  operation: Operation,
  name: string,
  isMapAllowed: boolean,
): Showing<FoundList> | undefined {
  const body = answerOf(operation);
  const found = body && findList(body.facts, name, isMapAllowed);
  return body && found && { operation, body, found };
}

function readItem(item: PathNode | undefined, name: string): Showing<FoundEntity> | undefined {
  const operation = item?.operations.find(({ method }) => method === 'GET');
  if (operation === undefined || showList(operation, name, false) !== undefined) return undefined;
  return showEntity(operation, name);
}

export function showEntity(operation: Operation, name: string): Showing<FoundEntity> | undefined {
  const body = answerOf(operation);
  const found = body && findEntity(body.facts, name);
  return body && found && { operation, body, found };
}

function readCreation(base: PathNode, name: string, views: readonly Facts[]): Creation | undefined {
  const operation = base.operations.find(({ method }) => method === 'POST');
  return operation && asCreation(operation, name, views);
}

/** Does a POST make a thing that is shown by one of the views (or, where none is known, by its answer)? */
export function asCreation(
  operation: Operation,
  name: string,
  views: readonly Facts[],
): Creation | undefined {
  if (makesNone(operation)) return undefined;
  const request = requestOf(operation);
  const singular = singularName(name);
  const listed = request && findList(request.facts, name, false);
  const shown = showEntity(operation, name);
  const isShown =
    shown !== undefined &&
    (views.length === 0 ? isNamed(shown, singular) : isKinOfAny(shown.found.facts, views)) &&
    (shown.found.at !== '' || showList(operation, name, false) === undefined);
  if (
    listed !== undefined &&
    (listed.at === '' ||
      request?.facts.size === 1 ||
      showList(operation, name, false)?.found.item.is(listed.item) === true)
  ) {
    const isOurs = views.some((view) => overlap(listed.item, view) >= 0.5);
    if (isOurs) {
      const sent = { at: listed.at, facts: listed.item };
      return { operation, sent, bulk: true, shown: showSeveral(operation, name, views) };
    }
  }
  const sent =
    request &&
    findSent(request.facts, name, shown !== undefined && isShown ? [...views, shown.found.facts] : views);
  if (isShown) return { operation, sent, bulk: false, shown };
  if (sent === undefined || !views.some((view) => overlap(sent.facts, view) >= 0.5)) return undefined;
  return { operation, sent, bulk: false, shown: undefined };
}

/** The list of entities that an answer to several shows. */
export function showSeveral(
  operation: Operation,
  name: string,
  views: readonly Facts[],
): Showing<FoundEntity> | undefined {
  const shown = showList(operation, name, false);
  if (shown === undefined || shown.found.map || !isKinOfAny(shown.found.item, views)) return undefined;
  return { operation, body: shown.body, found: { at: shown.found.at, facts: shown.found.item } };
}

/** Does it say that it does something else: `deleteBatchPayment`, `Search users`? */
function makesNone({ id, summary }: Operation): boolean {
  const other =
    /^(?:delete|remove|update|edit|search|find|list|get|query|cancel|archive|validate|check|export|login)$/;
  const words = [wordsOf(id), wordsOf(summary ?? '')];
  return (
    words.some(([first = '']) => other.test(first)) &&
    !words.flat().some((word) => /^(?:create|add|new|upsert|insert|register)/.test(word))
  );
}

/** Is what an answer shows called as the collection is, or has it a key? */
function isNamed({ found }: Showing<FoundEntity>, singular: string): boolean {
  const component = found.facts.name?.toLowerCase().replaceAll(/[^a-z0-9]/g, '') ?? '';
  if (component.includes(singular) || found.at !== '') return true;
  const names = [...found.facts.names].map((name) => wordsOf(name).join(''));
  return names.some((name) => ['id', 'uuid', 'pk', 'sid', `${singular}id`].includes(name));
}

/** A list without items of its own must look like one: things of a plural name, with a name or a key each. */
function isListAlone({ found }: Showing<FoundList>, name: string): boolean {
  if (found.map || !isPlural(name)) return false;
  const names = [...found.item.names].map((member) => wordsOf(member).join(''));
  return names.some((member) => ['id', 'uuid', 'pk', 'slug', 'key', 'sid', 'code', 'name'].includes(member));
}

function viewsOf(...candidates: ReadonlyArray<Facts | undefined>): Facts[] {
  const views: Facts[] = [];
  for (const facts of candidates) if (facts !== undefined) addView(views, facts);
  return views;
}

function addView(views: Facts[], facts: Facts): void {
  if (!views.some((view) => view.is(facts))) views.push(facts);
}

export function isKinOfAny(facts: Facts, views: readonly Facts[]): boolean {
  return views.some((view) => isKin(facts, view));
}
