import type { Operation, Parameter } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';
import { requestOf } from './body.ts';
import { parentsOf } from './collection-parents.ts';
import { type CollectionCorrection, pointersOf } from './corrections.ts';
import { findEntity } from './envelope.ts';
import type { Facts } from './facts.ts';
import type { Family } from './family.ts';
import type { Inferred } from './inferred.ts';
import { saysEither, whyItMakesItem } from './item-creation.ts';
import { findKey } from './keys.ts';
import { plainName } from './naming.ts';
import { type PathNode, parameterNames, templateOf } from './path-tree.ts';
import { findReferences } from './references.ts';
import type { KeyPart, ParentPart, Reference } from './resource.ts';
import { findUnique } from './unique.ts';

/** What a collection asks of the others. */
export interface Neighbours {
  /** The collection that a path parameter (its node) names an entity of. */
  namedBy(parameter: PathNode): Inferred | undefined;
  /** Collections by the singular of their name, those nearest to one of them first. */
  find(singular: string, near: Inferred): Iterable<Inferred>;
  operationsOf(collection: Inferred): readonly Operation[];
}

interface ItemCreation {
  readonly operation: Operation;
  readonly why: string;
}

/** A collection whose parts are worked out when first asked for. */
export class LazyCollection implements Inferred {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly #neighbours: Neighbours;
  readonly #correction: CollectionCorrection | undefined;
  #unique: readonly string[] | undefined;
  #operations: readonly Operation[] | undefined;
  #keys: readonly KeyPart[] | undefined;
  #keyReasons: readonly string[] = [];
  #itemCreation: ItemCreation | null | undefined;
  #keyParameters: ReadonlyArray<Parameter | undefined> | undefined;
  #parents: readonly ParentPart[] | undefined;
  #references: readonly Reference[] | undefined;
  #views: readonly Schema[] | undefined;

  constructor(family: Family, neighbours: Neighbours, correction: CollectionCorrection | undefined) {
    this.id = templateOf(family.base);
    this.name = family.name;
    this.family = family;
    this.#neighbours = neighbours;
    this.#correction = correction;
  }

