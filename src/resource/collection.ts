import type { Operation, Parameter } from '../model/index.ts';
import type { Schema } from '../schema/index.ts';
import { requestOf } from './body.ts';
import { findEntity } from './envelope.ts';
import type { Facts } from './facts.ts';
import type { Family } from './family.ts';
import { findKey } from './keys.ts';
import { plainName, singularWord, wordsOf } from './naming.ts';
import { type PathNode, parameterNames, templateOf } from './path-tree.ts';
import type { Collection, KeyPart, ParentPart, Reference } from './resource.ts';

/** What a collection asks of the others. */
export interface Neighbours {
  /** The collection that a path parameter (its node) names an entity of. */
  namedBy(parameter: PathNode): LazyCollection | undefined;
  referencesOf(collection: LazyCollection): readonly Reference[];
  operationsOf(collection: LazyCollection): readonly Operation[];
  uniqueOf(collection: LazyCollection): readonly string[];
}

/** A collection whose parts are worked out when first asked for. */
export class LazyCollection implements Collection {
  readonly id: string;
  readonly name: string;
  readonly family: Family;
  readonly #neighbours: Neighbours;
  readonly #keyMember: string | undefined;
  #keys: readonly KeyPart[] | undefined;
  #keyReasons: readonly string[] = [];
  #parents: readonly ParentPart[] | undefined;
  #references: readonly Reference[] | undefined;
  #views: readonly Schema[] | undefined;

  constructor(family: Family, neighbours: Neighbours, keyMember: string | undefined) {
    this.id = templateOf(family.base);
    this.name = family.name;
    this.family = family;
    this.#neighbours = neighbours;
    this.#keyMember = keyMember;
  }

  get keys(): readonly KeyPart[] {
    return (this.#keys ??= this.#findKeys());
  }

  get parents(): readonly ParentPart[] {
    return (this.#parents ??= this.#findParents());
  }

  get references(): readonly Reference[] {
    return (this.#references ??= this.#neighbours.referencesOf(this));
  }

  get views(): readonly Schema[] {
    return (this.#views ??= this.family.views.map((view) => view.schema('response')));
  }

  get unique(): readonly string[] {
    return this.#neighbours.uniqueOf(this);
  }

  get operations(): readonly Operation[] {
    return this.#neighbours.operationsOf(this);
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
    const { item, base } = this.family;
    const reasons: string[] = [];
    this.#keyReasons = reasons;
    if (this.#keyMember !== undefined) {
      const pointer = this.#keyMember.startsWith('/') ? this.#keyMember : `/${this.#keyMember}`;
      const parameter = item === undefined ? pointer.slice(1) : itemParameters(item, base).at(-1)?.name;
      reasons.push('its key is set by the configuration');
      return [this.#keyPart(parameter ?? pointer.slice(1), pointer, undefined)];
    }
    if (item === undefined) return this.#keyAlone(reasons);
    const parameters = itemParameters(item, base);
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
    return [];
  }

  #keyPart(parameter: string, pointer: string | undefined, described: Parameter | undefined): KeyPart {
    const facts = pointer === undefined ? undefined : this.factsAt(pointer);
    const schema = described?.schema?.node.value as { type?: unknown } | undefined;
    const isInteger = facts === undefined ? schema?.type === 'integer' : facts.isInteger;
    return { parameter, pointer, type: isInteger ? 'integer' : 'string', by: this.#chooser(pointer, facts) };
  }

  #chooser(pointer: string | undefined, facts: Facts | undefined): 'server' | 'client' {
    const { create, item } = this.family;
    const puts = item?.operations.some(({ method }) => method === 'PUT') === true;
    if (create === undefined) return puts ? 'client' : 'server';
    if (pointer === undefined || facts?.flag('readOnly') === true) return 'server';
    const member = pointer.slice(1);
    const request = requestOf(create.operation);
    const sent = create.sent ?? (request && findEntity(request.facts, this.name));
    return sent?.facts.at(member.split('/')) !== undefined && isDemanded(sent.facts, member.split('/'))
      ? 'client'
      : 'server';
  }

  #findParents(): readonly ParentPart[] {
    const nodes: PathNode[] = [];
    for (let at: PathNode | undefined = this.family.base; at !== undefined; at = at.parent)
      if (at.kind === 'parameter') nodes.unshift(at);
    const names = parameterNames(this.id);
    return names.map((parameter, index) => {
      const node = nodes[index];
      const collection = node && this.#neighbours.namedBy(node);
      return { parameter, collection, pointer: this.#parentPointer(parameter, collection) };
    });
  }

  #parentPointer(parameter: string, collection: LazyCollection | undefined): string | undefined {
    const plain = plainName(parameter);
    const singular = collection?.family.singular ?? '';
    for (const view of this.family.views) {
      for (const [name, facts] of view.members()) {
        const own = plainName(name);
        if (facts.isKeyLike && own === plain && !this.#isKeyNamed(name)) return `/${name}`;
        if (singular === '' || !own.startsWith(singular)) continue;
        const rest = own.slice(singular.length);
        if (facts.isKeyLike && isKeyEnding(rest, plain)) return `/${name}`;
      }
    }
    return undefined;
  }

  #isKeyNamed(name: string): boolean {
    return this.keys.some(({ pointer }) => pointer === `/${name}`);
  }
}

function isKeyEnding(rest: string, parameter: string): boolean {
  return (
    rest === '' || (['id', 'uuid', 'pk', 'key', 'slug', 'sid'].includes(rest) && parameter.endsWith(rest))
  );
}

function isDemanded(facts: Facts, tokens: readonly string[]): boolean {
  const [first, ...rest] = tokens;
  if (first === undefined) return true;
  const member = facts.member(first);
  return facts.isRequired(first) && member !== undefined && isDemanded(member, rest);
}

/** The path parameters that name an item, as an operation at (or below) its node declares them. */
export function itemParameters(
  item: PathNode,
  base: PathNode,
): ReadonlyArray<{ readonly name: string; readonly parameter: Parameter | undefined }> {
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

/** The words of a name, its last one in the singular. */
export function singularWords(name: string): string[] {
  const words = wordsOf(name);
  return [...words.slice(0, -1), ...words.slice(-1).map(singularWord)];
}
