import { Alphabet } from './alphabet.ts';
import { type CharSet, intersection, WORD } from './charset.ts';
import { factored } from './factor.ts';
import { ANY, type Cell, FALSE, type Formula, NIL, Terms, TRUE } from './formula.ts';
import { loop, type Node, setNode } from './node.ts';
import { type Findings, NotRegular, survey } from './survey.ts';

/** More than this many lookbehinds are not followed. */
const MAX_BEHIND = 8;

/** How far a string has been read. Equal ones are one object. */
export interface State {
  readonly id: number;
  /** What has to hold for the rest. */
  readonly formula: Formula;
  /** What has been read so far, and what precedes the next character. */
  readonly place: Place;
  /** By class of the next character: what follows, `null` where nothing can match any more. */
  readonly next: (State | null | undefined)[];
  /** Is it a match if the string ends here? */
  accepts: boolean | undefined;
}

interface Place {
  /** Of all places at which the same assertions hold. */
  readonly kind: number;
  readonly atStart: boolean;
  readonly afterWord: boolean;
  /** For each lookbehind, what its body still asks for; it holds here where that may be nothing. */
  readonly behind: readonly Formula[];
  readonly holds: readonly boolean[];
}

interface Closure {
  /** By class: what remains when a character of it is read, and what else must hold from here on. */
  readonly byClass: Map<number, { readonly cell: Cell; readonly condition: Formula }[]>;
  /** Ways to be done without reading: what must hold; `end`: and that the string ends. */
  readonly done: { readonly condition: Formula; readonly end: boolean }[];
}

/**
 * Reads strings by derivatives: the formula of what must hold for a string becomes, by a character, the formula of what
 * must hold for the rest. `and`, `not` and assertions are part of the formula, so that several patterns, forbidden ones
 * and lookaheads are one automaton. States are made as they are met.
 */
export class Automaton {
  readonly terms: Terms;
  readonly alphabet: Alphabet;
  readonly start: State;
  readonly #wordNext: Formula;
  readonly #boundaries: boolean;
  readonly #lookbehinds: readonly Node[];
  readonly #isWord: readonly boolean[];
  readonly #states = new Map<string, State>();
  readonly #places = new Map<string, Place>();
  readonly #kinds = new Map<string, number>();
  readonly #closures = new Map<Cell, Closure[]>();
  readonly #derived = new Map<Formula, Map<number, Formula>[]>();

  /**
   * For strings that match every one of `wanted` and none of `unwanted`, from end to end. Throws NotRegular and
   * OverBudget. `steps` bounds the work over the whole life of the automaton.
   */
  constructor(wanted: readonly Node[], unwanted: readonly Node[], universe: CharSet, steps: number) {
    const terms = new Terms(steps);
    const found: Findings = { sets: [universe], boundaries: false, lookbehinds: [] };
    const matches = wanted.map(factored);
    const fails = unwanted.map(factored);
    for (const node of [...matches, ...fails]) survey(node, found, false);
    const wordSet = intersection(WORD, universe);
    if (found.boundaries) found.sets.push(wordSet);
    const alphabet = Alphabet.of(universe, found.sets);
    if (alphabet === undefined || found.lookbehinds.length > MAX_BEHIND) throw new NotRegular();
    terms.spend(alphabet.size * 20);
    this.terms = terms;
    this.alphabet = alphabet;
    this.#boundaries = found.boundaries;
    this.#lookbehinds = found.lookbehinds;
    const words = new Set(found.boundaries ? alphabet.of(wordSet) : []);
    this.#isWord = alphabet.classes.map((_, index) => words.has(index));
    this.#wordNext = terms.atom(terms.cell(setNode(wordSet), ANY));
    const search = (node: Node): Formula => terms.atom(terms.cell(node, NIL));
    const formula = terms.and([...matches.map(search), ...fails.map((node) => terms.not(search(node)))]);
    const any = loop(setNode(universe), 0, Infinity);
    const behind = found.lookbehinds.map((node) => terms.atom(terms.cell(any, terms.cell(node, NIL))));
    this.start = this.#state(formula, this.#place(true, false, behind));
  }

