/**
 * Splits a header value at a separator that stands outside quoted strings (RFC 9110 section 5.6). Pieces are trimmed;
 * empty ones are left out, as section 5.6.1.2 asks of a recipient.
 */
export function splitHeader(value: string, separator: ',' | ';'): string[] {
  const pieces: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= value.length; i++) {
    const char = value[i];
    if (quoted) {
      if (char === '\\') i++;
      else if (char === '"') quoted = false;
      if (i < value.length) continue;
    } else if (char === '"') {
      quoted = true;
      continue;
    } else if (char !== separator && i < value.length) continue;
    const piece = value.slice(start, i).trim();
    if (piece !== '') pieces.push(piece);
    start = i + 1;
  }
  return pieces;
}

/** `name=value` or `name="quoted value"`: the name in lower case, the value without quotes and escapes. */
export function headerParameter(text: string): { name: string; value: string } {
  const equals = text.indexOf('=');
  if (equals < 0) return { name: text.trim().toLowerCase(), value: '' };
  return {
    name: text.slice(0, equals).trim().toLowerCase(),
    value: unquote(text.slice(equals + 1).trim()),
  };
}

function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replace(/\\(.)/gs, '$1');
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Is it a `token` (RFC 9110 section 5.6.2)? */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** As a quoted-string (RFC 9110 section 5.6.4); control characters, which no header can carry, become spaces. */
export function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
  return `"${text.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}
