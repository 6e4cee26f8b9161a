/** Thrown where a text is not plain; it is read again by the parser that knows all of YAML. */
export const notPlain: Error = new Error('This is not the plain part of YAML.');

/** What a scalar said, and the offset after it. */
export interface Scalar {
  readonly value: string;
  readonly end: number;
}

const lineFeed = 0x0a;
const space = 0x20;
const quote = 0x22;
const apostrophe = 0x27;
const backslash = 0x5c;

const integer = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?[0-9]+)$/;
const float = /^(?:[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?)$/;
const special = /^[-+]?\.(?:inf|nan)$/i;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '"': '"', '/': '/', '\\': '\\', ' ': ' ' }),
);

/** What a plain scalar of one line means in the core schema (YAML 1.2, section 10.3.2). */
export function plainValue(source: string): string | number | boolean | null {
  const first = source.charCodeAt(0);
  if (first > 0x39) {
    if (source.length > 5) return source;
    const word = words.get(source);
    return word === undefined ? source : word;
  }
  const numeric = first >= 0x30 || first === 0x2d || first === 0x2b || first === 0x2e;
  if (!numeric) {
    if (source === '<<') throw notPlain;
    return source;
  }
  if (special.test(source)) throw notPlain;
  if (!float.test(source) && !integer.test(source)) return source;
  const number = Number(source);
  if (Object.is(number, -0)) throw notPlain;
  return Number.isFinite(number) ? number : source;
}

/** `at` is at the opening quote; further lines must be indented more than `parent`. Throws notPlain. */
export function readQuoted(text: string, at: number, parent: number): Scalar {
  const kind = text.charCodeAt(at);
  const end = text.indexOf(kind === quote ? '"' : "'", at + 1);
  if (end === -1) throw notPlain;
  const value = text.slice(at + 1, end);
  const isSimple = !value.includes('\n') && !value.includes('\\') && text.charCodeAt(end + 1) !== apostrophe;
  if (isSimple) return { value, end: end + 1 };
  return kind === quote ? readDouble(text, at + 1, parent) : readSingle(text, at + 1, parent);
}

function readSingle(text: string, from: number, parent: number): Scalar {
  let value = '';
  let start = from;
  for (let at = from; ; ) {
    const code = text.charCodeAt(at);
    if (code === apostrophe) {
      value += text.slice(start, at);
      if (text.charCodeAt(at + 1) !== apostrophe) return { value, end: at + 1 };
      value += "'";
      start = at += 2;
    } else if (code === lineFeed) {
      value += text.slice(start, trimmed(text, start, at));
      const next = nextLine(text, at, parent);
      value += folded(next.breaks);
      start = at = next.at;
    } else if (at++ >= text.length) throw notPlain;
  }
}

function readDouble(text: string, from: number, parent: number): Scalar {
  let value = '';
  let start = from;
  for (let at = from; ; ) {
    const code = text.charCodeAt(at);
    if (code === quote) return { value: value + text.slice(start, at), end: at + 1 };
    if (code === lineFeed) {
      value += text.slice(start, trimmed(text, start, at));
      const next = nextLine(text, at, parent);
      value += folded(next.breaks);
      start = at = next.at;
    } else if (code === backslash) {
      value += text.slice(start, at);
      const letter = text[at + 1];
      const plain = letter === undefined ? undefined : escapes.get(letter);
      if (letter === '\n') at = nextLine(text, at + 1, parent).at;
      else if (plain !== undefined) {
        value += plain;
        at += 2;
      } else {
        const length = letter === 'u' ? 4 : letter === 'x' ? 2 : 0;
        const digits = text.slice(at + 2, at + 2 + length);
        if (length === 0 || !/^[\da-f]+$/i.test(digits) || digits.length < length) throw notPlain;
        value += String.fromCharCode(Number.parseInt(digits, 16));
        at += 2 + length;
      }
      start = at;
    } else if (at++ >= text.length) throw notPlain;
  }
}

/** Further lines of a plain scalar: those that are indented more than `parent`. Throws notPlain. */
export function readContinued(text: string, first: string, lineEnd: number, parent: number): Scalar {
  let value = first;
  for (let end = lineEnd; ; ) {
    const next = skipBreaks(text, end);
    const code = text.charCodeAt(next.at);
    if (next.at >= text.length || next.indent <= parent || code === 0x23) return { value, end };
    end = text.indexOf('\n', next.at);
    if (end === -1) end = text.length;
    const line = text.slice(next.at, trimmed(text, next.at, end));
    // A key or a comment in the midst of a scalar.
    if (/:(?: |$)| #/.test(line)) throw notPlain;
    value += folded(next.breaks) + line;
  }
}

/** `at` is at the `|` or `>`. Throws notPlain. */
export function readBlockScalar(text: string, at: number, parent: number): Scalar {
  const header = /[|>]([-+]?) *\n/y;
  header.lastIndex = at;
  const chomping = header.exec(text)?.[1];
  if (chomping === undefined) throw notPlain;
  const lines: string[] = [];
  let indent = -1;
  let most = 0;
  let end = header.lastIndex;
  while (end < text.length) {
    let content = end;
    while (text.charCodeAt(content) === space) content++;
    const column = content - end;
    let next = text.indexOf('\n', content);
    if (next === -1) next = text.length;
    if (content === next) {
      if (next === text.length && column > 0) throw notPlain;
      if (indent === -1) most = Math.max(most, column);
    } else if (column <= parent || column < indent) break;
    else if (indent === -1) {
      if (column < most) throw notPlain;
      indent = column;
    }
    lines.push(indent === -1 || (content === next && column <= indent) ? '' : text.slice(end + indent, next));
    end = next + 1;
  }
  if (indent === -1) throw notPlain;
  let last = lines.length;
  while (lines[last - 1] === '') last--;
  const body = lines.slice(0, last);
  const value = text[at] === '|' ? body.join('\n') : fold(body);
  const tail = chomping === '-' ? '' : chomping === '+' ? '\n'.repeat(lines.length - last + 1) : '\n';
  return { value: value + tail, end: Math.min(end, text.length) };
}

/** Folded style: breaks between lines that begin at the indentation are spaces (YAML 1.2, section 8.1.3). */
function fold(lines: readonly string[]): string {
  let value = '';
  let blank = 0;
  let isFirst = true;
  let wasMore = false;
  for (const line of lines) {
    if (line === '') {
      blank++;
      continue;
    }
    const isMore = line.startsWith(' ');
    if (isFirst) value = '\n'.repeat(blank);
    else if (isMore || wasMore) value += '\n'.repeat(blank + 1);
    else value += folded(blank + 1);
    value += line;
    blank = 0;
    isFirst = false;
    wasMore = isMore;
  }
  return value;
}

/** What one break, or several, come to between two parts of a text. */
function folded(breaks: number): string {
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
}

/** Where the text ends before the spaces at its end; other white space is content. */
export function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === space) at--;
  return at;
}

function nextLine(text: string, at: number, parent: number): { at: number; breaks: number } {
  const next = skipBreaks(text, at);
  if (next.indent <= parent) throw notPlain;
  return next;
}

/** From a line's end to what comes next. */
function skipBreaks(text: string, from: number): { at: number; breaks: number; indent: number } {
  let breaks = 0;
  let lineStart = from;
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) {
      breaks++;
      lineStart = at + 1;
    } else if (code !== space) break;
  }
  return { at, breaks, indent: at - lineStart };
}
