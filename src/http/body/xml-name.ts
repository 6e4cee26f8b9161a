const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NOT_START = new RegExp(`^[^${START}]`, 'u');
const NOT_NAME = new RegExp(`[^${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]`, 'gu');
const NOT_CHARACTER = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * A name that an element or attribute can have (Namespaces in XML 1.0, `NCName`), as near to the given one as may be:
 * what is not allowed becomes `_`.
 */
export function xmlName(name: string): string {
  const allowed = name.replace(NOT_NAME, '_');
  return allowed === '' || NOT_START.test(allowed) ? `_${allowed}` : allowed;
}

/** Character data: characters that XML 1.0 (section 2.2) does not allow become U+FFFD. */
export function escapeText(text: string): string {
  return allowedCharacters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}

/** For between double quotes; white space is kept from being normalized (section 3.3.3). */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/** A CDATA section; one that holds its own end is continued in another (section 2.7). */
export function cdata(text: string): string {
  return `<![CDATA[${allowedCharacters(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** Where the first character stands that XML 1.0 (section 2.2) does not allow; -1 where there is none. */
export function forbiddenAt(text: string): number {
  return text.search(NOT_CHARACTER);
}

function allowedCharacters(text: string): string {
  return text.replace(NOT_CHARACTER, '\uFFFD');
}
