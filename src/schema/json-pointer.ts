/**
 * The tokens of a JSON Pointer (RFC 6901 section 3), unescaped; `''` has none. Undefined where the text is no pointer,
 * that is, neither empty nor begun by `/`.
 */
export function parsePointer(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (pointer[0] !== '/') return undefined;
  const tokens = pointer.slice(1).split('/');
  if (!pointer.includes('~')) return tokens;
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A member's name or an item's index as one token of a JSON Pointer. */
export function escapeToken(token: string | number): string {
  if (typeof token === 'number') return String(token);
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The pointer, continued by the given names and indices. */
export function joinPointer(pointer: string, ...tokens: Array<string | number>): string {
  let joined = pointer;
  for (const token of tokens) joined += `/${escapeToken(token)}`;
  return joined;
}

/** The own member or item that one unescaped token names, undefined where there is none. */
export function childAt(parent: unknown, token: string): unknown {
  if (Array.isArray(parent)) return /^(?:0|[1-9]\d*)$/.test(token) ? parent[Number(token)] : undefined;
  if (typeof parent !== 'object' || parent === null) return undefined;
  return Object.hasOwn(parent, token) ? (parent as Record<string, unknown>)[token] : undefined;
}

/** What a JSON Pointer names below `root`; undefined where nothing is, or where it is no pointer. */
export function valueAt(root: unknown, pointer: string): unknown {
  const tokens = parsePointer(pointer);
  if (tokens === undefined) return undefined;
  let value = root;
  for (const token of tokens) {
    value = childAt(value, token);
    if (value === undefined) return undefined;
  }
  return value;
}
