import type { Server } from '../../model/index.ts';

/** Values of `enum`s multiply; beyond this many addresses, a variable takes what its default says. */
const MOST_ADDRESSES = 64;

/** A variable that may be anything, in the addresses below. No URL has it. */
const ANYTHING = '\0';

/**
 * The addresses of a server: `https://\0.example.com/v1` where a part is free, `/v1` where only the path is known.
 * A variable that is the whole host, or whose default has a slash, stands for its default: else a description of a
 * product that people run themselves would claim the whole web.
 */
export function serverAddresses(server: Server): string[] {
  if (server.variables.size === 0) return [server.url];
  const isRelative = !server.template.includes('://') && /^https?:/i.test(server.url);
  if (isRelative && !server.template.startsWith('/')) return [server.url];
  let addresses = [isRelative ? new URL(server.url).origin : ''];
  let last = 0;
  for (const match of server.template.matchAll(/\{([^{}]*)\}/g)) {
    const variable = server.variables.get(match[1]!);
    const usual = variable?.default ?? match[1]!;
    const listed = variable?.values ?? [];
    const values =
      listed.length > 0
        ? addresses.length * listed.length > MOST_ADDRESSES
          ? [usual]
          : listed
        : [undefined];
    const before = server.template.slice(last, match.index);
    last = match.index + match[0].length;
    const free = isPartOfSegment(server.template, match.index, last) && !usual.includes('/');
    addresses = addresses.flatMap((start) =>
      values.map((value) => start + before + (value ?? (free ? ANYTHING : usual))),
    );
  }
  return addresses.map((start) => (start + server.template.slice(last)).replace(/[?#].*$/s, ''));
}

/** In a host, a domain (or a name without dots) must be fixed beside a variable; in a path, a whole segment may vary. */
function isPartOfSegment(template: string, start: number, end: number): boolean {
  const hostStart = template.indexOf('://') + 3;
  if (hostStart < 3) return true;
  const pathStart = template.indexOf('/', hostStart);
  const hostEnd = pathStart < 0 ? template.length : pathStart;
  if (start >= hostEnd) return true;
  if (start < hostStart) return false;
  const beside = template.slice(hostStart, start) + template.slice(end, hostEnd);
  const fixed = beside.replace(/\{[^{}]*\}|:\d*$/g, '').split('.');
  return fixed.filter((label) => label !== '').length >= (fixed.length > 1 ? 2 : 1);
}

/** Does a URL lie at or below an address? Returns the path of the URL that the address takes up. */
export function pathBelow(url: URL, address: string): string | undefined {
  const absolute = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(.*)$/is.exec(address);
  const [, scheme, host, path] = absolute ?? [undefined, undefined, undefined, address];
  if (scheme !== undefined && `${scheme.toLowerCase()}:` !== url.protocol) return undefined;
  if (host !== undefined && !fits(url.host, withoutDefaultPort(host.toLowerCase(), url.protocol)))
    return undefined;
  const wanted = path!.split('/').filter((segment) => segment !== '');
  const there = url.pathname.split('/').slice(1, 1 + wanted.length);
  if (there.length < wanted.length || !wanted.every((segment, at) => fits(there[at]!, segment)))
    return undefined;
  return there.map((segment) => `/${segment}`).join('');
}

function withoutDefaultPort(host: string, protocol: string): string {
  return host.replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
}

/** Each free part takes at least one character. The parts are looked for from left to right, so that it takes linear time. */
function fits(text: string, pattern: string): boolean {
  const parts = pattern.split(ANYTHING);
  if (parts.length === 1) return text === pattern || decoded(text) === decoded(pattern);
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at + 1);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + 1 <= text.length - last.length;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
