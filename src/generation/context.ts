import type { Direction, SchemaScope } from '../schema/index.ts';
import type { Subject } from './constraint.ts';
import type { Heights } from './height.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { Entity, Realism } from './realistic/realism.ts';
import type { Shape, Subschema } from './shape.ts';

/** How much is left out: nothing; nested optional things; everything that is not demanded. */
export type Fullness = 'full' | 'lean' | 'bare';

/** No value was found. */
export const impossible: unique symbol = Symbol('impossible');

/** A place where values are made: what they must satisfy and what they are about. */
export interface Site {
  readonly plan: Plan;
  readonly subject: Subject;
  /** What was worked out first, which most often is all; see `remembered`. */
  first: Memo | undefined;
  /** What was worked out for other shapes at this site, by kind of value. */
  others: Map<string, WeakMap<Shape, object>> | undefined;
  /** Makes values where they have no parts and take no choice; null where they do; undefined before it is asked for. */
  leaf: Leaf | null | undefined;
}

interface Memo {
  readonly shape: Shape;
  readonly kind: string;
  readonly value: object;
}

/**
 * Makes a value that has no parts, or gives `impossible`. `plain`: any value that is valid, since the believable ones
 * have been used up.
 */
export type Leaf = (entity: Entity, random: Random, plain: boolean) => unknown;

/** The entities of a collection: each has a key, and the key decides everything else about it. */
export interface Collection {
  /** The member that holds the key. */
  readonly key: string;
  /** Its fork by an entity's key is the entity's stream. */
  readonly random: Random;
}

/** What is handed down from a value to its parts. */
export interface Context {
  readonly random: Random;
  /** The facts that the members of the enclosing object share. */
  readonly entity: Entity;
  readonly depth: number;
  readonly fullness: Fullness;
  /** The plans of the enclosing values, innermost first. */
  readonly trail: Trail | undefined;
  readonly budget: Budget;
  /** Members of the value itself that are given. */
  readonly fixed: Readonly<Record<string, unknown>> | undefined;
  /** Members of the value itself that nobody wants. Not handed down. */
  readonly unwanted?: ReadonlySet<string> | undefined;
  readonly collection: Collection | undefined;
  /** The URL at which the value is found, for its links to itself; handed to the items of its collection and to `_links`. */
  readonly self: string | undefined;
  /** Make any value that is valid: the believable ones have been used up. Not handed down. */
  readonly plain?: boolean | undefined;
}

export interface Trail {
  readonly plan: Plan;
  readonly up: Trail | undefined;
}

/** Shared by all parts of one value. */
export interface Budget {
  /** Values still to be tried before this attempt is given up. */
  steps: number;
  /** Alternatives still to be taken for the first time before this attempt is given up. */
  expansions: number;
  /** Those taken so far, in all attempts. */
  readonly branches: Set<object>;
  /** Values still to be made before the rest is made bare. */
  values: number;
}

export interface Engine {
  readonly scope: SchemaScope;
  readonly direction: Direction;
  readonly heights: Heights;
  readonly settings: Settings;
  readonly realism: Realism;
  site(schemas: readonly Subschema[], subject: Subject): Site;
  /** The maker of the site's values, where they have no parts and take no choice; else null. */
  leaf(site: Site): Leaf | null;
  /** A value for the site, or `impossible`. */
  make(site: Site, context: Context): unknown;
  entity(random: Random, owner: string | undefined, parent: Entity): Entity;
}

/** An attempt has cost too much. */
export class Exhausted extends Error {
  /** Of `values` only a barer attempt needs fewer; among `choices` another attempt may be luckier. */
  readonly what: 'values' | 'choices';
  constructor(what: 'values' | 'choices') {
    super(`too many ${what} were tried`);
    this.what = what;
  }
}

/** Counts one value that is tried. */
export function spendValue(budget: Budget): void {
  budget.values--;
  if (--budget.steps < 0) throw new Exhausted('values');
}

/** Fully set options of a generator. */
export interface Settings {
  readonly seed: string | number;
  readonly locale: string;
  /** Milliseconds since 1970; dates lie around it. */
  readonly now: number;
  readonly listSize: { readonly min: number; readonly max: number };
  /** Leave authored examples of nested values aside. */
  readonly dynamic: boolean;
}

/** How often a plan is among the enclosing ones. */
export function occurrences(trail: Trail | undefined, plan: Plan): number {
  let count = 0;
  for (let at = trail; at; at = at.up) if (at.plan === plan) count++;
  return count;
}

/** What `make` gave for that shape at that site, made once. */
export function remembered<T extends object>(site: Site, shape: Shape, kind: string, make: () => T): T {
  if (site.first?.shape === shape && site.first.kind === kind) return site.first.value as T;
  const known = site.others?.get(kind)?.get(shape) as T | undefined;
  if (known) return known;
  const value = make();
  if (site.first === undefined) site.first = { shape, kind, value };
  else {
    site.others ??= new Map();
    let memos = site.others.get(kind);
    if (!memos) site.others.set(kind, (memos = new WeakMap()));
    memos.set(shape, value);
  }
  return value;
}
