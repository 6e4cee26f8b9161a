import type { Node } from './node.ts';

/** Thrown where an exact answer would take more steps than were granted. */
export class OverBudget extends Error {}

/** What is still to be matched of one pattern: a node, then the rest. Equal ones are one object. */
export interface Cell {
  readonly id: number;
  /** Undefined in the two last cells. */
  readonly node: Node | undefined;
  readonly rest: Cell | undefined;
}

/** What has to hold for the rest of a string. Equal ones are one object. */
export type Formula =
  | { readonly id: number; readonly kind: 'true' | 'false' }
  | { readonly id: number; readonly kind: 'atom'; readonly cell: Cell }
  | { readonly id: number; readonly kind: 'not'; readonly item: Formula }
  | { readonly id: number; readonly kind: 'and' | 'or'; readonly items: readonly Formula[] };

export const TRUE: Formula = { id: 0, kind: 'true' };
export const FALSE: Formula = { id: 1, kind: 'false' };
/** The string ends here. */
export const NIL: Cell = { id: 0, node: undefined, rest: undefined };
/** Anything may follow. */
export const ANY: Cell = { id: 1, node: undefined, rest: undefined };

/** Makes cells and formulas, each distinct one once, and counts what that costs. */
export class Terms {
  #steps: number;
  #cells = 2;
  #formulas = 2;
  readonly #cellOf = new Map<Cell, Map<Node, Cell>>();
  readonly #exact = new Map<Node, Node>();
  readonly #smaller = new Map<Node, Node>();
  readonly #atoms = new Map<Cell, Formula>();
  readonly #nots = new Map<Formula, Formula>();
  readonly #lists = new Map<string, Formula>();

  constructor(steps: number) {
    this.#steps = steps;
  }

  /** Throws OverBudget when nothing is left. */
  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new OverBudget();
  }

  /** Grants more. */
  allow(steps: number): void {
    this.#steps = Math.max(0, this.#steps) + steps;
  }

  cell(node: Node, rest: Cell): Cell {
    if (node.kind === 'empty') return rest;
    if (node.kind === 'seq') {
      let cell = rest;
      for (let i = node.items.length - 1; i >= 0; i--) cell = this.cell(node.items[i]!, cell);
      return cell;
    }
    if (node.kind === 'group') return this.cell(node.item, rest);
    // Where anything may follow, a loop has done enough when it has done what it must.
    if (rest === ANY && node.kind === 'loop' && node.to !== node.from)
      return node.from === 0 ? ANY : this.cell(this.#times(node, node.from), ANY);
    let byNode = this.#cellOf.get(rest);
    if (byNode === undefined) this.#cellOf.set(rest, (byNode = new Map()));
    let cell = byNode.get(node);
    if (cell === undefined) {
      this.spend(2);
      cell = { id: this.#cells++, node, rest };
      byNode.set(node, cell);
    }
    return cell;
  }

  #times(node: Node & { kind: 'loop' }, times: number): Node {
    if (times === 1) return node.item;
    let exact = this.#exact.get(node);
    if (exact === undefined) {
      exact = { ...node, from: times, to: times, most: times * node.item.most };
      this.#exact.set(node, exact);
    }
    return exact;
  }

  /** The loop when it has gone round once; undefined where it may not go round again. */
  next(node: Node & { kind: 'loop' }): Node | undefined {
    if (node.to === 1) return undefined;
    if (node.from === 0 && node.to === Infinity) return node;
    const from = Math.max(0, node.from - 1);
    const to = node.to - 1;
    if (from === 1 && to === 1) return node.item;
    let smaller = this.#smaller.get(node);
    if (smaller === undefined) {
      const { item } = node;
      smaller = { kind: 'loop', item, from, to, least: from * item.least, most: to * item.most };
      this.#smaller.set(node, smaller);
    }
    return smaller;
  }

  atom(cell: Cell): Formula {
    if (cell === ANY) return TRUE;
    let atom = this.#atoms.get(cell);
    if (atom === undefined) {
      this.spend(1);
      atom = { id: this.#formulas++, kind: 'atom', cell };
      this.#atoms.set(cell, atom);
    }
    return atom;
  }

  not(item: Formula): Formula {
    if (item === TRUE) return FALSE;
    if (item === FALSE) return TRUE;
    if (item.kind === 'not') return item.item;
    let not = this.#nots.get(item);
    if (not === undefined) {
      this.spend(1);
      not = { id: this.#formulas++, kind: 'not', item };
      this.#nots.set(item, not);
    }
    return not;
  }

  and(items: readonly Formula[]): Formula {
    return this.#list('and', items, TRUE, FALSE);
  }

  or(items: readonly Formula[]): Formula {
    return this.#list('or', items, FALSE, TRUE);
  }

  #list(kind: 'and' | 'or', items: readonly Formula[], neutral: Formula, absorbing: Formula): Formula {
    const parts = new Set<Formula>();
    for (const item of items) {
      if (item === absorbing) return absorbing;
      if (item === neutral) continue;
      if (item.kind === kind) for (const part of item.items) parts.add(part);
      else parts.add(item);
    }
    if (parts.size === 0) return neutral;
    this.spend(parts.size);
    for (const part of parts) if (part.kind === 'not' && parts.has(part.item)) return absorbing;
    if (parts.size === 1) return [...parts][0]!;
    const sorted = [...parts].sort((a, b) => a.id - b.id);
    const key = `${kind}${sorted.map(({ id }) => id).join()}`;
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = { id: this.#formulas++, kind, items: sorted };
      this.#lists.set(key, list);
    }
    return list;
  }
}
