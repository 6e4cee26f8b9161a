import { looksForeign, translatePattern } from './pattern-dialect.ts';

const MOST_CACHED = 2000;
const cache = new Map<string, RegExp | undefined>();

/**
 * A `pattern` as a regular expression (ECMA-262, as JSON Schema 2020-12 core section 6.4 asks for), with the `u` flag
 * where the pattern allows it. What other engines write differently is translated where that is certain, so that
 * `source` and `flags` of the result, not the pattern's own text, say what matches. Undefined where it is none.
 */
export function compilePattern(source: string): RegExp | undefined {
  const cached = cache.get(source);
  if (cached !== undefined || cache.has(source)) return cached;
  const compiled = compile(source);
  if (cache.size >= MOST_CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(source, compiled);
  return compiled;
}

function compile(pattern: string): RegExp | undefined {
  const plain = looksForeign(pattern) ? undefined : attempt(pattern, 'u');
  if (plain !== undefined) return plain;
  const translated = translatePattern(pattern);
  if (translated === undefined) return undefined;
  const { source, flags } = translated;
  const unicode = attempt(source, `u${flags}`);
  // Without the flag, `\\p{…}` would be the letter p.
  return unicode !== undefined || /\\[pP]\{/.test(source) ? unicode : attempt(source, flags);
}

function attempt(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
