import { notPlain, plainValue, readQuoted, trimmed } from './plain-yaml-scalar.ts';
import type { PositionIndexBuilder } from './positions.ts';

const lineFeed = 0x0a;
const space = 0x20;
const colon = 0x3a;
const deepest = 20;

/** A plain scalar in a flow collection, of few characters that mean nothing else. */
const plain =
  /(?:[A-Za-z0-9_/.$+\\()^~=;]|-(?=\d))(?:[A-Za-z0-9_/.$+\\()^~=;*?!&|<>@'" -]|:(?![\s,[\]{}]))*/y;

/**
 * A list in brackets or a mapping in braces. `at` is at the opening one; further lines must be indented more than
 * `parent`. Throws notPlain.
 */
export function readFlow(
  text: string,
  at: number,
  lineStart: number,
  parent: number,
  index: PositionIndexBuilder | undefined,
): { value: unknown; end: number } {
  const reader = new FlowReader(text, at, lineStart, parent, index);
  const value = reader.collection(0);
  return { value, end: reader.at };
}

class FlowReader {
  at: number;
  readonly #text: string;
  readonly #parent: number;
  #lineStart: number;
  readonly #index: PositionIndexBuilder | undefined;

  constructor(
    text: string,
    at: number,
    lineStart: number,
    parent: number,
    index: PositionIndexBuilder | undefined,
  ) {
    this.#index = index;
    this.#text = text;
    this.at = at;
    this.#lineStart = lineStart;
    this.#parent = parent;
  }

  collection(depth: number): unknown {
    if (depth > deepest) throw notPlain;
    const isList = this.#text.charCodeAt(this.at) === 0x5b;
    const closer = isList ? 0x5d : 0x7d;
    const list: unknown[] = [];
    const mapping: Record<string, unknown> = {};
    this.at++;
    this.#skip();
    while (this.#text.charCodeAt(this.at) !== closer) {
      if (isList) list.push(this.#value(depth, this.at, null));
      else this.#member(mapping, depth);
      this.#skip();
      const code = this.#text.charCodeAt(this.at);
      if (code === closer) break;
      if (code !== 0x2c) throw notPlain;
      this.at++;
      this.#skip();
    }
    this.at++;
    return isList ? list : mapping;
  }

  #member(mapping: Record<string, unknown>, depth: number): void {
    const start = this.at;
    const key = this.#scalar();
    if (this.#text.charCodeAt(this.at) !== colon || this.#text.charCodeAt(this.at + 1) !== space)
      throw notPlain;
    this.at++;
    this.#skip();
    if (key === '<<' || key === '__proto__' || Object.hasOwn(mapping, key)) throw notPlain;
    mapping[key] = this.#value(depth, start, key);
  }

  #value(depth: number, start: number, key: string | null): unknown {
    const first = this.#text.charCodeAt(this.at);
    const index = this.#index?.add(start, key);
    if (first !== 0x5b && first !== 0x7b) {
      const source = this.#scalar();
      return first === 0x22 || first === 0x27 ? source : plainValue(source);
    }
    const value = this.collection(depth + 1);
    if (index !== undefined) this.#index?.close(index);
    return value;
  }

  #scalar(): string {
    const text = this.#text;
    const start = this.at;
    const first = text.charCodeAt(start);
    if (first === 0x22 || first === 0x27) {
      const { value, end } = readQuoted(text, start, this.#parent);
      const lineEnd = text.indexOf('\n', start);
      if (lineEnd !== -1 && lineEnd < end) throw notPlain;
      this.at = end;
      return value;
    }
    plain.lastIndex = start;
    if (!plain.test(text)) throw notPlain;
    this.at = plain.lastIndex;
    return text.slice(start, trimmed(text, start, this.at));
  }

  #skip(): void {
    for (; ; this.at++) {
      const code = this.#text.charCodeAt(this.at);
      if (code === lineFeed) this.#lineStart = this.at + 1;
      else if (code !== space) break;
    }
    if (this.at - this.#lineStart <= this.#parent || this.at >= this.#text.length) throw notPlain;
  }
}
