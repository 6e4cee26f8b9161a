const toOtherFile =
  /(?:\$(?:ref|dynamicRef|recursiveRef)|operationRef)["']?\s*:\s*(?=[^#\s"']|["'][^#])|\\u0024|\\x24/;

const mappingKey = /[mM]apping["']?\s*:/g;

/** Characters after a mapping's key that are looked at: room for some hundred members. */
const mappingLength = 20_000;

/**
 * Could something in the text refer to another file? Text without doubt has no such reference; a yes may be
 * wrong. Takes about a millisecond for each MB, where a walk over the value takes fifty.
 */
export function mayReferElsewhere(text: string): boolean {
  if (toOtherFile.test(text)) return true;
  const mapping = new RegExp(mappingKey);
  while (mapping.exec(text) !== null) {
    const end = mapping.lastIndex + mappingLength;
    if (mayNameFile(text.slice(mapping.lastIndex - 1, end))) return true;
    mapping.lastIndex = end;
  }
  return false;
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
