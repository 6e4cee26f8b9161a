import { joinPointer } from '../../schema/index.ts';
import type { BodyRemark } from './reading.ts';

const MOST_NOTES = 10;

/**
 * The names that come more than once in one object of a text that is JSON. Cheap where there are none: then there are as
 * many colons outside of strings as the parsed value has members.
 */
export function duplicateNames(text: string, members: number): BodyRemark[] {
  // Colons in strings count too, so that more than there are members proves nothing yet.
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) colons++;
  if (colons === members) return [];
  return countNames(text) === members ? [] : findDuplicates(text);
}

/** Colons outside of strings. */
function countNames(text: string): number {
  let names = 0;
  let colon = text.indexOf(':');
  for (let quote = text.indexOf('"'); colon >= 0; quote = text.indexOf('"', quote)) {
    const end = quote < 0 ? text.length : quote;
    for (; colon >= 0 && colon < end; colon = text.indexOf(':', colon + 1)) names++;
    if (quote < 0) return names;
    quote = stringEnd(text, quote) + 1;
    if (colon >= 0 && colon < quote) colon = text.indexOf(':', quote);
  }
  return names;
}

/** Strings with their quotes, and marks; no other scalars. */
function* tokens(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char !== '"') {
      if ('{}[],:'.includes(char)) yield char;
      continue;
    }
    const end = stringEnd(text, at);
    yield text.slice(at, end + 1);
    at = end;
  }
}

/** Where the string's closing quote stands: the first that is not behind an odd number of backslashes. */
function stringEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text[before] === '\\') before--;
    if (quote < 0 || (quote - before) % 2 === 1) return quote < 0 ? text.length : quote;
  }
}

interface Open {
  /** Of an object; undefined of an array. */
  readonly names: Set<string> | undefined;
  /** The member or item that is being read. */
  token: string | number;
}

function findDuplicates(text: string): BodyRemark[] {
  const found: BodyRemark[] = [];
  const open: Open[] = [];
  let last = '';
  for (const token of tokens(text)) {
    const top = open.at(-1);
    if (token === '{') open.push({ names: new Set(), token: '' });
    else if (token === '[') open.push({ names: undefined, token: 0 });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && top && typeof top.token === 'number') top.token++;
    else if (token === ':' && top?.names) {
      const name = JSON.parse(last) as string;
      top.token = name;
      if (top.names.has(name) && found.length < MOST_NOTES) {
        const pointer = joinPointer('', ...open.map((each) => each.token));
        const message = `the name ${last} comes more than once in its object; the last value counts`;
        found.push({ pointer, keyword: 'duplicate', message });
      }
      top.names.add(name);
    }
    last = token;
  }
  return found;
}
