import type { TemplateExpression } from '../model/index.ts';

const ENCODED = /(?:%[0-9A-Fa-f]{2})+/g;

/** Percent-decoded as UTF-8 (RFC 3986 section 2.1); as it is where it cannot be. */
export function decodeText(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Literal text around templates in one path segment, such as `{name}.{ext}`. A template takes at least one character,
 * and an earlier one as much as it can: `a.b.c` has the name `a.b`. Time is linear in the literals times the text.
 */
export class SegmentPattern {
  /** The same for two patterns that match the same texts. */
  readonly key: string;
  readonly literalLength: number;
  /** Before the first template, between each two, and after the last one; `''` where nothing stands. */
  readonly #literals: readonly string[];
  readonly #decoded: readonly string[];

  constructor(pieces: ReadonlyArray<string | TemplateExpression>) {
    const literals = [''];
    for (const piece of pieces) {
      if (typeof piece === 'string') literals[literals.length - 1] += piece;
      else literals.push('');
    }
    this.#literals = literals.map(normalize);
    this.#decoded = literals.map(decodeText);
    this.key = JSON.stringify(this.#decoded);
    this.literalLength = this.#decoded.join('').length;
  }

  /**
   * What the templates take from the text of a request, percent-encoded; undefined where the pattern does not match.
   * An encoded reserved character counts as literal text only where the pattern does not match otherwise.
   */
  match(text: string): string[] | undefined {
    if (!text.includes('%')) return capture(this.#literals, text);
    return (
      capture(this.#literals, normalize(text)) ?? capture(this.#decoded, decodeText(text))?.map(encodeText)
    );
  }
}

/** As it is where it has half a surrogate pair and so no encoding. */
function encodeText(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The rightmost place for each literal leaves the most room to those before it, so nothing is tried twice. */
function capture(literals: readonly string[], text: string): string[] | undefined {
  const first = literals[0] as string;
  const last = literals[literals.length - 1] as string;
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  let end = text.length - last.length;
  const captures: string[] = [];
  for (let index = literals.length - 2; index >= 0; index--) {
    const literal = literals[index] as string;
    const start = index === 0 ? 0 : text.lastIndexOf(literal, end - literal.length - 1);
    if (start < 0 || start + literal.length >= end) return undefined;
    captures.push(text.slice(start + literal.length, end));
    end = start;
  }
  return captures.reverse();
}

/** Unreserved and non-ASCII characters decoded (RFC 3986 section 6.2.2.2), the encoding of the others upper-case. */
function normalize(text: string): string {
  return text.replace(ENCODED, (run) => {
    const decoded = decodeText(run);
    if (decoded === run) return run.toUpperCase();
    return Array.from(decoded, (character) => {
      if (character > '\u007f' || /[\w.~-]/.test(character)) return character;
      return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
    }).join('');
  });
}
