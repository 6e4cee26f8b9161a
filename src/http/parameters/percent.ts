/** Undefined where it is no percent-encoded UTF-8 (RFC 3986 section 2.1). */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** As `percentDecode`; a plus is a space, as in `application/x-www-form-urlencoded`. */
export function formDecode(text: string): string | undefined {
  return percentDecode(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** Everything but unreserved characters (RFC 6570 section 3.2.1). A lone surrogate becomes U+FFFD. */
export function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Reserved characters stay (RFC 6570 section 3.2.3), except those that would end or split the part of the URL: OpenAPI
 * 3.2 (`allowReserved`) leaves these to the writer. A percent sign is data and is encoded.
 */
export function reservedEncode(text: string, where: 'path' | 'query'): string {
  const kept =
    where === 'path'
      ? /%(?:3A|40|21|24|26|27|28|29|2A|2B|2C|3B|3D)/g
      : /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g;
  return percentEncode(text).replace(kept, (triple) =>
    String.fromCharCode(Number.parseInt(triple.slice(1), 16)),
  );
}

/** As `application/x-www-form-urlencoded` writes it (WHATWG URL section 5.2): the tilde is encoded, the asterisk is not. */
export function formEncode(text: string): string {
  return percentEncode(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E');
}

function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
