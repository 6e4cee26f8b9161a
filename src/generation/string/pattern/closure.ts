import type { Alphabet } from './alphabet.ts';
import { ANY, type Cell, FALSE, type Formula, NIL, type Terms, TRUE } from './formula.ts';
import type { Node } from './node.ts';
import { NotRegular } from './survey.ts';

/** What a position in a string is known by. */
export interface Place {
  /** Of all places at which the same assertions hold. */
  readonly kind: number;
  readonly atStart: boolean;
  readonly afterWord: boolean;
  /** For each lookbehind, what its body still asks for; it holds here where that may be nothing. */
  readonly behind: readonly Formula[];
  readonly holds: readonly boolean[];
}

export interface Closure {
  /** By class: what remains when a character of it is read, and what else must hold from here on. */
  readonly byClass: Map<number, { readonly cell: Cell; readonly condition: Formula }[]>;
  /** Ways to be done without reading: what must hold; `end`: and that the string ends. */
  readonly done: { readonly condition: Formula; readonly end: boolean }[];
}

/** Of the cells of one automaton, worked out when first asked for. */
export class Closures {
  readonly #terms: Terms;
  readonly #alphabet: Alphabet;
  /** That a word character follows. */
  readonly #wordNext: Formula;
  readonly #lookbehinds: readonly Node[];
  readonly #known = new Map<Cell, Closure[]>();

  constructor(terms: Terms, alphabet: Alphabet, wordNext: Formula, lookbehinds: readonly Node[]) {
    this.#terms = terms;
    this.#alphabet = alphabet;
    this.#wordNext = wordNext;
    this.#lookbehinds = lookbehinds;
  }

  /** What a cell can read first, with every position and assertion before that settled or turned into a condition. */
  of(cell: Cell, place: Place): Closure {
    let byKind = this.#known.get(cell);
    if (byKind === undefined) this.#known.set(cell, (byKind = []));
    return (byKind[place.kind] ??= this.#make(cell, place));
  }

  #make(start: Cell, place: Place): Closure {
    const terms = this.#terms;
    const closure: Closure = { byClass: new Map(), done: [] };
    const seen = new Set<string>();
    const work: [Cell, Formula][] = [[start, TRUE]];
    for (let entry = work.pop(); entry !== undefined; entry = work.pop()) {
      const [cell, condition] = entry;
      if (condition === FALSE) continue;
      terms.spend(1);
      const key = `${cell.id}/${condition.id}`;
      // The same without a condition says more; an empty round of a loop ends here too.
      if (seen.has(key) || seen.has(`${cell.id}/${TRUE.id}`)) continue;
      seen.add(key);
      const { node, rest } = cell;
      if (node === undefined || rest === undefined) {
        closure.done.push({ condition, end: cell === NIL });
        continue;
      }
      this.#enter(node, rest, condition, place, closure, work);
    }
    return closure;
  }

  #enter(
    node: Node,
    rest: Cell,
    condition: Formula,
    place: Place,
    closure: Closure,
    work: [Cell, Formula][],
  ): void {
    const terms = this.#terms;
    switch (node.kind) {
      case 'set':
        this.#read(node, rest, condition, closure);
        break;
      case 'alt':
        for (const item of node.items) work.push([terms.cell(item, rest), condition]);
        break;
      case 'loop': {
        if (node.from === 0) work.push([rest, condition]);
        const again = terms.next(node);
        const after = again === undefined ? rest : terms.cell(again, rest);
        if (node.item.kind === 'set') this.#read(node.item, after, condition, closure);
        else work.push([terms.cell(node.item, after), condition]);
        break;
      }
      case 'start':
        if (place.atStart) work.push([rest, condition]);
        break;
      case 'end':
        work.push([rest, terms.and([condition, terms.atom(NIL)])]);
        break;
      case 'boundary': {
        const differs = place.afterWord ? terms.not(this.#wordNext) : this.#wordNext;
        work.push([rest, terms.and([condition, node.negate ? terms.not(differs) : differs])]);
        break;
      }
      case 'look': {
        if (node.behind) {
          if (place.holds[this.#lookbehinds.indexOf(node.item)] !== node.negate) work.push([rest, condition]);
          break;
        }
        const ahead = terms.atom(terms.cell(node.item, ANY));
        work.push([rest, terms.and([condition, node.negate ? terms.not(ahead) : ahead])]);
        break;
      }
      case 'empty':
      case 'seq':
      case 'group':
        work.push([terms.cell(node, rest), condition]);
        break;
      default:
        throw new NotRegular();
    }
  }

  #read(node: Node & { kind: 'set' }, cell: Cell, condition: Formula, closure: Closure): void {
    const classes = this.#alphabet.of(node.set);
    this.#terms.spend(classes.length);
    for (const index of classes) {
      const ways = closure.byClass.get(index);
      if (ways === undefined) closure.byClass.set(index, [{ cell, condition }]);
      else ways.push({ cell, condition });
    }
  }
}
