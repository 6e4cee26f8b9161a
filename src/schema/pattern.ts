const cache = new Map<string, RegExp | undefined>();

/**
 * A `pattern` as a regular expression (ECMA-262, as JSON Schema 2020-12 section 6.3.3 asks for), with the `u` flag
 * where the pattern allows it. Undefined where it is none.
 */
export function compilePattern(source: string): RegExp | undefined {
  if (cache.has(source)) return cache.get(source);
  let compiled: RegExp | undefined;
  for (const flags of ['u', '']) {
    try {
      compiled = new RegExp(source, flags);
      break;
    } catch {}
  }
  cache.set(source, compiled);
  return compiled;
}