  /** The POST to the path of one thing that makes it. */
  get itemCreation(): ItemCreation | undefined {
    if (this.#itemCreation === undefined) this.#itemCreation = this.#findItemCreation() ?? null;
    return this.#itemCreation ?? undefined;
  }

  get keys(): readonly KeyPart[] {
    return (this.#keys ??= this.#findKeys());
  }

  get keyParameters(): ReadonlyArray<Parameter | undefined> {
    return (this.#keyParameters ??= this.#itemParameters().map(({ parameter }) => parameter));
  }

  get parents(): readonly ParentPart[] {
    return (this.#parents ??= this.#findParents());
  }

  #findParents(): readonly ParentPart[] {
    const taken = this.keys.map(({ pointer }) => pointer);
    const lookup = (node: PathNode): Inferred | undefined => this.#neighbours.namedBy(node);
    return parentsOf(this.family.base, this.family.views, lookup, taken);
  }

  get references(): readonly Reference[] {
    return (this.#references ??= findReferences(this, (singular, near) =>
      this.#neighbours.find(singular, near),
    ));
  }

  get views(): readonly Schema[] {
    return (this.#views ??= this.family.views.map((view) => view.schema('response')));
  }

  get unique(): readonly string[] {
    return (this.#unique ??= this.#findUnique());
  }

  #findUnique(): readonly string[] {
    const unique = this.#correction?.unique;
    return unique === undefined ? findUnique(this) : pointersOf(unique);
  }

  get operations(): readonly Operation[] {
    return (this.#operations ??= this.#neighbours.operationsOf(this));
  }

  get why(): readonly string[] {
    const { keys } = this;
    return [
      ...this.family.why,
      ...this.#keyReasons,
      ...(keys.length > 1 ? ['its key has several parts'] : []),
    ];
  }

  /** What is said of the member at a pointer, by the first view that has it. */
  factsAt(pointer: string): Facts | undefined {
    const tokens = pointer.split('/').slice(1);
    for (const view of this.family.views) {
      const facts = view.at(tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')));
      if (facts !== undefined) return facts;
    }
    return undefined;
  }

  #findKeys(): readonly KeyPart[] {
    const reasons: string[] = [];
    this.#keyReasons = reasons;
    if (this.#correction?.key !== undefined) {
      const names = this.#itemParameters();
      reasons.push('its key is set by the configuration');
      return pointersOf(this.#correction.key).map((pointer, index) => {
        const asked = names[index];
        return this.#keyPart(asked?.name ?? pointer.slice(1), pointer, asked?.parameter);
      });
    }
    if (this.family.item === undefined) return this.#keyAlone(reasons);
    const parameters = this.#itemParameters();
    const taken = new Set<string>();
    return parameters.map((asked) => {
      const found =
        asked.parameter &&
        findKey(asked.parameter, this.family.views, this.family.singular, parameters.length > 1);
      const pointer = found === undefined || taken.has(found.pointer) ? undefined : found.pointer;
      if (pointer === undefined) reasons.push(`nothing shows {${asked.name}}`);
      else {
        taken.add(pointer);
        reasons.push(`its key is ${pointer.slice(1)}: ${found?.why}`);
      }
      return this.#keyPart(asked.name, pointer, asked.parameter);
    });
  }

  #itemParameters(): readonly ItemParameter[] {
    const { item, base } = this.family;
    return item === undefined ? [] : itemParameters(item, base);
  }

  /** Without item paths: the member that is called as keys are. */
  #keyAlone(reasons: string[]): readonly KeyPart[] {
    for (const name of [
      'id',
      'uuid',
      'pk',
      'slug',
      'key',
      'sid',
      `${this.family.singular}id`,
      'code',
      'name',
    ]) {
      for (const view of this.family.views) {
        for (const [member, facts] of view.members()) {
          if (plainName(member) !== name || !facts.isKeyLike) continue;
          reasons.push(`its key is ${member} by its name`);
          return [this.#keyPart(member, `/${member}`, undefined)];
        }
      }
    }
    reasons.push('nothing shows a key, so they are counted');
    return [{ parameter: '', pointer: undefined, type: 'integer', by: 'server' }];
  }

  #keyPart(parameter: string, pointer: string | undefined, described: Parameter | undefined): KeyPart {
    const facts = pointer === undefined ? undefined : this.factsAt(pointer);
    const schema = described?.schema?.node.value as { type?: unknown } | undefined;
    const isInteger = facts === undefined ? schema?.type === 'integer' : facts.isInteger;
    return { parameter, pointer, type: isInteger ? 'integer' : 'string', by: this.#chooser(pointer, facts) };
  }

  #findItemCreation(): ItemCreation | undefined {
    const { base, item, name, views, create } = this.family;
    const operation = item?.operations.find(({ method }) => method === 'POST');
    if (item === undefined || operation === undefined) return undefined;
    const why = whyItMakesItem(operation, { base, item, name, views, areMadeInList: create !== undefined });
    return why === undefined ? undefined : { operation, why };
  }

  #chooser(pointer: string | undefined, facts: Facts | undefined): 'server' | 'client' {
    const { create, item } = this.family;
    if (create === undefined && this.itemCreation !== undefined) return 'client';
    if (facts?.flag('readOnly') === true) return 'server';
    const put = item?.operations.find(({ method }) => method === 'PUT');
    if (create === undefined) return put !== undefined && makesOne(put, facts) ? 'client' : 'server';
    if (pointer === undefined) return 'server';
    const member = pointer.slice(1);
    const request = requestOf(create.operation);
    const sent = create.sent ?? (request && findEntity(request.facts, this.name));
    return sent?.facts.at(member.split('/')) !== undefined && isDemanded(sent.facts, member.split('/'))
      ? 'client'
      : 'server';
  }
}

/** Does PUT to a path that names nothing yet make it (RFC 9110 section 9.3.4), by what the description says? */
export function saysItMakes(put: Operation): boolean {
  return put.responses.some(({ status }) => status === '201') || saysEither(put);
}

/** Or because nothing else makes one, and the key is of a kind that clients choose? */
export function makesOne(put: Operation, key: Facts | undefined): boolean {
  if (saysItMakes(put)) return true;
  const words = `${put.summary ?? ''} ${put.id}`;
  if (/\b(?:update|edit|modify|change)/i.test(words) || put.responses.some(({ status }) => status === '404'))
    return false;
  return key?.isInteger !== true && key?.text('format') !== 'uuid' && key?.flag('readOnly') !== true;
}

function isDemanded(facts: Facts, tokens: readonly string[]): boolean {
  const [first, ...rest] = tokens;
  if (first === undefined) return true;
  const member = facts.member(first);
  return facts.isRequired(first) && member !== undefined && isDemanded(member, rest);
}

interface ItemParameter {
  readonly name: string;
  readonly parameter: Parameter | undefined;
}

/** The path parameters that name an item, as an operation at (or below) its node declares them. */
function itemParameters(item: PathNode, base: PathNode): readonly ItemParameter[] {
  const operation = firstOperation(item);
  if (operation === undefined) return [];
  const names = parameterNames(operation.path).slice(base.depth, item.depth);
  return names.map((name) => ({
    name,
    parameter: operation.parameters.find((one) => one.in === 'path' && one.name === name),
  }));
}

/** An operation at the node, else the nearest below it. */
function firstOperation(node: PathNode): Operation | undefined {
  const waiting = [node];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    const operation = at.operations.find(({ method }) => method === 'GET') ?? at.operations[0];
    if (operation !== undefined) return operation;
    waiting.push(...at.literals.values());
    if (at.parameter !== undefined) waiting.push(at.parameter);
  }
  return undefined;
}
