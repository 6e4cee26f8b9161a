const cache = new Map<string, readonly string[]>();
const plainCache = new Map<string, string>();
const singularCache = new Map<string, string>();
const mostCached = 5_000;
const longest = 100;

/** The words of a name in lower case: `created_at`, `createdAt`, `Created-At` and `created.at` are `created`, `at`. */
export function wordsOf(name: string): readonly string[] {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const words = name
    .slice(0, longest)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (cache.size >= mostCached) cache.clear();
  cache.set(name, words);
  return words;
}

/** The name without what its spelling adds: `user_id`, `userId` and `User-ID` are `userid`. */
export function plainName(name: string): string {
  const known = plainCache.get(name);
  if (known !== undefined) return known;
  const plain = wordsOf(name).join('');
  if (plainCache.size >= mostCached) plainCache.clear();
  plainCache.set(name, plain);
  return plain;
}

const irregular: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['indexes', 'index'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['criteria', 'criterion'],
  ['data', 'data'],
  ['media', 'media'],
  ['news', 'news'],
  ['series', 'series'],
  ['species', 'species'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['leaves', 'leaf'],
  ['caches', 'cache'],
  ['aliases', 'alias'],
  ['statuses', 'status'],
  ['status', 'status'],
  ['buses', 'bus'],
  ['licenses', 'license'],
  ['databases', 'database'],
  ['releases', 'release'],
  ['responses', 'response'],
  ['purchases', 'purchase'],
  ['courses', 'course'],
  ['houses', 'house'],
  ['warehouses', 'warehouse'],
  ['expenses', 'expense'],
  ['invoices', 'invoice'],
  ['sso', 'sso'],
  ['dns', 'dns'],
  ['address', 'address'],
  ['access', 'access'],
  ['process', 'process'],
  ['progress', 'progress'],
  ['analysis', 'analysis'],
  ['kubernetes', 'kubernetes'],
  ['lens', 'lens'],
  ['https', 'https'],
  ['os', 'os'],
  ['sms', 'sms'],
  ['aws', 'aws'],
  ['status', 'status'],
  ['settings', 'setting'],
]);

/** The singular of one English word in lower case; a word that is none is itself. */
export function singularWord(word: string): string {
  const known = irregular.get(word);
  if (known !== undefined) return known;
  if (word.length < 4)
    return /^[a-z]{2}s$/.test(word) && !/(?:ss|us|is|as)$/.test(word) ? word.slice(0, -1) : word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(?:ss|us|is)$/.test(word)) return word;
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** A name in the singular, as its plain words: `line-items` is `lineitem`. */
export function singularName(name: string): string {
  const known = singularCache.get(name);
  if (known !== undefined) return known;
  const words = wordsOf(name);
  const singular = [...words.slice(0, -1), ...words.slice(-1).map(singularWord)].join('');
  if (singularCache.size >= mostCached) singularCache.clear();
  singularCache.set(name, singular);
  return singular;
}

/** Is the last word a plural? */
export function isPlural(name: string): boolean {
  const last = wordsOf(name).at(-1);
  return (
    last !== undefined && (singularWord(last) !== last || ['data', 'media', 'news', 'series'].includes(last))
  );
}
