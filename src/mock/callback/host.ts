/** May a callback go there? This machine always; besides it what is listed, with or without a port. */
export function isAllowedHost(url: URL, allow: readonly string[]): boolean {
  return isLoopbackHost(url.hostname) || allow.some((pattern) => matches(url, pattern.trim().toLowerCase()));
}

/**
 * A name of this machine (RFC 6761 section 6.3) or an address of it (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3),
 * as the URL standard writes them.
 */
function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}

function matches({ hostname, port, protocol }: URL, pattern: string): boolean {
  if (pattern === '*') return true;
  const [, name = '', wantedPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern) ?? [];
  if (name === '') return false;
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  if (wantedPort !== undefined && wantedPort !== actualPort) return false;
  return name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name;
}
