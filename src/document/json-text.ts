import { type PositionIndex, PositionIndexBuilder } from './positions.ts';

/** Breaks the grammar of RFC 8259. */
export class JsonSyntaxError extends Error {
  override readonly name: string = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const space = /[ \t\r\n]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids them bare
const badInString = /[\u0000-\u001f]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where each value stands. Throws JsonSyntaxError at the first character that is no JSON. */
export function indexJson(text: string): PositionIndex {
  const builder = new PositionIndexBuilder();
  // By how they are written. Thousands of values have the same few names, and a part of a text keeps all of it alive.
  const names = new Map<string, string>();
  const open: Array<{ index: number; object: boolean }> = [];
  let at = skip(text, 0);
  let start = at;
  let key: string | null = null;
  for (;;) {
    // At a value, whose member or item begins at `start`.
    const index = builder.add(start, key);
    const first = text[at];
    if (first === '{' || first === '[') {
      at = skip(text, at + 1);
      open.push({ index, object: first === '{' });
      if (text[at] !== closerOf(first === '{')) {
        [at, start, key] = memberAt(text, at, first === '{', names);
        continue;
      }
    } else {
      at = skip(text, endOfScalar(text, at));
    }
    // After a value: close what ends here, go on to the next member or item.
    let next = false;
    while (!next) {
      const container = open.at(-1);
      if (container === undefined) {
        if (at < text.length) throw new JsonSyntaxError('more text follows the end of the value', at);
        return builder.finish();
      }
      if (text[at] === ',') {
        [at, start, key] = memberAt(text, skip(text, at + 1), container.object, names);
        next = true;
      } else if (text[at] === closerOf(container.object)) {
        builder.close(container.index);
        open.pop();
        at = skip(text, at + 1);
      } else {
        throw unexpected(text, at, `"," or "${closerOf(container.object)}"`);
      }
    }
  }
}

/** Reads the key where there is one; then where the value is, where its member begins, its name. */
function memberAt(
  text: string,
  at: number,
  object: boolean,
  names: Map<string, string>,
): [number, number, string | null] {
  if (!object) return [at, at, null];
  if (text[at] !== '"') throw unexpected(text, at, 'a key in double quotes');
  const end = endOfString(text, at);
  const colon = skip(text, end);
  if (text[colon] !== ':') throw unexpected(text, colon, '":"');
  const written = text.slice(at, end);
  let name = names.get(written);
  if (name === undefined) names.set(written, (name = JSON.parse(written) as string));
  return [skip(text, colon + 1), at, name];
}

function endOfScalar(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  scalar.lastIndex = at;
  if (!scalar.test(text)) throw unexpected(text, at, 'a value');
  return scalar.lastIndex;
}

function endOfString(text: string, at: number): number {
  const end = closingQuote(text, at);
  if (end === text.length) throw new JsonSyntaxError('a string is not closed', at);
  const bad = text.slice(at, end).replaceAll('\\\\', '__').search(badInString);
  if (bad !== -1)
    throw new JsonSyntaxError('a string holds a bare control character or a bad escape', at + bad);
  return end + 1;
}

function skip(text: string, at: number): number {
  space.lastIndex = at;
  space.test(text);
  return space.lastIndex;
}

function closerOf(object: boolean): string {
  return object ? '}' : ']';
}

function unexpected(text: string, at: number, wanted: string): JsonSyntaxError {
  const found = at < text.length ? JSON.stringify(String.fromCodePoint(text.codePointAt(at)!)) : 'the end';
  return new JsonSyntaxError(`expected ${wanted} but found ${found}`, at);
}

/**
 * Where the first array or object begins that is nested deeper than that. For text that is JSON. Goes from bracket to
 * bracket, which the engine finds much faster than a loop over characters does, and reads only lines that hold brackets
 * elsewhere than at their ends: no string goes beyond a line.
 */
export function findDeeperThan(text: string, limit: number): number | undefined {
  let depth = 0;
  let brace = find(text, '{', 0);
  let bracket = find(text, '[', 0);
  let closingBrace = find(text, '}', 0);
  let closingBracket = find(text, ']', 0);
  for (;;) {
    const opens = Math.min(brace, bracket);
    const closes = Math.min(closingBrace, closingBracket);
    let at = Math.min(opens, closes);
    if (at === text.length) return undefined;
    if (endsLine(text, at)) {
      depth += at === opens ? 1 : -1;
      if (depth > limit) return at;
      at++;
    } else {
      for (at = text.lastIndexOf('\n', at) + 1; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code === 0x22) {
          at = closingQuote(text, at);
        } else if ((code | 0x20) === 0x7b) {
          if (++depth > limit) return at;
        } else if ((code | 0x20) === 0x7d) {
          depth--;
        } else if (code === 0x0a) {
          break;
        }
      }
    }
    if (brace < at) brace = find(text, '{', at);
    if (bracket < at) bracket = find(text, '[', at);
    if (closingBrace < at) closingBrace = find(text, '}', at);
    if (closingBracket < at) closingBracket = find(text, ']', at);
  }
}

function find(text: string, word: string, from: number): number {
  const at = text.indexOf(word, from);
  return at === -1 ? text.length : at;
}

/** Only a comma stands between there and the end of the line. */
function endsLine(text: string, at: number): boolean {
  const after = text.charCodeAt(at + 1);
  return (after === 0x2c ? text.charCodeAt(at + 2) : after) === 0x0a;
}

/** Of the string that begins at the offset; the text's length where it does not end. */
function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

/** Comments as other dialects of JSON allow them, made blank so that every offset stays. */
export function blankComments(text: string): string {
  const parts: string[] = [];
  let copied = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = closingQuote(text, at);
    } else if (code === 0x2f && (text[at + 1] === '/' || text[at + 1] === '*')) {
      const block = text[at + 1] === '*';
      const found = text.indexOf(block ? '*/' : '\n', at + 2);
      const end = found === -1 ? text.length : block ? found + 2 : found;
      parts.push(text.slice(copied, at), text.slice(at, end).replace(/[^\r\n]/g, ' '));
      copied = end;
      at = end - 1;
    }
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(copied);
}
