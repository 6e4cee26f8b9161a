import type { HeaderFault } from './header-fault.ts';

/** What holds a login; a token against forged requests is meant to be read by scripts. */
const session = /sess|^sid$|[._-]sid$|auth|jwt|token|remember|login/i;
const readByScripts = /csrf|xsrf/i;

/**
 * What is wrong with one Set-Cookie (RFC 6265 section 4.1; SameSite and prefixes by its revision, sections 4.1.2.7 and
 * 4.1.3). Of cookies that hold no login only what browsers refuse.
 */
export function* cookieFaults(line: string, isSecure: boolean): Iterable<HeaderFault> {
  const [pair = '', ...rest] = line.split(';');
  const name = pair.split('=', 1)[0]!.trim();
  const attributes = new Map(rest.map(attributeOf));
  const has = (attribute: string) => attributes.has(attribute);
  const fault = (kind: string, what: string): HeaderFault => [
    `cookie-${kind}`,
    `Set-Cookie/${name}`,
    `The cookie ${name} ${what}.`,
  ];
  const sameSite = attributes.get('samesite')?.toLowerCase();
  if (/^__(?:Secure|Host)-/.test(name) && !has('secure'))
    yield fault('prefix', 'has a prefix that demands Secure');
  if (name.startsWith('__Host-') && (has('domain') || attributes.get('path') !== '/'))
    yield fault('prefix', 'has the prefix __Host-, which demands Path=/ and no Domain');
  if (sameSite === 'none' && !has('secure')) yield fault('same-site', 'has SameSite=None without Secure');
  if (!session.test(name) || isRemoval(pair, attributes)) return;
  if (!has('httponly') && !readByScripts.test(name)) yield fault('http-only', 'has no HttpOnly');
  if (isSecure && !has('secure')) yield fault('secure', 'has no Secure');
  if (sameSite === undefined) yield fault('same-site', 'has no SameSite');
}

function attributeOf(text: string): readonly [name: string, value: string] {
  const equals = text.indexOf('=');
  if (equals < 0) return [text.trim().toLowerCase(), ''];
  return [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
}

/** Nothing is left to be protected. */
function isRemoval(pair: string, attributes: ReadonlyMap<string, string>): boolean {
  return pair.trim().endsWith('=') || /^(?:0|-\d+)$/.test(attributes.get('max-age') ?? '');
}
