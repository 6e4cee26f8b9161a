import type { JsonObject } from '../../schema/index.ts';
import { singular, splitWords } from './words.ts';

/** Would the property's schema, and whoever else has a say, take this value? */
export type Accepts = (property: string, value: unknown) => boolean;

/** Makes some members agree; does nothing where they already do. */
export interface Step {
  /** Members whose presence has a say in what others become. */
  readonly names: readonly string[];
  readonly run: (object: JsonObject, accepts: Accepts) => void;
}

/** A property and the words of its name. */
export interface Key {
  readonly name: string;
  readonly words: readonly string[];
  /** The words in one text, the last one in the singular. */
  readonly phrase: string;
}

export function readKeys(names: readonly string[]): Key[] {
  return names.map((name) => {
    const words = splitWords(name);
    return { name, words, phrase: phraseOf(words) };
  });
}

function phraseOf(words: readonly string[]): string {
  const last = words.at(-1);
  return last === undefined ? '' : [...words.slice(0, -1), singular(last)].join(' ');
}
