/** A pattern in the words of ECMA-262, with the flags that it asks for. */
export interface Translation {
  readonly source: string;
  /** Of `i`, `m` and `s`. */
  readonly flags: string;
}

const POSIX: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alpha: 'A-Za-z',
    digit: '0-9',
    alnum: 'A-Za-z0-9',
    upper: 'A-Z',
    lower: 'a-z',
    space: '\\s',
    blank: ' \\t',
    punct: '!-\\/:-@\\[-`\\{-~',
    xdigit: '0-9A-Fa-f',
    word: '\\w',
    cntrl: '\\x00-\\x1f\\x7f',
    print: ' -~',
    graph: '!-~',
  }),
);

/** Java's names for the same, where ECMA-262 has no property of that name. */
const JAVA: ReadonlySet<string> = new Set([
  'Digit',
  'Alnum',
  'Punct',
  'XDigit',
  'Blank',
  'Graph',
  'Print',
  'Cntrl',
]);

const KNOWN_LETTERS = 'bBcdDfknpPrsStuvwWx';
const SYNTAX = '^$\\.*+?()[]{}|/';

/**
 * A pattern of another engine (PCRE, Python, Java, Ruby, Go) in ECMA-262: anchors `\A \z \Z`, leading `(?i)`, POSIX
 * classes, `\h`, `(?P<name>…)`, possessive quantifiers, needless escapes, and `/…/` around the whole where an anchor
 * shows that it is meant. Undefined where a construct has no certain counterpart.
 */
export function translatePattern(pattern: string): Translation | undefined {
  const { body, flags } = unwrap(pattern);
  let source = '';
  let inClass = false;
  let afterQuantifier = false;
  for (let i = 0; i < body.length; i++) {
    const char = body[i] as string;
    const rest = body.slice(i);
    let piece: [string, number] | undefined = [char, 1];
    let quantifier = false;
    if (char === '\\') piece = readEscape(rest, inClass);
    else if (inClass) {
      if (char === ']') inClass = false;
      else if (char === '[') piece = posixClass(rest);
      else if (char === '-') piece = [isLooseDash(source, rest) ? '\\-' : '-', 1];
    } else if (char === '[') {
      inClass = true;
      if (body[i + 1] === '^') piece = ['[^', 2];
    } else if (char === '(') piece = group(rest);
    else if (char === '+' && afterQuantifier) piece = ['', 1];
    else if ('*+?'.includes(char)) quantifier = !afterQuantifier;
    else if (char === '{') {
      const repeat = /^\{\d+(?:,\d*)?\}/.exec(rest)?.[0];
      piece = repeat === undefined ? ['\\{', 1] : [repeat, repeat.length];
      quantifier = repeat !== undefined;
    } else if (char === '}') piece = ['\\}', 1];
    if (piece === undefined) return undefined;
    source += piece[0];
    i += piece[1] - 1;
    afterQuantifier = quantifier;
  }
  return { source, flags };
}

function unwrap(pattern: string): { body: string; flags: string } {
  const delimited = /^\/(\^.*|.*[^\\]\$)\/([gimsuy]*)$/s.exec(pattern);
  const body = delimited?.[1] ?? pattern;
  const given = delimited?.[2] ?? '';
  const inline = /^\^?\(\?([ims]+)\)/.exec(body);
  const flags = new Set([...given, ...(inline?.[1] ?? '')].filter((flag) => 'ims'.includes(flag)));
  if (inline === null) return { body, flags: [...flags].join('') };
  const anchor = body[0] === '^' ? '^' : '';
  return { body: anchor + body.slice(inline[0].length), flags: [...flags].join('') };
}

/** Is the pattern written for another engine, though ECMA-262 would take it? */
export function looksForeign(pattern: string): boolean {
  return (
    /\[\[:[\^a-z]+:\]|\[:[a-z]+:\]\]/.test(pattern) || /^\/(?:\^.*|.*[^\\]\$)\/[gimsuy]*$/s.test(pattern)
  );
}

/** What stands for an escape, and how much of the pattern it is. */
function readEscape(rest: string, inClass: boolean): [string, number] | undefined {
  const letter = rest[1];
  if (letter === undefined) return undefined;
  switch (letter) {
    case 'A':
      return inClass ? undefined : ['(?<![^])', 2];
    case 'z':
    case 'Z':
      return inClass ? undefined : ['(?![^])', 2];
    case 'h':
      return [inClass ? ' \\t' : '[ \\t]', 2];
    case 'a':
      return ['\\x07', 2];
    case 'e':
      return ['\\x1b', 2];
    case 'u': {
      const point = /^\\u(?:\{[\da-f]+\})?/i.exec(rest)?.[0] ?? '';
      return [point, point.length];
    }
    case 'p':
    case 'P': {
      const property = /^\\[pP]\{(\w+)\}/.exec(rest);
      const whole = /^\\[pP]\{[^}]*\}/.exec(rest)?.[0] ?? rest.slice(0, 2);
      if (property === null || !JAVA.has(property[1] as string)) return [whole, whole.length];
      const range = POSIX.get((property[1] as string).toLowerCase()) as string;
      if (inClass) return letter === 'p' ? [range, property[0].length] : undefined;
      return [letter === 'p' ? `[${range}]` : `[^${range}]`, property[0].length];
    }
  }
  if (/\d/.test(letter) || KNOWN_LETTERS.includes(letter) || SYNTAX.includes(letter))
    return [rest.slice(0, 2), 2];
  if (/[A-Za-z]/.test(letter)) return undefined;
  if (letter === '-' && inClass) return ['\\-', 2];
  // Any other character stands for itself; a pair of surrogates stays together.
  return [letter, 2];
}

function posixClass(rest: string): [string, number] | undefined {
  const named = /^\[:(\^?)([a-z]+):\]/.exec(rest);
  if (named === null) return ['\\[', 1];
  const range = POSIX.get(named[2] as string);
  return range === undefined || named[1] === '^' ? undefined : [range, named[0].length];
}

/** A dash beside a class of characters is no range. */
function isLooseDash(before: string, rest: string): boolean {
  return /\\[wWdDsS]$/.test(before) || /^-\\[wWdDsS]/.test(rest);
}

function group(rest: string): [string, number] | undefined {
  if (rest[1] !== '?') return ['(', 1];
  const backReference = /^\(\?P=(\w+)\)/.exec(rest);
  if (backReference !== null) return [`\\k<${backReference[1]}>`, backReference[0].length];
  if (rest.startsWith('(?P<')) return ['(?<', 4];
  return /^\(\?(?:[:=!]|<[=!]|<\w+>)/.test(rest) ? ['(?', 2] : undefined;
}
