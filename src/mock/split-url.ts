/** The raw path and query of an absolute URL. */
export function splitUrl(url: string): { readonly path: string; readonly search: string } {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  if (start < 0) return { path: '/', search: '' };
  const query = url.indexOf('?', start);
  return query < 0
    ? { path: url.slice(start), search: '' }
    : { path: url.slice(start, query), search: url.slice(query) };
}

/** The path without a prefix, `/` for the prefix itself; undefined where it does not lie below it. */
export function belowPrefix(path: string, prefix: string): string | undefined {
  if (prefix === '') return path;
  if (!path.startsWith(prefix)) return undefined;
  const rest = path.slice(prefix.length);
  return rest === '' ? '/' : rest.startsWith('/') ? rest : undefined;
}
