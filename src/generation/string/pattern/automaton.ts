import { Alphabet } from './alphabet.ts';
import { type CharSet, intersection, WORD } from './charset.ts';
import { Closures, type Place } from './closure.ts';
import { factored } from './factor.ts';
import { ANY, FALSE, type Formula, NIL, Terms, TRUE } from './formula.ts';
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

/**
 * Reads strings by derivatives: the formula of what must hold for a string becomes, by a character, the formula of what
 * must hold for the rest. `and`, `not` and assertions are part of the formula, so that several patterns, forbidden ones
 * and lookaheads are one automaton. States are made as they are met.
 */
export class Automaton {
  readonly terms: Terms;
  readonly alphabet: Alphabet;
  readonly start: State;
  readonly #boundaries: boolean;
  readonly #isWord: readonly boolean[];
  readonly #states = new Map<string, State>();
  readonly #places = new Map<string, Place>();
  readonly #kinds = new Map<string, number>();
  readonly #closures: Closures;
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
    const words = new Set(found.boundaries ? alphabet.of(wordSet) : []);
    this.#isWord = alphabet.classes.map((_, index) => words.has(index));
    const wordNext = terms.atom(terms.cell(setNode(wordSet), ANY));
    this.#closures = new Closures(terms, alphabet, wordNext, found.lookbehinds);
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
        return this.#closures
          .of(formula.cell, place)
          .done.some(({ condition }) => this.#nullable(condition, place));
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
        const closure = this.#closures.of(formula.cell, place);
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
}
