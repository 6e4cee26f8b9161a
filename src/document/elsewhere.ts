import { includes, occurrences } from './words.ts';

/** What begins at a keyword and leads to another file. */
const toOtherFile = /(?:\$(?:ref|dynamicRef|recursiveRef)|Ref)["']?\s*:\s*(?=[^#\s"']|["'][^#])/y;

/** Found before the rest of the key is looked at. */
const mappingEnd = 'pping';
const mappingKey = /[mM]apping["']?\s*:/y;

/** Characters after a mapping's key that are looked at: room for some hundred members. */
const mappingLength = 20_000;

/**
 * Could something in the text refer to another file? Text without doubt has no such reference; a yes may be
 * wrong. Takes about a millisecond for each MB, where a walk over the value takes fifty.
 */
export function mayReferElsewhere(text: string, escapesDollar: boolean = hasEscapedDollar(text)): boolean {
  if (escapesDollar) return true;
  for (const at of occurrences(text, '$')) if (leadsToOtherFile(text, at)) return true;
  for (const at of occurrences(text, 'Ref')) {
    if (text.endsWith('operation', at) && leadsToOtherFile(text, at)) return true;
  }
  let looked = 0;
  for (const at of occurrences(text, mappingEnd)) {
    const start = at - 2;
    if (start < looked) continue;
    mappingKey.lastIndex = start;
    if (!mappingKey.test(text)) continue;
    const end = mappingKey.lastIndex + mappingLength;
    if (mayNameFile(text.slice(mappingKey.lastIndex - 1, end))) return true;
    looked = end;
  }
  return false;
}

/** As `\u0024`, or `\x24` in YAML alone, it could spell any keyword. */
export function hasEscapedDollar(text: string, isJson = false): boolean {
  return includes(text, '\\u0024') || (!isJson && includes(text, '\\x24'));
}

function leadsToOtherFile(text: string, at: number): boolean {
  toOtherFile.lastIndex = at;
  return toOtherFile.test(text);
}

/** Is some value here the name of a file? With many endings that are none, the answer is yes, to save looking on. */
function mayNameFile(text: string): boolean {
  let tries = 0;
  for (const { index } of text.matchAll(/\.(?:json|ya?ml)(?!\w)/gi)) {
    const before = text.slice(Math.max(0, index - 300), index);
    if (/:\s*["']?[^\s"'#:]*$/.test(before) || ++tries > 50) return true;
  }
  return false;
}
