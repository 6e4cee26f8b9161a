import { readFlow } from './plain-yaml-flow.ts';
import {
  notPlain,
  plainValue,
  readBlockScalar,
  readContinued,
  readQuoted,
  trimmed,
} from './plain-yaml-scalar.ts';
import { type PositionIndex, PositionIndexBuilder } from './positions.ts';

/** Tabs, carriage returns, and what YAML allows only escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is control characters that are looked for
const unusualCharacter = /[\0-\x09\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/;
const halfCharacter = /[\ud800-\udfff]/u;
const markerLine = /^(?:---|\.\.\.)(?: |$)|^%/m;
const firstMarker = /^(?:(?: *#[^\n]*| *)\n)*---[ ]*\n/;

const blanks = /[ \n]*/y;
const lineFeed = 0x0a;
const space = 0x20;
const hash = 0x23;
const dash = 0x2d;
const colon = 0x3a;

/** Characters that a plain scalar does not begin with, or seldom: `- ? : , [ ] { } # & * ! | > ' " % @` and the back tick. */
const indicators: ReadonlySet<number> = new Set(
  [...'-?:,[]{}#&*!|>\'"%@`'].map((each) => each.charCodeAt(0)),
);

/**
 * The value of a text in the plain part of YAML, in which most descriptions are written: block mappings and lists,
 * scalars of all styles, short flow collections. Undefined for anything else (anchors, tags, tabs, several documents,
 * keys that occur twice, whatever is wrong), which is no verdict: the parser of all of YAML has to say. It is many
 * times as slow, since it makes an event of everything.
 */
export function parsePlainYaml(text: string, maxDepth: number): unknown {
  const start = firstMarker.exec(text)?.[0].length ?? 0;
  if (unusualCharacter.test(text) || halfCharacter.test(text) || markerLine.test(text.slice(start)))
    return undefined;
  try {
    return new PlainYaml(text, maxDepth, undefined).read(start);
  } catch (error) {
    if (error === notPlain) return undefined;
    throw error;
  }
}

/** Where each value of a text stands that `parsePlainYaml` has read. */
export function indexPlainYaml(text: string, maxDepth: number): PositionIndex {
  const builder = new PositionIndexBuilder();
  new PlainYaml(text, maxDepth, builder).read(firstMarker.exec(text)?.[0].length ?? 0);
  return builder.finish();
}

class PlainYaml {
  readonly #text: string;
  readonly #maxDepth: number;
  /** Of what is read next. */
  #at = 0;
  /** Of the line's first character that is no space; -1 at the end of the text. */
  #column = 0;
  #lineStart = 0;
  #lineEnd = 0;
  #depth = 0;
  readonly #index: PositionIndexBuilder | undefined;

  constructor(text: string, maxDepth: number, index: PositionIndexBuilder | undefined) {
    this.#text = text;
    this.#index = index;
    // Some levels less, since the other parser may count otherwise and is to be the one who refuses.
    this.#maxDepth = maxDepth - 4;
  }