  /** The state after one more character, `null` where no string that begins so can match. */
  step(state: State, index: number): State | null {
    const known = state.next[index];
    if (known !== undefined) return known;
    const formula = this.#derive(state.formula, index, state.place);
    let next: State | null = null;
    if (formula !== FALSE) {
      const behind = state.place.behind.map((item) => this.#derive(item, index, state.place));
      // Once all is decided, where we are does not matter.
      const place = formula === TRUE ? this.start.place : this.#place(false, this.#isWord[index]!, behind);
      next = this.#state(formula, place);
    }
    state.next[index] = next;
    return next;
  }

  accepts(state: State): boolean {
    state.accepts ??= this.#nullable(state.formula, state.place);
    return state.accepts;
  }

  #state(formula: Formula, place: Place): State {
    const key = `${formula.id}/${place.kind}/${place.behind.map(({ id }) => id).join()}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      this.terms.spend(4);
      state = { id: this.#states.size, formula, place, next: [], accepts: undefined };
      this.#states.set(key, state);
    }
    return state;
  }

  #place(atStart: boolean, afterWord: boolean, behind: readonly Formula[]): Place {
    const word = this.#boundaries && afterWord;
    const key = `${atStart}/${word}/${behind.map(({ id }) => id).join()}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      const holds: boolean[] = [];
      for (const formula of behind) {
        const soFar = this.#kind(`${atStart}/${word}/${holds.join()}/${behind.length}`);
        const bare = { kind: soFar, atStart, afterWord: word, behind, holds };
        holds.push(this.#nullable(formula, bare));
      }
      const kind = this.#kind(`${atStart}/${word}/${holds.join()}`);
      place = { kind, atStart, afterWord: word, behind, holds };
      this.#places.set(key, place);
    }
    return place;
  }

  #kind(key: string): number {
    let kind = this.#kinds.get(key);
    if (kind === undefined) this.#kinds.set(key, (kind = this.#kinds.size));
    return kind;
  }

  #nullable(formula: Formula, place: Place): boolean {
    this.terms.spend(1);
    switch (formula.kind) {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'not':
        return !this.#nullable(formula.item, place);
      case 'and':
        return formula.items.every((item) => this.#nullable(item, place));
      case 'or':
        return formula.items.some((item) => this.#nullable(item, place));
      default:
        return this.#closure(formula.cell, place).done.some(({ condition }) =>
          this.#nullable(condition, place),
        );
    }
  }

  #derive(formula: Formula, index: number, place: Place): Formula {
    if (formula.kind === 'true' || formula.kind === 'false') return formula;
    let byKind = this.#derived.get(formula);
    if (byKind === undefined) this.#derived.set(formula, (byKind = []));
    const byClass = (byKind[place.kind] ??= new Map());
    let derived = byClass.get(index);
    if (derived === undefined) {
      this.terms.spend(1);
      derived = this.#deriveAnew(formula, index, place);
      byClass.set(index, derived);
    }
    return derived;
  }

  #deriveAnew(formula: Formula, index: number, place: Place): Formula {
    const { terms } = this;
    switch (formula.kind) {
      case 'not':
        return terms.not(this.#derive(formula.item, index, place));
      case 'and': {
        const items: Formula[] = [];
        for (const item of formula.items) {
          const derived = this.#derive(item, index, place);
          if (derived === FALSE) return FALSE;
          items.push(derived);
        }
        return terms.and(items);
      }
      case 'or':
        return terms.or(formula.items.map((item) => this.#derive(item, index, place)));
      case 'atom': {
        const closure = this.#closure(formula.cell, place);
        const ways: Formula[] = [];
        for (const { cell, condition } of closure.byClass.get(index) ?? [])
          ways.push(terms.and([terms.atom(cell), this.#derive(condition, index, place)]));
        for (const { condition, end } of closure.done)
          if (!end) ways.push(this.#derive(condition, index, place));
        return terms.or(ways);
      }
      default:
        return formula;
    }
  }

  /** What a cell can read first, with every position and assertion before that settled or turned into a condition. */
  #closure(cell: Cell, place: Place): Closure {
    let byKind = this.#closures.get(cell);
    if (byKind === undefined) this.#closures.set(cell, (byKind = []));
    return (byKind[place.kind] ??= this.#closureAnew(cell, place));
  }

  #closureAnew(start: Cell, place: Place): Closure {
    const { terms } = this;
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
    const { terms } = this;
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
    const classes = this.alphabet.of(node.set);
    this.terms.spend(classes.length);
    for (const index of classes) {
      const ways = closure.byClass.get(index);
      if (ways === undefined) closure.byClass.set(index, [{ cell, condition }]);
      else ways.push({ cell, condition });
    }
  }
}
