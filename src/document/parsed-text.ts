import type { TextFault } from './decode.ts';
import { hasEscapedDollar, mayReferElsewhere } from './elsewhere.ts';
import type { PositionIndex } from './positions.ts';
import { includes } from './words.ts';

/** Where everything stands in a text, as it was written. */
export interface Layout {
  readonly index: PositionIndex;
  /** Offsets. */
  readonly lineStarts: Int32Array;
}

export interface ReadText {
  /** As written, or with the same characters of ASCII at least: words are looked for in it. */
  readonly text: string;
  readonly value: unknown;
  readonly faults: readonly TextFault[];
  readonly format: 'json' | 'yaml';
  /** Takes as long as parsing did. */
  readonly layOut: () => Layout;
}

/**
 * A file, read. The text is kept until the first place is asked for, since reading the file again would be neither
 * possible everywhere nor sure to give the same; from then on its layout, which is smaller, takes its place.
 */
export class ParsedText {
  readonly value: unknown;
  readonly faults: readonly TextFault[];
  readonly format: 'json' | 'yaml';
  #source: Pick<ReadText, 'text' | 'layOut'> | undefined;
  #layout: Layout | undefined;
  #escapesDollar: boolean | undefined;

  constructor({ value, faults, format, text, layOut }: ReadText) {
    this.value = value;
    this.faults = faults;
    this.format = format;
    this.#source = { text, layOut };
  }

  get layout(): Layout {
    this.#layout ??= this.#source!.layOut();
    this.#source = undefined;
    return this.#layout;
  }

  /** Could the word, of ASCII, be in the name of a member? A yes may be wrong. */
  mentions(word: string): boolean {
    if (this.#source !== undefined)
      return includes(this.#source.text, word) || this.#mayEscape(this.#source.text);
    return [...this.layout.index.names.keys()].some((name) => name.includes(word));
  }

  /** Could something refer to another file? A yes may be wrong. */
  mayReferElsewhere(): boolean {
    if (this.#source === undefined) return true;
    const { text } = this.#source;
    return mayReferElsewhere(text, this.#mayEscape(text));
  }

  /** Asked for several words, and each time the whole text would have to be read. */
  #mayEscape(text: string): boolean {
    return (this.#escapesDollar ??= hasEscapedDollar(text, this.format === 'json'));
  }
}
