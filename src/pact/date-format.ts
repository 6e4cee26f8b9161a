/** A pattern of Java's DateTimeFormatter, as pacts hold them: pieces in order. */
type Piece = { readonly text: string } | { readonly letter: string; readonly count: number };

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const LONGEST = 200;

export const DEFAULT_FORMATS: Readonly<Record<'date' | 'time' | 'datetime', string>> = {
  date: 'yyyy-MM-dd',
  time: 'HH:mm:ss',
  datetime: "yyyy-MM-dd'T'HH:mm:ss",
};

/** Whether a text is a moment as the format writes it; a sentence where the format is none. */
export function compileDateFormat(format: string): ((text: string) => boolean) | string {
  const pieces = piecesOf(format);
  if (typeof pieces === 'string') return pieces;
  const sources = pieces.map((piece) => ('text' in piece ? escaped(piece.text) : sourceOf(piece)));
  const unknown = pieces.find((_, at) => sources[at] === undefined);
  if (unknown && 'letter' in unknown)
    return `the letter ${unknown.letter} of the format "${format}" is not known`;
  // Pieces of bounded length behind one another: nothing in it can be tried in many ways.
  const expression = new RegExp(`^${sources.join('')}$`, 'i');
  const letters = pieces.flatMap((piece) => ('letter' in piece ? [piece.letter] : []));
  return (text) => {
    const match = text.length > LONGEST ? null : expression.exec(text);
    return match !== null && isMoment(letters, match.slice(1));
  };
}

/** A moment (milliseconds since 1970, in UTC) as the format writes it; undefined where the format is none. */
export function formatDate(format: string, moment: number): string | undefined {
  const pieces = piecesOf(format);
  if (typeof pieces === 'string') return undefined;
  const date = new Date(moment);
  return pieces.map((piece) => ('text' in piece ? piece.text : written(piece, date))).join('');
}

function piecesOf(format: string): Piece[] | string {
  if (format.length > LONGEST) return `the format is longer than ${LONGEST} characters`;
  const pieces: Piece[] = [];
  const piece = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/gy;
  while (piece.lastIndex < format.length) {
    const match = piece.exec(format);
    if (!match) return `the format "${format}" has a quote without its end`;
    const [whole, quoted, letter] = match;
    if (letter !== undefined) pieces.push({ letter, count: whole.length });
    else if (quoted === undefined) pieces.push({ text: whole });
    else pieces.push({ text: quoted === '' ? "'" : quoted.replaceAll("''", "'") });
  }
  return pieces;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** One group for each letter. */
function sourceOf({ letter, count }: { letter: string; count: number }): string | undefined {
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return count === 2 ? '(\\d{2})' : '([+-]?\\d{4,9})';
    case 'M':
    case 'L':
      if (count >= 3) return `(${(count === 3 ? MONTHS.map((name) => name.slice(0, 3)) : MONTHS).join('|')})`;
      return digits(count, 2);
    case 'D':
      return digits(count, 3);
    case 'd':
    case 'H':
    case 'k':
    case 'K':
    case 'h':
    case 'm':
    case 's':
    case 'w':
      return digits(count, 2);
    case 'S':
    case 'n':
      return letter === 'S' ? `(\\d{${Math.min(count, 9)}}|\\d{1,9})` : '(\\d{1,9})';
    case 'a':
      return '(am|pm)';
    case 'E':
    case 'e':
      return `(${(count < 4 ? DAYS.map((name) => name.slice(0, 3)) : DAYS).join('|')})`;
    case 'G':
      return '(ad|bc)';
    case 'X':
      return count === 1
        ? '(Z|[+-]\\d{2}(?:\\d{2})?)'
        : count === 2
          ? '(Z|[+-]\\d{4})'
          : '(Z|[+-]\\d{2}:\\d{2})';
    case 'x':
    case 'Z':
      return '(Z|[+-]\\d{2}:?\\d{2}|GMT(?:[+-]\\d{2}:\\d{2})?)';
    case 'z':
    case 'V':
    case 'O':
      return '([A-Z][A-Za-z_/+:0-9-]{0,40})';
    default:
      return undefined;
  }
}

function digits(count: number, most: number): string {
  return count >= 2 ? `(\\d{${Math.min(count, most)}})` : `(\\d{1,${most}})`;
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  H: [0, 23],
  k: [1, 24],
  K: [0, 11],
  h: [1, 12],
  m: [0, 59],
  s: [0, 60],
  d: [1, 31],
  D: [1, 366],
  w: [1, 53],
};

function isMoment(letters: readonly string[], values: readonly string[]): boolean {
  const found = new Map(letters.map((letter, at) => [letter, values[at] ?? '']));
  for (const [letter, value] of found) {
    const range = Object.hasOwn(RANGES, letter) ? RANGES[letter] : undefined;
    if (range && !(Number(value) >= range[0] && Number(value) <= range[1])) return false;
  }
  const month = monthOf(found.get('M') ?? found.get('L'));
  if (month === undefined) return true;
  if (!(month >= 1 && month <= 12)) return false;
  const day = Number(found.get('d') ?? 1);
  // Without a year, the 29th of February is one.
  const year = Number(found.get('y') ?? found.get('u') ?? 2000);
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function monthOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  return MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
}

function written({ letter, count }: { letter: string; count: number }, date: Date): string {
  const padded = (value: number) => String(value).padStart(count, '0');
  const hours = date.getUTCHours();
  switch (letter) {
    case 'y':
    case 'u':
    case 'Y':
      return count === 2
        ? String(date.getUTCFullYear()).slice(-2)
        : String(date.getUTCFullYear()).padStart(4, '0');
    case 'M':
    case 'L': {
      const name = MONTHS[date.getUTCMonth()]!;
      if (count < 3) return padded(date.getUTCMonth() + 1);
      return count === 3 ? name.slice(0, 3) : name;
    }
    case 'd':
      return padded(date.getUTCDate());
    case 'D':
      return padded(
        (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
          Date.UTC(date.getUTCFullYear(), 0, 0)) /
          86_400_000,
      );
    case 'H':
      return padded(hours);
    case 'k':
      return padded(hours || 24);
    case 'K':
      return padded(hours % 12);
    case 'h':
      return padded(hours % 12 || 12);
    case 'm':
      return padded(date.getUTCMinutes());
    case 's':
      return padded(date.getUTCSeconds());
    case 'S':
    case 'n':
      return String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(9, '0').slice(0, Math.min(count, 9));
    case 'a':
      return hours < 12 ? 'AM' : 'PM';
    case 'E':
    case 'e':
      return count < 4 ? DAYS[date.getUTCDay()]!.slice(0, 3) : DAYS[date.getUTCDay()]!;
    case 'G':
      return 'AD';
    case 'X':
      return 'Z';
    case 'x':
    case 'Z':
      return count === 3 || count === 5 ? '+00:00' : '+0000';
    default:
      return 'UTC';
  }
}
