const LONGEST = 400;

/** A value for a message: JSON, with matchers as they name themselves, shortened. */
export function shown(value: unknown, longest: number = LONGEST): string {
  const text = value === undefined ? 'nothing' : written(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function written(value: unknown): string {
  try {
    return JSON.stringify(value, replaced) ?? String(value);
  } catch {
    // What leads back to itself.
    return String(value);
  }
}

function replaced(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
    return String(value);
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value === 'object' && value !== null && 'asymmetricMatch' in value) return nameOf(value);
  return value;
}

function nameOf(matcher: object): string {
  const named = matcher as { toAsymmetricMatcher?: () => string };
  const name = named.toAsymmetricMatcher?.() ?? String(matcher);
  return name.startsWith('[object') ? 'a matcher' : name;
}
