import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { compilePattern } from './schema-keywords.ts';

const parser = new RegExpParser({ ecmaVersion: 2024 });
/** Tried in turn for classes that exclude, and for the dot. */
const ALPHABET =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/ @+,;#=!?~%&\'"()[]{}<>*$^|\\`éλ漢';

/**
 * A short text that a pattern accepts and that is as long as asked for; undefined where none was found. Look-around
 * is skipped and the outcome tried, so that a pattern that needs it may be missed, but never a wrong text is given.
 */
export function sampleOfPattern(source: string, minLength: number, maxLength: number): string | undefined {
  const pattern = compilePattern(source);
  if (!pattern) return undefined;
  let tree: AST.Pattern;
  try {
    tree = parser.parsePattern(
      source,
      0,
      source.length,
      pattern.flags.includes('u') ? { unicode: true } : {},
    );
  } catch {
    return undefined;
  }
  for (let extra = 0; extra < 40; extra++) {
    for (let choice = 0; choice < 4; choice++) {
      const text = writeAlternatives(tree.alternatives, { extra: Math.max(extra, 0), choice });
      const padded = [
        text,
        text.padEnd(minLength, 'a'),
        'a'.repeat(Math.max(0, minLength - text.length)) + text,
      ];
      const fitting = padded.find(
        (one) => one.length >= minLength && one.length <= maxLength && pattern.test(one),
      );
      if (fitting !== undefined) return fitting;
    }
  }
  return undefined;
}

interface Style {
  /** How many repetitions more than a quantifier asks for. */
  readonly extra: number;
  /** Which alternative is taken where there are several. */
  readonly choice: number;
}

function writeAlternatives(alternatives: readonly AST.Alternative[], style: Style): string {
  const chosen = alternatives[Math.min(style.choice, alternatives.length - 1)];
  return chosen ? chosen.elements.map((element) => write(element, style)).join('') : '';
}

function write(element: AST.Element, style: Style): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return oneOf(element.raw);
    case 'Group':
    case 'CapturingGroup':
      return writeAlternatives(element.alternatives, style);
    case 'Backreference':
      return Array.isArray(element.resolved) ? '' : write(element.resolved, style);
    case 'Quantifier': {
      const times = Math.min(element.max, Math.max(element.min, element.min + style.extra));
      return Array.from({ length: Math.min(times, 5000) }, () => write(element.element, style)).join('');
    }
    default:
      return '';
  }
}

function oneOf(raw: string): string {
  const pattern = compilePattern(`^${raw}$`);
  return [...ALPHABET].find((character) => pattern?.test(character)) ?? firstBeyond(pattern);
}

function firstBeyond(pattern: RegExp | undefined): string {
  for (let code = 0; code < 0x3000; code++) {
    const character = String.fromCodePoint(code);
    if (pattern?.test(character)) return character;
  }
  return '';
}
