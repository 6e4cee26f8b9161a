/** A name, an index, or `*`, which stands for any of both. */
export type PathToken = string | number | typeof ANY;

export const ANY: unique symbol = Symbol('*');

/** A step into a message: a member's name or an item's index. */
export type PathStep = string | number;

/** Longer ones lead nowhere that a message has. */
const LONGEST = 2_000;

/**
 * The tokens of a path expression behind its `$`: `$.a['b'][0].*`. Undefined where it is none (Pact specification 2,
 * "Matcher path expressions").
 */
export function parsePathExpression(text: string): PathToken[] | undefined {
  if (text[0] !== '$' || text.length > LONGEST) return undefined;
  return tokensOf(text.slice(1));
}

/** As a name alone, or behind `$`: how headers and query parameters are named: `q`, `q[0]`, `$.q`, `$['q']`. */
export function parseNamedPath(text: string): PathToken[] | undefined {
  if (text[0] === '$') return parsePathExpression(text);
  if (text.length > LONGEST) return undefined;
  const [, name = '', rest = ''] = /^(.+?)((?:\[(?:\d+|\*)\])*)$/s.exec(text) ?? [];
  const items = tokensOf(rest);
  return name === '' || items === undefined ? undefined : [name, ...items];
}

function tokensOf(text: string): PathToken[] | undefined {
  const token = /\.\*|\.([^.[\]]+)|\[\*\]|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/y;
  const tokens: PathToken[] = [];
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return undefined;
    const [whole, name, index, single, double] = match;
    if (whole === '.*' || whole === '[*]') tokens.push(ANY);
    else tokens.push(index === undefined ? (name ?? single ?? double ?? '') : Number(index));
  }
  return tokens;
}

/**
 * How well an expression fits a path: 0 where it does not. A token that equals a step counts twice as much as `*`, and
 * longer expressions count more; one that is shorter than the path holds for all that lies below it.
 */
export function pathWeight(tokens: readonly PathToken[], path: readonly PathStep[]): number {
  if (tokens.length > path.length) return 0;
  let weight = 2;
  for (const [at, token] of tokens.entries()) {
    if (token === ANY) continue;
    if (String(token) !== String(path[at])) return 0;
    weight *= 2;
  }
  return weight * (tokens.length + 1);
}
