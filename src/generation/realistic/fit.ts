import type { StringConstraint } from '../constraint.ts';
import type { Random } from '../random.ts';
import { capitalize, slug, toAscii } from './words.ts';

/** Changes a value a little, so that it may satisfy a constraint that refuses it as it is. */
export type Variant = (value: string, random: Random) => string;

const keep: Variant = (value) => value;

/** Does the variant leave every value as it is? */
export function isPlain(variant: Variant): boolean {
  return variant === keep;
}

/** What is worth a try for a constraint, best first; `keep` is always the first. */
export function variantsFor(constraint: StringConstraint): readonly Variant[] {
  const { minLength, maxLength } = constraint;
  const bounded = minLength > 0 || maxLength < Number.POSITIVE_INFINITY;
  const length: Variant = (value, random) => toLength(value, minLength, maxLength, random);
  const shapes = constraint.patterns.length > 0 || constraint.notPatterns.length > 0 ? SHAPES : [];
  if (!bounded) return [keep, ...shapes];
  return [
    keep,
    length,
    ...shapes,
    ...shapes.map(
      (shape): Variant =>
        (value, random) =>
          length(shape(value), random),
    ),
  ];
}

type Shape = (value: string) => string;

const SHAPES: readonly Shape[] = [
  (value) => value.toLowerCase(),
  (value) => value.toUpperCase(),
  (value) => slug(value),
  (value) => slug(value).replaceAll('-', '_'),
  (value) => slug(value).replaceAll('-', ''),
  (value) => slug(value).replaceAll('-', '_').toUpperCase(),
  (value) => slug(value).split('-').map(capitalize).join(''),
  (value) => toAscii(value),
  (value) => toAscii(value).replace(/[^A-Za-z0-9 ]/g, ''),
  (value) => toAscii(value).replace(/[^A-Za-z]/g, ''),
  (value) => value.replace(/[^0-9]/g, ''),
  (value) => value.replace(/[^0-9.]/g, ''),
  (value) => `/${slug(value)}`,
  (value) => `${value}.`,
];

/** Cut at the end of a word where there is one, or continued in kind; addresses and URLs are never cut. */
function toLength(value: string, minLength: number, maxLength: number, random: Random): string {
  const units = [...value];
  if (units.length > maxLength) {
    if (/@|:\/\//.test(value)) return value;
    const cut = units.slice(0, maxLength).join('');
    const border = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('-'), cut.lastIndexOf('_'));
    const worded = border >= Math.max(3, minLength) ? cut.slice(0, border) : cut;
    const trimmed = worded.replace(/[\s,;:&/._-]+$/u, '');
    return [...trimmed].length >= minLength ? trimmed : cut;
  }
  if (units.length < minLength && minLength <= 10_000) return extend(value, minLength, maxLength, random);
  return value;
}

const SENTENCES: readonly string[] = [
  'More about it is in the handbook.',
  'The team looked at it last week and found nothing to change.',
  'Please ask if anything is unclear.',
  'It has worked well so far.',
  'The next review is planned for spring.',
  'See the notes for details.',
];

function extend(value: string, minLength: number, maxLength: number, random: Random): string {
  let out = value;
  if (/\s/.test(value)) {
    while (out.length < minLength) out = `${out}${/[.!?]$/.test(out) ? '' : '.'} ${random.pick(SENTENCES)}`;
    return out.length > maxLength
      ? [...out].slice(0, maxLength).join('').trimEnd().padEnd(minLength, '.')
      : out;
  }
  const letters = /^\d+$/.test(value)
    ? '0123456789'
    : /^[0-9a-f]+$/.test(value)
      ? '0123456789abcdef'
      : /^[0-9A-F]+$/.test(value)
        ? '0123456789ABCDEF'
        : 'abcdefghijkmnpqrstuvwxyz23456789';
  if (/^(?:\w+:\/)?\//.test(value)) out = out.endsWith('/') ? out : `${out}/`;
  else if (/^[a-z]+$/.test(value)) out = `${out}-`;
  for (let missing = minLength - [...out].length; missing > 0; missing--) {
    out += letters.charAt(random.int(0, letters.length - 1));
  }
  return out;
}
