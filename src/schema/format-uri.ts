import { isIpv6 } from './format-net.ts';

const PARTS = /^(?:([a-z][a-z\d+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/is;
const AUTHORITY = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::(\d*))?$/;

/** RFC 3987 section 2.2, ucschar; and iprivate, which only a query may have. */
const UCS =
  '\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\u{40000}-\u{4fffd}\u{50000}-\u{5fffd}\u{60000}-\u{6fffd}\u{70000}-\u{7fffd}\u{80000}-\u{8fffd}\u{90000}-\u{9fffd}\u{a0000}-\u{afffd}\u{b0000}-\u{bfffd}\u{c0000}-\u{cfffd}\u{d0000}-\u{dfffd}\u{e1000}-\u{efffd}';
const PRIVATE = '\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}';

interface Grammar {
  readonly userInfo: RegExp;
  readonly name: RegExp;
  readonly path: RegExp;
  readonly query: RegExp;
  readonly fragment: RegExp;
}

function grammar(letters: string, inQuery: string): Grammar {
  const made = (extra: string): RegExp =>
    new RegExp(`^(?:[A-Za-z\\d\\-._~!$&'()*+,;=${letters}${extra}]|%[\\dA-Fa-f]{2})*$`, 'u');
  return {
    userInfo: made(':'),
    name: made(''),
    path: made(':@/'),
    query: made(`:@/?${inQuery}`),
    fragment: made(':@/?'),
  };
}

const ascii = grammar('', '');
let international: Grammar | undefined;

/** Made when first asked for: its classes take long to make, and few descriptions have such names. */
function internationalGrammar(): Grammar {
  return (international ??= grammar(UCS, PRIVATE));
}

function isReference(text: string, rules: Grammar, absolute: boolean): boolean {
  const parts = PARTS.exec(text);
  if (parts === null) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = parts;
  if (scheme === undefined && (absolute || (authority === undefined && /^[^/]*:/.test(path)))) return false;
  if (authority !== undefined && !isAuthority(authority, rules)) return false;
  return rules.path.test(path) && rules.query.test(query) && rules.fragment.test(fragment);
}

function isAuthority(text: string, rules: Grammar): boolean {
  const parts = AUTHORITY.exec(text);
  if (parts === null) return false;
  const [, userInfo = '', host = ''] = parts;
  if (!rules.userInfo.test(userInfo)) return false;
  if (host[0] !== '[') return rules.name.test(host);
  const address = host.slice(1, -1);
  return isIpv6(address) || /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i.test(address);
}

/** What most URIs look like; whatever else is one is told by the grammar. */
const PLAIN_URI = /^[a-z][a-z\d+.-]*:\/\/[\w.-]+(?::\d+)?(?:[/?][\w.~!$&'()*+,;=:@/?-]*)?$/i;

/** RFC 3986 section 3: with a scheme. */
export function isUri(text: string): boolean {
  return PLAIN_URI.test(text) || isReference(text, ascii, true);
}

/** RFC 3986 section 4.1. */
export function isUriReference(text: string): boolean {
  return isReference(text, ascii, false);
}

/** RFC 3987 section 2.2: with a scheme. */
export function isIri(text: string): boolean {
  return isReference(text, internationalGrammar(), true);
}

/** RFC 3987 section 2.2. */
export function isIriReference(text: string): boolean {
  return isReference(text, internationalGrammar(), false);
}

const NAME = '(?:\\w|%[\\dA-Fa-f]{2})(?:\\.?(?:\\w|%[\\dA-Fa-f]{2}))*';
const VARIABLE = `${NAME}(?::[1-9]\\d{0,3}|\\*)?`;
const EXPRESSION = new RegExp(`^[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*$`);

/** RFC 6570 section 2. */
export function isUriTemplate(text: string): boolean {
  const [first = '', ...others] = text.split('{');
  // Here, not above: a class of Unicode takes long to make, and is made where its expression is met.
  const literals = /^(?:[^\p{Cc} "%<>\\^`{|}]|%[\dA-Fa-f]{2})*$/u;
  if (!literals.test(first)) return false;
  return others.every((piece) => {
    const end = piece.indexOf('}');
    return end >= 0 && EXPRESSION.test(piece.slice(0, end)) && literals.test(piece.slice(end + 1));
  });
}
