/** A URI in the one spelling that resources are looked up by, without a fragment. */
export function normalizeUri(uri: string): string {
  return splitFragment(resolveUri(uri, undefined))[0];
}

/** RFC 3986 section 5. A reference that cannot be resolved (a path against `urn:x`) is left as it is. */
export function resolveUri(reference: string, base: string | undefined): string {
  try {
    return new URL(reference, base).href;
  } catch {
    return reference;
  }
}

/** What stands before the first `#`, and after it (`''` where there is none). */
export function splitFragment(uri: string): [string, string] {
  const hash = uri.indexOf('#');
  return hash < 0 ? [uri, ''] : [uri.slice(0, hash), uri.slice(hash + 1)];
}

/** Percent-decoded; as it is where the escapes are malformed. */
export function decodeFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
