import { decodePunycode, encodePunycode } from './punycode.ts';

// Classes of Unicode take long to make: those in functions are made when these are first called.

// RFC 5892: which code points may stand in an internationalized label.
const EXCEPTIONALLY_VALID = /^[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007]$/;
const EXCEPTIONALLY_DISALLOWED = /^[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]$/;
const isIgnorable = (text: string): boolean =>
  /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]$/u.test(text);
const IGNORED_BLOCK = /^[\u20d0-\u20ff\u{1d100}-\u{1d24f}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]$/u;
const isLetterOrDigit = (text: string): boolean =>
  /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u.test(text);

// RFC 5892 appendix A: code points that depend on their surroundings.
const ARABIC_DIGIT = /[\u0660-\u0669]/;
const EXTENDED_ARABIC_DIGIT = /[\u06f0-\u06f9]/;
const isVirama = (text: string): boolean =>
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}]$/u.test(
    text,
  );
const joinsToLeft = (text: string): boolean =>
  /(?![\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0677\u0688-\u0699\u06c0-\u06cb\u06cf\u06d2-\u06d5])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]\p{Mn}*$/u.test(
    text,
  );
const joinsToRight = (text: string): boolean =>
  /^\p{Mn}*(?!\u0621)[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]/u.test(text);

/** Is what depends on its surroundings where it may be? `points` are the label's characters. */
const IN_CONTEXT: Readonly<Record<string, (points: readonly string[], i: number) => boolean>> = {
  '\u00b7': (points, i) => points[i - 1] === 'l' && points[i + 1] === 'l',
  '\u0375': (points, i) => /\p{Script=Greek}/u.test(points[i + 1] ?? ''),
  '\u05f3': (points, i) => /\p{Script=Hebrew}/u.test(points[i - 1] ?? ''),
  '\u05f4': (points, i) => /\p{Script=Hebrew}/u.test(points[i - 1] ?? ''),
  '\u30fb': (points) =>
    points.some((each) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(each)),
  '\u200d': (points, i) => isVirama(points[i - 1] ?? ''),
  '\u200c': (points, i) =>
    isVirama(points[i - 1] ?? '') ||
    (joinsToLeft(points.slice(0, i).join('')) && joinsToRight(points.slice(i + 1).join(''))),
};

function mayStand(points: readonly string[], i: number): boolean {
  const point = points[i] as string;
  if (/^[a-z0-9-]$/.test(point) || EXCEPTIONALLY_VALID.test(point)) return true;
  if (Object.hasOwn(IN_CONTEXT, point)) return IN_CONTEXT[point]?.(points, i) === true;
  if (EXCEPTIONALLY_DISALLOWED.test(point) || isIgnorable(point) || IGNORED_BLOCK.test(point)) return false;
  if (point !== point.normalize('NFKC').toLowerCase().normalize('NFKC')) return false;
  return isLetterOrDigit(point);
}

/** Is it a U-label (RFC 5890 section 2.3.2.1, RFC 5891 section 4.2), apart from the rule for two directions? */
export function isUnicodeLabel(label: string): boolean {
  if (label !== label.normalize('NFC') || /^-|-$|^..--/u.test(label) || /^\p{M}/u.test(label)) return false;
  if (ARABIC_DIGIT.test(label) && EXTENDED_ARABIC_DIGIT.test(label)) return false;
  const points = [...label];
  return points.every((_, i) => mayStand(points, i)) && asciiOf(label).length <= 63;
}

/** The A-label of a U-label. */
export function asciiOf(label: string): string {
  return isAscii(label) ? label : `xn--${encodePunycode(label)}`;
}

/** The U-label of an A-label (`xn--…`); undefined where it is none. */
export function unicodeOf(label: string): string | undefined {
  const lower = label.toLowerCase();
  const decoded = decodePunycode(lower.slice(4));
  if (decoded === undefined || isAscii(decoded) || !isUnicodeLabel(decoded)) return undefined;
  return asciiOf(decoded) === lower ? decoded : undefined;
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

const RIGHT_TO_LEFT =
  /[\u0590\u05be\u05c0\u05c3\u05c6\u05c8-\u05ff\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074b-\u07a5\u07b1-\u07ea\u07f4\u07f5\u07fa-\u0815\u081a\u0824\u0828\u082e-\u0858\u085c-\u088f\u08a0-\u08c9\u200f\ufb1d\ufb1f-\ufb28\ufb2a-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const ARABIC_NUMBER = /[\u0600-\u0605\u0660-\u0669\u066b\u066c\u06dd]/;
const EUROPEAN_NUMBER = /[0-9\u06f0-\u06f9]/;
const isMark = (text: string): boolean => /[\p{Mn}\p{Me}]/u.test(text);
const isLeftToRight = (text: string): boolean => /[\p{L}\p{Mc}\p{Nd}]/u.test(text);

type BidiClass = 'R' | 'AN' | 'EN' | 'NSM' | 'L' | 'ON';

function bidiClass(point: string): BidiClass {
  if (ARABIC_NUMBER.test(point)) return 'AN';
  if (EUROPEAN_NUMBER.test(point)) return 'EN';
  if (isMark(point)) return 'NSM';
  if (RIGHT_TO_LEFT.test(point)) return 'R';
  return isLeftToRight(point) ? 'L' : 'ON';
}

/** RFC 5893 section 2, for all labels of a name that has one from right to left. */
export function keepsBidiRule(labels: readonly string[]): boolean {
  // ASCII has nothing that is written from right to left.
  if (labels.every(isAscii)) return true;
  const classes = labels.map((label) => Array.from(label, bidiClass));
  if (!classes.flat().some((each) => each === 'R' || each === 'AN')) return true;
  return classes.every((label) => {
    const last = label.findLast((each) => each !== 'NSM');
    if (label[0] === 'L') return !label.some((each) => each === 'R' || each === 'AN') && last !== 'ON';
    if (label[0] !== 'R') return false;
    return !label.includes('L') && last !== 'ON' && !(label.includes('AN') && label.includes('EN'));
  });
}
