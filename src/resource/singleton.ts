import type { Operation } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';
import { requestOf } from './body.ts';
import { type ParentLookup, parentsOf } from './collection-parents.ts';
import type { FoundEntity } from './envelope.ts';
import { findEntity } from './envelope.ts';
import type { Facts } from './facts.ts';
import { type Showing, showEntity, showList } from './family.ts';
import { isKin, overlap } from './kinship.ts';
import { plainName } from './naming.ts';
import { type PathNode, templateOf } from './path-tree.ts';
import type { Collection, ParentPart, Singleton } from './resource.ts';

/** Things that there is one of although nothing here changes them. */
const usual = new Set(
  'me self current settings setting profile account preferences config configuration myself currentuser whoami viewer'.split(
    ' ',
  ),
);

/** A thing without a key, with what shows it. */
export interface SingletonPlace {
  readonly node: PathNode;
  readonly shown: Showing<FoundEntity>;
  readonly writes: readonly Operation[];
}

/** What stands at a path that is neither a list nor an item; undefined where it is no thing that is kept. */
export function readSingleton(node: PathNode): SingletonPlace | undefined {
  if (node.kind !== 'literal') return undefined;
  const get = node.operations.find(({ method }) => method === 'GET');
  if (get === undefined || showList(get, node.text, false) !== undefined) return undefined;
  const shown = showEntity(get, node.text);
  if (shown === undefined) return undefined;
  const writes = node.operations.filter(
    (operation) => isWriting(operation) && writesIt(operation, node.text, shown.found.facts),
  );
  const removes = node.operations.filter(({ method }) => method === 'DELETE');
  if (writes.length === 0 && !usual.has(plainName(node.text))) return undefined;
  return { node, shown, writes: [...writes, ...removes] };
}

function isWriting({ method }: Operation): boolean {
  return method === 'PUT' || method === 'PATCH' || method === 'POST';
}

function writesIt(operation: Operation, name: string, facts: Facts): boolean {
  const request = requestOf(operation);
  const sent = request && findEntity(request.facts, name);
  const answer = showEntity(operation, name);
  if (operation.method === 'POST' && (answer === undefined || !isKin(answer.found.facts, facts)))
    return false;
  if (sent === undefined) return false;
  // Logging in makes a session, whatever it shows.
  if (operation.method === 'POST' && /^(?:session|login|auth|token|signin)/.test(plainName(name)))
    return false;
  return overlap(sent.facts, facts) >= (answer !== undefined && isKin(answer.found.facts, facts) ? 0.2 : 0.5);
}

export class LazySingleton implements Singleton {
  readonly id: string;
  readonly name: string;
  readonly place: SingletonPlace;
  readonly of: Collection | undefined;
  readonly operations: readonly Operation[];
  readonly #lookup: ParentLookup;
  #parents: readonly ParentPart[] | undefined;
  #views: readonly Schema[] | undefined;

  constructor(place: SingletonPlace, of: Collection | undefined, lookup: ParentLookup) {
    this.id = templateOf(place.node);
    this.name = place.node.text;
    this.place = place;
    this.of = of;
    this.operations = [place.shown.operation, ...place.writes];
    this.#lookup = lookup;
  }

  get parents(): readonly ParentPart[] {
    return (this.#parents ??= parentsOf(this.place.node, [this.place.shown.found.facts], this.#lookup, []));
  }

  get views(): readonly Schema[] {
    return (this.#views ??= this.#allViews().map((view) => view.schema('response')));
  }

  get why(): readonly string[] {
    const { shown, writes } = this.place;
    const reasons = [`${shown.operation.method} ${shown.operation.path} shows one thing`];
    if (this.of !== undefined) reasons.push(`it is one of ${this.of.id}, by its schema`);
    for (const { method, path } of writes) reasons.push(`${method} ${path} changes it`);
    return reasons;
  }

  #allViews(): Facts[] {
    const views = [this.place.shown.found.facts];
    for (const operation of this.place.writes) {
      const facts = showEntity(operation, this.name)?.found.facts;
      if (facts !== undefined && isKin(facts, views[0] as Facts) && !views.some((view) => view.is(facts)))
        views.push(facts);
    }
    return views;
  }
}