  read(start: number): unknown {
    this.#toContent(start);
    if (this.#column !== 0) throw notPlain;
    const index = this.#index?.add(this.#at, null);
    const value = this.#isItem() ? this.#list(0) : this.#mapping(0, this.#at, this.#key() ?? reject());
    this.#close(index);
    if (this.#at < this.#text.length) throw notPlain;
    return value;
  }

  #mapping(column: number, firstStart: number, firstKey: string): Record<string, unknown> {
    this.#enter();
    const mapping: Record<string, unknown> = {};
    let start = firstStart;
    let count = 0;
    for (let key = firstKey; ; count++) {
      if (key === '<<' || key === '__proto__') throw notPlain;
      const index = this.#index?.add(start, key);
      mapping[key] = this.#memberValue(column);
      this.#close(index);
      if (this.#column < column) break;
      if (this.#column > column || this.#isItem()) throw notPlain;
      start = this.#at;
      key = this.#key() ?? reject();
    }
    // Some key has occurred twice.
    if (Object.keys(mapping).length <= count) throw notPlain;
    this.#depth--;
    return mapping;
  }

  #memberValue(column: number): unknown {
    if (!this.#isLineEmpty()) return this.#scalar(column);
    if (this.#column > column) return this.#block(column);
    return this.#column === column && this.#isItem() ? this.#list(column) : null;
  }

  #list(column: number): unknown[] {
    this.#enter();
    const list: unknown[] = [];
    while (this.#column === column && this.#isItem()) {
      this.#at++;
      const isEmpty = this.#isLineEmpty();
      if (!isEmpty) this.#column = this.#at - this.#lineStart;
      const isNull = isEmpty && this.#column <= column;
      const index = this.#index?.add(this.#at, null);
      list.push(isNull ? null : this.#block(column));
      this.#close(index);
    }
    if (this.#column > column) throw notPlain;
    this.#depth--;
    return list;
  }

  /** What begins at a line's first character, or after the dash of an item. */
  #block(parent: number): unknown {
    const column = this.#column;
    if (this.#isItem()) return this.#list(column);
    const start = this.#at;
    const key = this.#key();
    return key === undefined ? this.#scalar(parent) : this.#mapping(column, start, key);
  }

  #close(index: number | undefined): void {
    if (index !== undefined) this.#index?.close(index);
  }

  #isItem(): boolean {
    if (this.#text.charCodeAt(this.#at) !== dash) return false;
    return this.#endsToken(this.#at + 1);
  }

  /** Is there a space, a line's end or the text's? */
  #endsToken(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === space || code === lineFeed || at >= this.#text.length;
  }

  /** The key that stands here, to after its colon; undefined, without a step, where none does. */
  #key(): string | undefined {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (first === 0x22 || first === 0x27) return this.#quotedKey();
    if (indicators.has(first)) return undefined;
    // What the engine searches itself is fast from the first line on, unlike loops over characters.
    let end = text.indexOf(':', start);
    while (end !== -1 && !this.#endsToken(end + 1)) end = text.indexOf(':', end + 1);
    if (end === -1 || end >= this.#lineEnd) return undefined;
    const key = text.slice(start, trimmed(text, start, end));
    if (key.includes(' #')) return undefined;
    this.#at = end + 1;
    return key;
  }

  #quotedKey(): string | undefined {
    const { value, end } = readQuoted(this.#text, this.#at, -1);
    if (end > this.#lineEnd) return undefined;
    let at = end;
    while (this.#text.charCodeAt(at) === space) at++;
    if (this.#text.charCodeAt(at) !== colon || !this.#endsToken(at + 1)) return undefined;
    this.#at = at + 1;
    return value;
  }

  #scalar(parent: number): unknown {
    const text = this.#text;
    const first = text.charCodeAt(this.#at);
    if (first === 0x22 || first === 0x27) {
      const { value, end } = readQuoted(text, this.#at, parent);
      this.#endLine(end);
      return value;
    }
    if (first === 0x7c || first === 0x3e) {
      const { value, end } = readBlockScalar(text, this.#at, parent);
      this.#toContent(end);
      return value;
    }
    if (first === 0x5b || first === 0x7b) {
      const { value, end } = readFlow(text, this.#at, this.#lineStart, parent, this.#index);
      this.#endLine(end);
      return value;
    }
    if (first === dash ? this.#endsToken(this.#at + 1) : indicators.has(first)) throw notPlain;
    return this.#plain(parent);
  }

  #plain(parent: number): string | number | boolean | null {
    const text = this.#text;
    const start = this.#at;
    const lineEnd = this.#lineEnd;
    let line = text.slice(start, trimmed(text, start, lineEnd));
    if (line.endsWith(':') || line.includes(': ')) throw notPlain;
    const comment = line.indexOf(' #');
    if (comment !== -1) line = text.slice(start, trimmed(text, start, start + comment));
    this.#toContent(lineEnd + 1);
    if (this.#column <= parent) return plainValue(line);
    if (comment !== -1) throw notPlain;
    const { value, end } = readContinued(text, line, lineEnd, parent);
    this.#endLine(end);
    return value;
  }

  /** Is there nothing more on this line? Then goes to the next that has something, else to what there is. */
  #isLineEmpty(): boolean {
    const text = this.#text;
    let at = this.#at;
    while (text.charCodeAt(at) === space) at++;
    this.#at = at;
    if (at < this.#lineEnd && text.charCodeAt(at) !== hash) return false;
    this.#endLine(at);
    return true;
  }

  /** To the next line that has something; what is left of this one must be nothing. */
  #endLine(from: number): void {
    const text = this.#text;
    const lineEnd = from <= this.#lineEnd ? this.#lineEnd : endOfLine(text, from);
    let at = from;
    while (text.charCodeAt(at) === space) at++;
    const isComment = text.charCodeAt(at) === hash && text.charCodeAt(at - 1) === space;
    if (at < lineEnd && !isComment) throw notPlain;
    this.#toContent(lineEnd + 1);
  }

  /** To the first character, at or after a line's start, that is no space, break or comment. */
  #toContent(start: number): void {
    const text = this.#text;
    for (let from = start; from < text.length; from = this.#lineEnd + 1) {
      blanks.lastIndex = from;
      blanks.test(text);
      const at = blanks.lastIndex;
      if (at >= text.length) break;
      this.#lineEnd = endOfLine(text, at);
      if (text.charCodeAt(at) === hash) continue;
      this.#at = at;
      this.#lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
      this.#column = at - this.#lineStart;
      return;
    }
    this.#at = text.length;
    this.#lineEnd = text.length;
    this.#column = -1;
  }

  #enter(): void {
    if (++this.#depth > this.#maxDepth) throw notPlain;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function reject(): never {
  throw notPlain;
}
